import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import { findWrapperMemory } from "../../src/detect/wrapper-memory.ts";
import { parse } from "./parse.ts";

/** What the last call at the top level of the file remembers. */
function find(code: string): string | null {
  const sourceCode = parse(code);
  const call = getFacts(sourceCode).top.calls.find(
    (each) =>
      each.parent.type === "VariableDeclarator" &&
      each.parent.id.type === "Identifier" &&
      each.parent.id.name === "result",
  );
  if (call === undefined) throw new Error("no call");
  const memory = findWrapperMemory(sourceCode, call);
  return memory && `${memory.name}${memory.isCertain ? "" : "?"}`;
}

describe("findWrapperMemory", () => {
  it.each([
    ["debounce", 'import { debounce } from "lodash"; const result = debounce(f);'],
    ["debounce", 'import { debounce as wait } from "lodash-es"; const result = wait(f);'],
    ["throttle", 'import later from "lodash/throttle"; const result = later(f);'],
    ["throttle", 'import later from "lodash.throttle"; const result = later(f);'],
    ["once", 'const _ = require("underscore"); const result = _.once(f);'],
    ["memoize", 'var lodash_1 = require("lodash"); const result = (0, lodash_1.memoize)(f);'],
    ["memoize", 'var m_1 = __importDefault(require("p-memoize")); const result = m_1.default(f);'],
    ["debounce", 'import debounce from "./debounce.js"; const result = debounce(f);'],
    ["memoizify?", 'import { memoizify } from "./memoizify"; const result = memoizify(f);'],
    ["debounce", "const result = _.debounce(f);"],
  ])("knows %s in %s", (expected, code) => {
    expect(find(code)).toBe(expected);
  });

  it.each([
    ["from an unknown module", 'import { once } from "./once.js"; const result = once(f);'],
    [
      "that says it keeps instances apart",
      'import { memoizeMethod } from "./memo.js"; const result = memoizeMethod(f);',
    ],
    [
      "of its own configuration",
      'import { debounceOptions } from "./o.js"; const result = debounceOptions(f);',
    ],
    [
      "with a resolver for the instance",
      'import { memoize } from "lodash"; const result = memoize(f, function () { return this.id; });',
    ],
    ["that nobody declares", "const result = debounce(f);"],
    [
      "that keeps nothing",
      "function log(f) { return function () { return f.apply(this, arguments); }; } const result = log(f);",
    ],
    [
      "that keeps something for all wrappers",
      "let all = []; function log(f) { return function (x) { all.push(x); return all; }; } const result = log(f);",
    ],
    ["that calls itself", "function log(f) { return log(f); } const result = log(f);"],
  ])("does not know one %s", (_, code) => {
    expect(find(code)).toBe(null);
  });

  it.each([
    [
      "once",
      "function once(f) { let done, r; return function () { if (!done) { done = true; r = f.apply(this, arguments); } return r; }; } const result = once(f);",
    ],
    [
      "wrap",
      "const wrap = (f) => { const c = new Map(); const g = function (x) { if (!c.has(x)) c.set(x, f.call(this, x)); return c.get(x); }; return Object.assign(g, { c }); }; const result = wrap(f);",
    ],
    [
      "inner",
      "function outer(f) { return inner(f); } function inner(f) { let t; return function () { clearTimeout(t); t = setTimeout(() => f.call(this)); }; } const result = outer(f);",
    ],
  ])("reads %s where it is in the file", (expected, code) => {
    expect(find(code)).toBe(expected);
  });
});
