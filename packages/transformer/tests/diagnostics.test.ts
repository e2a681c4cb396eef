import ts from "typescript";
import { expect, test } from "vitest";
import weakfield from "../src/index.ts";
import type { PluginConfig, TransformerExtras } from "../src/index.ts";
import { before } from "../src/hosts/before.ts";
import { factory, name, version } from "../src/hosts/ts-jest.ts";
import packageJson from "../package.json" with { type: "json" };
import { compile } from "./compile.ts";

const FAULTY = 'import { field } from "weakfield";\nclass A { @field() a; @field m() {} }';

test("a fault is an error of the compiler at its place", () => {
  const { diagnostics, file } = compile({ text: FAULTY });
  expect(diagnostics).toEqual([
    {
      category: ts.DiagnosticCategory.Error,
      code: 991_005,
      file,
      start: 45,
      length: 8,
      messageText:
        "WF1005: `@field()` has no converter. Write `@field` without parentheses, or pass one converter.",
    },
    expect.objectContaining({ code: 991_002, start: 57, length: 6 }),
  ]);
});

test("hosts that take no diagnostics get one error with a frame for each fault", () => {
  const configSet = { compilerModule: ts };
  const good = 'import { field } from "weakfield";\nclass A { @field a; }';
  for (const make of [before, (options?: object) => factory({ configSet } as never, options)]) {
    const run = (text: string) =>
      compile({ text, config: null, transformers: { before: [make()] } }).code;
    expect(() => run(FAULTY)).toThrow(
      [
        "a.ts:2:11 WF1005: `@field()` has no converter. Write `@field` without parentheses, or pass one converter.",
        "",
        '  1 | import { field } from "weakfield";',
        "> 2 | class A { @field() a; @field m() {} }",
        "    |           ^^^^^^^^",
        "",
        "a.ts:2:23 WF1002: `@field` cannot decorate the method `m`. It makes an accessor out of a property declaration: move it to one, or remove it.",
      ].join("\n"),
    );
    expect(run(good)).toContain("$c.define(");
    expect(() => make({ storge: "private", inspect: 1 } as never)).toThrow(
      "WF1001: Unknown option `storge`. Did you mean `storage`?\nWF1001: Option `inspect` cannot be 1. Expected true or false.",
    );
  }
  expect([name, version]).toEqual([packageJson.name, packageJson.version]);
});

/** The texts at which tsconfig.json is at fault, for the options of the plugin in it. */
function placesOf(json: string, config: PluginConfig): (string | undefined)[] {
  const configFile = ts.readJsonConfigFile("tsconfig.json", () => json);
  const program = ts.createProgram([], { configFile, noLib: true } as ts.CompilerOptions);
  const found: ts.Diagnostic[] = [];
  const extras = { ts, addDiagnostic: (fault: ts.Diagnostic) => found.push(fault) };
  weakfield(program, config, extras as unknown as TransformerExtras);
  return found.map(({ file, start = 0, length = 0 }) => file?.text.slice(start, start + length));
}

test("a wrong option is an error in tsconfig.json, at the option of the plugin", () => {
  const json = `{
  "storge": 0,
  "compilerOptions": { "storge": 1, 'strict': true, plugins: 2, "plugins": [{ "transform": "w", "storge": "private" }, { "storge": 3 }] }
}`;
  expect(placesOf(json, { storge: "private" })).toEqual(['"storge": "private"']);
  expect(placesOf(json, { inspect: 1 } as never)).toEqual([undefined]);
  expect(placesOf('{ "compilerOptions": {} }', { storge: "private" })).toEqual([undefined]);
});

test("options that are no object of options have no place", () => {
  expect(placesOf('{ "plugins": [] }', { storage: "x" } as never)).toEqual([undefined]);
});

test("a host that takes no diagnostics from the entry loses nothing else", () => {
  const program = ts.createProgram([], { noLib: true });
  const transformers = weakfield(program, { storge: 1 }, { ts } as unknown as TransformerExtras);
  expect(Object.keys(transformers)).toEqual(["before", "afterDeclarations"]);
  expect(() => weakfield(program, undefined, { ts } as unknown as TransformerExtras)).not.toThrow();
});
