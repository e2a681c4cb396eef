import * as parser from "@typescript-eslint/parser";
import { Linter, type ESLint } from "eslint";
import type { Case } from "./cases.ts";

/** What the rule of a case says of a code, in this process. What cannot be parsed is an error. */
export function lint(
  plugin: ESLint.Plugin,
  { file, languageOptions, options = [], rule }: Pick<Case, "file" | "rule"> & Partial<Case>,
  code: string,
): Linter.LintMessage[] {
  const messages = new Linter({ configType: "flat" }).verify(
    code,
    {
      files: ["**/*.{js,mjs,jsx,ts,tsx}"],
      languageOptions: { parser, ...languageOptions },
      plugins: { weakfield: plugin },
      rules: { [`weakfield/${rule}`]: ["error", ...options] },
    },
    { filename: file },
  );
  // Also where no configuration matches the name of the file.
  const unexpected = messages.find(({ ruleId }) => ruleId !== `weakfield/${rule}`);
  if (unexpected !== undefined) throw new Error(`${file}: ${unexpected.message}\n${code}`);
  return messages;
}
