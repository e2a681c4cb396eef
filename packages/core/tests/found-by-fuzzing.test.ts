// Faults that `npm run fuzz:core` led to.
import { expect, test } from "vitest";
import { printText } from "../src/print/text.ts";
import type { Options } from "../src/options.ts";
import { plan } from "./fixtures.ts";

function print(name: string, text: string, options: Options = {}): string {
  const { plan: filePlan, diagnostics } = plan(name, text, options);
  expect(diagnostics).toEqual([]);
  if (!filePlan) throw new Error(`${name} has no fields.`);
  return printText(text, filePlan, name).code;
}

test("U+2028 and U+2029 in a declaration are line breaks that stay", () => {
  const text =
    'import { field } from "weakfield";\u2028class A {\n  @field\u2029x\u2028=\n1;\n  y = 2; }';
  const code = print("a.ts", text);
  const breaks = (source: string) => source.match(/[\n\u2028\u2029]/g)?.join("");
  expect(breaks(code)).toBe(breaks(text));
  expect(code.split("\n").at(-1)).toBe('  y = 2; } $c.define(A, ["x"]);');
});

test("a converter of several lines stays on its lines where the field is private", () => {
  const text = `import { field } from "weakfield";
class A {
  before = 1;
  @field((value) => {
    return value;
  }) #x = 1;
  static after = 2;
}`;
  const lines = print("a.ts", text).split("\n");
  const source = text.split("\n");
  expect(lines).toHaveLength(source.length);
  for (const index of [2, 4, 6]) expect(lines[index]).toBe(source[index]);
  expect(lines[3]).toBe('  static { $x = $wf.bind($c, "#x", (value) => {');
});

test("such a converter is evaluated before the static elements in front of its field", () => {
  const text = `import { field } from "weakfield";
class A {
  static first = new A();
  @field(convert()) #x = 1;
}`;
  expect(print("a.ts", text).indexOf("convert()")).toBeLessThan(
    print("a.ts", text).indexOf("static first"),
  );
});

test("a namespace stays imported where an element is named by it", () => {
  const options = { modules: ["@acme/ui"] };
  const code = (element: string) =>
    print(
      "a.tsx",
      `import * as ui from "@acme/ui";\nclass A { @ui.field x = 1; render() { return ${element}; } }`,
      options,
    );
  expect(code("<ui.Button />")).toContain('import * as ui from "@acme/ui"');
  // A tag of lower case is a string, and so is the name of an attribute.
  for (const element of ["<ui />", "<ui-button />", "<p ui={1} />", "<ui:x />"]) {
    expect(code(element)).not.toContain("@acme/ui");
  }
});

test("the marker as an element is its use as a value, once for both tags", () => {
  const text =
    'import { field as Field } from "weakfield";\nclass A { @Field x = <Field></Field>; }';
  expect(plan("a.tsx", text).diagnostics.map(({ code, span }) => [code, span.start])).toEqual([
    ["WF1006", text.indexOf("<Field>") + 1],
  ]);
});

test("new names avoid those of elements", () => {
  const code = print(
    "a.tsx",
    'import { field } from "weakfield";\nclass A { @field x = 1; render() { return <$c><$wf.B /></$c>; } }',
  );
  expect(code).toContain("$c_1 = $wf_1.values");
});

test("an arrow function that gets a block ends inside its field, also without a semicolon", () => {
  for (const end of ["", ";"]) {
    const text = `import { field } from "weakfield";\nclass A {\n  @field make = () => class { @field x = this }${end}\n}`;
    expect(print("a.ts", text)).toMatch(
      / return \( class \{ .* \}\); \} \}\)\.make\);\n\} \$c\.define\(A, \["make"\]\);$/,
    );
  }
});
