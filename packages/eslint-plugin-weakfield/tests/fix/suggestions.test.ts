// Every suggestion for the incorrect code of the rule pages and of the rule tests is applied, linted again and type-checked.
import { beforeAll, expect, it } from "vitest";
import { applyFixes } from "../../../../tests/lint/apply-fixes.ts";
import { readPages, type Case } from "../../../../tests/lint/cases.ts";
import { lint } from "../../../../tests/lint/lint.ts";
import { readRuleTests } from "../../../../tests/lint/rule-tests.ts";
import plugin from "../../src/index.ts";
import { findTypeErrors } from "./type-errors.ts";

interface Suggestion extends Case {
  /** What was reported. */
  readonly message: string;
  readonly output: string;
}

const readSuggestions = (each: Case): [name: string, Suggestion][] =>
  lint(plugin, each, each.code).flatMap(({ line, message, suggestions: offered = [] }) =>
    offered.map(({ desc, fix }): [name: string, Suggestion] => {
      const name = `${each.file}, line ${line}: ${desc}`;
      return [name, { ...each, message, output: applyFixes(each.code, [fix]) }];
    }),
  );
const cases = [...readPages(), ...(await readRuleTests())].filter(({ isIncorrect }) => isIncorrect);
const suggestions = cases.flatMap(readSuggestions);
const typed = suggestions.filter(([, { file }]) => file.endsWith(".ts"));
// Of the code and of the output of each, in turn; a program is of one kind of decorators.
let errorsByKind: string[][][];

beforeAll(() => {
  const programs = typed.flatMap(([, { code, output }]) => [code, output]);
  errorsByKind = [true, false].map((isLegacy) => findTypeErrors(programs, isLegacy));
});

it("suggestions are offered by every rule that has some", () => {
  const claiming = Object.entries(plugin.rules).flatMap(([name, { meta }]) =>
    meta.hasSuggestions === true ? [name] : [],
  );
  expect(new Set(suggestions.map(([, { rule }]) => rule))).toEqual(new Set(claiming));
});

it("suggestions keep the line ends of the file", () => {
  const withCrlf = (code: string) => code.replace(/\r?\n/g, "\r\n");
  // What is one line has no line ends to keep.
  const long = cases.filter(({ code }) => code.includes("\n"));
  const outputs = long.flatMap((each) =>
    readSuggestions({ ...each, code: withCrlf(each.code) }).map(([, { output }]) => output),
  );
  expect(outputs.length).toBeGreaterThan(50);
  expect(outputs).toEqual(long.flatMap(readSuggestions).map(([, { output }]) => withCrlf(output)));
});

it.each(suggestions)("%s: ends the report and brings no other", (_, each) => {
  const before = lint(plugin, each, each.code).map(({ message }) => message);
  const after = lint(plugin, each, each.output).map(({ message }) => message);
  // One suggestion may end several reports.
  const rest = without(before, [each.message]);
  expect([each.output, without(after, rest)]).toEqual([each.output, []]);
});

it.each(typed.map(([name, each], index) => [name, each, index] as const))(
  "%s: brings no type errors",
  (_, { output }, index) => {
    const kinds = errorsByKind.map((errors) => errors.slice(index * 2, index * 2 + 2));
    const fewest = Math.min(...kinds.map(([before = []]) => before.length));
    for (const [before = [], after = []] of kinds) {
      if (before.length > fewest) continue;
      expect([output, without(after, before)]).toEqual([output, []]);
    }
  },
);

/** The texts without one of each that is to be removed. */
function without(texts: readonly string[], removed: readonly string[]): string[] {
  const rest = [...texts];
  for (const text of removed) {
    const index = rest.indexOf(text);
    if (index >= 0) rest.splice(index, 1);
  }
  return rest;
}
