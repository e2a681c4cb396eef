// A runner of tests for Stryker that keeps them loaded: a mutant is switched on, and the tests that reach it are called in
// the same process until one fails. For a mutant in code that runs while its module loads, the modules are loaded anew.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";

const HARNESS = new URL("mutants-harness.mjs", import.meta.url).href;
const REACHED = "mutants-reached.json";
/** What the changed sources look at to know which mutant is on, and where they count what was reached. */
const stryker = (globalThis.__stryker__ ??= {});

class InProcessRunner {
  static inject = tokens(commonTokens.options);

  #options;
  #harness;
  #modules;
  #files;
  #reached;
  /** The tests of each file, from the modules that stay loaded. */
  #loaded = new Map();
  /** How many mutants of a source each test noticed: what found one finds the next. */
  #found = new Map();

  constructor(options) {
    this.#options = options.inProcess;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { folder, without } = this.#options;
    this.#modules = watchModules(path.resolve(folder));
    this.#harness = await import(HARNESS);
    const omitted = new Set(without);
    this.#files = globSync(`${folder}/tests/**/*.test.ts`).filter((file) => !omitted.has(file));
  }

  async dryRun() {
    stryker.activeMutant = undefined;
    const tests = [];
    for (const file of this.#files) {
      for (const test of await this.#load(file)) {
        stryker.currentTestId = test.id;
        tests.push(await this.#run(test));
        stryker.currentTestId = undefined;
      }
    }
    const { mutantCoverage } = stryker;
    this.#writeReached(mutantCoverage.perTest);
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  /** Keeps which sources each test reaches, for the processes to come. */
  #writeReached(perTest) {
    const sourceOf = new Map();
    for (const file of globSync(`${this.#options.sources}/**/*.ts`)) {
      const text = readFileSync(file, "utf8");
      for (const [, id] of text.matchAll(/stryMutAct_\w+\("(\d+)"\)/g)) sourceOf.set(id, file);
    }
    const reached = Object.entries(perTest).map(([test, mutants]) => [
      test,
      [...new Set(Object.keys(mutants).map((id) => sourceOf.get(id)))],
    ]);
    writeFileSync(REACHED, JSON.stringify(reached));
  }

  async mutantRun({ activeMutant, testFilter, reloadEnvironment, hitLimit, sandboxFileName }) {
    const { id } = activeMutant;
    Object.assign(stryker, { activeMutant: undefined, hitCount: 0, hitLimit });
    const found = this.#found.get(sandboxFileName) ?? new Map();
    this.#found.set(sandboxFileName, found);
    // A process that is new is not asked to load anew, but has no tests named all the same.
    const isLoadedAnew = reloadEnvironment || testFilter === undefined;
    const tests = isLoadedAnew
      ? this.#reloadedTests(id, sandboxFileName, found)
      : await this.#testsById(testFilter, found);
    const results = [];
    for await (const test of tests) {
      stryker.activeMutant = id;
      const result = await this.#run(test);
      results.push(result);
      if (result.status !== TestStatus.Failed) continue;
      found.set(test.id, (found.get(test.id) ?? 0) + 1);
      await this.#checkWithout(test);
      break;
    }
    const limit = determineHitLimitReached(stryker.hitCount, hitLimit);
    stryker.activeMutant = undefined;
    return toMutantRunResult(limit ?? { status: DryRunStatus.Complete, tests: results });
  }

  /** A test that fails without a mutant, too, cannot run twice, or an earlier mutant left something behind. */
  async #checkWithout({ id, file }) {
    stryker.activeMutant = undefined;
    const same = (await this.#load(file)).find((test) => test.id === id);
    const error = await this.#harness.run(same);
    if (error !== null) throw new Error(`${id} fails without a mutant: ${error.message}`);
  }

  async #load(file) {
    const tests = this.#loaded.get(file) ?? (await this.#harness.collect(pathToFileURL(file)));
    this.#loaded.set(file, tests);
    return tests;
  }

  async #testsById(ids, found) {
    const byId = new Map();
    for (const file of new Set(ids.map((id) => id.split("#")[0]))) {
      for (const test of await this.#load(file)) byId.set(test.id, test);
    }
    return sortByCount(
      ids.map((id) => byId.get(id)),
      (test) => found.get(test.id) ?? 0,
    );
  }

