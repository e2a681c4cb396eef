// The configurations that the README of the plugin shows do what it says when they are copied.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readBlocks } from "../docs/blocks.ts";
import { readPages } from "./cases.ts";
import { findHost } from "./hosts.ts";
import { createProject, runNode } from "./project.ts";

const blocks = readBlocks(
  fileURLToPath(new URL("../../packages/eslint-plugin-weakfield/README.md", import.meta.url)),
);
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
