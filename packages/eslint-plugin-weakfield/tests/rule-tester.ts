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
    tests,
  );
}