  /** The tests that may see what the source is loaded with, each file of them loaded with the mutant on. */
  async *#reloadedTests(id, source, found) {
    for (const file of this.#files) await this.#load(file);
    const wanted = this.#testsNear(source);
    const counts = new Map();
    for (const [test, count] of found) {
      const [file] = test.split("#");
      counts.set(file, (counts.get(file) ?? 0) + count);
    }
    const own = `${path.basename(source, ".ts")}.test.ts`;
    const rank = (file) => (counts.get(file) ?? 0) + (path.basename(file) === own ? 0.5 : 0);
    const files = new Set([...wanted].map((test) => test.split("#")[0]));
    for (const file of sortByCount(files, rank)) {
      stryker.activeMutant = id;
      let tests;
      try {
        tests = await this.#harness.collect(new URL(`?mutant=${id}`, pathToFileURL(file)));
      } catch (error) {
        const run = () => Promise.reject(error);
        tests = [{ id: this.#loaded.get(file)[0].id, name: file, file, run }];
      }
      const near = tests.filter((test) => wanted.has(test.id));
      yield* sortByCount(near, (test) => found.get(test.id) ?? 0);
    }
  }

  /**
   * The tests that run code of the source or of a source that imports it, and those of the files that import it by way of
   * something else. What is handed on further than that is not followed, which can only lower the score.
   */
  #testsNear(source) {
    this.#reached ??= new Map(JSON.parse(readFileSync(REACHED, "utf8")));
    const importers = [...this.#modules.directImportersOf(source)];
    const sources = new Set([source, ...importers].map((file) => path.relative(".", file)));
    const isSource = (file) => path.relative(this.#options.sources, file).slice(0, 2) !== "..";
    const others = importers.filter((file) => !isSource(file));
    const files = new Set(others.flatMap((file) => [...this.#modules.importersOf(file)]));
    const near = new Set();
    for (const [file, tests] of this.#loaded) {
      const isImporter = files.has(path.resolve(file));
      for (const { id } of tests) {
        if (isImporter || this.#reached.get(id)?.some((it) => sources.has(it))) near.add(id);
      }
    }
    return near;
  }

  async #run(test) {
    const { activeMutant } = stryker;
    const start = performance.now();
    let error = await this.#harness.run(test);
    if (error instanceof this.#harness.UnknownSnapshot) {
      stryker.activeMutant = undefined;
      const same = (await this.#load(test.file)).find(({ id }) => id === test.id);
      await this.#harness.run(same);
      stryker.activeMutant = activeMutant;
      error = await this.#harness.run(test);
    }
    return {
      id: test.id,
      name: test.name,
      fileName: path.resolve(test.file),
      timeSpentMs: performance.now() - start,
      ...(error === null
        ? { status: TestStatus.Success }
        : { status: TestStatus.Failed, failureMessage: error.message }),
    };
  }
}

/** Highest first; what counts the same stays in its order. */
function sortByCount(list, count) {
  return [...list].sort((a, b) => count(b) - count(a));
}

/**
 * Gives the modules in the folder the harness for `vitest`, and keeps book of who imports whom. What a module with a query
 * imports from the folder gets the same query, and so is another module than without.
 */
function watchModules(folder) {
  const base = `${pathToFileURL(folder).href}/`;
  const importers = new Map();
  const texts = new Map();
  module.registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = "" } = context;
      if (!parentURL.startsWith(base)) return next(specifier, context);
      if (specifier === "vitest") return { url: HARNESS, format: "module", shortCircuit: true };
      const result = next(specifier, context);
      if (!result.url.startsWith(base) || !result.url.endsWith(".ts")) return result;
      const child = fileURLToPath(result.url);
      const parents = importers.get(child) ?? new Set();
      importers.set(child, parents.add(fileURLToPath(parentURL)));
      return { ...result, url: result.url + new URL(parentURL).search };
    },
    load(url, context, next) {
      if (!url.startsWith(base) || !url.includes("?")) return next(url, context);
      const file = fileURLToPath(url);
      const source =
        texts.get(file) ??
        module.stripTypeScriptTypes(readFileSync(file, "utf8"), { mode: "strip" });
      texts.set(file, source);
      return { format: "module", source, shortCircuit: true };
    },
  });
  return {
    directImportersOf: (file) => importers.get(file) ?? new Set(),
    importersOf(file) {
      const all = new Set([file]);
      for (const each of all) for (const parent of importers.get(each) ?? []) all.add(parent);
      return all;
    },
  };
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner),
];
export const strykerValidationSchema = { properties: { inProcess: { type: "object" } } };
