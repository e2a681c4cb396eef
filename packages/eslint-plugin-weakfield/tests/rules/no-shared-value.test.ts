import rule from "../../src/rules/no-shared-value.ts";
import { run } from "../rule-tester.ts";

const TAKEN = "const values = 1, valueByInstance = 2";

/** A decorator whose accessors share a variable. */
const decorator = (...lines: string[]): string => `export function d(target, key, descriptor) {
  ${lines.join("\n  ")}
  Object.defineProperty(target, key, {
    get() { return value; },
    set(next) { value = next; },
  });
}`;

run("no-shared-value", rule, {
  valid: [
    {
      name: "what is stored for the whole page anyway",
      code: `
        const memory = new Map();
        export function stored(target, key, descriptor) {
          return {
            get() { return memory.get(key) ?? descriptor.initializer.call(this); },
            set(value) { memory.set(key, value); localStorage.setItem(key, JSON.stringify(value)); },
          };
        }
      `,
    },
    {
      name: "a list that each call makes, changed later in the call",
      code: `
        export function Announce(event) {
          return function (target, key, descriptor) {
            const original = descriptor.value;
            descriptor.value = function announcer() {
              const given = [];
              for (let i = 0; i < arguments.length; i++) given[i] = arguments[i];
              const announce = (result) => {
                given.unshift(result);
                this.emit(event, ...given);
              };
              announce(original.apply(this, given));
            };
          };
        }
      `,
    },
    {
      name: "an entry made by a method of the instance",
      code: `
        export function logged(target, key, descriptor) {
          const entries = [];
          const original = descriptor.value;
          descriptor.value = function (...args) {
            const entry = this.describe(args);
            if (entries.length > 9) print(entries);
            entries.push(entry, [elsewhere, entry]);
            return original.apply(this, args);
          };
        }
      `,
    },
    {
      name: "an entry made for the instance",
      code: `
        export function logged(target, key, descriptor) {
          const entries = [];
          const original = descriptor.value;
          descriptor.value = function (...args) {
            const entry = log.entry(this, args);
            if (entries.length > 9) print(entries);
            entries.push(entry);
            return original.apply(this, args);
          };
        }
      `,
    },
    {
      name: "a property of the prototype that whoever applies the decorator asks for",
      code: `
        export function lazy(onPrototype = false) {
          return (target, key, descriptor) => {
            const original = descriptor.get;
            descriptor.get = function () {
              const value = original.apply(this, arguments);
              if (onPrototype) {
                Object.defineProperty(target, key, { value });
              }
              return value;
            };
          };
        }
      `,
    },
    ...['typeof method === "function"', '"function" === typeof method'].map((test) => ({
      name: `what takes a function or a descriptor for any object: ${test}`,
      code: `
        export function replaceMember(object, property, method) {
          if (${test}) return (object[property] = method);
          const before = method.value ?? object[property];
          method.value = function () { return stub.call(this, before); };
          method.value.restore = function () {
            object[property].current = this.previous;
            return object.mode;
          };
          return method;
        }
      `,
    })),
    {
      name: "a WeakMap keyed by what a function picks for the instance",
      code: `
        export function guarded(keyOf = function () { return this; }) {
          return (target, context: ClassMethodDecoratorContext) => {
            const locks = new WeakMap();
            return async function (...args) {
              const key = keyOf.call(this);
              let lock = locks.get(key);
              if (!lock) {
                lock = new Lock();
                locks.set(key, lock);
              }
              await lock.acquire();
              return await target.call(this, ...args);
            };
          };
        }
      `,
    },
    {
      name: "a debounced method of a component, made for each",
      code: `
        import { debounce } from "lodash";
        export default {
          methods: { load() {} },
          created() { this.search = debounce(this.load, 300); },
        };
      `,
    },
    {
      name: "a debounced function that is no component's",
      code: `
        import { debounce } from "lodash";
        export const api = { methods: { save: debounce(() => post(), 300) } };
      `,
    },
    {
      name: "a memory by instance, in a decorator that takes its context apart",
      code: `
        export function memo(value, { kind, name }) {
          const cache = new WeakMap();
          return function () {
            if (!cache.has(this)) cache.set(this, value.call(this));
            return cache.get(this);
          };
        }
      `,
    },
    {
      name: "a WeakMap keyed by the instance",
      code: `
        function Trim(target: object, key: string) {
          const values = new WeakMap<object, string>();
          Object.defineProperty(target, key, {
            get() { return values.get(this); },
            set(value: string) { values.set(this, value.trim()); },
          });
        }
      `,
    },
    {
      name: "a symbol made inside the decorator",
      code: `
        function lazy(target, key, descriptor) {
          const slot = Symbol(key);
          const original = descriptor.get;
          descriptor.get = function () {
            if (!(slot in this)) this[slot] = original.call(this);
            return this[slot];
          };
        }
      `,
    },
    {
      name: "a wrapper made per instance and defined on it",
      code: `
        import { debounce } from "lodash";
        export function debounced(ms) {
          return (target, key, descriptor) => {
            const original = descriptor.value;
            return {
              configurable: true,
              get() {
                const value = debounce(original.bind(this), ms);
                Object.defineProperty(this, key, { value });
                return value;
              },
            };
          };
        }
      `,
    },
    {
      name: "a wrapper of the file that is keyed by the instance",
      code: `
        function memo(fn) {
          const results = new WeakMap();
          return function () {
            if (!results.has(this)) results.set(this, fn.call(this));
            return results.get(this);
          };
        }
        export function memoized(target, key, descriptor) {
          descriptor.value = memo(descriptor.value);
        }
      `,
    },
    {
      name: "an imported function that is not known to keep state",
      code: `
        import { once } from "./once.js";
        export function Once(target, key, descriptor) {
          descriptor.value = once(descriptor.value);
        }
      `,
    },
    {
      name: "a resolver that tells the instances apart",
      code: `
        import { memoize } from "lodash";
        export function memoized(target, key, descriptor) {
          descriptor.value = memoize(descriptor.value, function () { return this.id; });
        }
      `,
    },
    {
      name: "a warning that is given once",
      code: `
        export function deprecated(target, key, descriptor) {
          const original = descriptor.value;
          let warned = false;
          descriptor.value = function (...args) {
            if (!warned) {
              warned = true;
              console.warn(\`\${key} is deprecated\`);
            }
            return original.apply(this, args);
          };
        }
      `,
    },
    {
      name: "a constant that is made when it is first needed",
      code: `
        export const inject = (token) => (target, key) => {
          let service;
          Object.defineProperty(target, key, {
            get() {
              if (service === undefined) service = container.get(token);
              return service;
            },
          });
        };
      `,
    },
    {
      name: "a variable that is restored, and a balanced counter",
      code: `
        let current = null;
        let depth = 0;
        export function action(target, key, descriptor) {
          const original = descriptor.value;
          descriptor.value = function (...args) {
            const before = current;
            current = this;
            depth++;
            try {
              return original.apply(this, args);
            } finally {
              depth--;
              current = before;
            }
          };
        }
      `,
    },
    {
      name: "a number for the next id",
      code: `
        export function traced(target, key, descriptor) {
          const original = descriptor.value;
          let calls = 0;
          descriptor.value = function (...args) {
            const id = ++calls;
            console.log(id, key);
            return original.apply(this, args);
          };
        }
      `,
    },
    {
      name: "a guard against the call of itself, reset before anything else runs",
      code: `
        export function guarded(target, key, descriptor) {
          const original = descriptor.value;
          let running = false;
          descriptor.value = function (...args) {
            if (running) return;
            running = true;
            try {
              return original.apply(this, args);
            } finally {
              running = false;
            }
          };
        }
      `,
    },
    {
      name: "a queue whose entries name their instance",
      code: `
        export function queued(target, key, descriptor) {
          const original = descriptor.value;
          const queue = [];
          descriptor.value = function (...args) {
            queue.push({ instance: this, args });
            schedule(queue, original);
          };
        }
      `,
    },
    {
      name: "an accessor that is defined on one object",
      code: `
        export function observe(object, key, value) {
          Object.defineProperty(object, key, {
            get() { return value; },
            set(next) { value = next; },
          });
        }
      `,
    },
    {
      name: "a factory whose descriptor is defined on instances",
      code: `
        export function reflective(initial) {
          let value = initial;
          return {
            configurable: true,
            get() { return value; },
            set(next) { value = next; this.update(); },
          };
        }
      `,
    },
    {
      name: "a reference, not a descriptor",
      code: "export function ref(value) { return { get() { return value; }, set(next) { value = next; } }; }",
    },
    {
      name: "a plain debounce function",
      code: `
        export function debounce(fn, ms) {
          let timer;
          return function (...args) {
            clearTimeout(timer);
            timer = setTimeout(() => fn.apply(this, args), ms);
          };
        }
      `,
    },
    {
      name: "wrappers of fields and of functions without this",
      code: `
        import { debounce, memoize } from "lodash";
        class Panel {
          resize = debounce(() => this.layout(), 100);
          static parse = memoize((text) => JSON.parse(text));
        }
        Panel.prototype.parse = memoize(function (text) { return JSON.parse(text); });
      `,
    },
    {
      name: "the accessors of the only instance",
      code: `
        let level;
        class Settings {
          get level() { return level; }
          set level(value) { level = value; }
        }
        export default new Settings();
        const settings = new Settings();
      `,
    },
    {
      name: "a setter that refuses",
      code: `
        let shared = {};
        export class Node {
          get shared() { return shared; }
          set shared(value) { throw new Error("read only"); }
        }
      `,
    },
    {
      name: "a store that the getter reads too",
      code: `
        const store = {};
        export function useStore(name) {
          return computed({
            get() { return store[name]; },
            set(value) { store[name] = value; },
          });
        }
      `,
    },
    {
      name: "a cache that a function of the file fills by instance",
      code: `
        function remember(cache, context, value) {
          cache.set(context, value);
          return cache.get(context);
        }
        export function memoize(target, key, descriptor) {
          const fn = descriptor.value;
          const cache = new WeakMap();
          descriptor.value = function (...args) {
            return remember(cache, this, fn.apply(this, args));
          };
        }
      `,
    },
    {
      name: "a decorator of the file that only static members have",
      code: `
        function memo(target, key, descriptor) {
          const original = descriptor.value;
          let result;
          descriptor.value = function () { return (result ??= original.call(this)); };
        }
        class Table {
          @memo static load() {}
        }
      `,
    },
    {
      name: "a branch for static members",
      code: `
        import { once } from "lodash";
        export function Once(target, key, descriptor) {
          if (typeof target === "function") {
            descriptor.value = once(descriptor.value);
          }
        }
      `,
    },
  ],
  invalid: [
    ...['typeof method === "undefined"', "!method", "kinds[typeof method]"].map((test) => ({
      name: `what takes a descriptor alone, and writes to its target: ${test}`,
      code: `
        export function replaceMember(object, property, method) {
          if (${test}) return undefined;
          const before = method.value ?? object[property];
          method.value = function () { return stub.call(this, before); };
          method.value.restore = function () {
            object[property].current = this.previous;
            return object.mode;
          };
          return method;
        }
      `,
      errors: [{ messageId: "sharedMember" as const, line: 7 }],
    })),
    {
      name: "what is stored nowhere else",
      code: `
        const memory = new Map();
        export function stored(target, key, descriptor) {
          return {
            get() { return memory.get(key) ?? descriptor.initializer.call(this); },
            set(value) { memory.set(key, value); notify(key, JSON.stringify(value)); },
          };
        }
      `,
      errors: [{ messageId: "sharedContainer", line: 2, column: 15 }],
    },
    {
      name: "a list that the decorator makes, changed later in the call",
      code: `
        export function Announce(event) {
          return function (target, key, descriptor) {
            const original = descriptor.value;
            const given = [];
            descriptor.value = function announcer() {
              for (let i = 0; i < arguments.length; i++) given[i] = arguments[i];
              const announce = (result) => {
                given.unshift(result);
                this.emit(event, ...given);
              };
              announce(original.apply(this, given));
            };
          };
        }
      `,
      errors: [{ messageId: "sharedContainer", line: 5, column: 19 }],
    },
    {
      name: "answers of the original, handled by a callback that knows the instance",
      code: `
        export function once(target, key, descriptor) {
          const pending = [];
          const original = descriptor.value;
          descriptor.value = function (...args) {
            const known = pending.find((each) => same(each.args, args));
            if (known) return known.answer;
            const answer = original.apply(this, args).then((value) => this.keep(value));
            pending.push({ args, answer, realm });
            return answer;
          };
        }
      `,
      errors: [{ messageId: "sharedContainer", line: 3, column: 17 }],
    },
    ...["this.ready", "target.ready", "ready"].map((test) => ({
      name: `a property of the prototype that depends on ${test}`,
      code: `
        export const ready = true;
        export function lazy(onPrototype = false) {
          return (target, key, descriptor) => {
            const original = descriptor.get;
            descriptor.get = function () {
              const value = original.apply(this, arguments);
              if (${test}) Object.defineProperty(target, key, { value });
              return value;
            };
          };
        }
      `,
      errors: [{ messageId: "sharedMember" as const, line: 8 }],
    })),
    {
      name: "accessors under the name without its underscore that keep the value on the prototype",
      code: `
        const accessor = (kind) => (target, key) => {
          const name = String(key);
          const attributes = { configurable: true };
          if (kind === "get") {
            const getter = () => target[name];
            attributes.get = getter;
          } else {
            const setter = (value) => {
              target[name] = value;
            };
            attributes.set = setter;
          }
          Object.defineProperty(target, name.charAt(0) === "_" ? name.slice(1) : name, attributes);
        };
      `,
      errors: [{ messageId: "sharedMember", data: { name: "target" }, line: 10, column: 15 }],
    },
    {
      name: "a value that only arrows read and write, for which nothing can be suggested",
      code: `
        export const d = (target, key) => {
          let value;
          Object.defineProperty(target, key, {
            get: () => value,
            set: (next) => {
              value = next.trim();
            },
          });
        };
      `,
      errors: [{ messageId: "sharedValue" }],
    },
    {
      name: "a timer that a helper of a decorator for components stops",
      code: `
        import { createDecorator } from "vue-class-component";
        export function Debounce(time) {
          return createDecorator(function (options, name) {
            const original = options.methods[name];
            let timer = 0;
            const stop = function () {
              if (timer) clearTimeout(timer);
            };
            options.methods[name] = function (...args) {
              stop();
              timer = setTimeout(() => original.apply(this, args), time);
            };
          });
        }
      `,
      errors: [{ messageId: "sharedValue" }],
    },
    {
      name: "a memoized method that the prototype is asked for",
      code: `
        const remember = (fn, { key, cache = new Map() } = {}) => {
          return function (...args) {
            const at = key ? key(args) : args[0];
            if (!cache.has(at)) cache.set(at, fn.apply(this, args));
            return cache.get(at);
          };
        };
        export const memoized = (options) => (target, name, descriptor) => {
          const input = target[name];
          descriptor.value = remember(input, options);
        };
      `,
      errors: [
        {
          messageId: "sharedWrapper",
          suggestions: [
            {
              messageId: "keepWrapperPerInstance",
              output: `
        const remember = (fn, { key, cache = new Map() } = {}) => {
          return function (...args) {
            const at = key ? key(args) : args[0];
            if (!cache.has(at)) cache.set(at, fn.apply(this, args));
            return cache.get(at);
          };
        };
        export const memoized = (options) => (target, name, descriptor) => {
          const input = target[name];
          const wrappers = new WeakMap();
          descriptor.value = function (this: object, ...args: unknown[]) {
            let wrapper = wrappers.get(this);
            if (wrapper === undefined) {
              wrapper = remember(input, options);
              wrappers.set(this, wrapper);
            }
            return wrapper.apply(this, args);
          };
        };
      `,
            },
          ],
        },
      ],
    },
    {
      name: "a debounced method in the options of a component",
      code: `
        import { debounce } from "lodash";
        export default {
          methods: { search: debounce(function () { this.load(); }, 300) },
        };
      `,
      errors: [{ messageId: "sharedWrapper", data: { name: "debounce" }, line: 4, column: 30 }],
    },
    {
      name: "a debounced method that a decorator takes from the options of a component",
      code: `
        import { debounce } from "lodash";
        import { createDecorator } from "vue-class-component";
        export const Debounce = (ms) => createDecorator((options, key) => {
          const original = options.methods[key];
          options.methods[key] = debounce(original, ms);
        });
      `,
      errors: [{ messageId: "sharedWrapper", data: { name: "debounce" }, line: 6, column: 34 }],
    },
    {
      name: "a decorator that takes its context apart",
      code: `
        export function memo(value, { kind, name }) {
          const cache = new Map();
          return function (key) {
            if (!cache.has(key)) cache.set(key, value.call(this, key));
            return cache.get(key);
          };
        }
      `,
      errors: [{ messageId: "sharedContainer", data: { name: "cache" }, line: 3, column: 17 }],
    },
    {
      name: "a closure behind accessors that are methods",
      code: `
function Trim(target: object, key: string) {
  let value: string;
  Object.defineProperty(target, key, {
    get() { return value; },
    set(next: string) { value = next.trim(); },
  });
}
`,
      errors: [
        {
          messageId: "sharedValue",
          data: { name: "value" },
          line: 3,
          column: 7,
          endLine: 3,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
function Trim(target: object, key: string) {
  const value = new WeakMap();
  Object.defineProperty(target, key, {
    get() { return value.get(this); },
    set(next: string) { value.set(this, next.trim()); },
  });
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "the form of the tutorials: a value that is read from the target first",
      code: `
export function Logged(target: any, key: string) {
  let value = target[key];
  const getter = function () {
    return value;
  };
  const setter = function (next: string) {
    value = next;
  };
  Object.defineProperty(target, key, { get: getter, set: setter });
}
`,
      errors: [
        {
          messageId: "sharedValue",
          line: 3,
          column: 7,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
export function Logged(target: any, key: string) {
  const value = target[key];
  const values = new WeakMap();
  const getter = function (this: object) {
    return (values.has(this) ? values.get(this) : value);
  };
  const setter = function (this: object, next: string) {
    values.set(this, next);
  };
  Object.defineProperty(target, key, { get: getter, set: setter });
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a declared type that has undefined goes with the value",
      code: `
function once<This, Value>(method: (this: This) => Value, context: ClassMethodDecoratorContext) {
  let value: Value | undefined;
  return function (this: This & object) {
    if (value === undefined) {
      value = method.call(this);
    }
    return value;
  };
}
`,
      errors: [
        {
          messageId: "sharedValue",
          line: 3,
          column: 7,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
function once<This, Value>(method: (this: This) => Value, context: ClassMethodDecoratorContext) {
  const value = new WeakMap<object, Value | undefined>();
  return function (this: This & object) {
    if (value.get(this) === undefined) {
      value.set(this, method.call(this));
    }
    return value.get(this);
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "arrow functions as accessors have no instance to keep the value with",
      code: `
function Min(limit) {
  return (target, key) => {
    let value;
    Object.defineProperty(target, key, {
      get: () => value,
      set: (next) => { value = Math.max(limit, next); },
    });
  };
}
`,
      errors: [{ messageId: "sharedValue", line: 4, column: 9, suggestions: [] }],
    },
    {
      name: "a timer of all instances",
      code: `
export const debounce = (delay = 200) => (target, name, desc) => {
  const fn = desc.value;
  let timeout = null;
  desc.value = function (...rest) {
    const context = this;
    clearTimeout(timeout);
    timeout = setTimeout(() => fn.call(context, ...rest), delay);
  };
};
`,
      errors: [
        {
          messageId: "sharedValue",
          line: 4,
          column: 7,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
export const debounce = (delay = 200) => (target, name, desc) => {
  const fn = desc.value;
  const timeout = null;
  const timeouts = new WeakMap();
  desc.value = function (...rest) {
    const context = this;
    clearTimeout((timeouts.has(this) ? timeouts.get(this) : timeout));
    timeouts.set(this, setTimeout(() => fn.call(context, ...rest), delay));
  };
};
`,
            },
          ],
        },
      ],
    },
    {
      name: "a time that decides for all instances",
      code: `
export function throttle(ms: number) {
  return function (target: object, key: string, descriptor: PropertyDescriptor) {
    let last: number;
    const method = descriptor.value;
    descriptor.value = function (...args: unknown[]) {
      const now = Date.now();
      if (!last || now - last > ms) {
        last = now;
        method.apply(this, args);
      }
    };
  };
}
`,
      errors: [
        {
          messageId: "sharedFlag",
          data: { name: "last" },
          line: 4,
          column: 9,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
export function throttle(ms: number) {
  return function (target: object, key: string, descriptor: PropertyDescriptor) {
    const last = new WeakMap();
    const method = descriptor.value;
    descriptor.value = function (...args: unknown[]) {
      const now = Date.now();
      if (!last.get(this) || now - last.get(this) > ms) {
        last.set(this, now);
        method.apply(this, args);
      }
    };
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a flag of a throttle that is reset later",
      code: `
export function throttle(target, key, descriptor) {
  const method = descriptor.value;
  let waiting = false;
  descriptor.value = function (...args) {
    if (waiting) return;
    waiting = true;
    method.apply(this, args);
    setTimeout(function () { waiting = false; }, 100);
  };
}
`,
      errors: [{ messageId: "sharedFlag", line: 4, column: 7, suggestions: [] }],
    },
    {
      name: "a count of calls that ends for all instances",
      code: `
export function limit(max) {
  return function (target, key, descriptor) {
    let count = 0;
    const method = descriptor.value;
    descriptor.value = function () {
      if (count >= max) throw new Error("too often");
      count++;
      return method.apply(this, arguments);
    };
  };
}
`,
      errors: [{ messageId: "sharedFlag", line: 4, column: 9, suggestions: [] }],
    },
    {
      name: "a cache keyed by the arguments alone",
      code: `
export function memoize() {
  const cache = new Map();
  return function (target, key, descriptor) {
    const method = descriptor.value;
    descriptor.value = function (...args) {
      const id = args.join();
      if (cache.has(id)) return cache.get(id);
      const result = method.apply(this, args);
      cache.set(id, result);
      return result;
    };
  };
}
`,
      errors: [{ messageId: "sharedContainer", data: { name: "cache" }, line: 3, column: 9 }],
    },
    {
      name: "a cache of the module, keyed by name and arguments",
      code: `
const cache = new Map();
export function memoize(target, key, descriptor) {
  const method = descriptor.value;
  descriptor.value = function (...args) {
    const id = key + JSON.stringify(args);
    if (!cache.has(id)) cache.set(id, method.apply(this, args));
    return cache.get(id);
  };
}
`,
      errors: [{ messageId: "sharedContainer", line: 2, column: 7 }],
    },
    {
      name: "a well-known wrapper, imported",
      code: `
import { debounce } from "lodash-es";
export function debounced(ms) {
  return (target, key, descriptor) => {
    descriptor.value = debounce(descriptor.value, ms);
    return descriptor;
  };
}
`,
      filename: "debounced.js",
      errors: [
        {
          messageId: "sharedWrapper",
          data: { name: "debounce" },
          line: 5,
          column: 24,
          suggestions: [
            {
              messageId: "keepWrapperPerInstance",
              output: `
import { debounce } from "lodash-es";
export function debounced(ms) {
  return (target, key, descriptor) => {
    const original = descriptor.value;
    const wrappers = new WeakMap();
    descriptor.value = function (...args) {
      let wrapper = wrappers.get(this);
      if (wrapper === undefined) {
        wrapper = debounce(original, ms);
        wrappers.set(this, wrapper);
      }
      return wrapper.apply(this, args);
    };
    return descriptor;
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "the same, with the original in a constant and in TypeScript",
      code: `
import throttle from "lodash.throttle";
export function throttled(target: object, key: string, descriptor: PropertyDescriptor): void {
  const method = descriptor.value;
  descriptor.value = throttle(method);
}
`,
      errors: [
        {
          messageId: "sharedWrapper",
          line: 5,
          column: 22,
          suggestions: [
            {
              messageId: "keepWrapperPerInstance",
              output: `
import throttle from "lodash.throttle";
export function throttled(target: object, key: string, descriptor: PropertyDescriptor): void {
  const method = descriptor.value;
  const wrappers = new WeakMap();
  descriptor.value = function (this: object, ...args: unknown[]) {
    let wrapper = wrappers.get(this);
    if (wrapper === undefined) {
      wrapper = throttle(method);
      wrappers.set(this, wrapper);
    }
    return wrapper.apply(this, args);
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "compiled to CommonJS, in a sequence",
      code: `
var lodash_1 = require("lodash");
exports.memo = function (target, key, descriptor) {
  var method = descriptor.value;
  return descriptor.value = (0, lodash_1.memoize)(method), descriptor;
};
`,
      errors: [{ messageId: "sharedWrapper", line: 5, column: 29, suggestions: [] }],
    },
    {
      name: "a name that tells on its own",
      code: `
import { memoizify } from "./memoizify";
export const memoize = (input) => (target, key, descriptor) => {
  if (descriptor.value) {
    return { ...descriptor, value: memoizify(descriptor.value, input) };
  }
};
`,
      errors: [{ messageId: "sharedWrapper", line: 5, column: 36, suggestions: [] }],
    },
    {
      name: "a wrapper of the file that keeps its results on itself",
      code: `
function memoize(fn, cache) {
  const memoized = function (...args) {
    const [id] = args;
    if (memoized.cache.has(id)) return memoized.cache.get(id);
    const result = fn.apply(this, args);
    memoized.cache.set(id, result);
    return result;
  };
  memoized.cache = cache;
  return memoized;
}
export default () => (target, key, descriptor) => {
  descriptor.value = memoize(descriptor.value, new Map());
};
`,
      filename: "memo.mjs",
      errors: [
        {
          messageId: "sharedWrapper",
          line: 14,
          column: 22,
          suggestions: [
            {
              messageId: "keepWrapperPerInstance",
              output: `
function memoize(fn, cache) {
  const memoized = function (...args) {
    const [id] = args;
    if (memoized.cache.has(id)) return memoized.cache.get(id);
    const result = fn.apply(this, args);
    memoized.cache.set(id, result);
    return result;
  };
  memoized.cache = cache;
  return memoized;
}
export default () => (target, key, descriptor) => {
  const original = descriptor.value;
  const wrappers = new WeakMap();
  descriptor.value = function (...args) {
    let wrapper = wrappers.get(this);
    if (wrapper === undefined) {
      wrapper = memoize(original, new Map());
      wrappers.set(this, wrapper);
    }
    return wrapper.apply(this, args);
  };
};
`,
            },
          ],
        },
      ],
    },
    {
      name: "a standard decorator",
      code: `
export function memo<This, Value>(getter: (this: This) => Value, context: ClassGetterDecoratorContext) {
  let last: Value;
  return function (this: This): Value {
    return (last ??= getter.call(this));
  };
}
`,
      errors: [{ messageId: "sharedValue", line: 3, column: 7, suggestions: [] }],
    },
    {
      name: "the standard decorator of an accessor",
      code: `
export function traced({ get, set }, context) {
  let value;
  return {
    get() { return value; },
    set(next) { value = next; },
    init(first) { return first; },
  };
}
`,
      errors: [
        {
          messageId: "sharedValue",
          line: 3,
          column: 7,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
export function traced({ get, set }, context) {
  const value = new WeakMap();
  return {
    get(this: object) { return value.get(this); },
    set(this: object, next) { value.set(this, next); },
    init(first) { return first; },
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a setter that replaces the captured function",
      code: `
export function bound(target, key, descriptor) {
  let fn = descriptor.value;
  return {
    configurable: true,
    get() { return fn.bind(this); },
    set(value) { fn = value; },
  };
}
`,
      filename: "bound.js",
      errors: [
        {
          messageId: "sharedValue",
          line: 3,
          column: 7,
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `
export function bound(target, key, descriptor) {
  const fn = descriptor.value;
  const fns = new WeakMap();
  return {
    configurable: true,
    get() { return (fns.has(this) ? fns.get(this) : fn).bind(this); },
    set(value) { fns.set(this, value); },
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "the prototype as storage",
      code: `
export function connected() {
  return (target, key) => {
    const before = target.connectedCallback;
    target.connectedCallback = function () {
      target.subscription = subscribe(() => this.requestUpdate(key));
      before?.apply(this);
    };
    Object.defineProperty(target, key, { get() { return target.subscription; } });
  };
}
`,
      errors: [{ messageId: "sharedMember", data: { name: "target" }, line: 6, column: 7 }],
    },
    {
      name: "a getter that replaces the accessor of the prototype",
      code: `
export function lazy(target, key, descriptor) {
  const original = descriptor.get;
  descriptor.get = function () {
    const value = original.call(this);
    Object.defineProperty(target, key, { get() { return value; } });
    return value;
  };
}
`,
      errors: [{ messageId: "sharedMember", line: 6, column: 5 }],
    },
    {
      name: "metadata of the prototype",
      code: `
export function stored(target, key) {
  Object.defineProperty(target, key, {
    get() { return Reflect.getMetadata("value", target, key); },
    set(value) { Reflect.defineMetadata("value", value, target, key); },
  });
}
`,
      errors: [{ messageId: "sharedMember", line: 5, column: 18 }],
    },
    {
      name: "accessors of a class over a variable of the module",
      code: `
let size;
export class Box {
  get size() { return size; }
  set size(value) { size = Number(value); }
}
`,
      errors: [
        {
          messageId: "sharedAccessor",
          data: { name: "size", property: "size" },
          line: 2,
          column: 5,
        },
      ],
    },
    {
      name: "accessors that are defined on a prototype by hand",
      code: `
function Box() {}
let size = 0;
Object.defineProperty(Box.prototype, "size", {
  get: function () { return size; },
  set: function (value) { size = value; },
});
`,
      errors: [{ messageId: "sharedAccessor", line: 3, column: 5 }],
    },
    {
      name: "a wrapper on the prototype, by assignment and by extend",
      code: `
import _ from "underscore";
function Panel() {}
Panel.prototype.onScroll = _.throttle(function () { this.layout(); }, 100);
export const View = Base.extend({
  initialize() {},
  render: _.debounce(function () { this.draw(); }),
});
`,
      errors: [
        { messageId: "sharedWrapper", data: { name: "throttle" }, line: 4, column: 28 },
        { messageId: "sharedWrapper", data: { name: "debounce" }, line: 7, column: 11 },
      ],
    },
    {
      name: "the methods of a component",
      code: `
import { createDecorator } from "vue-class-component";
import { debounce } from "lodash";
export const Debounce = (ms) =>
  createDecorator((options, key) => {
    options.methods[key] = debounce(options.methods[key], ms);
  });
`,
      errors: [{ messageId: "sharedWrapper", line: 6, column: 28 }],
    },
    {
      name: "a buffer of the module that each caller empties for itself",
      code: `
let queue = {};
export function useQuery(name) {
  const router = useRouter();
  return computed({
    get() { return router.query[name]; },
    set(value) {
      queue[name] = value;
      nextTick(() => {
        router.replace({ query: { ...queue } });
        queue = {};
      });
    },
  });
}
`,
      errors: [{ messageId: "sharedContainer", data: { name: "queue" }, line: 2, column: 5 }],
    },
    {
      name: "a cache that a function of the file fills",
      code: `
function remember(context, fn, args, cache, id) {
  const result = fn.apply(context, args);
  cache[id] = result;
  return result;
}
export function memoize(target, key, descriptor) {
  const fn = descriptor.value;
  const cache = Object.create(null);
  return Object.assign({}, descriptor, {
    value: function (...args) {
      const id = args.join();
      if (id in cache) return cache[id];
      return remember(this, fn, args, cache, id);
    },
  });
}
`,
      errors: [{ messageId: "sharedContainer", data: { name: "cache" }, line: 9, column: 9 }],
    },
    {
      name: "a decorator of static members and of others",
      code: `
function memo(target, key, descriptor) {
  const original = descriptor.value;
  let result;
  descriptor.value = function () { return (result ??= original.call(this)); };
}
class Table {
  @memo static load() {}
  @memo load() {}
}
`,
      errors: [{ messageId: "sharedValue", line: 4, column: 7, suggestions: [] }],
    },
    {
      name: "a map of the module, keyed by the decorated function",
      code: `
const timers = new WeakMap();
export const Debounce = (wait) => (target, key, descriptor) => {
  const fn = descriptor.value;
  descriptor.value = function (...args) {
    clearTimeout(timers.get(fn));
    timers.set(fn, setTimeout(() => fn.apply(this, args), wait));
  };
};
`,
      errors: [{ messageId: "sharedContainer", data: { name: "timers" }, line: 2, column: 7 }],
    },
    {
      name: "a derived key on the prototype",
      code: `
export function coerced(target, key) {
  Object.defineProperty(target, key, {
    get: () => target["__" + key],
    set: (value) => { target["__" + key] = Boolean(value); },
  });
}
`,
      errors: [{ messageId: "sharedMember", data: { name: "target" }, line: 5, column: 23 }],
    },
    ...[
      ["a value out of a list", decorator("let [value] = list();")],
      ["one of several declarations", decorator("let value, other;")],
      ["a declaration in the head of a loop", decorator("for (let value; ;)")],
      ["a file that uses all names", `${TAKEN}, valueStorage = 3;\n${decorator("let value = 1;")}`],
      [
        "arrow functions, which have no receiver",
        `export function d(target, key, descriptor) {
          let value;
          descriptor.get = () => value;
          descriptor.set = (next) => { value = next; };
        }`,
      ],
    ].map(([name = "", code = ""]) => ({
      name: `no suggestion for ${name}`,
      code,
      errors: [{ messageId: "sharedValue" as const, suggestions: [] }],
    })),
    ...[
      ["descriptor.get = throttle(descriptor.get);", "a getter"],
      ["if (deep) descriptor.value = throttle(descriptor.value);", "a branch without a block"],
      ["descriptor.value = throttle(function () { descriptor.value.call(this); });", "a function"],
      ["const wrappers = 1; descriptor.value = throttle(descriptor.value, wrappers);", "a name"],
      ["const original = 1; descriptor.value = throttle(descriptor.value, original);", "its name"],
    ].map(([body = "", name = ""]) => ({
      name: `no suggestion for ${name} in the way of a wrapper per instance`,
      code: `import { throttle } from "lodash";
        export function d(target, key, descriptor) { ${body} }`,
      errors: [{ messageId: "sharedWrapper" as const, suggestions: [] }],
    })),
    ...[
      [
        "a value that is read where another place is written",
        decorator("let value;").replace("value = next;", "this.last = value; value = next;"),
        decorator("const value = new WeakMap();")
          .replace("return value;", "return value.get(this);")
          .replace("value = next;", "this.last = value.get(this); value.set(this, next);"),
      ],
      [
        "a value without a type in a file that has undefined",
        `${decorator("let value;")}\nexport const nothing = undefined;`,
        `${decorator("const value = new WeakMap();")
          .replace("return value;", "return value.get(this);")
          .replace("value = next;", "value.set(this, next);")}\nexport const nothing = undefined;`,
      ],
      [
        "a file that uses one of the names that a map could have",
        `const values = 1;\n${decorator("let value = 1;")}`,
        `const values = 1;\n${decorator(
          "const value = 1;\n  const valueByInstance = new WeakMap();",
        )
          .replace(
            "return value;",
            "return (valueByInstance.has(this) ? valueByInstance.get(this) : value);",
          )
          .replace("value = next;", "valueByInstance.set(this, next);")}`,
      ],
      [
        "a file that uses such a name with a dollar sign",
        `const $vs = 1;\n${decorator("let $v = 1;").replaceAll(/\bvalue\b/g, "$v")}`,
        `const $vs = 1;\n${decorator("const $v = 1;\n  const $vByInstance = new WeakMap();")
          .replace(
            "return value;",
            "return ($vByInstance.has(this) ? $vByInstance.get(this) : $v);",
          )
          .replace("value = next;", "$vByInstance.set(this, next);")}`,
      ],
      [
        "a declaration that others share the line with",
        decorator("let value = 1;").replaceAll(/\n +/g, " "),
        decorator("const value = 1;\nconst values = new WeakMap();")
          .replaceAll(/\n +/g, " ")
          .replace("return value;", "return (values.has(this) ? values.get(this) : value);")
          .replace("value = next;", "values.set(this, next);"),
      ],
    ].map(([name = "", code = "", output = ""]) => ({
      name,
      code,
      errors: [
        {
          messageId: "sharedValue" as const,
          suggestions: [{ messageId: "keepValuePerInstance" as const, output }],
        },
      ],
    })),
    {
      name: "two pairs of accessors over one variable, reported once",
      code: `
let size = 0;
class Box {
  get width() { return size; }
  set width(value) { size = value; }
  get height() { return size; }
  set height(value) { size = value; }
}
export { Box };
`,
      errors: [{ messageId: "sharedAccessor", data: { name: "size", property: "width" }, line: 2 }],
    },
    {
      name: "a value beside a wrapper, of which the value is reported",
      code: `import { throttle } from "lodash";
        let value;
        ${decorator("descriptor.value = throttle(descriptor.value);")}`,
      errors: [{ messageId: "sharedValue", suggestions: [] }],
    },
    {
      name: "a value that two decorators share, reported once",
      code: `let value; ${decorator("")} ${decorator("").replace("d(", "e(")}`,
      errors: [{ messageId: "sharedValue", line: 1, column: 5, suggestions: [] }],
    },
    {
      name: "a wrapper of a decorator on a prototype, reported once",
      code: `import { throttle } from "lodash";
        export function d(target, key, descriptor) {
          A.prototype.x = throttle(descriptor.value);
        }`,
      errors: [{ messageId: "sharedWrapper", line: 3, suggestions: [] }],
    },
    {
      name: "a wrapper of two prototypes, reported once",
      code: `import { throttle } from "lodash";
        A.prototype.x = B.prototype.x = throttle(function () { this.draw(); });`,
      errors: [{ messageId: "sharedWrapper", line: 2, suggestions: [] }],
    },
    {
      name: "a file that uses two of the names that a map could have",
      code: `${TAKEN};\n${decorator("let value = 1;")}`,
      errors: [
        {
          messageId: "sharedValue",
          suggestions: [
            {
              messageId: "keepValuePerInstance",
              output: `${TAKEN};
export function d(target, key, descriptor) {
  const value = 1;
  const valueStorage = new WeakMap();
  Object.defineProperty(target, key, {
    get() { return (valueStorage.has(this) ? valueStorage.get(this) : value); },
    set(next) { valueStorage.set(this, next); },
  });
}`,
            },
          ],
        },
      ],
    },
    {
      name: "minified",
      code: "function d(){return(t,r)=>{let n;Object.defineProperty(t,r,{get(){return n},set(e){n=e,this.requestUpdate(r)}})}}",
      errors: [{ messageId: "sharedValue", line: 1, column: 32, suggestions: [] }],
    },
  ],
});
