import ts from "typescript";
import { expect, test } from "vitest";
import { compile } from "./compile.ts";

/** The imports of a file that has a class with one field, used by `rest`. */
function imports(line: string, rest = "", options: ts.CompilerOptions = {}, fileName = "a.ts") {
  const marker = /\* as w| w = /.test(line) ? "w.field" : "field";
  const text = `${line}\nclass A { @${marker} a; }\n${rest}`;
  const { code, diagnostics } = compile({
    text,
    fileName,
    options: { module: ts.ModuleKind.Preserve, allowJs: true, outDir: "out", ...options },
  });
  expect(diagnostics).toEqual([]);
  return code.match(/^.*\b(?:import|require)\b.*$/gm);
}
const RUNTIME = 'import * as $wf from "weakfield/internal";';

test("what is used as a value stays, the marker and what is only a type go", () => {
  expect(imports('import { field } from "weakfield";')).toEqual([RUNTIME]);
  expect(imports('import { field, text } from "weakfield";')).toEqual([RUNTIME]);
  expect(imports('import { field, text } from "weakfield";', "text();")).toEqual([
    'import { text } from "weakfield";',
    RUNTIME,
  ]);
  expect(imports('import { field, text, type T } from "weakfield";', "text();")).toEqual([
    'import { text } from "weakfield";',
    RUNTIME,
  ]);
  expect(imports('import d, { field } from "weakfield";', "d();")).toEqual([
    'import d from "weakfield";',
    RUNTIME,
  ]);
  expect(imports('import d, { field } from "weakfield";', "let a: d;")).toEqual([RUNTIME]);
  expect(imports('import d, * as w from "weakfield";')).toEqual([RUNTIME]);
});

test("a namespace goes when the marker was all that it was used for", () => {
  expect(imports('import * as w from "weakfield";')).toEqual([RUNTIME]);
  expect(imports('import * as w from "weakfield";', "w.text();")).toEqual([
    'import * as w from "weakfield";',
    RUNTIME,
  ]);
  expect(imports('import w = require("weakfield");')).toEqual([
    'const $wf = require("weakfield/internal");',
  ]);
});

test("every import of the marker goes, and the runtime is imported once", () => {
  const line = 'import { field } from "weakfield"; import { field as f, text } from "weakfield";';
  expect(imports(line, "class B { @f b; } text();")).toEqual([
    RUNTIME,
    'import { text } from "weakfield";',
  ]);
});

test("with verbatimModuleSyntax and in JavaScript, what is not a type stays, used or not", () => {
  const line = 'import { field, text } from "weakfield";';
  const both = ['import { text } from "weakfield";', RUNTIME];
  expect(imports(line, "", { verbatimModuleSyntax: true })).toEqual(both);
  expect(imports(line, "", {}, "a.js")).toEqual(both);
});
