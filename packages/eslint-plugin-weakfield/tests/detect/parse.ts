import * as parser from "@typescript-eslint/parser";
import type { TSESLint } from "@typescript-eslint/utils";
import { Linter } from "eslint";

/** The source code that a rule would get for the text, with scopes and parents in place. */
export function parse(code: string): TSESLint.SourceCode {
  let sourceCode: unknown;
  const messages = new Linter({ configType: "flat" }).verify(
    code,
    {
      files: ["**/*.ts"],
      languageOptions: { parser },
      plugins: {
        test: {
          rules: {
            capture: {
              create(context) {
                ({ sourceCode } = context);
                return {};
              },
            },
          },
        },
      },
      rules: { "test/capture": "error" },
    },
    { filename: "file.ts" },
  );
  if (messages.length > 0) throw new Error(messages.map((each) => each.message).join("\n"));
  return sourceCode as TSESLint.SourceCode;
}
