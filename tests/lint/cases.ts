import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readBlocks } from "../docs/blocks.ts";

/** The folder of the pages of the rules. */
export const pages: string = fileURLToPath(new URL("../../docs/rules", import.meta.url));

/** A program for a rule, as a file of a project. */
export interface Case {
  readonly rule: string;
  /** Whether the rule reports it. */
  readonly isIncorrect: boolean;
  /** From the root of the project on, for example `no-shared-key/incorrect-24.ts`. */
  readonly file: string;
  readonly code: string;
  /** Of the rule; empty for the defaults. */
  readonly options: readonly unknown[];
  /** For ESLint alone: oxlint cannot be told how to parse a file. Empty for the defaults. */
  readonly languageOptions: object;
}

/** What the test of a rule hands to the rule tester, as far as it is of use here. */
export interface RuleTests {
  readonly valid: readonly (RuleTest | string)[];
  readonly invalid: readonly RuleTest[];
}

interface RuleTest {
  readonly code: string;
  readonly filename?: string;
  readonly languageOptions?: object;
  readonly options?: readonly unknown[];
}

/** The incorrect and the correct blocks of all rule pages. */
export function readPages(): Case[] {
  return readdirSync(pages)
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => {
      const rule = path.basename(name, ".md");
      return readBlocks(path.join(pages, name))
        .filter(({ heading }) => heading === "Incorrect" || heading === "Correct")
        .map(({ code, heading, language, line }) => ({
          rule,
          isIncorrect: heading === "Incorrect",
          file: `${rule}/${heading.toLowerCase()}-${line}.${language}`,
          code: `${code}\n`,
          options: [],
          languageOptions: {},
        }));
    });
}

/** The cases of the test of a rule. */
export function casesOfTests(rule: string, { invalid, valid }: RuleTests): Case[] {
  const create = (test: RuleTest | string, index: number, isIncorrect: boolean): Case => {
    const {
      code,
      filename = "file.ts",
      languageOptions = {},
      options = [],
    }: RuleTest = typeof test === "string" ? { code: test } : test;
    const name = `test-${isIncorrect ? "invalid" : "valid"}-${index}${path.extname(filename)}`;
    return { rule, isIncorrect, file: `${rule}/${name}`, code, options, languageOptions };
  };
  return [
    ...valid.map((test, index) => create(test, index, false)),
    ...invalid.map((test, index) => create(test, index, true)),
  ];
}
