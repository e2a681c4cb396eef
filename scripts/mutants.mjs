// Mutation testing: changes the sources in small ways, one at a time, and counts the changes that no test notices. Usage:
//
//   npm run mutants -- core
//   npm run mutants -- detect --files retention.ts,uses.ts --concurrency 2 --fresh
//
// Only the tests of the same package run, on a copy of it, from `src`. What is known from the last run of a package is
// not tried again unless its code or tests changed; `--fresh` forgets it. The report is in `.cache/mutants`.
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";

/**
 * What is mutated, and what its tests need beside the folder of its package. `without` are tests that take more time than
 * they find: leaving one out can only lower the score.
 */
const AREAS = {
  core: {
    sources: "packages/core/src",
    needs: ["tests/fixtures/**"],
    // Loads a compiler for each mutant.
    without: ["packages/core/tests/parsers.test.ts"],
  },
  detect: {
    sources: "packages/eslint-plugin-weakfield/src/detect",
    needs: ["docs/**", "README.md"],
  },
  transformer: { sources: "packages/transformer/src", needs: ["tests/fixtures/**"] },
  weakfield: { sources: "packages/weakfield/src", needs: [] },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string" },
    concurrency: { type: "string", default: "1" },
    fresh: { type: "boolean", default: false },
  },
});
const [name = ""] = positionals;
const area = Object.hasOwn(AREAS, name) ? AREAS[name] : undefined;
if (!area || positionals.length > 1) {
  console.error(`Name what to mutate, one of: ${Object.keys(AREAS).join(", ")}.`);
  process.exit(2);
}

const folder = `.cache/mutants/${name}`;
const copied = [
  "{package.json,tsconfig.base.json,vitest.config.ts}",
  `${area.sources.split("/").slice(0, 2).join("/")}/**`,
  ...area.needs,
];
await new Stryker({
  mutate: (values.files?.split(",") ?? ["**/*.ts"]).map((file) => `${area.sources}/${file}`),
  ignorePatterns: [
    "**",
    ...copied.map((it) => `!/${it}`),
    "node_modules",
    ...(area.without ?? []).map((it) => `/${it}`),
  ],
  // The fixtures are inputs, which a comment at their head would change.
  disableTypeChecks: false,
  testRunner: "vitest",
  vitest: { related: false },
  plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
  coverageAnalysis: "perTest",
  // Endless loops are counted by Stryker; a machine that is busy is no reason to call a mutant killed.
  timeoutMS: 60_000,
  concurrency: Number(values.concurrency),
  incremental: true,
  incrementalFile: `${folder}/known.json`,
  force: values.fresh,
  tempDirName: `${folder}/copy`,
  reporters: ["clear-text", "progress-append-only", "html"],
  htmlReporter: { fileName: `${folder}/report.html` },
  clearTextReporter: { logTests: false, allowColor: false },
  thresholds: { high: 95, low: 90, break: 85 },
}).runMutationTest();
