import rule from "../../src/rules/no-hidden-accessor.ts";
import { run } from "../rule-tester.ts";

const DECORATOR = `
function Upper(target: object, key: string) {
  const values = new WeakMap<object, string>();
  Object.defineProperty(target, key, {
    get() { return values.get(this); },
    set(value: string) { values.set(this, value.toUpperCase()); },
  });
}
`;

run("no-hidden-accessor", rule, {
  valid: [
    { name: "a declared property", code: `${DECORATOR} class A { @Upper declare name: string; }` },
    { name: "a static property", code: `${DECORATOR} class A { @Upper static name: string; }` },
    { name: "no decorator", code: `${DECORATOR} class A { name = ""; }` },
    {
      name: "a decorator that only describes",
      code: `
        function Column(target: object, key: string) { columns.push({ key, target }); }
        class A { @Column name: string; }
      `,
    },
    {
      name: "a decorator that hands the descriptor to the compiler",
      code: `
        function Upper(target: object, key: string) {
          const slot = Symbol(key);
          return { get() { return this[slot]; }, set(value) { this[slot] = value; } };
        }
        class A { @Upper name = "a"; }
      `,
    },
    {
      name: "a decorator that defines the accessor on each instance",
      code: `
        function Upper(target: object, key: string) {
          onCreate((instance) => Object.defineProperty(instance, key, { get() { return "A"; } }));
        }
        class A { @Upper name = "a"; }
      `,
    },
    {
      name: "an imported decorator",
      code: 'import { Upper } from "./upper"; class A { @Upper name = ""; }',
    },
    {
      name: "a field of its own",
      code: `
        import { field } from "weakfield";
        class A { @field name = ""; }
        class B extends A { @field override name = "b"; declare other: string; }
      `,
    },
    {
      name: "another property, a method, and a marker of another module",
      code: `
        import { field } from "./field";
        class A { @field name = ""; }
        class B extends A { name = "b"; }
      `,
    },
    {
      name: "a base class whose plain property lies between",
      code: `
        import { field } from "weakfield";
        class A { @field name = ""; }
        class B extends A { title = ""; }
        class C extends B { other = ""; }
      `,
    },
    {
      name: "parameters that are no properties, or hide nothing",
      code: `
        import { field } from "weakfield";
        class A { @field size = 1; constructor(readonly width = 1) {} }
        class B extends A { constructor(size = 1, public other = 2, ...rest: never[]) { super(); } }
      `,
    },
    {
      name: "a class that extends itself",
      code: "class A extends A { name = 1; }",
    },
  ],
  invalid: [
    {
      name: "a property with the decorator",
      code: `${DECORATOR}
class Person {
  @Upper private name: string;
}
`,
      filename: "person.ts",
      errors: [
        {
          messageId: "hiddenAccessor",
          data: { by: "Upper", name: "name" },
          line: 11,
          column: 18,
          endColumn: 22,
          suggestions: [
            {
              messageId: "declareField",
              data: { name: "name" },
              output: `${DECORATOR}
class Person {
  @Upper private declare name: string;
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "an initializer needs the field",
      code: `${DECORATOR} class Person { @Upper name = "a"; }`,
      errors: [{ messageId: "hiddenAccessor", suggestions: [] }],
    },
    {
      name: "a decorator factory, with the descriptor in a constant",
      code: `
function Min(limit: number) {
  return function (target: any, key: string) {
    let value: number;
    const descriptor = { get: () => value, set: (next: number) => { value = next; } };
    Object.defineProperty(target, key, descriptor);
  };
}
class Account { @Min(1) balance: number; }
`,
      filename: "account.ts",
      errors: [
        {
          messageId: "hiddenAccessor",
          data: { by: "Min", name: "balance" },
          line: 9,
          column: 25,
          suggestions: [
            {
              messageId: "declareField",
              output: `
function Min(limit: number) {
  return function (target: any, key: string) {
    let value: number;
    const descriptor = { get: () => value, set: (next: number) => { value = next; } };
    Object.defineProperty(target, key, descriptor);
  };
}
class Account { @Min(1) declare balance: number; }
`,
            },
          ],
        },
      ],
    },
    {
      name: "an inherited field",
      code: `
import { field as f } from "weakfield";
class Base { @f size = 1; }
class Middle extends Base {}
class Box extends Middle {
  size = 2;
}
`,
      errors: [
        {
          messageId: "hiddenField",
          data: { by: "Base", name: "size" },
          line: 6,
          column: 3,
          suggestions: [
            {
              messageId: "decorateField",
              data: { marker: "f", name: "size" },
              output: `
import { field as f } from "weakfield";
class Base { @f size = 1; }
class Middle extends Base {}
class Box extends Middle {
  @f size = 2;
}
`,
            },
          ],
        },
      ],
    },
    {
      name: "an inherited field, hidden by a parameter property",
      code: `
import { field, integer } from "weakfield";
class Base { @field(integer) size = 1; @field width = 2; }
class Box extends Base {
  constructor(readonly size: number, private width = 3) { super(); }
}
      `,
      errors: [
        { messageId: "hiddenField", data: { by: "Base", name: "size" }, line: 5, column: 24 },
        { messageId: "hiddenField", data: { by: "Base", name: "width" }, line: 5, column: 46 },
      ],
    },
    {
      name: "an inherited field, hidden by one that has a decorator already",
      code: `
import { field } from "weakfield";
class Base { size() {} static width = 1; @field width = 1; }
class Box extends Base { @tracked width = 2; }
class Name extends Base { @tracked "width" = 2; }
`,
      errors: [
        { messageId: "hiddenField", data: { by: "Base", name: "width" }, suggestions: [] },
        { messageId: "hiddenField", data: { by: "Base", name: '"width"' }, suggestions: [] },
      ],
    },
    {
      name: "the marker from a namespace and from another module",
      code: `
import * as w from "#fields";
class Base { @w.field(w.integer) size = 1; }
class Box extends Base { size = 2; }
`,
      options: [{ modules: ["#fields"] }],
      errors: [
        {
          messageId: "hiddenField",
          line: 4,
          column: 26,
          suggestions: [
            {
              messageId: "decorateField",
              output: `
import * as w from "#fields";
class Base { @w.field(w.integer) size = 1; }
class Box extends Base { @w.field size = 2; }
`,
            },
          ],
        },
      ],
    },
  ],
});
