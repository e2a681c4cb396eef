import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readBlocks } from "../docs/blocks.ts";

const pages = fileURLToPath(new URL("../../docs/rules", import.meta.url));

/** A program for a rule, as a file of a project. */
export interface Case {
  readonly rule: string;
  /** Whether the rule reports it. */
  readonly isIncorrect: boolean;
  /** From the root of the project on, for example `no-shared-key/incorrect-24.ts`. */
  readonly file: string;
  readonly code: string;
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
        }));
    });
}

/** The cases of the test of a rule, without those that need a configuration of their own. */
export function casesOfTests(rule: string, { invalid, valid }: RuleTests): Case[] {
  const create = (test: RuleTest | string, index: number, isIncorrect: boolean): Case[] => {
    const { code, filename, languageOptions, options } =
      typeof test === "string" ? ({ code: test } as RuleTest) : test;
    if (languageOptions !== undefined || options !== undefined) return [];
    const extension = path.extname(filename ?? "file.ts");
    const file = `${rule}/test-${isIncorrect ? "invalid" : "valid"}-${index}${extension}`;
    return [{ rule, isIncorrect, file, code }];
  };
  return [
    ...valid.flatMap((test, index) => create(test, index, false)),
    ...invalid.flatMap((test, index) => create(test, index, true)),
  ];
}
