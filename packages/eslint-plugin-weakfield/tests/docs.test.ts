import { readdirSync, readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.ts";
import type { RuleName } from "../src/types.ts";

const FOLDER = new URL("../../../docs/rules/", import.meta.url);
const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

interface Block {
  language: string;
  code: string;
}

/** The fenced code below a heading of the second level. */
function getBlocks(page: string, heading: string): Block[] {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const [text = ""] = section.split("\n## ");
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
    code,
    language,
  }));
}

function lint(rule: RuleName, { code, language }: Block): Linter.LintMessage[] {
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

describe.each(pages)("docs/rules/%s", (name) => {
  const page = readFileSync(new URL(name, FOLDER), "utf8");
  const rule = name.replace(/\.md$/, "") as RuleName;

  it("has the sections of a rule page", () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(
      expect.arrayContaining(["Incorrect", "Correct", "Options", "When Not To Use It"]),
    );
    const { description } = plugin.rules[rule].meta.docs;
    expect(page.startsWith(`# ${description} (\`weakfield/${rule}\`)\n`)).toBe(true);
  });

  it("reports each incorrect block", () => {
    const blocks = getBlocks(page, "Incorrect");
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      expect([block.code, lint(rule, block).map((message) => message.ruleId)]).toEqual([
        block.code,
        expect.arrayContaining([`weakfield/${rule}`]),
      ]);
    }
  });

  it("reports no correct block", () => {
    const blocks = getBlocks(page, "Correct");
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect([block.code, lint(rule, block)]).toEqual([block.code, []]);
  });

  // A page that claims no output has no such test.
  if (!page.includes("\n## What it leads to\n")) return;
  it("prints what it says it prints", () => {
    const blocks = getBlocks(page, "What it leads to").filter(({ language }) => language === "js");
    for (const { code } of blocks) {
      const printed: string[] = [];
      runInNewContext(code, { console: { log: (value: unknown) => printed.push(String(value)) } });
      const claimed = [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(
        ([, text]) => text,
      );
      expect(printed).toEqual(claimed);
      expect(lint(rule, { code, language: "js" }).map((message) => message.fatal)).not.toContain(
        true,
      );
    }
  });
});
