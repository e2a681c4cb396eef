import { describe, expect, test } from "vitest";
import {
  codeFrame,
  diagnostic,
  diagnosticNumber,
  diagnosticUrl,
  positionOf,
} from "../src/diagnostics.ts";
import { plan } from "./fixtures.ts";

const IMPORT = 'import { field } from "weakfield";\n';

/** Each fault as `code text-under-the-caret`. */
function faults(source: string, name = "a.ts"): string[] {
  const text = IMPORT + source;
  return plan(name, text).diagnostics.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
}

describe("faults and the places they point at", () => {
  const cases: [title: string, source: string, expected: string[]][] = [
    ["a method", "class A { @field m() {} }", ["WF1002 @field"]],
    ["a constructor", "class A { @field constructor() {} }", ["WF1002 @field"]],
    ["a private method", "class A { @field #m() {} }", ["WF1002 @field"]],
    ["an abstract accessor", "abstract class A { @field abstract accessor x; }", ["WF1003 @field"]],
    ["a member of a declared class", "declare class A { @field x; }", ["WF1003 @field"]],
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
    ["a method and a field", "class A { x() {} @field x; }", ["WF1008 x"]],
    ["a property and a field", "class A { x = 1; @field x; }", ["WF1008 x"]],
    ["a static field twice", "class A { @field static x; static x() {} }", ["WF1008 x"]],
    [
      "a field under two spellings",
      "class A { @field 1; @field '1'; @field ['1']; }",
      ["WF1008 '1'", "WF1008 '1'"],
    ],
    ["a field twice in a class without a name", "f(class { @field x; x() {} });", ["WF1008 x"]],
    ["a field thrice", "class A { @field x; x() {} x() {} }", ["WF1008 x", "WF1008 x"]],
    [
      "a hidden static field",
      "class A { @field static x; } class B extends A { static x = 1; }",
      ["WF1009 x"],
    ],
    [
      "a field hidden by a string",
      "class A { @field x; } class B extends A { 'x' = 1; }",
      ["WF1009 'x'"],
    ],
    [
      "a field hidden in a wrapped heritage",
      "class A { @field x; } class B extends (A as any) { x = 1; }",
      ["WF1009 x"],
    ],
    [
      "a field hidden from behind",
      "class B extends A { x = 1; } class A { @field x; }",
      ["WF1009 x"],
    ],
    [
      "a field hidden in a class expression",
      "const A = class { @field x; }; const B = class extends A { x = 1; };",
      ["WF1009 x"],
    ],
    [
      "a field hidden after another property",
      "class A { @field y; } class B extends A { x = 1; y = 1; }",
      ["WF1009 y"],
    ],
    [
      "a hidden field behind a declared member",
      "class A { @field x; } class B extends A { declare x; } class C extends B { x = 1; }",
      ["WF1009 x"],
    ],
    [
      "a field hidden by a parameter property",
      "class A { @field x; @field y; } class B extends A { constructor(public x: number, readonly y = 1, z) { super(); } }",
      ["WF1009 x", "WF1009 y"],
    ],
    [
      "a field beside a parameter property",
      "class A { @field x; constructor(private x: number) {} }",
      ["WF1008 x"],
    ],
    ["an alias", "import e = field; class A { @e x; }", ["WF1006 field"]],
    [
      "an alias of a member",
      'import * as w from "weakfield"; import f = w.field; class A { @f x; }',
      ["WF1006 w.field"],
    ],
    [
      "a destructured namespace",
      'import * as w from "weakfield"; const { integer, field: f, ...rest } = w;',
      ["WF1006 field"],
    ],
    [
      "faults in their order",
      "f(field); class A { @field() x; @field m() {} } g(field);",
      ["WF1006 field", "WF1005 @field()", "WF1002 @field", "WF1006 field"],
    ],
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
    [
      "a namespace destructured for something else",
      'import * as w from "weakfield"; const { integer, ["text"]: t } = w;',
    ],
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
    [
      "a field hidden by an accessor",
      "class A { @field x; } class B extends A { accessor x = 1; }",
    ],
    ["a field hidden by a method", "class A { @field x; } class B extends A { x() {} }"],
    [
      "a parameter without a modifier",
      "class A { @field x; } class B extends A { constructor(x, private y) { super(); } @field override x; }",
    ],
    [
      "aliases of something else",
      'import * as w from "weakfield"; import i = w.integer; import f = o.field;',
    ],
    ["a hidden property", "class A { x = 1; @field y; } class B extends A { x = 1; }"],
    [
      "a hidden method in between",
      "class A { @field x; } class B extends A { get x() { return 1; } } class C extends B { x = 1; }",
    ],
    ["a static property of the name", "class A { @field x; } class B extends A { static x = 1; }"],
    ["a private property of the name", "class A { @field #x; } class B extends A { #x = 1; }"],
    ["a computed property", "class A { @field [k]; } class B extends A { [k] = 1; }"],
    ["a declared member of the name", "class A { declare x: any; @field x; }"],
    ["two computed fields", "class A { @field [k]; @field [k]; }"],
    ["two classes without a name", "f(class { @field x; }, class extends g { x = 1; });"],
    ["a class that extends a call", "class A { @field x; } class B extends A() { x = 1; }"],
    ["a class that extends itself", "class A extends A { @field y; x = 1; }"],
    ["a base of another file", "class A { @field x; } class B extends C { x = 1; }"],
    ["two methods of one name", "class A { @field y; x() {} static x() {} }"],
    ["overloads", "class A { @field y; x(): void; x(a?: any) {} }"],
    ["a field called constructor", "class A { @field ['constructor'] = 1; constructor() {} }"],
    ["two static blocks", "class A { @field x; static {} static {} }"],
    ["two index signatures", "class A { @field x; [a: string]: any; [b: number]: any; }"],
    ["a decorator on a parameter", "class A { @field x; m(@other y) {} }"],
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

test("a code frame at the edges of a file, over several lines, and for an option", () => {
  const at = (start: number, end: number) => diagnostic("WF1007", "Text.", { start, end });
  expect(codeFrame("a.ts", "abc", at(0, 1))).toBe("a.ts:1:1 WF1007: Text.\n\n> 1 | abc\n    | ^");
  expect(codeFrame("a.ts", "\uFEFFabc", at(2, 3))).toBe(
    "a.ts:1:2 WF1007: Text.\n\n> 1 | abc\n    |  ^",
  );
  expect(codeFrame("a.ts", "abc\r\nde", at(1, 7))).toBe(
    "a.ts:1:2 WF1007: Text.\n\n> 1 | abc\n    |  ^^\n  2 | de",
  );
  expect(codeFrame("a.ts", "abc\n", at(4, 4))).toBe(
    "a.ts:2:1 WF1007: Text.\n\n  1 | abc\n> 2 | \n    | ^",
  );
  const lines = `${"\n".repeat(8)}a\tb\nc`;
  expect(codeFrame("a.ts", lines, at(10, 11))).toBe(
    "a.ts:9:3 WF1007: Text.\n\n   8 |\n>  9 | a\tb\n     |  \t^\n  10 | c",
  );
  expect(codeFrame("a.ts", "abc", diagnostic("WF1001", "Text.", null))).toBe("WF1001: Text.");
});

test("a parser's error without a place is at the start of the file", () => {
  const errors = [{ message: "Broken.", labels: [] }];
  const parser = () => ({ program: {}, errors });
  expect(plan("a.ts", IMPORT, {}, parser)).toEqual({
    plan: null,
    diagnostics: [
      {
        code: "WF1007",
        message: "The file cannot be parsed, so its fields were not compiled: Broken.",
        span: { start: 0, end: 0 },
      },
    ],
  });
});

test("the extension decides how a file is parsed, whatever follows it", () => {
  const languages: Record<string, string> = {
    "a.ts": "ts",
    "a.mts": "ts",
    "a.cts": "ts",
    "a.tsx": "tsx",
    "a.js": "jsx",
    "a.jsx": "jsx",
    "a.mjs": "jsx",
    a: "jsx",
    "a.ts/b": "jsx",
    "a.tsx.js": "jsx",
    "a.ts?query=b.js": "ts",
    "a.tsx#hash": "tsx",
    "a.ts\\b.js": "jsx",
  };
  for (const [name, lang] of Object.entries(languages)) {
    const parser = (fileName: string, text: string, options: { lang: string }) => {
      expect([fileName, text, options]).toEqual([
        name,
        IMPORT,
        { lang, preserveParens: false, astType: "ts" },
      ]);
      return { program: { type: "Program", body: [] }, errors: [] };
    };
    expect(plan(name, IMPORT, {}, parser)).toEqual({ plan: null, diagnostics: [] });
  }
});

describe("what the messages say", () => {
  const cases: [source: string, message: string][] = [
    [
      "class A { @field m() {} }",
      "`@field` cannot decorate the method `m`. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "class A { @field get 'a b'() { return 1; } }",
      '`@field` cannot decorate the getter `"a b"`. It makes an accessor out of a property declaration: move it to one, or remove it.',
    ],
    [
      "class A { @field set #m(v) {} }",
      "`@field` cannot decorate the setter `#m`. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "class A { @field constructor() {} }",
      "`@field` cannot decorate the constructor `constructor`. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "class A { @field [k]() {} }",
      "`@field` cannot decorate the method `[…]`. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "class A { @field 5() {} }",
      "`@field` cannot decorate the method `5`. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "@field class A {}",
      "`@field` cannot decorate the class `A`. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "f(@field class {});",
      "`@field` cannot decorate the class. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "class A { m(@field x) {} }",
      "`@field` cannot decorate a parameter. It makes an accessor out of a property declaration: move it to one, or remove it.",
    ],
    [
      "class A { @field declare x; }",
      "`@field` cannot decorate the `declare` member `x`, which has no value of its own. Remove `declare`, or put `@field` on the member that implements it.",
    ],
    [
      "abstract class A { @field abstract x; }",
      "`@field` cannot decorate the `abstract` member `x`, which has no value of its own. Remove `abstract`, or put `@field` on the member that implements it.",
    ],
    [
      "class A { @field @other x; }",
      "`x` has a second decorator beside `@field`, which would get an accessor in one place and a property in another. Remove it, or pass its work to `@field` as a converter.",
    ],
    [
      "class A { @field(a, b, c) x; }",
      "`@field` takes one converter, not 3 arguments. Combine them into one function.",
    ],
    [
      "class A { @field(...a) x; }",
      "`@field` takes one converter, not a spread. Pass the converter itself.",
    ],
    [
      "class A { @field x; } class B extends A { constructor(public x = 1) { super(); } }",
      "The parameter property `x` hides the field `x` of `A`: each instance gets a plain property, and the field's converter no longer runs. Take its modifiers away, and hand the parameter to `super` or assign it to `this.x`.",
    ],
    [
      "class A { @field x; @field x; }",
      "`x` is declared twice in `A`, and one of them is a `@field`: the later accessor replaces the earlier one. Rename or remove one.",
    ],
    [
      "f(class { @field x; x() {} });",
      "`x` is declared twice in this class, and one of them is a `@field`: the later accessor replaces the earlier one. Rename or remove one.",
    ],
    [
      "class A { @field x; } class B extends A { x = 1; }",
      "The property `x` hides the field `x` of `A`: each instance gets a plain property, and the field's converter no longer runs. Write `@field override x`, or `declare x` to change the type only.",
    ],
  ];
  test.each(cases)("%s", (source, message) => {
    expect(plan("a.ts", IMPORT + source).diagnostics.map((fault) => fault.message)).toEqual([
      message,
    ]);
  });
});

test("the page of a code", () => {
  expect(diagnosticUrl("WF1002")).toBe(
    "https://github.com/weakfield/weakfield/blob/main/docs/diagnostics/WF1002.md",
  );
});

test("numbers for TypeScript follow the codes", () => {
  expect(diagnosticNumber("WF1002")).toBe(991_002);
});

test("positions count every line break once", () => {
  expect(positionOf("\uFEFFab\uFEFFc", 4)).toEqual({ line: 1, column: 4 });
  expect(positionOf("\uFEFFab\nc", 0)).toEqual({ line: 1, column: 1 });
  expect(positionOf("\uFEFFab\ncd", 5)).toEqual({ line: 2, column: 2 });
  expect(positionOf("a\r\nb\nc", 5)).toEqual({ line: 3, column: 1 });
  expect(positionOf("a\rb\u2028c\u2029de", 7)).toEqual({ line: 4, column: 2 });
  expect(positionOf("abc", 0)).toEqual({ line: 1, column: 1 });
});
