import { describe, expect, test } from "vitest";
import { codeFrame, diagnosticNumber, positionOf } from "../src/diagnostics.ts";
import { plan } from "./fixtures.ts";

const IMPORT = 'import { field } from "weakfield";\n';

/** Each fault as `code text-under-the-caret`. */
function faults(source: string, name = "a.ts"): string[] {
  const text = IMPORT + source;
  return plan(name, text).diagnostics.map(
    ({ code, span }) => `${code} ${span ? text.slice(span.start, span.end) : ""}`,
  );
}

describe("faults and the places they point at", () => {
  const cases: [title: string, source: string, expected: string[]][] = [
    ["a method", "class A { @field m() {} }", ["WF1002 @field"]],
    ["a getter", "class A { @field get m() { return 1; } }", ["WF1002 @field"]],
    ["a setter", "class A { @field set m(v) {} }", ["WF1002 @field"]],
    ["a class", "@field class A {}", ["WF1002 @field"]],
    ["a class expression", "const A = @field class {};", ["WF1002 @field"]],
    ["a parameter", "class A { constructor(@field x) {} }", ["WF1002 @field"]],
    ["a parameter property", "class A { constructor(@field private x) {} }", ["WF1002 @field"]],
    ["a declared member", "class A { @field declare x; }", ["WF1003 @field"]],
    ["an abstract member", "abstract class A { @field abstract x: number; }", ["WF1003 @field"]],
    ["a second decorator", "class A { @field @other() x; }", ["WF1004 @other()"]],
    ["a second decorator before", "class A { @other @field x; }", ["WF1004 @other"]],
    ["@field twice", "class A { @field @field x; }", ["WF1004 @field"]],
    ["an empty call", "class A { @field() x; }", ["WF1005 @field()"]],
    ["two arguments", "class A { @field(a, b) x; }", ["WF1005 b"]],
    ["a spread", "class A { @field(...a) x; }", ["WF1005 ...a"]],
    ["a value", "const f = field;", ["WF1006 field"]],
    ["a call", "field(String);", ["WF1006 field"]],
    ["an export", "export { field };", ["WF1006 field"]],
    ["a re-export", 'export { field } from "weakfield";', ["WF1006 field"]],
    ["a shorthand", "const o = { field };", ["WF1006 field"]],
    ["a syntax error", "class A { @field x = ; }", ["WF1007 ;"]],
    ["the same field twice", "class A { @field x; @field x; }", ["WF1008 x"]],
    ["a field and a method", "class A { @field x; x() {} }", ["WF1008 x"]],
    ["a field and an accessor", "class A { get x() { return 1; } @field 'x'; }", ["WF1008 'x'"]],
    ["a hidden field", "class A { @field x; } class B extends A { x = 1; }", ["WF1009 x"]],
    [
      "a hidden field two classes up",
      "class A { @field x; } class B extends A {} class C extends B { x = 1; }",
      ["WF1009 x"],
    ],
    [
      "a loop that awaits in the head of the class",
      "async function f() { while (g(class extends (await h()) { @field x; })); }",
      ["WF1010 class"],
    ],
  ];
  test.each(cases)("%s", (_title, source, expected) => {
    expect(faults(source)).toEqual(expected);
  });
});

describe("near misses", () => {
  const cases: [title: string, source: string][] = [
    ["a parameter named like the marker", "function f(field) { return field; }"],
    ["a local of the name", "{ const field = 1; console.log(field); }"],
    ["a property of the name", "o.field; const p = { field: 1 };"],
    ["a type", "type F = typeof field;"],
    ["a static and an instance field of one name", "class A { @field x; @field static x; }"],
    ["a getter and a setter", "class A { @field y; get x() { return 1; } set x(v) {} }"],
    [
      "a declared member of a subclass",
      "class A { @field x; } class B extends A { declare x: 1; }",
    ],
    ["a field of a subclass", "class A { @field x; } class B extends A { @field x; }"],
    [
      "classes of one name in two scopes",
      "{ class A { @field x; } } { class A {} class B extends A { x = 1; } }",
    ],
    ["two classes that extend each other", "class A extends B {} class B extends A { @field x; }"],
  ];
  test.each(cases)("%s", (_title, source) => {
    expect(faults(source)).toEqual([]);
  });
});

test("a marker of another module is nobody's business", () => {
  const { plan: filePlan, diagnostics } = plan(
    "a.ts",
    'import { field } from "elsewhere"; // not weakfield\nclass A { @field() x; }',
  );
  expect(filePlan).toBeNull();
  expect(diagnostics).toEqual([]);
});

test("a module named in the options exports the marker too, and may re-export it", () => {
  const options = { modules: ["@acme/base"] };
  const text = 'import { field } from "@acme/base";\nclass A { @field x; }';
  expect(plan("a.ts", text, options).plan?.classes).toHaveLength(1);
  expect(plan("a.ts", 'export { field } from "weakfield";', options).diagnostics).toEqual([]);
});

test("a fault leaves the other fields of the file alone", () => {
  const text = `${IMPORT}class A { @field() x; @field y; }`;
  const { plan: filePlan } = plan("a.ts", text);
  expect(filePlan?.classes[0]?.fields.map(({ slot }) => slot)).toEqual(["y"]);
  // The import stays: the faulty declaration must fail when it runs.
  expect(filePlan?.imports.removed).toEqual([]);
});

test("a code frame shows the line, its neighbors, and carets", () => {
  const text = `${IMPORT}class A {\n\t@field() x;\n}\n`;
  const [fault] = plan("src/a.ts", text).diagnostics;
  if (!fault) throw new Error("no fault");
  expect(codeFrame("src/a.ts", text, fault)).toBe(
    [
      "src/a.ts:3:2 WF1005: `@field()` has no converter. Write `@field` without parentheses, or pass one converter.",
      "",
      "  2 | class A {",
      "> 3 | \t@field() x;",
      "    | \t^^^^^^^^",
      "  4 | }",
    ].join("\n"),
  );
});

test("numbers for TypeScript follow the codes", () => {
  expect(diagnosticNumber("WF1002")).toBe(991_002);
});

test("positions count every line break once", () => {
  expect(positionOf("a\r\nb\nc", 5)).toEqual({ line: 3, column: 1 });
});
