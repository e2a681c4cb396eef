// node lint.mjs [--json]
//
// Runs every rule of eslint-plugin-weakfield over the steps and prints what they find, with the lines around it. The
// mistakes are meant to be found, so that this is no part of the lint of the repository.
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import weakfield from "eslint-plugin-weakfield";
import { readFileSync } from "node:fs";
import path from "node:path";

const cwd = import.meta.dirname;
const eslint = new ESLint({
  cwd,
  // Only what follows: no configuration of a folder above.
  overrideConfigFile: true,
  overrideConfig: [
    { files: ["**/*.ts"], languageOptions: { parser } },
    { ...weakfield.configs.all, files: ["**/*.ts"] },
  ],
});

const results = await eslint.lintFiles(["src/**/*.ts"]);
const findings = results.flatMap(({ filePath, messages }) =>
  messages.map(({ ruleId, message, line, column, endLine, endColumn }) => ({
    file: path.relative(cwd, filePath).replaceAll(path.sep, "/"),
    rule: ruleId ?? "parser",
    message,
    line,
    column,
    endColumn: endLine === line ? endColumn : undefined,
  })),
);

if (process.argv.includes("--json")) console.log(JSON.stringify(findings, null, 2));
else for (const finding of findings) console.log(`${frame(finding)}\n`);

/** The place, the message, and the line with its neighbors. */
function frame({ file, rule, message, line, column, endColumn }) {
  const lines = readFileSync(path.join(cwd, file), "utf8").split("\n");
  const width = String(line + 1).length;
  const rows = [line - 1, line, line + 1].flatMap((number) => {
    const content = lines[number - 1];
    if (content === undefined) return [];
    const row = `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${content}`;
    if (number !== line) return [row.trimEnd()];
    const length = Math.max(1, (endColumn ?? content.length + 1) - column);
    return [row, `  ${" ".repeat(width)} | ${" ".repeat(column - 1)}${"^".repeat(length)}`];
  });
  return `${file}:${line}:${column} ${rule}\n${message}\n\n${rows.join("\n")}`;
}
