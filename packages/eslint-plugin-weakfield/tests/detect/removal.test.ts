import { describe, expect, it } from "vitest";
import { getCollections } from "../../src/detect/collections.ts";
import { judgeRemoval } from "../../src/detect/removal.ts";
import { parse } from "./parse.ts";

const judge = (code: string): string | undefined => {
  const [collection] = getCollections(parse(code));
  return collection && judgeRemoval(collection);
};

const inModule = (body: string): string | undefined => judge(`const map = new Map(); ${body}`);

describe("judgeRemoval", () => {
  it.each([
    ["in the function that adds", "export function f(k) { map.set(k, 1); map.delete(k); }"],
    [
      "in finally",
      "export async function f(k) { map.set(k, 1); try { await g(); } finally { map.delete(k); } }",
    ],
    [
      "in a callback",
      "export function f(k) { map.set(k, 1); k.on('close', () => map.delete(k)); }",
    ],
    [
      "in a returned function",
      "export function f(k) { map.set(k, 1); return () => map.delete(k); }",
    ],
    [
      "in a function that the file calls",
      "function drop(k) { map.delete(k); } export function g(k) { drop(k); }",
    ],
    [
      "in a function that the file calls where there is no other",
      "exports.drop = typeof native === 'function' ? native : function (k) { map.delete(k); }; g(() => exports.drop(1));",
    ],
    [
      "in a function that the file calls for want of another",
      "const drop = native || function (k) { map.delete(k); }; export function g(k) { drop(k); }",
    ],
    ["in a lifecycle function", "export function unsubscribe(k) { map.delete(k); }"],
    ["in a lifecycle method", "export class A { disconnectedCallback() { map.delete(this); } }"],
    ["when the map is full", "export function f(k) { map.set(k, 1); if (map.size > 9) trim(); }"],
    ["at the top level", "map.delete(1);"],
    ["in a function that stands for a module", "(function () { map.delete(1); })();"],
    ["that chooses for itself", "export function f() { map.prune(); }"],
    ["in a function that runs at once", "export function onEnd(k) { (() => map.delete(k))(); }"],
    ["in a walk", "export function onEnd(all) { all.forEach((k) => map.delete(k)); }"],
    ["in a walk at the top level", "all.forEach((k) => map.delete(k));"],
    [
      "in a function that is called like the end of something",
      "export function _dispose(k) { map.delete(k); }",
    ],
    ["in a function that undoes something", "export function undispose(k) { map.delete(k); }"],
    ["in a function that hears of something", "export function fulfil(k) { map.delete(k); }"],
    ["in a function that hears of it, too", "export function fulfill(k) { map.delete(k); }"],
    [
      "in what only sounds like a walk",
      "export function remove(all) { all.prefilter((k) => map.delete(k)); }",
    ],
    [
      "in what only starts like a walk",
      "export function remove(all) { all.filterX((k) => map.delete(k)); }",
    ],
    [
      "at what only sounds like a listener",
      "export function f(k) { k.icon('dispose', () => map.clear()); }",
    ],
    [
      "in a function handed to what ends like one",
      "function drop(k) { map.delete(k); } x.removeListeners(drop);",
    ],
    [
      "in a function that walks by itself",
      "export function f(k) { map.set(k, 1); drop(k); } function drop(k) { [k].forEach(drop); map.delete(k); }",
    ],
    [
      "in a returned function, of what a call gives",
      "export function f(k) { map.set(k, 1); return () => map.delete(key()); }",
    ],
    [
      "in the callback of a computed name",
      "export function f(k) { map.set(k, 1); k[event](() => map.delete(k)); }",
    ],
    [
      "in a function that is handed to a computed name",
      "function drop(k) { map.delete(k); } export function g(k) { k[event](drop); }",
    ],
    ["in a callback of a constructor", "export function f(k) { new Timer(() => map.delete(k)); }"],
    ["in an arrow that is returned for one entry", "export const f = (k) => () => map.delete(k);"],
    [
      "in a function that is returned for the object it belongs to",
      "export class A { f() { return () => map.delete(this.id); } }",
    ],
    [
      "in a function returned by the writer, whatever it is given",
      "export function f(k) { map.set(k, 1); return (other) => map.delete(other); }",
    ],
    [
      "in a member that is made for one entry",
      "export function f(k) { k.end = () => map.delete(k); }",
    ],
    [
      "in a function that the file hands on",
      "function drop(k) { map.delete(k); } export function g(k) { k.on('close', drop); }",
    ],
    [
      "in a function that the file puts somewhere",
      "function drop(k) { map.delete(k); } export const g = [drop];",
    ],
    [
      "in a function that walks over entries by name",
      "function drop(k) { map.delete(k); } export function onEnd(all) { all.forEach(drop); }",
    ],
    ["of all in a function that the file calls", "function drop() { map.clear(); } drop();"],
    [
      "of all in a function that another one calls",
      "function drop() { map.clear(); } export function stop() { drop(); }",
    ],
    ["of all in a returned function", "export function f() { return () => map.clear(); }"],
    ["of all in an arrow that an arrow returns", "export const f = () => () => map.clear();"],
    [
      "of all in a callback of a constructor",
      "export function f() { new Timer(() => map.clear()); }",
    ],
    [
      "at an event that has another name",
      "export function f(k) { k.on('close', () => map.clear()); }",
    ],
    [
      "at an event whose name is not seen",
      "export function f(k) { k.on(dispose, () => map.clear()); }",
    ],
    [
      "by a function that is no listener",
      "export function f(k) { k.turnOn('dispose', () => map.clear()); }",
    ],
    [
      "by another function that is no listener",
      "export function f(k) { k.once2('dispose', () => map.clear()); }",
    ],
    [
      "in a function handed to what only sounds like the end of one",
      "function drop(k) { map.delete(k); } x.offset(drop); x.turnoff(drop);",
    ],
  ])("is strong %s", (_, body) => {
    expect(inModule(body)).toBe("strong");
  });

  it.each([
    ["is only offered", "offered", "export function remove(k) { map.delete(k); }"],
    [
      "cannot be reached, in two functions that walk over each other",
      "offered",
      "const K = 1; function a(k) { map.delete(K); k.forEach(b); } function b(k) { k.forEach(a); }",
    ],
    [
      "is only offered, in a walk over itself",
      "offered",
      "export function remove(k) { k.forEach(remove); map.delete(k); }",
    ],
    [
      "is only offered before the end",
      "offered",
      "export function preDispose(k) { map.delete(k); }",
    ],
    [
      "is only offered to who handled it",
      "offered",
      "export function handled(k) { map.delete(k); }",
    ],
    [
      "is only offered under a longer name",
      "offered",
      "export function prehandle(k) { map.delete(k); }",
    ],
    [
      "is only offered, in a walk",
      "offered",
      "export function remove(all) { all.findLast((k) => map.delete(k)); }",
    ],
    [
      "is only offered, in a walk that sums up",
      "offered",
      "export function remove(all) { all.reduceRight((_, k) => map.delete(k)); }",
    ],
    [
      "is only offered, in a walk without more",
      "offered",
      "export function remove(all) { all.find((k) => map.delete(k)); }",
    ],
    [
      "is only offered, and a listener taken away",
      "offered",
      "export function remove(k) { map.delete(k); } x.removeListener('close', remove);",
    ],
    [
      "is only offered, and a DOM listener taken away",
      "offered",
      "export function remove(k) { map.delete(k); } x.removeEventListener('close', remove);",
    ],
    [
      "is the counterpart of one of two functions that add",
      "offered",
      "export function addX(k) { map.set(k, 1); } export function load(k) { map.set(k, 1); } export function removeX(k) { map.delete(k); }",
    ],
    [
      "is the counterpart of what adds",
      "paired",
      "export function addX(k) { map.set(k, 1); } export function removeX(k) { map.delete(k); }",
    ],
    [
      "is the counterpart of what adds, both without another name",
      "paired",
      "export function add(k) { map.set(k, 1); } export function remove(k) { map.delete(k); }",
    ],
    [
      "is the counterpart of nothing, as the module adds",
      "offered",
      "map.set(1, 1); export function removeX(k) { map.delete(k); }",
    ],
    [
      "is only offered by a returned object",
      "offered",
      "export const api = { forget(k) { map.delete(k); } };",
    ],
    ["empties everything", "reset", "export function clearCache() { map.clear(); }"],
    [
      "waits for an explicit dispose",
      "explicit",
      "export function f(k) { map.set(k, 1); k.on('dispose', () => map.delete(k)); }",
    ],
    ["is not there", "none", "export function f(k) { map.set(k, 1); }"],
    ["cannot be reached", "none", "function never() { map.clear(); }"],
    ["runs once, with the module", "none", "map.clear();"],
    ["runs once, in a function that stands for a module", "none", "(() => { map.clear(); })();"],
    [
      "is only offered by a returned function",
      "offered",
      "export const f = () => (k) => map.delete(k);",
    ],
    [
      "is only offered by a function whose use is handed out",
      "offered",
      "const drop = (k) => map.delete(k); export function g() { return drop; }",
    ],
    [
      "is only offered by a function that takes it from a listener",
      "offered",
      "export function remove(k) { map.delete(k); } x.off('close', remove);",
    ],
    [
      "waits for an explicit dispose by name",
      "explicit",
      "function drop(k) { map.delete(k); } export function f(k) { k.addEventListener('dispose', drop); }",
    ],
    [
      "empties everything, exported below",
      "reset",
      "function forget() { map.clear(); } export { forget };",
    ],
    [
      "empties everything, in an exported constant",
      "reset",
      "export const forget = () => { map.clear(); };",
    ],
    ["empties everything, by default", "reset", "export default function () { map.clear(); }"],
    ["empties everything, as a member", "reset", "exports.forget = () => { map.clear(); };"],
    [
      "empties everything, in a constant that stays",
      "none",
      "const forget = () => { map.clear(); };",
    ],
    ["only watches how much there is", "none", "export function f() { if (map.size > 0) g(); }"],
    ["only reads", "none", "export function f(k) { return map.get(k); }"],
    [
      "is that of a function that only calls itself",
      "offered",
      "export function remove(k) { map.delete(k); [].forEach(() => remove(k)); }",
    ],
    [
      "cannot be reached, in a function that runs at once",
      "none",
      "function never() { (() => map.clear())(); }",
    ],
    [
      "cannot be reached, in a walk",
      "none",
      "function never(all) { all.forEach(() => map.clear()); }",
    ],
    [
      "is only offered, beside what the module adds",
      "offered",
      "(function () { map.set(1, 1); x.f = () => (k) => map.delete(k); })();",
    ],
    [
      "is only offered for the this of a caller",
      "offered",
      "export class A { f() { return function () { map.delete(this.id); }; } }",
    ],
    [
      "is only offered for a key of the module",
      "offered",
      "const K = 1; export const f = () => () => map.delete(K);",
    ],
    [
      "is only offered, of everything",
      "offered",
      "function wipe() { map.clear(); } export function g() { return wipe; }",
    ],
    ["writes to a wrapped key", "none", "export function f(i) { map.set(i % 8, 1); }"],
    [
      "empties everything before it adds",
      "reset",
      "export function f(k) { map.clear(); map.set(k, 1); }",
    ],
  ])("%s: %s", (_, expected, body) => {
    expect(inModule(body)).toBe(expected);
  });

  it.each([
    ["a call begins anew", "layout() { this.all = new Set(); }", "strong"],
    ["a later call of what begins", "initialize() { this.all = new Set(); }", "none"],
    ["the constructor", "constructor() { this.all = new Set(); }", "none"],
    ["a setter", "set reset(x) { this.all = new Set(); }", "none"],
    ["a branch", "layout(x) { if (x) this.all = new Set(); }", "none"],
    ["what is missing", "layout() { this.all ??= new Set(); }", "none"],
    ["another container", "layout() { return (this.all = new Set()); }", "none"],
    ["a static container", "static layout() { this.all = new Set(); }", "none"],
  ])("of a field that is made in %s", (_, method, expected) => {
    const isStatic = method.startsWith("static") ? "static " : "";
    expect(judge(`export class A { ${method} ${isStatic}add(x) { this.all.add(x); } }`)).toBe(
      expected,
    );
  });

  it("does not take the end of the owner for a removal", () => {
    expect(
      judge(
        "class Registry { all = new Set(); add(x) { this.all.add(x); } dispose() { this.all.clear(); } }",
      ),
    ).toBe("end");
  });

  it.each([
    ["a method that ends it", "end() { this.all.clear(); }", "end"],
    ["a method that ends it for itself", "_close() { this.all.clear(); }", "end"],
    ["a method that ends all of it", "closeAll() { this.all.clear(); }", "end"],
    ["a method that hears of the end", "onClose() { this.all.clear(); }", "end"],
    ["a method that ends something", "clearThings() { this.all.clear(); }", "end"],
    ["a method that comes before the end", "preClose() { this.all.clear(); }", "reset"],
    ["a method that ends something of it", "closeIt() { this.all.clear(); }", "reset"],
    [
      "a method that starts anew",
      "next() { this.clear(); } clear() { this.all.clear(); }",
      "strong",
    ],
    [
      "a method of another object",
      "next() { other.clear(); } clear() { this.all.clear(); }",
      "end",
    ],
    [
      "a method that it begins with",
      "constructor() { this.clear(); } clear() { this.all.clear(); }",
      "end",
    ],
    [
      "a method that the end calls, too",
      "close() { this.clear(); } clear() { this.all.clear(); }",
      "end",
    ],
    [
      "an end that something else calls",
      "next() { this.stop(); } stop() { this.all.clear(); }",
      "end",
    ],
    ["a method that the end calls", "end() { this.wipe(); } wipe() { this.all.clear(); }", "end"],
    [
      "a method that something else calls",
      "next() { this.wipe(); } wipe() { this.all.clear(); }",
      "strong",
    ],
    ["a method that nothing calls", "wipe() { this.all.clear(); }", "reset"],
    ["one entry at the end", "close(x) { this.all.delete(x); }", "strong"],
    ["one entry by a method that nothing calls", "without(x) { this.all.delete(x); }", "offered"],
    [
      "one entry by a method that the end calls",
      "close(x) { this.without(x); } without(x) { this.all.delete(x); }",
      "strong",
    ],
  ])("of a field by %s is told", (_, methods, expected) => {
    expect(
      judge(`export class Registry { all = new Set(); add(x) { this.all.add(x); } ${methods} }`),
    ).toBe(expected);
  });

  it("does not count that somebody else empties what may be another collection", () => {
    const body = "class Registry { all = new Set(); add(x) { this.all.add(x); } }";
    expect(judge(`${body} export function f(r) { r.all.clear(); }`)).toBe("none");
    expect(judge(`${body} export function close(r, x) { r.all.delete(x); }`)).toBe("strong");
  });

  it.each([
    ["return list.pop();", "strong"],
    ["const next = list.shift(); use(next);", "strong"],
    ["list.pop();", "offered"],
    ["return list.remove(1);", "offered"],
    ["return list.popped();", "offered"],
  ])("takes what is handed on to who takes an entry for a removal, in %s: %s", (body, expected) => {
    expect(
      judge(
        `const list = []; export function f(k) { list.push(k); } export function take() { ${body} }`,
      ),
    ).toBe(expected);
  });

  it("does not take a function that is an entry for one that runs", () => {
    expect(
      judge(
        "const all = new Set(); function drop() { all.clear(); } export function f() { all.add(drop); }",
      ),
    ).toBe("none");
  });

  it("takes a wrapped position for a bound", () => {
    expect(
      judge("const ring = []; let i = 0; export function f(x) { ring[i] = x; i = (i + 1) % 8; }"),
    ).toBe("strong");
    expect(
      judge("const list = []; let i = 0; export function f(x) { list[i] = x; i = i + 1; }"),
    ).toBe("none");
  });

  it("does not take a loop over the length for a bound", () => {
    expect(
      judge(
        "const list = []; export function f() { for (let i = 0; i < list.length; i++) g(list[i]); }",
      ),
    ).toBe("none");
  });
});
