// One program with two copies of the runtime: a class compiled to CommonJS, which requires one, and its subclass in
// an ES module, which imports the other.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { parseAndPlan, printText, resolveOptions } from "@weakfield/core";
import type { Options } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { createFolder, removeFolders } from "./project.ts";

const base = `import { field, integer } from "weakfield";
export * as runtime from "weakfield";
export class Base {
  @field(integer) age = 1;
  @field name: unknown = "base";
  @field static count: unknown = 0;
}`;
const derived = (from: string) => `import { field, text } from "weakfield";
import { Base } from "${from}";
export * as runtime from "weakfield";
export class Derived extends Base {
  @field(text({ max: 3 })) nick = "d";
  @field override name: unknown = "derived";
}`;
const program = (from: string, to: string) => `
import * as first from "${from}";
import * as second from "${to}";
const results = [];
for (const runtime of [first.runtime, second.runtime]) {
  const derived = new second.Derived();
  const plain = new first.Base();
  let refused;
  try {
    runtime.assign(derived, { age: "7", nick: "too long", name: 1 });
  } catch (error) {
    refused = [error instanceof first.runtime.FieldError, error instanceof second.runtime.FieldError, error.issues.map(({ path }) => path)];
  }
  results.push({
    refused,
    kept: runtime.snapshot(derived),
    assigned: runtime.snapshot(runtime.assign(derived, { age: "7", nick: "ab" })),
    base: runtime.snapshot(runtime.assign(plain, { age: 2n })),
    fields: runtime.fieldsOf(derived).map(({ name, owner }) => owner + "." + name),
    live: [...runtime.liveInstances(second.Derived)].includes(derived),
    liveBase: [...runtime.liveInstances(first.Base)].includes(derived),
  });
}
console.log(JSON.stringify({ isTwo: first.runtime.FieldError !== second.runtime.FieldError, results }));`;

function compile(name: string, text: string, options: Options): string {
  const { plan, diagnostics } = parseAndPlan(
    parseSync,
    name,
    text,
    resolveOptions(options).options,
  );
  expect(diagnostics).toEqual([]);
  const code = plan ? printText(text, plan, name).code : text;
  const module = name.endsWith(".cts") ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext;
  const compilerOptions = { module, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(code, { fileName: name, compilerOptions }).outputText;
}

const expected = {
  refused: [true, true, [["nick"]]],
  kept: { age: 1, name: "derived", nick: "d" },
  assigned: { age: 7, name: "derived", nick: "ab" },
  base: { age: 2, name: "base" },
  fields: ["Base.age", "Derived.name", "Derived.nick"],
  live: true,
  liveBase: true,
};

describe.each([
  ["CommonJS", "an ES module", "base.cts", "derived.mts"],
  ["an ES module", "CommonJS", "base.mts", "derived.cts"],
])("a class in %s and its subclass in %s", (_base, _derived, baseName, derivedName) => {
  test.each([{ storage: "weakmap" }, { storage: "private" }, { properties: "own" }] as const)(
    "%j",
    async (mode) => {
      const options: Options = { ...mode, inspect: true };
      const out = (name: string) => name.replace(/ts$/, "js");
      const folder = createFolder({
        [out(baseName)]: compile(baseName, base, options),
        [out(derivedName)]: compile(derivedName, derived(`./${out(baseName)}`), options),
        "main.mjs": program(`./${out(baseName)}`, `./${out(derivedName)}`),
      });
      const { stdout } = await promisify(execFile)(process.execPath, ["main.mjs"], { cwd: folder });
      expect(JSON.parse(stdout)).toEqual({ isTwo: true, results: [expected, expected] });
    },
  );
});

afterAll(removeFolders);
