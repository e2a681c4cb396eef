// What do the lint rules cost, beside parsing and beside the rules that ESLint recommends?
import type { Question } from "../shared/question.ts";
import { runWorker } from "../shared/processes.ts";
import { rounded } from "../shared/statistics.ts";

/** Milliseconds of ESLint's own count, for each round. */
export interface LintData {
  readonly packages: readonly string[];
  readonly files: number;
  readonly lines: number;
  readonly parse: readonly number[];
  /** All rules of `eslint-plugin-weakfield` together. */
  readonly weakfield: readonly number[];
  /** The rules of ESLint's recommended set together. */
  readonly recommended: readonly number[];
  /** Each of our rules. */
  readonly rules: Readonly<Record<string, readonly number[]>>;
}

const PACKAGES = [
  "@babel/traverse@",
  "@codemirror/view@",
  "@nestjs/common@",
  "@typescript-eslint/eslint-plugin@",
  "@vue/runtime-core@",
  "mobx@",
  "rxjs@",
  "typeorm@",
];

interface Times {
  readonly packages: readonly string[];
  readonly files: number;
  readonly lines: number;
  readonly parse: number;
  readonly rules: Readonly<Record<string, number>>;
}

/** Measures the rules on published packages. */
export const lint: Question<LintData> = {
  name: "lint",
  packages: ["@eslint/js", "@typescript-eslint/parser", "eslint"],
  measure: ({ isQuick, log }) => {
    const packages = isQuick ? PACKAGES.slice(1, 2) : PACKAGES;
    log(`${packages.length} packages`);
    const rounds = Array.from({ length: isQuick ? 1 : 3 }, () =>
      runWorker<Times>("lint.mjs", packages),
    );
    const sum = (times: Times, isIn: (rule: string) => boolean) =>
      Object.entries(times.rules)
        .filter(([rule]) => isIn(rule))
        .reduce((total, [, time]) => total + time, 0);
    const isOurs = (rule: string) => rule.startsWith("weakfield/");
    const each = (pick: (times: Times) => number) => rounds.map((round) => rounded(pick(round)));
    const [first] = rounds;
    const ours = Object.keys(first?.rules ?? {}).filter(isOurs);
    return {
      packages: first?.packages ?? [],
      files: first?.files ?? 0,
      lines: first?.lines ?? 0,
      parse: each(({ parse }) => parse),
      weakfield: each((times) => sum(times, isOurs)),
      recommended: each((times) => sum(times, (rule) => !isOurs(rule))),
      rules: Object.fromEntries(
        ours.sort().map((rule) => [rule, each(({ rules }) => rules[rule] ?? NaN)]),
      ),
    };
  },
};
