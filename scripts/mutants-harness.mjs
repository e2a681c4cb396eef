// What tests get for `vitest` while mutants are tried: the functions that declare tests, which only collect them here, and
// Vitest's own `expect` and `vi`. Without Vitest's workers a test takes what its body takes, and nothing before or after.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format, isDeepStrictEqual } from "node:util";
import { chai, expect, vi } from "vitest";

/**
 * A collected test: `id` and `name` are the same in every process, `file` is the path of its test file.
 * @typedef {{ id: string, name: string, file: string, run: () => unknown }} Test
 */

/** What is being collected or run. A process runs one test after the other, so that this is never two things at once. */
const state = { file: "", path: [], tests: [], running: "", snapshots: 0 };
/** What the snapshots of each test got from the code as it is, for as long as the process tries mutants. */
const known = new Map();

/** Collects the tests that importing a file declares. */
export async function collect(url) {
  const file = path.relative(process.cwd(), fileURLToPath(url));
  Object.assign(state, { file, path: [], tests: [] });
  await import(url);
  const seen = new Map();
  return state.tests.map((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    const name = count === 1 ? test.name : `${test.name} (${count})`;
    return { ...test, name, id: `${test.file}#${name}` };
  });
}

/** Runs a test: the error that it fails with, or null. */
export async function run(test) {
  Object.assign(state, { running: test.id, snapshots: 0 });
  try {
    const result = test.run();
    // Most tests are not asynchronous: waiting for them anyway would take longer than they do.
    if (typeof result?.then === "function") await result;
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Fails a test whose snapshot was never taken from the code as it is: run it without a mutant first. */
export class UnknownSnapshot extends Error {}

/**
 * The tests are green before the first mutant, so that a snapshot is whatever the code as it is gives: the first value
 * that a test brings.
 */
function matchSnapshot() {
  const received = chai.util.flag(this, "object");
  const values = known.get(state.running) ?? [];
  known.set(state.running, values);
  const at = state.snapshots++;
  if (at === values.length) {
    if (globalThis.__stryker__?.activeMutant !== undefined) throw new UnknownSnapshot();
    values.push(received);
  }
  if (!isDeepStrictEqual(received, values[at])) throw new Error("The snapshot is another.");
}
for (const name of ["toMatchInlineSnapshot", "toMatchFileSnapshot"]) {
  chai.util.addMethod(chai.Assertion.prototype, name, matchSnapshot);
}

/** A title with its row put in, as far as the tests of this repository use it: `%s` and the like, and `$property`. */
function title(template, row) {
  const [first] = row;
  const named = template.replace(/\$(\w+)/g, (whole, name) => {
    const isNamed = typeof first === "object" && first !== null && name in first;
    return isNamed ? String(first[name]) : whole;
  });
  const places = [...named.matchAll(/%[sdifjoOc]/g)].length;
  return format(named, ...row.slice(0, places));
}

function withEach(declare) {
  declare.each = (rows) => (template, body) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      declare(title(template, values), () => body(...values));
    }
  };
  return declare;
}

const declareTest = withEach((name, body) => {
  state.tests.push({ file: state.file, name: [...state.path, name].join(" > "), run: body });
});
const declareGroup = withEach((name, body) => {
  state.path.push(name);
  body();
  state.path.pop();
});
/** Work around tests is refused, not left out: what a test would find without it is nobody's guess. */
const refuse = (name) => () => {
  throw new Error(`${state.file}: ${name} is not supported where mutants are tried.`);
};
// RuleTester puts its own things away with it, which no test sees.
const afterAll = () => {};
const [beforeAll, beforeEach, afterEach] = ["beforeAll", "beforeEach", "afterEach"].map(refuse);
declareTest.only = refuse("only");

export { afterAll, afterEach, beforeAll, beforeEach, chai, expect, vi };
export { declareGroup as describe, declareTest as it, declareTest as test };
