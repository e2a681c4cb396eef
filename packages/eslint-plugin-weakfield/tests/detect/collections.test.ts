import { describe, expect, it } from "vitest";
import { getCollections, type Collection } from "../../src/detect/collections.ts";
import { analyze } from "./analyze.ts";

const collect = (code: string): readonly Collection[] => analyze(code, getCollections);
const usesOf = (code: string): string[] => collect(code)[0]?.uses.map(({ kind }) => kind) ?? [];
const lifetimes = (code: string): Record<string, string> =>
  Object.fromEntries(collect(code).map(({ name, lifetime }) => [name, lifetime]));

describe("getCollections", () => {
  it("finds each kind of container in each kind of place", () => {
    const found = collect(`
      const map = new Map();
      let list = [];
      class A { field = new Set(); static all = new WeakMap(); #own = {}; constructor() { this.late = new WeakSet(); } }
      A.cache = Object.create(null);
    `);
    expect(found.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      "#own object",
      "all weakmap",
      "cache object",
      "field set",
      "late weakset",
      "list array",
      "map map",
    ]);
  });

  it("answers the second time from the first", () => {
    const [first, second] = analyze("const a = [];", (sourceCode) => [
      getCollections(sourceCode),
      getCollections(sourceCode),
    ]);
    expect(first).toBe(second);
  });

  it("leaves out a name that the file declares itself, and what lives for one call", () => {
    expect(collect("class Map {} const map = new Map();")).toEqual([]);
    expect(collect("function f() { const list = []; list.push(1); return list; }")).toEqual([]);
  });

  it("tells the uses of a map apart", () => {
    expect(
      usesOf(`
        const map = new Map();
        function f(k, v) {
          map.get(k); map.set(k, v); map.delete(k); map.clear(); map.size; map.forEach(f); keep(map);
        }
        export { map };
      `),
    ).toEqual(["read", "write", "drop", "clear", "size", "iterate", "escape", "export"]);
  });

  it("tells the uses of an array apart", () => {
    expect(
      usesOf(`
        let list = [];
        function f(v) {
          list.push(v); list.splice(0, 1); list.splice(0, 0, v); list.length = 0; list = list.filter(f); list = [...list, v];
        }
      `),
    ).toEqual(["write", "drop", "write", "clear", "sweep", "iterate", "write", "iterate"]);
  });

  it("tells the uses of an object apart", () => {
    expect(
      usesOf(`
        const table = {};
        function f(k, v) {
          table[k] = v; table[k]; delete table[k]; table[k] = null; k in table; Object.keys(table);
        }
      `),
    ).toEqual(["write", "read", "drop", "drop", "read", "iterate"]);
  });

  it("follows local names, functions of the file and aliases of this", () => {
    expect(
      usesOf(`
        class A {
          #map = new Map();
          f(k) { const map = this.#map; map.delete(k); drop(this.#map, k); const self = this; self.#map.set(k, 1); }
        }
        function drop(target, k) { target.delete(k); }
      `).sort(),
    ).toEqual(["drop", "drop", "write"]);
  });

  it("keeps the fields of two classes of the same name apart", () => {
    const [first, second] = collect(`
      class A { list = []; add(x) { this.list.push(x); } }
      class B { list = []; drop() { this.list.pop(); } }
    `);
    expect(first?.uses.map(({ kind }) => kind)).toEqual(["write"]);
    expect(second?.uses.map(({ kind }) => kind)).toEqual(["drop"]);
  });
});

describe("lifetimes", () => {
  it("is the module's for variables, statics and the functions that bundlers wrap modules in", () => {
    expect(
      lifetimes(`
        const a = [];
        class A { static b = []; }
        (function () { const c = []; function f(x) { c.push(x); } window.f = f; })();
        define(["x"], function () { const d = []; return (x) => d.push(x); });
        namespace N { const e = []; export const f = (x) => e.push(x); }
      `),
    ).toEqual({ a: "module", b: "module", c: "module", d: "module", e: "module" });
  });

  it("tells a wrapper from the object of a factory and from a callback", () => {
    expect(
      lifetimes(`
        function wrap(fn) { const a = []; return function (x) { a.push(x); }; }
        function decorate(target, key, descriptor) { const b = []; descriptor.value = (x) => b.push(x); }
        function make() { const c = []; return { add(x) { c.push(x); } }; }
        function listen(server) { const d = []; server.on("x", (x) => d.push(x)); }
        function each(list) { const e = []; list.forEach((x) => e.push(x)); return e; }
      `),
    ).toEqual({ a: "wrapper", b: "wrapper", c: "closure", d: "callback" });
  });

  it("takes the lifetime of a field from the instances of its class and from its name", () => {
    expect(
      lifetimes(`
        class Anything { a = []; }
        class SessionManager { b = []; }
        class NodeVisitor { c = []; }
        class Only { d = []; }
        export const only = new Only();
        const state = { e: [] };
      `),
    ).toEqual({ a: "field", b: "long-field", c: "short-field", d: "module", e: "module" });
  });
});
