import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { vi } from "vitest";
import { casesOfTests, type Case, type RuleTests } from "./cases.ts";

const { tested } = vi.hoisted(() => ({ tested: [] as [rule: string, tests: RuleTests][] }));

// The tests of the rules are not run again: they only hand their cases over.
vi.mock("../../packages/eslint-plugin-weakfield/tests/rule-tester.ts", () => ({
  run: (name: string, _rule: unknown, tests: RuleTests) => tested.push([name, tests]),
}));

const folder = fileURLToPath(
  new URL("../../packages/eslint-plugin-weakfield/tests/rules", import.meta.url),
);

/** The cases of the tests of all rules. Only for files of tests that test no rule themselves. */
export async function readRuleTests(): Promise<Case[]> {
  for (const name of readdirSync(folder)) await import(pathToFileURL(path.join(folder, name)).href);
  return tested.flatMap(([rule, tests]) => casesOfTests(rule, tests));
}
