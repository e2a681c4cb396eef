// Walks through docs/adopting.md from top to bottom, in a project of its own:
//
// - `js`: is written to the file that its first line names;
// - `sh`: is run, but for installs. What it prints is the `txt` block straight behind it, and then it fails; without one, it
//   succeeds and prints nothing;
// - `json`: is what `eslint-suppressions.json` now holds.
//
// UPDATE_DOCS=1 writes the `txt` blocks instead of comparing them: look at the difference before you keep it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { readBlocks, replaceCode } from "../docs/blocks.ts";
import { createProject, runNode } from "./project.ts";

const page = fileURLToPath(new URL("../../docs/adopting.md", import.meta.url));
const eslint = fileURLToPath(new URL("node_modules/eslint/bin/eslint.js", import.meta.url));
const blocks = readBlocks(page);
const folder = createProject("adopting", {});
const changes = new Map<number, string>();

afterAll(() => {
  if (process.env["UPDATE_DOCS"] === "1") replaceCode(page, changes);
});

// One project, changed step by step: each test needs those before it.
for (const { code, language, line, next } of blocks) {
  if (language === "js") {
    test(`line ${line} is a file`, () => {
      const [, name = ""] = /^\/\/ (\S+\.js)\n/.exec(code) ?? [];
      expect(name).not.toBe("");
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), code.replace(/^.*\n/, ""));
    });
  } else if (language === "sh") {
    test(`line ${line} does what it says`, async () => {
      const printed = next?.language === "txt" ? next : null;
      const commands = code.split("\n").filter((command) => !command.startsWith("npm install "));
      let output = "";
      for (const command of commands) {
        const [npx, name, ...args] = command.split(" ");
        expect([npx, name]).toEqual(["npx", "eslint"]);
        output += await runNode(folder, [eslint, ...args], printed === null ? [0] : [1, 2]);
      }
      const text = output.replaceAll(folder, "/project").trim();
      if (process.env["UPDATE_DOCS"] !== "1") expect(text).toBe(printed?.code ?? "");
      else if (printed !== null) changes.set(printed.line, text);
    });
  } else if (language === "json") {
    test(`line ${line} is what is suppressed`, () => {
      const text = readFileSync(path.join(folder, "eslint-suppressions.json"), "utf8");
      expect(text).toBe(code);
    });
  }
}

test("the page has blocks of each kind, and its links lead somewhere", () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(
    new Set(["js", "json", "sh", "txt"]),
  );
  const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
  const targets = links.map(([, target = ""]) => path.join(path.dirname(page), target));
  expect(targets.filter((target) => !existsSync(target))).toEqual([]);
});
