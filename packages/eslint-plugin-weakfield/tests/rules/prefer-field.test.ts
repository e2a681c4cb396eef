import rule from "../../src/rules/prefer-field.ts";
import { run } from "../rule-tester.ts";

run("prefer-field", rule, {
  valid: [
    'import { field } from "weakfield"; class A { @field x = 1; }',
    { name: "a getter alone", code: "class A { #x = 1; get x() { return this.#x; } }" },
    {
      name: "a getter that computes",
      code: "class A { #x = 1; get x() { return this.#x * 2; } set x(v) { this.#x = v; } }",
    },
    {
      name: "a setter that does more",
      code: "class A { #x; get x() { return this.#x; } set x(v) { this.#x = v; this.changed(); } }",
    },
    {
      name: "a setter that asks the instance",
      code: "class A { #x; get x() { return this.#x; } set x(v) { this.#x = this.clamp(v); } }",
    },
    {
      name: "a setter with another storage",
      code: "class A { #x; #y; get x() { return this.#x; } set x(v) { this.#y = v; } }",
    },
    {
      name: "a public property as storage",
      code: "class A { get x() { return this.value; } set x(v) { this.value = v; } }",
    },
    {
      name: "decorated accessors",
      code: "class A { #x; @input get x() { return this.#x; } set x(v) { this.#x = v; } }",
    },
    {
      name: "a strong map",
      code: `
        const values = new Map();
        class A { get x() { return values.get(this); } set x(v) { values.set(this, v); } }
      `,
    },
    {
      name: "a decorator that tells the instance about the write",
      code: `
        function observed(target, key) {
          const values = new WeakMap();
          Object.defineProperty(target, key, {
            get() { return values.get(this); },
            set(value) { values.set(this, value); this.requestUpdate(key); },
          });
        }
      `,
    },
  ],
  invalid: [
    {
      name: "a private name",
      code: `
class Point {
  /** Across. */
  #x = 0;

  get x() { return this.#x; }
  set x(value) { this.#x = value; }
}
`,
      filename: "point.js",
      errors: [
        {
          messageId: "pairAsField",
          data: { name: "x", storage: "#x" },
          line: 6,
          column: 7,
          suggestions: [],
        },
      ],
    },
    {
      name: "a private name without comments, typed",
      code: `class Point {
  #x: number = 0;
  /** Across. */
  public get x(): number { return this.#x; }
  public set x(value: number) { this.#x = value; }
  y = 1;
}
`,
      filename: "point.ts",
      errors: [
        {
          messageId: "pairAsField",
          line: 4,
          column: 14,
          suggestions: [
            {
              messageId: "useField",
              data: { name: "x", storage: "#x" },
              output: `import { field } from "weakfield";
class Point {
  /** Across. */
  @field public x: number = 0;
  y = 1;
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a WeakMap of the module, and a converter",
      code: `import { field as f } from "weakfield";
const sizes = new WeakMap();
export class Box {
  get size() {
    return sizes.get(this);
  }

  set size(value) {
    sizes.set(this, Math.trunc(value));
  }
}
`,
      filename: "box.js",
      errors: [
        {
          messageId: "pairAsField",
          data: { name: "size", storage: "sizes" },
          line: 4,
          column: 7,
          suggestions: [
            {
              messageId: "useField",
              output: `import { field as f } from "weakfield";
export class Box {
  @f((value) => Math.trunc(value)) size;

}
`,
            },
          ],
        },
      ],
    },
    {
      name: "a typed setter with a converter has no safe rewrite",
      code: "class A { #x = 1; get x() { return this.#x; } set x(v: number) { this.#x = Math.trunc(v); } }",
      errors: [{ messageId: "pairAsField", suggestions: [] }],
    },
    {
      name: "a storage that others use",
      code: "class A { #x = 1; get x() { return this.#x; } set x(v) { this.#x = v; } twice() { return this.#x * 2; } }",
      errors: [{ messageId: "pairAsField", suggestions: [] }],
    },
    {
      name: "an underscore, which other files may use, and a check",
      code: `
class Account {
  constructor() { this._balance = 0; }
  get balance() { return this._balance; }
  set balance(value) {
    if (value < 0) throw new RangeError("negative");
    this._balance = value;
  }
}
`,
      errors: [
        {
          messageId: "pairAsField",
          data: { name: "balance", storage: "_balance" },
          line: 4,
          column: 7,
          suggestions: [],
        },
      ],
    },
    {
      name: "a name that is taken",
      code: "class A { #x; field = 1; get x() { return this.#x; } set x(v) { this.#x = v; } }",
      errors: [{ messageId: "pairAsField", suggestions: [] }],
    },
    {
      name: "a decorator that keeps a value per instance",
      code: `
function trimmed(target, key) {
  const values = new WeakMap();
  Object.defineProperty(target, key, {
    get() { return values.get(this); },
    set(value) { values.set(this, value.trim()); },
  });
}
`,
      errors: [{ messageId: "decoratorAsField", line: 2, column: 1, endLine: 2, endColumn: 30 }],
    },
  ],
});
