// Lets oxlint change the code blocks of the rule pages and the cases of the rule tests in place: it writes what ESLint offers.
import { readFileSync } from "node:fs";
import path from "node:path";
import { ESLint, type Linter } from "eslint";
import plugin from "eslint-plugin-weakfield";
import { describe, expect, test } from "vitest";
import { applyFixes } from "./apply-fixes.ts";
import { readPages } from "./cases.ts";
import { findHost } from "./hosts.ts";
import { createProject, runNode } from "./project.ts";
import { readRuleTests } from "./rule-tests.ts";

type Files = Readonly<Record<string, string>>;

/** Of several suggestions for one place oxlint takes the first; a fix comes before all of them. */
const flags = [
  ["--fix", ({ fix }: Linter.LintMessage) => fix],
  ["--fix-suggestions", ({ fix, suggestions }: Linter.LintMessage) => fix ?? suggestions?.[0]?.fix],
] as const;

const cases = [...readPages(), ...(await readRuleTests())];
const sources = Object.fromEntries(cases.map(({ file, code }) => [file, code]));
const offered = await lintWithESLint("rules", findHost("ESLint 10").configure(cases), sources);

describe.each(flags)("oxlint %s", (flag, choose) => {
  test("writes what ESLint offers", async () => {
    const config = findHost("oxlint").configure(cases);
    const written = await fixWithOxlint(`rules${flag}`, config, sources, flag);
    const expected = Object.entries(sources).map(([file, code]): [string, string] => [
      file,
      applyFixes(code, chosen(offered.get(file), choose)),
    ]);
    expect(changed(written, sources)).toEqual(changed(Object.fromEntries(expected), sources));
  });

  // That it chooses as `applyFixes` does: of our rules none offers several fixes for a place.
  test("chooses among several fixes for a place", async () => {
    const code = "two;\nfixed;\nnested + 1;\ntouching;\n";
    const files = { "code.js": code, "several.js": several };
    const messages = await lintWithESLint(
      "several",
      { "eslint.config.js": severalInESLint },
      files,
    );
    expect(messages.get("code.js")).toHaveLength(6);
    const config = { ".oxlintrc.json": JSON.stringify(severalInOxlint) };
    const written = await fixWithOxlint(`several${flag}`, config, files, flag);
    expect(written["code.js"]).toBe(applyFixes(code, chosen(messages.get("code.js"), choose)));
    expect(written["code.js"]).not.toBe(code);
  });
});

test("every rule that says so has suggestions here", () => {
  const offering = [...offered.values()]
    .flat()
    .flatMap(({ ruleId, suggestions = [] }) => (suggestions.length > 0 ? [ruleId] : []));
  const claiming = Object.entries(plugin.rules).flatMap(([name, { meta }]) =>
    meta.hasSuggestions === true ? [`weakfield/${name}`] : [],
  );
  expect([...new Set(offering)].sort()).toEqual(claiming.sort());
});

const several = `
const change = (node, text) => ({ desc: text, fix: (fixer) => fixer.replaceText(node, text) });
const append = (node, text) => ({ desc: text, fix: (fixer) => fixer.insertTextAfter(node, text) });

const reports = {
  two: (node) => [{ suggest: [change(node, "first"), change(node, "second")] }],
  fixed: (node) => [{ fix: change(node, "fix").fix, suggest: [change(node, "suggestion")] }],
  nested: (node) => [{ suggest: [change(node.parent, "outer")] }, { suggest: [change(node, "inner")] }],
  touching: (node) => [{ suggest: [change(node, "replaced")] }, { suggest: [append(node, "appended")] }],
};

const rule = {
  meta: { fixable: "code", hasSuggestions: true },
  create: (context) => ({
    Identifier(node) {
      for (const report of reports[node.name](node)) context.report({ node, message: "Choose.", ...report });
    },
  }),
};

export default { meta: { name: "several" }, rules: { rule } };
`;

const severalInESLint = `
import several from "./several.js";

export default [{ files: ["code.js"], plugins: { several }, rules: { "several/rule": "error" } }];
`;

const severalInOxlint = {
  categories: { correctness: "off" },
  jsPlugins: ["./several.js"],
  overrides: [{ files: ["code.js"], rules: { "several/rule": "error" } }],
};

async function lintWithESLint(
  name: string,
  config: Files,
  files: Files,
): Promise<Map<string, Linter.LintMessage[]>> {
  const folder = createProject(`fixes-eslint-${name}`, { ...config, ...files });
  const results = await new ESLint({ cwd: folder }).lintFiles(Object.keys(files));
  return new Map(
    results.map(({ filePath, messages }) => [path.relative(folder, filePath), messages]),
  );
}

async function fixWithOxlint(
  name: string,
  config: Files,
  files: Files,
  flag: string,
): Promise<Files> {
  const folder = createProject(`fixes-oxlint-${name}`, { ...config, ...files });
  const names = Object.keys(files);
  await runNode(folder, [findHost("oxlint").binary, flag, ...names], [0, 1]);
  return Object.fromEntries(
    names.map((file) => [file, readFileSync(path.join(folder, file), "utf8")]),
  );
}

function chosen(
  messages: readonly Linter.LintMessage[] = [],
  choose: (message: Linter.LintMessage) => Linter.LintMessage["fix"],
): NonNullable<Linter.LintMessage["fix"]>[] {
  return messages.flatMap((message) => choose(message) ?? []);
}

function changed(files: Files, originals: Files): Files {
  return Object.fromEntries(
    Object.entries(files).filter(([file, code]) => originals[file] !== code),
  );
}
