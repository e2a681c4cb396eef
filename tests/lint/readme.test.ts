// What the READMEs show of the lint rules does what they say when it is copied.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readBlocks } from "../docs/blocks.ts";
import { readPages } from "./cases.ts";
import { findHost } from "./hosts.ts";
import { createProject, runNode } from "./project.ts";

const blocksOf = (page: string) =>
  readBlocks(fileURLToPath(new URL(`../../${page}`, import.meta.url)));
const blocks = blocksOf("packages/eslint-plugin-weakfield/README.md");
const example = readPages().find(
  ({ file, isIncorrect, rule }) =>
    isIncorrect && rule === "no-shared-value" && file.endsWith(".ts"),
);

test.each([
  ["ESLint 10", "js", "eslint.config.js"],
  ["oxlint", "json", ".oxlintrc.json"],
])("%s", async (name, language, config) => {
  const host = findHost(name);
  const block = blocks.find((candidate) => candidate.language === language);
  if (block === undefined || example === undefined) throw new Error(name);
  const files = { [config]: block.code, [example.file]: example.code };
  const folder = createProject(`readme-${name}`, files);
  const args = [host.binary, "-f", "json", example.file];
  const reports = host.readReports(await runNode(folder, args, [1]), folder);
  expect(reports.map(({ rule }) => rule)).toContain("weakfield/no-shared-value");
});

test("the finding of the first page", async () => {
  const shown = blocksOf("README.md").filter(({ heading }) => heading === "Lint rules");
  const files = shown
    .filter(({ language }) => language === "js")
    .map(({ code }) => [/^\/\/ (\S+)\n/.exec(code)?.[1] ?? "", code] as const);
  const folder = createProject("readme-finding", Object.fromEntries(files));
  const printed = await runNode(folder, [findHost("ESLint 10").binary], [1]);
  expect(printed.replaceAll(folder, "/project").trim()).toBe(
    shown.find(({ language }) => language === "txt")?.code,
  );
});
