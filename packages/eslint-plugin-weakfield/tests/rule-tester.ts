import tsParser from "@typescript-eslint/parser";
import { RuleTester, type RunTests } from "@typescript-eslint/rule-tester";
import type { TSESLint } from "@typescript-eslint/utils";
import * as vitest from "vitest";
import type { RuleDocs } from "../src/types.ts";

RuleTester.afterAll = vitest.afterAll;
RuleTester.describe = vitest.describe;
RuleTester.it = vitest.it;
RuleTester.itOnly = vitest.it.only;

const ruleTester = new RuleTester({ languageOptions: { parser: tsParser } });

/** Runs the cases of a rule as TypeScript; a case may set `languageOptions` for JSX or scripts. */
export function run<MessageId extends string, Options extends readonly unknown[]>(
  name: string,
  rule: TSESLint.RuleModule<MessageId, Options, RuleDocs>,
  tests: RunTests<MessageId, Options>,
): void {
  // The tester is built against an older patch of the same types.
  ruleTester.run(
    name,
    rule as unknown as Parameters<typeof ruleTester.run<MessageId, Options>>[1],
    // Where mutants are tried, each case runs many times, which the tester takes for duplicates.
    process.env["STRYKER_MUTATOR_WORKER"] === undefined ? tests : repeatable(tests),
  );
}

/** The same cases, each with the parser that it has anyway: functions cannot be compared, and so are never duplicates. */
function repeatable<MessageId extends string, Options extends readonly unknown[]>({
  valid,
  invalid,
}: RunTests<MessageId, Options>): RunTests<MessageId, Options> {
  const withParser = <Case extends object>(each: Case) => ({
    ...each,
    languageOptions: {
      parser: tsParser,
      ...("languageOptions" in each ? (each.languageOptions as object) : {}),
    },
  });
  return {
    valid: valid.map((each) => withParser(typeof each === "string" ? { code: each } : each)),
    invalid: invalid.map(withParser),
  };
}
