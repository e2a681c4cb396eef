import { readdirSync, readFileSync } from "node:fs";
import { parseAndPlan, printText, resolveOptions } from "@weakfield/core";
import type { Options } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";

const folder = new URL("../../../tests/fixtures/emit/", import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => /\.[cm]?tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
const modes: Record<string, Options> = {
  weakmap: {},
  private: { storage: "private" },
  own: { properties: "own", inspect: true },
};

/** What the printer of text makes of a file. */
function rewritten(fileName: string, text: string, config: Options): string {
  const { plan } = parseAndPlan(parseSync, fileName, text, resolveOptions(config).options);
  return plan ? printText(text, plan, fileName).code : text;
}

/** Code without the comments, blanks and parentheses in which the two printers may differ. */
function normalized(code: string): string {
  const file = ts.createSourceFile("a.jsx", code, ts.ScriptTarget.ESNext, true);
  const { transformed } = ts.transform(file, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => {
        if (ts.isParenthesizedExpression(node)) return visit(node.expression);
        if (ts.isEmptyStatement(node)) return context.factory.createNotEmittedStatement(node);
        // A block without positions is printed on lines of its own.
        if (ts.isBlock(node)) {
          const { statements } = ts.visitEachChild(node, visit, context);
          return context.factory.createBlock(statements, true);
        }
        return ts.visitEachChild(node, visit, context);
      };
      return (source) => ts.visitEachChild(source, visit, context);
    },
  ]);
  const [result] = transformed;
  if (!result) throw new Error("nothing was transformed");
  const printed = ts.createPrinter({ removeComments: true }).printFile(result);
  return printed.replace(/\s+/g, " ").replaceAll("; ;", ";");
}

describe.each(Object.entries(modes))("%s: both printers say the same", (_mode, config) => {
  test.each(fixtures)("$name", ({ name, text }) => {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.Preserve,
      jsx: ts.JsxEmit.Preserve,
      useDefineForClassFields: true,
    };
    const nodes = compile({ text, fileName: name, options, config: { ...config } });
    expect(nodes.diagnostics).toEqual([]);
    const code = rewritten(name, text, config);
    const expected = compile({ text: code, fileName: name, options, config: null });
    expect(normalized(nodes.code)).toBe(normalized(expected.code));
  });
});

test("a class in a clause of a switch has its variables in the clause", () => {
  const { code } = compile({
    text: `import { field } from "weakfield";
switch (1) { case 1: f(class { @field a; }); default: f(class { @field b; }); }`,
  });
  expect(code.slice(code.indexOf("switch"))).toMatchInlineSnapshot(`
    "switch (1) {
        case 1:
            const $c = $wf.values("");
            f(class {
                static { $c.define(this, ["a"]); }
                constructor() { $c.init(this, void 0); }
                get a() { return $c(this, "a"); }
                set a(v) { $c(this, "a"); $c.set(this, v); }
            });
        default:
            const $c_1 = $wf.values("");
            f(class {
                static { $c_1.define(this, ["b"]); }
                constructor() { $c_1.init(this, void 0); }
                get b() { return $c_1(this, "b"); }
                set b(v) { $c_1(this, "b"); $c_1.set(this, v); }
            });
    }
    "
  `);
});

test("a constructor that ends with what must come first gets the fields behind it", () => {
  const { code } = compile({
    text: `import { field } from "weakfield";
class A extends B { @field a; constructor() { super(); } }
class C { @field c; constructor() {} }`,
  });
  expect(code.match(/constructor\(\) \{[^}]*\}/g)).toEqual([
    "constructor() { super(); $c.init(this, void 0); }",
    "constructor() { $c_1.init(this, void 0); }",
  ]);
});

test("a class with fields is found inside what has none", () => {
  const { code } = compile({
    text: `import { field } from "weakfield";
namespace N { export class A { @field a; } }
class Outer { inner = class { @field b; }; }
const make = () => () => class { @field c; };
const list = () => [class { m() { return class B { @field d; }; } }];`,
  });
  expect(code).not.toContain("@field");
  expect(code.match(/get \w\(\)/g)).toEqual(["get a()", "get b()", "get c()", "get d()"]);
  expect(code).toContain('$c.define(A, ["a"]);');
  // The variables stand in the innermost function that makes the class.
  expect(code).toMatch(/const make = \(\) => \(\) => \{\s+const \$c_2 = /);
  expect(code).toMatch(/const list = \(\) => \[class \{/);
});

test.each(fixtures)("$name with CRLF becomes what it becomes with LF", ({ name, text }) => {
  const compileWith = (lineBreak: string, newLine: ts.NewLineKind) =>
    compile({
      text: text.replaceAll("\n", lineBreak),
      fileName: name,
      options: { newLine, sourceMap: true, jsx: ts.JsxEmit.Preserve },
    });
  const [lf, crlf] = [
    compileWith("\n", ts.NewLineKind.LineFeed),
    compileWith("\r\n", ts.NewLineKind.CarriageReturnLineFeed),
  ];
  expect(lf.code).toContain("\n");
  expect(crlf.code).not.toMatch(/(?<!\r)\n/);
  expect(crlf.code.replaceAll("\r\n", "\n")).toBe(lf.code);
});
