import rule from "../../src/rules/valid-field.ts";
import { run } from "../rule-tester.ts";

run("valid-field", rule, {
  valid: [
    "class A { x = 1; }",
    'import { field, integer } from "weakfield"; class A { @field(integer) x = 1; @field static y; }',
    'import { field } from "./decorators"; class A { @field() x = 1; @field m() {} }',
    'import { text } from "weakfield"; const field = text; class A { @field() m() {} }',
    {
      name: "a module that does not export the marker",
      code: 'import { field } from "#fields"; class A { @field m() {} }',
    },
  ],
  invalid: [
    {
      name: "a method",
      code: `
import { field } from "weakfield";
class A {
  @field m() {}
}
`,
      errors: [
        {
          messageId: "diagnostic",
          data: {
            text: "WF1002: \`@field\` cannot decorate the method \`m\`. It makes an accessor out of a property declaration: move it to one, or remove it.",
          },
          line: 4,
          column: 3,
          endLine: 4,
          endColumn: 9,
        },
      ],
    },
    {
      name: "a marker of another module",
      code: 'import { field } from "#fields"; class A { @field m() {} }',
      options: [{ modules: ["#fields"] }],
      errors: [{ messageId: "diagnostic", line: 1, column: 44 }],
    },
    {
      name: "several faults, in source order",
      code: `
import { field } from "weakfield";
class A {
  @field() x;
  @field declare y: number;
}
const f = field;
`,
      errors: [
        { messageId: "diagnostic", line: 4 },
        { messageId: "diagnostic", line: 5 },
        { messageId: "diagnostic", line: 7 },
      ],
    },
  ],
});
