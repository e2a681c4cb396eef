import { readdirSync, readFileSync } from "node:fs";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.ts";

// Every suggestion for the incorrect code of the documentation is applied and linted again.

const FOLDER = new URL("../../../../docs/rules/", import.meta.url);

function lint(rule: string, code: string, language: string): Linter.LintMessage[] {
  return new Linter({ configType: "flat" }).verify(
    code,
    {
      files: ["**/*.{js,jsx,ts,tsx}"],
      languageOptions: { parser },
      plugins: { weakfield: plugin },
      rules: { [`weakfield/${rule}`]: "error" },
    },
    { filename: `block.${language}` },
  );
}

const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".md"))
  .flatMap((name) => {
    const rule = name.slice(0, -".md".length);
    const page = readFileSync(new URL(name, FOLDER), "utf8");
    const [text = ""] = (page.split("\n## Incorrect\n")[1] ?? "").split("\n## ");
    return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, language = "", code = ""]) =>
      lint(rule, code, language).flatMap((message) =>
        (message.suggestions ?? []).map(({ fix }) => ({ code, fix, language, message, rule })),
      ),
    );
  });

describe("suggestions", () => {
  it("are offered for the documented code of several rules", () => {
    expect(new Set(cases.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(4);
  });

  it.each(cases)("$rule: the result of $message.message is not reported again", (each) => {
    const [start, end] = each.fix.range;
    const output = each.code.slice(0, start) + each.fix.text + each.code.slice(end);
    const before = lint(each.rule, each.code, each.language).length;
    const after = lint(each.rule, output, each.language);
    expect(after.filter(({ fatal }) => fatal)).toEqual([]);
    expect([output, after.length]).toEqual([output, before - 1]);
  });
});
