import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,examples}/*/tests/**/*.test.ts", "{benchmarks/,}tests/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "**/.tmp/**"],
    maxWorkers: 2,
    // Most of the time that a mutant takes would go into a worker for each file of tests.
    isolate: process.env["STRYKER_MUTATOR_WORKER"] === undefined,
    // `npm test` turns it on. Only what runs in the process of the tests counts: hosts and compilers run what is built.
    // What no test can reach says why on the line: `/* v8 ignore … -- why */`.
    coverage: {
      include: ["packages/{core,eslint-plugin-weakfield,transformer,weakfield}/src/**/*.ts"],
      reporter: [["text", { skipFull: true, maxCols: 160 }]],
      reportsDirectory: ".cache/coverage",
      thresholds: { branches: 100 },
    },
    hookTimeout: 120_000,
    testTimeout: 60_000,
  },
});
