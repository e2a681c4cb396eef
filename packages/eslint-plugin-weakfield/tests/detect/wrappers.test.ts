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
    ["debounce", "const result = $.debounce(f);"],
    ["after", 'import { after } from "lodash"; const result = after(2, f);'],
    ["before", 'import { before } from "lodash/fp"; const result = before(2, f);'],
    ["mem", 'import mem from "mem"; const result = mem(f);'],
    ["moize", 'import moize from "moize"; const result = moize(f);'],
    ["onetime", 'import onetime from "onetime"; const result = onetime(f);'],
    ["once", 'import { once } from "es-toolkit"; const result = once(f);'],
    ["once", 'import { once } from "es-toolkit/compat"; const result = once(f);'],
    ["once", 'import only from "p-once"; const result = only(f);'],
    ["debounce", 'import wait from "just-debounce-it"; const result = wait(f);'],
    ["throttle", 'import wait from "just-throttle"; const result = wait(f);'],
    ["once", 'import only from "just-once"; const result = only(f);'],
    ["memoize", 'import remember from "memoize-one"; const result = remember(f);'],
    ["memoize", 'import remember from "nano-memoize"; const result = remember(f);'],
    ["throttle", 'import { default as later } from "lodash/throttle"; const result = later(f);'],
    ["debounce", 'import * as lodash from "lodash"; const result = lodash.debounce(f);'],
    ["debounce", 'import { "debounce" as wait } from "lodash/debounce"; const result = wait(f);'],
    ["memo?", 'import memo from "./index.js"; const result = memo(f);'],
    ["debounce", 'import wait from "../debounce"; const result = wait(f);'],
    ["memoizify?", 'import memoizify from "./debounce"; const result = memoizify(f);'],
    ["throttle", 'import later from "./fn/throttle.mjs"; const result = later(f);'],
    [
      "debounce",
      'var d_1 = __importDefault(require("./debounce.js")); const result = d_1.default(f);',
    ],
    ["useDebounce", 'import { useDebounce } from "./hooks"; const result = useDebounce(f);'],
    [
      "memoize",
      'import { memoize } from "lodash"; const result = memoize(f, function (id) { return id; });',
    ],
    ["memoize", 'import { memoize } from "lodash"; const result = memoize(f, key);'],
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
    ["of a global that is no library", "const result = own.debounce(f);"],
    ["of an object of the file", "const own = {}; const result = own.debounce(f);"],
    ["of a part of a library", 'import l from "lodash"; const result = l.parts.debounce(f);'],
    ["by a computed name", 'import l from "lodash"; const result = l[name](f);'],
    ["of a module without a name", "const own = require(path); const result = own.debounce(f);"],
    ["that a call gives", 'import { once } from "lodash"; const result = make(once)(f);'],
    ["from a module of a longer name", 'import { once } from "my-lodash"; const result = once(f);'],
    ["from a module that goes on", 'import { once } from "lodasher"; const result = once(f);'],
    ["of a longer name", 'import { memory } from "./index.js"; const result = memory(f);'],
    ["of another name than its file", 'import { wait } from "./debounce"; const result = wait(f);'],
    [
      "that is called careful here",
      'import wrapMethod from "./debounce"; const result = wrapMethod(f);',
    ],
    ["of a file of decorators", 'import w from "./debounce-decorator"; const result = w(f);'],
    ["that is all of a file", 'import * as w from "./debounce"; const result = w(f);'],
    ["of a file that says nothing", 'import w from "./helper"; const result = w(f);'],
    [
      "that gives one of two functions",
      "function wrap(f) { let r; let g = function () { return (r ??= f.call(this)); }; if (f.x) g = f; return g; } const result = wrap(f);",
    ],
    [
      "that gives another function, bound",
      "function wrap(f) { let r; let g = function () { return (r ??= f.call(this)); }; if (f.x) g = f.bind(g); return g; } const result = wrap(f);",
    ],
    [
      "that calls something else of what it gives",
      "function wrap(f) { let r; let g = function () { return (r ??= f.call(this)); }; if (f.x) g = g.own(g); return g; } const result = wrap(f);",
    ],
    [
      "that is given what it gives",
      "function wrap(f) { let r; let g = function () { return (r ??= f.call(this)); }; if (f.x) g = bind(g); return g; } const result = wrap(f);",
    ],
    ["of a known module", 'import { map } from "lodash"; const result = map(f);'],
    [
      "that keeps nothing",
      "function log(f) { return function () { return f.apply(this, arguments); }; } const result = log(f);",
    ],
    [
      "that keeps something for all wrappers",
      "let all = []; function log(f) { return function (x) { all.push(x); return all; }; } const result = log(f);",
    ],
    ["that calls itself", "function log(f) { return log(f); } const result = log(f);"],
    [
      "that lies too deep",
      "function o(f) { return a(f); } function a(f) { return b(f); } function b(f) { return c(f); } function c(f) { return d(f); } function d(f) { let r; return function () { return (r ??= f.call(this)); }; } const result = o(f);",
    ],
    [
      "that gives what it got by a computed name",
      "function wrap(f) { let r; return Object[x](function () { return (r ??= f.call(this)); }, 1); } const result = wrap(f);",
    ],
    [
      "that gives a function from outside",
      "let r; function shared() { return (r ??= this.x); } function wrap(f) { return shared; } const result = wrap(f);",
    ],
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
      "wrap",
      "function wrap(f, self) { const o = {}; let g = function () { clearTimeout(o.t); o.t = setTimeout(() => f.call(this)); }; if (self) g = g.bind(self); return g; } const result = wrap(f);",
    ],
    [
      "wrapper",
      "const result = (function (f) { let r; return function () { return (r ??= f.call(this)); }; })(f);",
    ],
    ...["Object.defineProperty", "Object.defineProperties"].map((define) => [
      "wrap",
      `function wrap(f) { let r; return ${define}(function () { return (r ??= f.call(this)); }, x); } const result = wrap(f);`,
    ]),
    [
      "d",
      "function a(f) { return b(f); } function b(f) { return c(f); } function c(f) { return d(f); } function d(f) { let r; return function () { return (r ??= f.call(this)); }; } const result = a(f);",
    ],
    [
      "inner",
      "function outer(f) { return inner(f); } function inner(f) { let t; return function () { clearTimeout(t); t = setTimeout(() => f.call(this)); }; } const result = outer(f);",
    ],
  ])("reads %s where it is in the file", (expected, code) => {
    expect(find(code)).toBe(expected);
  });
});
