import rule from "../../src/rules/no-shared-key.ts";
import { run } from "../rule-tester.ts";

/** Accessors over a map of the module. */
const MAPPED = `Object.defineProperty(target, key, {
    get() { return map.get(this); },
    set(value) { map.set(this, value); },
  });`;

/** A decorator whose accessors have these bodies. */
const decorator = (getter: string, setter = "this._value = value;"): string =>
  `export function d(target, key) {
  Object.defineProperty(target, key, {
    get() { ${getter} },
    set(value) { ${setter} },
  });
}`;

run("no-shared-key", rule, {
  valid: [
    {
      name: "a slot that whoever applies the decorator has to name",
      code: `
        export function later(wait, slot) {
          return (target, key, descriptor) => {
            const original = descriptor.value;
            descriptor.value = function (...args) {
              clearTimeout(this[slot]);
              this[slot] = setTimeout(() => original.apply(this, args), wait);
            };
          };
        }
      `,
    },
    {
      name: "a record under a constant key, divided by the property's name",
      code: `
        const RECORD = Symbol("record");
        export function stored(target, key) {
          Object.defineProperty(target, key, {
            get() { return this[RECORD]?.[key]; },
            set(value) { (this[RECORD] ??= {})[key] = value; },
          });
        }
      `,
    },
    {
      name: "a record per instance in a WeakMap of the module",
      code: `
        const records = new WeakMap();
        export function stored(target, key) {
          Object.defineProperty(target, key, {
            get() { return records.get(this)?.get(key); },
            set(value) {
              let record = records.get(this);
              if (record === undefined) records.set(this, (record = new Map()));
              record.set(key, value);
            },
          });
        }
      `,
    },
    {
      name: "a key made inside the decorator, beside a constant mark",
      code: `
        export function stored(target, key) {
          const slot = Symbol(key);
          Object.defineProperty(target, key, {
            get() { return this[slot]; },
            set(value) { this[slot] = value; this.changed = value; },
          });
        }
      `,
    },
    {
      name: "a WeakMap made inside the decorator",
      code: `
        export function stored(target, key) {
          const values = new WeakMap();
          Object.defineProperty(target, key, {
            get() { return values.get(this); },
            set(value) { values.set(this, value); },
          });
        }
      `,
    },
    {
      name: "the accessors of one property",
      code: `
        class Point {
          get x() { return this._x; }
          set x(value) { this._x = value; }
        }
        Object.defineProperty(Point.prototype, "y", {
          get() { return this._y; },
          set(value) { this._y = value; },
        });
      `,
    },
    {
      name: "one property, whose name is looked up",
      code: `
        export function decorate(meta) {
          Object.defineProperty(meta.prototype, meta.key.name, {
            configurable: true,
            get() { return this._id; },
            set(id) { this._id = id; },
          });
        }
      `,
    },
    {
      name: "a count and a method of the instance",
      code: `
        export function counted(target, key, descriptor) {
          const original = descriptor.value;
          descriptor.value = function (...args) {
            this.count = (this.count ?? 0) + 1;
            this.changed(key);
            return original.apply(this, args);
          };
        }
      `,
    },
    {
      name: "metadata by symbol, instance and name",
      code: `
        const SLOT = Symbol("slot");
        export function stored(target, key) {
          Object.defineProperty(target, key, {
            get() { return Reflect.getMetadata(SLOT, this, key); },
            set(value) { Reflect.defineMetadata(SLOT, value, this, key); },
          });
        }
      `,
    },
    {
      name: "a symbol for the one record of a class",
      code: `
        const INTERNALS = Symbol("internals");
        export class Body {
          constructor(body) { this[INTERNALS] = { body, used: false }; }
          get used() { return this[INTERNALS].used; }
        }
      `,
    },
    {
      name: "a mark that the same class makes on its own objects",
      code: `
        const SEEN = Symbol("seen");
        export class Walker {
          visit(node) {
            if (node[SEEN]) return;
            node[SEEN] = true;
            this.enter(node);
          }
        }
      `,
    },
    {
      name: "a key of the instance that patches",
      code: `
        export class Tracer {
          #key = Symbol("patched");
          patch(emitter) {
            if (emitter[this.#key]) return;
            emitter[this.#key] = true;
            emitter.on = this.wrap(emitter.on);
          }
        }
      `,
    },
  ],
  invalid: [
    ...[
      ["a default", 'slot = "timer"', ""],
      ["a compiled default", "slot", 'if (slot === void 0) { slot = "timer"; }'],
      ["a short compiled default", "slot", 'if (slot === void 0) slot = "timer";'],
    ].map(([name = "", parameter = "", statement = ""]) => ({
      name: `a slot that has one name for all by ${name}`,
      code: `
        export function later(wait, ${parameter}) {
          ${statement}
          return (target, key, descriptor) => {
            const original = descriptor.value;
            descriptor.value = function (...args) {
              clearTimeout(this[slot]);
              this[slot] = setTimeout(() => original.apply(this, args), wait);
            };
          };
        }
      `,
      errors: [
        {
          messageId: "sharedKey" as const,
          line: 8,
          column: 15,
          suggestions: [
            {
              messageId: "keepPerProperty" as const,
              output: `
        export function later(wait, ${parameter}) {
          ${statement}
          return (target, key, descriptor) => {
            const values = new WeakMap();
            const original = descriptor.value;
            descriptor.value = function (...args) {
              clearTimeout(values.get(this));
              values.set(this, setTimeout(() => original.apply(this, args), wait));
            };
          };
        }
      `,
            },
          ],
        },
      ],
    })),
    {
      name: "one name for every property",
      code: `
export function min(limit) {
  return function (target, key) {
    Object.defineProperty(target, key, {
      get() { return this._value; },
      set(value) {
        if (value < limit) throw new RangeError(key);
        this._value = value;
      },
    });
  };
}
`,
      errors: [
        {
          messageId: "sharedKey",
          data: { name: "_value" },
          line: 8,
          column: 9,
          endLine: 8,
          endColumn: 20,
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: `
export function min(limit) {
  return function (target, key) {
    const values = new WeakMap();
    Object.defineProperty(target, key, {
      get() { return values.get(this); },
      set(value) {
        if (value < limit) throw new RangeError(key);
        values.set(this, value);
      },
    });
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "one symbol of the module for every property, in a returned descriptor",
      code: `
const SLOT = Symbol("slot");
export function stored(target, key) {
  return {
    get() { return this[SLOT]; },
    set(value) { this[SLOT] = Number(value); },
  };
}
`,
      errors: [
        {
          messageId: "sharedKey",
          data: { name: "[SLOT]" },
          line: 6,
          column: 18,
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: `
const SLOT = Symbol("slot");
export function stored(target, key) {
  const values = new WeakMap();
  return {
    get() { return values.get(this); },
    set(value) { values.set(this, Number(value)); },
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a factory of descriptors, used for two properties",
      code: `
function integer() {
  return {
    get() { return this.stored_value; },
    set(value) { this.stored_value = Math.trunc(value); },
  };
}
class Point {}
Object.defineProperty(Point.prototype, "x", integer());
Object.defineProperties(Point.prototype, { y: integer() });
`,
      errors: [
        {
          messageId: "sharedKey",
          data: { name: "stored_value" },
          line: 5,
          column: 18,
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: `
function integer() {
  const values = new WeakMap();
  return {
    get() { return values.get(this); },
    set(value) { values.set(this, Math.trunc(value)); },
  };
}
class Point {}
Object.defineProperty(Point.prototype, "x", integer());
Object.defineProperties(Point.prototype, { y: integer() });
`,
            },
          ],
        },
      ],
    },
    {
      name: "a WeakMap of the module, keyed by the instance alone",
      code: `
const values = new WeakMap();
export function stored() {
  return (target, key) => {
    Object.defineProperty(target, key, {
      get() { return values.get(this); },
      set(value) { values.set(this, value); },
    });
  };
}
`,
      errors: [
        {
          messageId: "sharedMap",
          data: { name: "values" },
          line: 7,
          column: 20,
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: `
export function stored() {
  return (target, key) => {
    const values = new WeakMap();
    Object.defineProperty(target, key, {
      get() { return values.get(this); },
      set(value) { values.set(this, value); },
    });
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a WeakMap of a class, used by two decorators",
      code: `
class Store { static values = new WeakMap(); }
export function stored(target, key) {
  Object.defineProperty(target, key, {
    get() { return Store.values.get(this); },
    set(value) { Store.values.set(this, value); },
  });
}
`,
      errors: [
        { messageId: "sharedMap", data: { name: "Store" }, line: 6, column: 18, suggestions: [] },
      ],
    },
    {
      name: "a remembered result, through an alias of this",
      code: `
export function memo(target, key, descriptor) {
  const original = descriptor.get;
  descriptor.get = function () {
    const self = this;
    if (self.__memo === undefined) self.__memo = original.call(self);
    return self.__memo;
  };
}
`,
      errors: [
        {
          messageId: "sharedKey",
          data: { name: "__memo" },
          line: 6,
          column: 36,
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: `
export function memo(target, key, descriptor) {
  const values = new WeakMap();
  const original = descriptor.get;
  descriptor.get = function () {
    const self = this;
    if (values.get(self) === undefined) values.set(self, original.call(self));
    return values.get(self);
  };
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "read where another place is written",
      code: decorator("return this._value;", "this.last = this._value; this._value = value;"),
      errors: [
        {
          messageId: "sharedKey",
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: decorator(
                "return values.get(this);",
                "this.last = values.get(this); values.set(this, value);",
              ).replace("{\n", "{\n  const values = new WeakMap();\n"),
            },
          ],
        },
      ],
    },
    {
      name: "assigned in passing, so that no place can be replaced alone",
      code: `
export function memo(target, key, descriptor) {
  const original = descriptor.get;
  descriptor.get = function () {
    return (this.__memo ??= original.call(this));
  };
  descriptor.set = function () { return this.__memo; };
}
`,
      errors: [{ messageId: "sharedKey", line: 5, column: 13, suggestions: [] }],
    },
    ...[
      [
        "a decorator without a block",
        `const map = new WeakMap(); export const d = (target, key) => ${MAPPED}`,
      ],
      [
        "a map that is declared with others",
        `const map = new WeakMap(), other = 1; export function d(target, key) { ${MAPPED} }`,
      ],
      [
        "a map that other files may use",
        `export const map = new WeakMap(); export function d(target, key) { ${MAPPED} }`,
      ],
      [
        "a map that others use",
        `const map = new WeakMap(); map.get(other); export function d(target, key) { ${MAPPED} }`,
      ],
      [
        "a map that others use behind it",
        `const map = new WeakMap(); export function d(target, key) { ${MAPPED} } map.get(other);`,
      ],
    ].map(([name = "", code = ""]) => ({
      name: `no suggestion for ${name}`,
      code,
      errors: [{ messageId: "sharedMap" as const, suggestions: [] }],
    })),
    {
      name: "a map whose declaration shares its line",
      code: `const map = new WeakMap(); export function d(target, key) {
  ${MAPPED}
}`,
      errors: [
        {
          messageId: "sharedMap",
          suggestions: [
            {
              messageId: "keepPerProperty",
              output: ` export function d(target, key) {
  const map = new WeakMap();
  ${MAPPED}
}`,
            },
          ],
        },
      ],
    },
    ...[
      [
        "a file that uses all names",
        `const values = 1, valueByInstance = 2, valueStorage = 3; ${decorator("return this._value;")}`,
      ],
      ["a write that adds", decorator("return this._value;", "this._value += value;")],
      [
        "a write that counts",
        decorator("return this._value;", "this._value = value; this._value++;"),
      ],
      [
        "a removal",
        decorator("return this._value;", "this._value = value; if (!value) delete this._value;"),
      ],
      [
        "a question for an odd key",
        decorator('return "_(" in this && this["_("];', 'this["_("] = value;'),
      ],
      ["a question for the key", decorator('return "_value" in this && this._value;')],
    ].map(([name = "", code = ""]) => ({
      name: `no suggestion for ${name}`,
      code,
      errors: [{ messageId: "sharedKey" as const, suggestions: [] }],
    })),
    {
      name: "a mark that keeps the second instance from patching",
      code: `
const PATCHED = Symbol("patched");
export class Tracer {
  patch(emitter) {
    if (emitter[PATCHED] !== undefined) return emitter;
    emitter[PATCHED] = {};
    emitter.on = this.wrap(emitter.on);
    return emitter;
  }
}
`,
      errors: [{ messageId: "sharedMark", data: { name: "PATCHED" }, line: 6, column: 5 }],
    },
  ],
});
