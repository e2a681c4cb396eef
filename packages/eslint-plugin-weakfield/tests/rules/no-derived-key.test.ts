import rule from "../../src/rules/no-derived-key.ts";
import { run } from "../rule-tester.ts";

run("no-derived-key", rule, {
  valid: [
    {
      name: "a concatenated name that only looks up a callback",
      code: `
        export function notify(target, name) {
          const values = new WeakMap();
          const hook = "on".concat(name);
          Object.defineProperty(target, name, {
            get() { return values.get(this); },
            set(value) { values.set(this, value); this[hook](value); },
          });
        }
      `,
    },
    {
      name: "a symbol, described by the name",
      code: `
        function stored(target, key) {
          const slot = Symbol(\`_\${key}\`);
          Object.defineProperty(target, key, {
            get() { return this[slot]; },
            set(value) { this[slot] = value; },
          });
        }
      `,
    },
    {
      name: "a name that only looks a method up",
      code: `
        function notify(target, key) {
          const method = "on" + key;
          Object.defineProperty(target, key, {
            set(value) { if (typeof this[method] === "function") this[method](value); },
          });
        }
      `,
    },
    {
      name: "a method that is given the name",
      code: 'class Store { set(name, value) { this["_" + name] = value; } }',
    },
    {
      name: "a text that is no key",
      code: `
        function stored(target, key) {
          const text = \`_\${key}\`;
          const values = new WeakMap();
          Object.defineProperty(target, key, {
            get() { return values.get(this); },
            set(value) { console.log(text); values.set(this, value); },
          });
        }
      `,
    },
    {
      name: "the property's own name",
      code: `
        function stored(target, key) {
          Object.defineProperty(target, key, {
            get() { return this[String(key)]; },
            set(value) { this[\`\${key}\`] = value; },
          });
        }
      `,
    },
    {
      name: "names that stand in a list",
      code: `
        ["width", "height"].forEach((name) => {
          Object.defineProperty(Box.prototype, name, {
            get() { return this["_" + name]; },
            set(value) { this["_" + name] = value; },
          });
        });
      `,
    },
    {
      name: "a key of a map",
      code: `
        function stored(target, key) {
          const id = "v:" + key;
          Object.defineProperty(target, key, { get() { return cache.get(id); } });
        }
      `,
    },
  ],
  invalid: [
    {
      name: "a compiled template",
      code: `
        export function property(target, name) {
          var key = "_".concat(name);
          Object.defineProperty(target, name, {
            get: function () { return this[key]; },
            set: function (value) { this[key] = value; },
          });
        }
      `,
      errors: [
        {
          messageId: "derivedKey",
          data: { text: "_" },
          line: 3,
          column: 21,
          endColumn: 37,
        },
      ],
    },
    {
      name: "a key in a constant",
      code: `
function stored(target, key) {
  const slot = \`__\${key}\`;
  Object.defineProperty(target, key, {
    get() { return this[slot]; },
    set(value) { this[slot] = value; },
  });
}
`,
      errors: [
        {
          messageId: "derivedKey",
          data: { text: "__" },
          line: 3,
          column: 16,
          endLine: 3,
          endColumn: 26,
        },
      ],
    },
    {
      name: "a key made at each access",
      code: `
function memo(target, key, descriptor) {
  const original = descriptor.get;
  descriptor.get = function () {
    if (!this["_" + key]) this["_" + key] = original.call(this);
    return this["_" + key];
  };
}
`,
      errors: [{ messageId: "derivedKey", data: { text: "_" }, line: 5, column: 32 }],
    },
    {
      name: "a symbol only for symbols",
      code: `
export const query = (selector) =>
  decorate({
    descriptor: (name) => {
      const key = typeof name === "symbol" ? Symbol() : \`__\${name}\`;
      return {
        configurable: true,
        get() {
          if (this[key] === undefined) this[key] = this.querySelector(selector);
          return this[key];
        },
      };
    },
  });
`,
      errors: [{ messageId: "derivedKey", line: 5, column: 57 }],
    },
    {
      name: "handed to a function of the file that stores under it",
      code: `
function createProperty(name, privateName) {
  return {
    configurable: true,
    get: function () { return this[privateName]; },
    set: function (value) { this[privateName] = value; },
  };
}
export function createDescriptor(name) {
  return createProperty(name, \`_\${name.toString()}\`);
}
`,
      errors: [{ messageId: "derivedKey", line: 10, column: 31 }],
    },
    {
      name: "handed to a static method",
      code: `
class Element {
  static createProperty(name, options) {
    const key = "__" + name;
    Object.defineProperty(this.prototype, name, this.getDescriptor(name, key, options));
  }
  static getDescriptor(name, key, options) {
    return { get() { return this[key]; }, set(value) { this[key] = value; } };
  }
}
`,
      errors: [{ messageId: "derivedKey", line: 4, column: 17 }],
    },
    {
      name: "room made on the prototype of the decorator",
      code: `
function createPrivate(target, name) {
  const key = \`$$__\${name}\`;
  Object.defineProperty(target, key, { configurable: true, writable: true });
  return key;
}
`,
      errors: [{ messageId: "derivedKey", data: { text: "$$__" }, line: 3, column: 15 }],
    },
    {
      name: "defined on the instance",
      code: `
export function memo(target: object, prop: string, descriptor: PropertyDescriptor) {
  const original = descriptor.get;
  descriptor.get = function () {
    const key = \`__memo_\${prop}\`;
    if (!this.hasOwnProperty(key)) {
      Object.defineProperty(this, key, { value: original.apply(this) });
    }
    return this[key];
  };
}
`,
      errors: [{ messageId: "derivedKey", line: 5, column: 17 }],
    },
    {
      name: "minified",
      code: 'function t(){return(t,r)=>{const i={get(){const i=void 0!==r?r:t.key;return this["__"+i]||(this["__"+i]=e()),this["__"+i]},enumerable:!0};return i}}',
      errors: [{ messageId: "derivedKey", line: 1, column: 97 }],
    },
  ],
});
