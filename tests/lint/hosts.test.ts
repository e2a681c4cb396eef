// Runs the built plugin in each host over the code blocks of the rule pages and the cases of the rule tests: all say the
// same of the same places.
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPages, type Case } from "./cases.ts";
import { hosts, type Host, type Report } from "./hosts.ts";
import { createLoneProject, createProject, runNode } from "./project.ts";
import { readRuleTests } from "./rule-tests.ts";

const pageCases = readPages();
const testCases = await readRuleTests();
const cases: readonly Case[] = [...pageCases, ...testCases];
const sources = Object.fromEntries(cases.map(({ file, code }) => [file, code]));
const loneFolders: string[] = [];
let expected: readonly Report[];

beforeAll(async () => {
  const [reference] = hosts;
  expected = await lint(reference);
});

afterAll(() => {
  for (const folder of loneFolders) rmSync(folder, { recursive: true, force: true });
});

describe.each(hosts)("$name", (host) => {
  test("is the version that is claimed", async () => {
    const version = await runNode(import.meta.dirname, [host.binary, "--version"]);
    expect(version.trim()).toMatch(host.version);
  });

  test("reports the same places with the same words", async () => {
    expect(await lint(host)).toEqual(expected);
  });
});

test.each(cases)("$file is reported by its rule, or not", (example) => {
  const rules = expected.flatMap(({ file, rule }) => (file === example.file ? [rule] : []));
  const own = `weakfield/${example.rule}`;
  if (example.isIncorrect) expect(rules).toContain(own);
  else expect(rules).not.toContain(own);
});

test("nothing but rules of the plugin reports", () => {
  expect(expected.filter(({ rule }) => !rule.startsWith("weakfield/"))).toEqual([]);
});

test.each([
  ["page", pageCases],
  ["test", testCases],
])("the %s of every rule has cases of both kinds", (_, list) => {
  const rulesOf = (kind: boolean) =>
    new Set(list.flatMap(({ rule, isIncorrect }) => (isIncorrect === kind ? [rule] : [])));
  expect(rulesOf(true).size).toBe(14);
  expect(rulesOf(false)).toEqual(rulesOf(true));
});

// Each is a place that the defaults say nothing of: see "is reported by its rule" above.
test("there are cases with options of more than one rule", () => {
  const configured = cases.filter(({ isIncorrect, options }) => isIncorrect && options.length > 0);
  expect(new Set(configured.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(2);
});

async function lint(host: Host): Promise<Report[]> {
  const files = { ...host.configure(cases), ...sources };
  const folder = host.isAlone ? await createAlone(files) : createProject(host.name, files);
  const binary = host.isAlone ? path.join(folder, "node_modules/oxlint/bin/oxlint") : host.binary;
  // Each file by its name: the folder is among those that Git ignores, and oxlint with it.
  const args = [binary, "-f", "json", ...cases.map(({ file }) => file)];
  const reports = host.readReports(await runNode(folder, args, [0, 1]), folder);
  // One order for all, also for two reports of one place.
  const order = ({ file, line, column, rule }: Report) => `${file}:${line}:${column} ${rule}`;
  return reports.sort((a, b) => order(a).localeCompare(order(b)));
}

async function createAlone(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = createLoneProject(["oxlint", "eslint-plugin-weakfield"], files);
  loneFolders.push(folder);
  for (const importer of ["oxlint/dist/cli.js", "eslint-plugin-weakfield/dist/index.js"]) {
    const file = path.join(folder, "node_modules", importer);
    expect(existsSync(file)).toBe(true);
    for (const name of ["eslint", "typescript", "@typescript-eslint/utils"]) {
      const program = `require("node:module").createRequire(${JSON.stringify(file)}).resolve("${name}")`;
      const resolution = runNode(folder, ["--input-type=commonjs", "--eval", program]);
      await expect(resolution).rejects.toThrow(`Cannot find module '${name}'`);
    }
  }
  return folder;
}
