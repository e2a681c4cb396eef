import rule from "../../src/rules/prefer-field.ts";
import { run } from "../rule-tester.ts";

/** A class whose accessors keep their value in a private name. */
const accessors = (storage: string): string =>
  `class A { ${storage} get x() { return this.#x; } set x(v) { this.#x = v; } }`;

/** A class whose accessors keep their value in a map. */
const MAPPED =
  "class A { get x(): number { return map.get(this); } set x(v) { map.set(this, v); } }";

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
      name: "a setter that stores something else than what is written",
      code: "class A { #x; get x() { return this.#x; } set x(v) { this.#x = Math.random(); } }",
    },
    {
      name: "a factory of descriptors, which is no decorator",
      code: `
        export function stored() {
          const values = new WeakMap();
          return {
            configurable: true,
            get() { return values.get(this); },
            set(value) { values.set(this, value); },
          };
        }
      `,
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
      code: "class A { #x: number; get x() { return this.#x; } set x(v: number) { this.#x = Math.trunc(v); } }",
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
      code: "class A { #x = 1; field = 1; get x() { return this.#x; } set x(v) { this.#x = v; } }",
      errors: [{ messageId: "pairAsField", suggestions: [] }],
    },
    ...[
      ["a value that is made when the field is", accessors("#x = make();")],
      ["a value that is read when the field is", accessors("#x = -other;")],
      ["a list with elements", accessors("#x = [1];")],
      ["a decorated storage", accessors("@tracked #x = 1;")],
      ["a storage that is an accessor itself", accessors("accessor #x = 1;")],
      [
        "a member that other files may use",
        "class A { _x = 1; get x() { return this._x; } set x(v) { this._x = v; } }",
      ],
      [
        "a setter that refuses values",
        "class A { #x = 1; get x() { return this.#x; } set x(v) { if (v < 0) throw new Error(); this.#x = v; } }",
      ],
      ["a storage of the class beside accessors of its instances", accessors("static #x = 1;")],
      ["a field whose type nothing tells", accessors("#x;")],
      [
        "a static field whose type nothing tells",
        "class A { static #x; static get x() { return this.#x; } static set x(v) { this.#x = v; } }",
      ],
      [
        "a comment within an accessor",
        "class A { #x = 1; get x() { /* kept */ return this.#x; } set x(v) { this.#x = v; } }",
      ],
      [
        "a storage that is not declared",
        "class A { get x() { return this._x; } set x(v) { this._x = v; } }",
      ],
      ["a map that is declared with others", `const map = new WeakMap(), other = 1; ${MAPPED}`],
      ["a map that other files may use", `export const map = new WeakMap(); ${MAPPED}`],
      ["a map of a function", `function make() { const map = new WeakMap(); ${MAPPED} }`],
      ["a map that is used before the class", `const map = new WeakMap(); use(map); ${MAPPED}`],
      ["a map that is used behind the class", `const map = new WeakMap(); ${MAPPED} use(map);`],
    ].map(([name = "", code = ""]) => ({
      name: `no suggestion for ${name}`,
      code,
      errors: [{ messageId: "pairAsField" as const, suggestions: [] }],
    })),
    ...[
      ["static", "#x = 0;", "x = 0;"],
      ["override", "#x = 0;", "x = 0;"],
      ["private", "#x = -1;", "x = -1;"],
      ["public", "#x = [];", "x = [];"],
      ["protected", "#x = {};", "x = {};"],
      ["static override", "#x = null;", "x = null;"],
    ].map(([modifiers = "", storage = "", field = ""]) => ({
      name: `${modifiers} accessors over ${storage}`,
      code: `class A extends B { ${modifiers.includes("static") ? "static " : ""}${storage} ${modifiers} get x() { return this.#x; } ${modifiers} set x(v) { this.#x = v; } }`,
      errors: [
        {
          messageId: "pairAsField" as const,
          suggestions: [
            {
              messageId: "useField" as const,
              output: `import { field } from "weakfield";\nclass A extends B { @field ${modifiers} ${field} }`,
            },
          ],
        },
      ],
    })),
    {
      name: "a value that would be converted, where nothing is typed",
      code: "class A { #x = 1; get x() { return this.#x; } set x(v) { this.#x = Math.trunc(v); } }",
      filename: "a.js",
      errors: [{ messageId: "pairAsField", suggestions: [] }],
    },
    ...[
      ["the storage", "#x: number; get x() { return this.#x; } set x(v) { this.#x = v; }"],
      ["the getter", "#x; get x(): number { return this.#x; } set x(v) { this.#x = v; }"],
      ["the setter", "#x; get x() { return this.#x; } set x(v: number) { this.#x = v; }"],
    ].map(([name = "", members = ""]) => ({
      name: `a type without a value, which only ${name} has`,
      code: `class A { ${members} }`,
      errors: [
        {
          messageId: "pairAsField" as const,
          suggestions: [
            {
              messageId: "useField" as const,
              output: 'import { field } from "weakfield";\nclass A { @field x!: number; }',
            },
          ],
        },
      ],
    })),
    ...[
      [["mine", "weakfield"], "mine"],
      [[], "weakfield"],
    ].map(([modules = [], module = ""]) => ({
      name: `a marker of the first of these modules: ${JSON.stringify(modules)}`,
      code: "class A { #x = 1; get x() { return this.#x; } set x(v) { this.#x = v; } }",
      filename: "a.js",
      options: [{ modules: [...modules] }] as const,
      errors: [
        {
          messageId: "pairAsField" as const,
          suggestions: [
            {
              messageId: "useField" as const,
              output: `import { field } from "${String(module)}";\nclass A { @field x = 1; }`,
            },
          ],
        },
      ],
    })),
    {
      name: "a storage behind another field, and another class with one of the same name",
      code: "class A { y = 2; #x = 1; get x() { return this.#x; } set x(v) { this.#x = v; } } class B { #x = 3; }",
      errors: [
        {
          messageId: "pairAsField",
          suggestions: [
            {
              messageId: "useField",
              output:
                'import { field } from "weakfield";\nclass A { y = 2; @field x = 1; } class B { #x = 3; }',
            },
          ],
        },
      ],
    },
    {
      name: "a computed name, whose value is known",
      code: 'class A { #x = 0; get ["x"]() { return this.#x; } set ["x"](v) { this.#x = v; } }',
      errors: [
        {
          messageId: "pairAsField",
          suggestions: [
            {
              messageId: "useField",
              output: 'import { field } from "weakfield";\nclass A { @field ["x"] = 0; }',
            },
          ],
        },
      ],
    },
    {
      name: "lines that begin with tabs",
      code: "class A {\n\t#x = 1;\n\tget x() { return this.#x; }\n\tset x(v) { this.#x = v; }\n}",
      errors: [
        {
          messageId: "pairAsField",
          suggestions: [
            {
              messageId: "useField",
              output: 'import { field } from "weakfield";\nclass A {\n\t@field x = 1;\n}',
            },
          ],
        },
      ],
    },
    {
      name: "lines that end in two characters, and a marker among other imports",
      code: [
        'import { other } from "elsewhere";',
        'import { integer, field } from "weakfield";',
        "class A {",
        "  #x = 1;",
        "  get x() { return this.#x; }",
        "  set x(v) { this.#x = v; }",
        "}",
      ].join("\r\n"),
      errors: [
        {
          messageId: "pairAsField",
          suggestions: [
            {
              messageId: "useField",
              output: [
                'import { other } from "elsewhere";',
                'import { integer, field } from "weakfield";',
                "class A {",
                "  @field x = 1;",
                "}",
              ].join("\r\n"),
            },
          ],
        },
      ],
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
