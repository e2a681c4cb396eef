import ts from "typescript";
import { expect, test } from "vitest";
import weakfield from "../src/index.ts";
import type { PluginConfig } from "../src/index.ts";
import { compile } from "./compile.ts";

function transform(text: string, config: PluginConfig = {}) {
  return compile({ text, config });
}

test("a file without the marker passes through as the same object", () => {
  for (const text of [
    "export class A { x = 1; }",
    'import { integer } from "weakfield"; export const field = integer;',
    'import { field } from "elsewhere"; class A { @field x = "weakfield"; }',
  ]) {
    const { file, result } = transform(text);
    expect(result).toBe(file);
  }
});

test("a transformer that is listed twice compiles once", () => {
  const again = (text: string, options: ts.CompilerOptions) => {
    const twice = (context: ts.TransformationContext) => {
      const { before } = weakfield({} as ts.Program, {}, { ts, addDiagnostic: () => {} } as never);
      const [first, second] = [before(context), before(context)];
      return (file: ts.SourceFile) => second(first(file));
    };
    const once = compile({ text, options }).code;
    expect(once).toContain("weakfield/internal");
    expect(compile({ text, options, transformers: { before: [twice] } }).code).toBe(once);
  };
  const body = "export class A { @field x = 1; }";
  again(`import { field } from "weakfield";\n${body}`, {});
  again(
    `import * as w from "weakfield"; import * as fs from "fs"; fs.x;\n${body.replace("@", "@w.")}`,
    {},
  );
  again(`import w = require("weakfield");\n${body.replace("@", "@w.")}`, {
    module: ts.ModuleKind.CommonJS,
  });
});

test("a file that imports the runtime by itself is compiled all the same", () => {
  const { code } = transform(
    'import { field } from "weakfield"; import { live } from "weakfield/internal"; export class A { @field x = live; }',
  );
  expect(code).toContain("get x()");
});

test("what an earlier transformer has imported does not count for ours", () => {
  const text =
    'import { field } from "weakfield"; namespace n { export const a = 1; } export class A { @field x = 1; }';
  const early = (context: ts.TransformationContext) => {
    const { factory } = context;
    const { before } = weakfield({} as ts.Program, {}, { ts, addDiagnostic: () => {} } as never);
    const visit = before(context);
    return (file: ts.SourceFile) =>
      visit(
        factory.updateSourceFile(file, [
          ...file.statements,
          factory.createImportEqualsDeclaration(
            undefined,
            false,
            "b",
            factory.createQualifiedName(factory.createIdentifier("n"), "a"),
          ),
          factory.createImportDeclaration(undefined, undefined, factory.createStringLiteral("c")),
        ]),
      );
  };
  const { code } = compile({ text, transformers: { before: [early] } });
  expect(code).toContain('import "c"');
  expect(code).toContain("get x()");
});

test("every member, statement and call made has a source-map range in the file", () => {
  const { result, file } = transform(
    'import { field } from "weakfield";\nclass A { @field a = f(); @field b = 2; constructor() { f(); } }\nfunction f() { return 1; }',
  );
  expect(result).not.toBe(file);
  let made = 0;
  const visit = (node: ts.Node): void => {
    const isMapped =
      ts.isClassElement(node) ||
      (ts.isStatement(node) && !ts.isBlock(node)) ||
      ts.isCallExpression(node) ||
      ts.isPropertyAssignment(node);
    if (node.pos < 0 && isMapped) {
      const { pos, end } = ts.getSourceMapRange(node);
      if (pos < 0) throw new Error(`${ts.SyntaxKind[node.kind]} has no range`);
      expect(file.text.slice(pos, end)).toMatch(/^(?:@field|class A)[^]*[;}]$/);
      made++;
    }
    ts.forEachChild(node, visit);
  };
  for (const statement of result?.statements ?? [])
    if (!ts.isImportDeclaration(statement)) visit(statement);
  expect(made).toBeGreaterThan(15);
});

test("comments stay with what they belong to", () => {
  const { code } = transform(`import { field } from "weakfield";
/** A class. */
class A {
  /** The first. */
  @field a = 1; // behind
  // Above.
  b = 2;
}`);
  expect(code).toContain("/** A class. */\nclass A {");
  expect(code).toContain("/** The first. */\n    get a()");
  expect(code).toMatch(/set a\(v\) .* \/\/ behind\n/);
  expect(code).toContain("// Above.\n");
  expect(code.match(/The first/g)).toHaveLength(1);
  expect(code.match(/behind/g)).toHaveLength(1);
});

test("the accessors of neighboring fields have the ranges and the comments of their own members", () => {
  const text = `import { field } from "weakfield";
class A {
  /** The first. */
  @field a = f(); // behind a
  /** The second. */
  @field b = f(); // behind b
}`;
  const { code, result } = transform(text);
  expect(code).toContain("/** The first. */\n    get a()");
  expect(code).toContain("/** The second. */\n    get b()");
  expect(code).toMatch(/set a\(v\) .* \/\/ behind a\n/);
  expect(code).toMatch(/set b\(v\) .* \/\/ behind b\n/);
  const [{ members }] = result?.statements.filter(ts.isClassDeclaration) as [ts.ClassDeclaration];
  expect(members.map((member) => ts.getSourceMapRange(member).pos)).toEqual(
    ["a", "a", "b", "b", "a"].map((name) => text.indexOf(`@field ${name}`)),
  );
});

test("options of ts-patch itself are not ours to complain about", () => {
  const config = {
    transform: "@weakfield/transformer",
    type: "program",
    after: false,
    import: "default",
  };
  expect(transform('import { field } from "weakfield";', config).diagnostics).toEqual([]);
});

test("an unknown option is reported without a place when tsconfig.json is not at hand", () => {
  const { diagnostics } = transform("", { inspct: true });
  expect(diagnostics).toMatchObject([
    { code: 991_001, messageText: "WF1001: Unknown option `inspct`. Did you mean `inspect`?" },
  ]);
});

test("TypeScript 7 and hosts without a compiler are refused in one sentence", () => {
  const program = {} as ts.Program;
  const call = (compiler: unknown) => () =>
    weakfield(program, {}, { ts: compiler as never, addDiagnostic: () => undefined });
  expect(call({ version: "7.0.2" })).toThrow(
    "@weakfield/transformer runs in TypeScript 5.0 to 6, not in 7.0.2: TypeScript 7 has no transformers. Compile with `weakfield build` of @weakfield/cli, or install typescript@6 for this tool.",
  );
  expect(call(undefined)).toThrow("not in a compiler without a JavaScript API");
  expect(() => weakfield(program, {}, undefined)).toThrow("without a JavaScript API");
});
