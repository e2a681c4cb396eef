import { describe, expect, it } from "vitest";
import { getCollections, type Collection } from "../../src/detect/collections.ts";
import { parse } from "./parse.ts";

const collect = (code: string): readonly Collection[] => getCollections(parse(code));
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

  it.each([
    ["typeof WeakMap === 'undefined' ? new Map() : new WeakMap()", "weakmap"],
    ["typeof WeakMap === 'function' ? new WeakMap() : new Map()", "weakmap"],
    ["hasWeak ? (new WeakMap()) : (new Map())", "weakmap"],
    ["hasWeak ? new Set() : new WeakSet()", "weakset"],
    ["isSmall ? new Map() : new Set()", "map"],
    ["isSmall ? new Map() : make(new WeakMap())", "map"],
    ["isSmall ? new Map() : new Weak.WeakMap()", "map"],
    ["isMap(new Map()) ? new Map() : new WeakMap()", "weakmap"],
  ])("takes %s for a %s", (code, expected) => {
    expect(collect(`const own = ${code};`).map(({ kind }) => kind)).toEqual([expected]);
  });

  it("answers the second time from the first", () => {
    const sourceCode = parse("const a = [];");
    expect(getCollections(sourceCode)).toBe(getCollections(sourceCode));
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

describe("the place of a collection", () => {
  /** Every collection of the file, as `name kind lifetime head`. */
  const places = (code: string): string[] => {
    const sourceCode = parse(code);
    return getCollections(sourceCode).map(
      ({ head, kind, lifetime, name }) => `${name} ${kind} ${lifetime} ${sourceCode.getText(head)}`,
    );
  };

  it.each([
    ["const a = [];", ["a array module a"]],
    ["let a; a = [];", ["a array module a"]],
    ["let a; a ??= [];", ["a array module a"]],
    ["const a = b || {};", ["a object module a"]],
    ["const a = b ? [] : null;", ["a array module a"]],
    ["const a = [] || b;", []],
    ["const a = (Object.create as F)(null);", ["a object module a"]],
    ['class A { constructor() { _defineProperty(this, "a", []); } }', ['a array field "a"']],
    ['class A {} __publicField(A, "a", []);', ['a array module "a"']],
    ['class A { constructor() { _defineProperty(this, "a", 1, []); } }', []],
    ['class A { constructor() { defineProperties(this, "a", []); } }', []],
    ['class A { constructor() { helpers[0](this, "a", []); } }', []],
    ["class A { constructor() { helpers[a](this, 'a', []); } }", []],
    ['_defineProperty(x, "a", []);', []],
    ["const a = [] ? b : c;", []],
    ["const [a] = [];", []],
    ["[a] = [];", []],
    ["b[[]] = a;", []],
    ["f([]);", []],
    ["a = [];", []],
    ["function f(a = []) { g(() => a); }", []],
    ["const o = { a: [] };", ["a array module a"]],
    ["const o = { [a]: [] };", []],
    ["const { a = [] } = o;", []],
    ["class A { a = []; }", ["a array field a"]],
    ["class A { static a = new Set(); }", ["a set module a"]],
    ["class A { accessor a = []; }", ["a array field a"]],
    ["class A { [a] = []; }", []],
    ["class A { [[]] = 1; }", []],
    ["class A { constructor() { this.a = []; this.a = []; } }", ["a array field this.a"]],
    ["class A { constructor() { this[a] = []; } }", []],
    ["function f(o) { o.a = []; }", []],
    ["const a = [], b = a;", ["a array module a"]],
    ["var a = []; var a = {};", ["a array module a"]],
  ])("in %s is %j", (code, expected) => {
    expect(places(code)).toEqual(expected);
  });

  it("of a container in a container is that of the outer one", () => {
    const nested = (body: string, outer = "const outer = new Map();"): string[] =>
      places(`${outer} export function f(k, v) { ${body} }`).filter((each) => /^inner/.test(each));
    const make =
      "let inner = outer.get(k); if (!inner) { inner = []; outer.set(k, inner); } inner.push(v);";
    expect(nested(make)).toEqual(["inner array module inner"]);
    expect(
      nested("let inner; inner = []; outer[k] = inner; inner = [];", "const outer = {};"),
    ).toEqual(["inner array module inner"]);
    expect(nested(make, "const outer = new WeakMap();")).toEqual(["inner array closure inner"]);
    expect(nested("const inner = []; outer.set(k, inner);")).toEqual([]);
    expect(nested("let inner = []; outer.add(inner); inner = [];")).toEqual([]);
    expect(nested("let inner = []; k.set(v, inner); inner = [];")).toEqual([]);
    expect(nested("let inner = []; k.all.set(v, inner); inner = [];")).toEqual([]);
    expect(nested("let inner = []; all().set(v, inner); inner = [];")).toEqual([]);
    expect(nested("let inner = []; outer.a = inner; inner = [];", "const outer = {};")).toEqual([]);
    expect(nested("let inner = []; unknown.set(k, inner); inner = [];")).toEqual([]);
  });

  it("of a container in a container of a field is short unless the field is sure to stay", () => {
    const inClass = (name: string): string[] =>
      places(
        `class ${name} { outer = new Map(); f(k) { let inner = this.outer.get(k); if (!inner) { inner = []; this.outer.set(k, inner); } inner.push(1); } }`,
      ).filter((each) => /^inner/.test(each));
    expect(inClass("Thing")).toEqual(["inner array short-field inner"]);
    expect(inClass("ThingManager")).toEqual(["inner array long-field inner"]);
  });
});

describe("the uses of a collection", () => {
  const kindsOf = (code: string): string[] =>
    collect(code)[0]?.uses.map(({ isForeign, kind }) => `${kind}${isForeign ? "?" : ""}`) ?? [];

  it.each([
    ["its creation is none", "let a; a = []; a = [];", ["clear"]],
    ["its first creation is none", "let a = null; export function f() { a ??= []; }", []],
    ["within its creation is none", "const a = { f: () => a };", []],
    ["within its creation, as a part of it, is none", "const a = [() => a.push(1)];", []],
    [
      "within its creation, in what it begins with, is none",
      "const a = new Map([[1, () => a.clear()]]);",
      [],
    ],
    ["a second beginning at the top level is one", "class A {} A.a = []; A.a = [];", ["clear"]],
    [
      "a second beginning in the constructor is none",
      "class A { constructor() { this.a = []; if (x) this.a = []; } }",
      [],
    ],
    [
      "a second beginning in a method is one",
      "class A { a = []; f() { this.a = []; } }",
      ["clear"],
    ],
    ["of the declaration that is exported", "export const a = [];", ["export"]],
    ["of what may be it", "class A { a = []; } function f(x) { x.a.push(1); }", ["write?"]],
    ["of a private member, which is it", "class A { #a = []; f(x) { x.#a.push(1); } }", ["write"]],
    [
      "of another class's member are none",
      "class A { a = []; } class B { f() { this.a.push(1); } }",
      [],
    ],
    [
      "of a function's member may be",
      "class A { a = []; } function f() { this.a.push(1); }",
      ["write?"],
    ],
    [
      "of a part of a pattern may be",
      "class A { a = []; } function f({ a }) { a.push(1); }",
      ["write?"],
    ],
    [
      "of a part with a default may be",
      "class A { a = []; } function f({ a = 1 }) { a.push(1); }",
      ["write?"],
    ],
    [
      "of a part by another name may be",
      "class A { a = []; } function f({ a: b }) { b.pop(); }",
      ["drop?"],
    ],
    [
      "of a part of a part are not seen",
      "class A { a = []; } function f({ a: [b] }) { b.pop(); }",
      [],
    ],
    [
      "statics and others are apart",
      "class A { static a = []; a = []; f() { this.a.push(1); } }",
      ["write"],
    ],
  ])("%s", (_, code, expected) => {
    expect(kindsOf(code)).toEqual(expected);
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
