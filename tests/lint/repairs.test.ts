// Runs faulty programs as they are and as the suggestions leave them: what is shared or leaks before is not so afterwards.
import type { Linter } from "eslint";
import plugin from "eslint-plugin-weakfield";
import ts from "typescript";
import { expect, test } from "vitest";
import { applyFixes } from "./apply-fixes.ts";
import { readPages, type Case } from "./cases.ts";
import { lint } from "./lint.ts";
import { createProject, runNode } from "./project.ts";
import { repairs, type Repair } from "./repairs.ts";
import { readRuleTests } from "./rule-tests.ts";

const support = {
  "memoize.js": `
export function memoize(fn) {
  const results = new Map();
  return function (key) {
    if (!results.has(key)) results.set(key, fn.call(this, key));
    return results.get(key);
  };
}
`,
  // One collection may only prepare the next, and finalizers run in tasks of their own: what died together is given one
  // more round.
  "collect.js": `
const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  gc();
  await new Promise((resolve) => setTimeout(resolve));
};
globalThis.collect = async (isDone) => {
  for (let round = 0; round < 50 && !isDone(); round++) await settle();
  await settle();
};
`,
};

test.each(
  repairs.map((repair, index) => [`${repair.rule}, ${repair.messageId} ${index}`, repair] as const),
)("%s: the fault is seen before and gone afterwards", async (_, repair) => {
  const suggestions = readSuggestions(repair, repair.code);
  expect(new Set(suggestions.map(({ messageId }) => messageId))).toEqual(
    new Set([repair.messageId]),
  );
  const repaired = applyFixes(
    repair.code,
    suggestions.map(({ fix }) => fix),
  );
  expect(lint(plugin, repair, repaired)).toEqual([]);
  const folder = createProject(`repairs-${repairs.indexOf(repair)}`, {
    ...support,
    "before.js": compile(repair, repair.code),
    "after.js": compile(repair, repaired),
  });
  expect([await run(folder, "before.js"), await run(folder, "after.js")]).toEqual([
    repair.before,
    repair.after,
  ]);
});

test("each kind of suggestion is run", async () => {
  const offered = [...readPages(), ...(await readRuleTests())]
    .filter(({ isIncorrect }) => isIncorrect)
    .flatMap((each) =>
      readSuggestions(each, each.code).map(({ messageId }) => `${each.rule} ${messageId}`),
    );
  const tried = repairs.map(({ messageId, rule }) => `${rule} ${messageId}`);
  expect(new Set(tried)).toEqual(new Set(offered));
});

function readSuggestions(each: Case | Repair, code: string): Linter.LintSuggestion[] {
  return lint(plugin, each, code).flatMap(({ suggestions = [] }) => suggestions);
}

function compile({ file, use }: Repair, code: string): string {
  const program = code + use;
  if (file.endsWith(".js")) return program;
  const compilerOptions: ts.CompilerOptions = {
    experimentalDecorators: true,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
  };
  return ts.transpileModule(program, { compilerOptions }).outputText;
}

async function run(folder: string, file: string): Promise<string> {
  const hooks = ["--import", "./collect.js", "--import", "@weakfield/unplugin/register"];
  const output = await runNode(folder, ["--expose-gc", ...hooks, file], [0, 1]);
  return /\bWF\d+\b/.exec(output)?.[0] ?? output.trim();
}
