// What the page of a rule says besides its correct and incorrect blocks, which `hosts.test.ts` runs.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import plugin from "eslint-plugin-weakfield";
import { describe, expect, it } from "vitest";
import { readBlocks } from "../docs/blocks.ts";
import { pages } from "./cases.ts";

describe.each(Object.entries(plugin.rules))("docs/rules/%s.md", (rule, { meta }) => {
  const file = path.join(pages, `${rule}.md`);
  const page = readFileSync(file, "utf8");

  it("has the sections of a rule page", () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(
      expect.arrayContaining(["Incorrect", "Correct", "Options", "When Not To Use It"]),
    );
    expect(page.startsWith(`# ${meta.docs.description} (\`weakfield/${rule}\`)\n`)).toBe(true);
  });

  // A page that claims no output has no such test.
  if (!page.includes("\n## What it leads to\n")) return;
  it("prints what it says it prints", () => {
    const blocks = readBlocks(file).filter(
      ({ heading, language }) => heading === "What it leads to" && language === "js",
    );
    expect(blocks.length).toBeGreaterThan(0);
    for (const { code } of blocks) {
      const printed: string[] = [];
      runInNewContext(code, { console: { log: (value: unknown) => printed.push(String(value)) } });
      const claimed = [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(
        ([, text]) => text,
      );
      expect(printed).toEqual(claimed);
    }
  });
});

it("every page is that of a rule", () => {
  const names = readdirSync(pages).map((name) => path.basename(name, ".md"));
  expect(names.sort()).toEqual(Object.keys(plugin.rules).sort());
});
