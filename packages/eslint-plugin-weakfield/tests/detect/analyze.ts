import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import type { SourceCode } from "../../src/detect/syntax.ts";

/** Parses a text and hands what the rules are given to a function. */
export function analyze<Result>(code: string, look: (sourceCode: SourceCode) => Result): Result {
  const results: Result[] = [];
  const messages = new Linter({ configType: "flat" }).verify(
    code,
    {
      files: ["**/*.ts"],
      languageOptions: { parser },
      plugins: {
        test: {
          rules: {
            look: {
              create: (context) => ({
                "Program:exit": () => {
                  results.push(look(context.sourceCode as unknown as SourceCode));
                },
              }),
            },
          },
        },
      },
      rules: { "test/look": "error" },
    },
    { filename: "file.ts" },
  );
  const [result] = results;
  if (result === undefined) throw new Error(JSON.stringify(messages));
  return result;
}
