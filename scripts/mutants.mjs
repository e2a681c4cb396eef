// Mutation testing: changes the sources in small ways, one at a time, and counts the changes that no test notices. Usage:
//
//   npm run mutants -- core
//   npm run mutants -- detect --files retention.ts,uses.ts --concurrency 2 --fresh
//
// Only the tests of the same package run, on a copy of it, from `src`. What is known from earlier runs is not tried again
// unless its code or tests changed, so that a whole run can be made of parts: the table at the end and the report in
// `.cache/mutants` count everything that is known. `--fresh` tries again what is named.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";

/**
 * What is mutated, and what its tests need beside the folder of its package. `without` are tests that take more time than
 * they find: leaving one out can only lower the score. `inProcess` are areas of many mutants, whose tests can be called as
 * functions, many times in one process; starting Vitest for each mutant takes a hundred times as long as most tests do.
 */
const AREAS = {
  core: {
    inProcess: true,
    sources: "packages/core/src",
    needs: ["tests/fixtures/**"],
    // Loads a compiler for each mutant.
    without: ["packages/core/tests/parsers.test.ts"],
  },
  detect: {
    inProcess: true,
    sources: "packages/eslint-plugin-weakfield/src/detect",
    needs: ["docs/**", "README.md"],
    // Runs all tests of the rules, and a compiler.
    without: ["packages/eslint-plugin-weakfield/tests/fix/suggestions.test.ts"],
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
const incrementalFile = `${folder}/known.json`;
const mutate = (values.files?.split(",") ?? ["**/*.ts"]).map((file) => `${area.sources}/${file}`);
forgetUncovered(incrementalFile);
const home = area.sources.split("/").slice(0, 2).join("/");
const copied = ["{package.json,tsconfig.base.json,vitest.config.ts}", `${home}/**`, ...area.needs];
const { without = [] } = area;
const runner = area.inProcess
  ? {
      testRunner: "in-process",
      plugins: [new URL("mutants-runner.mjs", import.meta.url).href],
      inProcess: { folder: home, sources: area.sources, without },
      // What was loaded anew is never forgotten by a process.
      maxTestRunnerReuse: 500,
    }
  : {
      testRunner: "vitest",
      plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
      vitest: { related: false },
    };
await new Stryker({
  ...runner,
  mutate,
  ignorePatterns: [
    "**",
    ...copied.map((it) => `!/${it}`),
    "node_modules",
    ...without.map((it) => `/${it}`),
  ],
  // The fixtures are inputs, which a comment at their head would change.
  disableTypeChecks: false,
  coverageAnalysis: "perTest",
  // Endless loops are counted by Stryker; a machine that is busy is no reason to call a mutant killed.
  timeoutMS: 60_000,
  concurrency: Number(values.concurrency),
  incremental: true,
  incrementalFile,
  force: values.fresh,
  tempDirName: `${folder}/copy`,
  reporters: ["clear-text", "progress-append-only", "html"],
  htmlReporter: { fileName: `${folder}/report.html` },
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  thresholds: { high: 95, low: 90, break: 85 },
}).runMutationTest();

/**
 * What survived while its module loaded, or could not be tried: which tests reach it is not known, so that nothing tells
 * when to try it again. Only where it will be tried: the rest still counts in the table.
 */
function forgetUncovered(knownFile) {
  if (!existsSync(knownFile)) return;
  const known = JSON.parse(readFileSync(knownFile, "utf8"));
  for (const [file, each] of Object.entries(known.files)) {
    if (!mutate.some((pattern) => path.matchesGlob(file, pattern))) continue;
    each.mutants = each.mutants.filter(
      (it) => it.status !== "RuntimeError" && !(it.static && it.status === "Survived"),
    );
  }
  writeFileSync(knownFile, JSON.stringify(known));
}
