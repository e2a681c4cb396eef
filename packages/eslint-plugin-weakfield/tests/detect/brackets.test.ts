import { describe, expect, it } from "vitest";
import { findBracketAccesses } from "../../src/detect/brackets.ts";
import { parse } from "./parse.ts";

const find = (code: string): string[] => {
  const sourceCode = parse(code);
  return findBracketAccesses(sourceCode).map(
    ({ kind, node, use }) => `${use} ${kind} ${sourceCode.getText(node)}`,
  );
};

describe("findBracketAccesses", () => {
  it.each([
    ["const it = new Map(); it[k];", ["read Map it[k]"]],
    [
      "class A { it = new Map(); f() { this.it = new Map(); this.it[k]; } }",
      ["read Map this.it[k]"],
    ],
    ["class A { it = new Map(); f() { this.it = new Set(); this.it[k]; } }", []],
    ["const it = new Map(); it[key()];", ["read Map it[key()]"]],
    ["const it = new Array(); it[k];", []],
    ["const it = new Array(), map = new Map(); it[k];", []],
    ["const map = new Map(); function f(it: List) { it[k]; }", []],
    ["const it = class { it = new Map(); f() { this.it[k]; } };", ["read Map this.it[k]"]],
    ["declare const it: WeakMap<object, 1>; it[k];", ["read WeakMap it[k]"]],
    ["const it = new Map(); it[preget];", ["read Map it[preget]"]],
    ["const it = new Map(); it['getter'];", ["read Map it['getter']"]],
    ["const it = new Map(); it['forget'];", ["read Map it['forget']"]],
    ["const it = new Map(); it[myprop];", ["read Map it[myprop]"]],
    ["const it = new Map(); it[props];", ["read Map it[props]"]],
    ["const it = new Map(); it[a.Symbol.x];", ["read Map it[a.Symbol.x]"]],
    ["const it = new Map(); const n = make('x'); it[n];", ["read Map it[n]"]],
    ["const it = new Map(); const n = y ? Symbol('x') : make(); it[n];", []],
    ["const it = new Map(); !it[k];", ["read Map it[k]"]],
    ["const it = new Map(); const { a = it[k] } = x;", ["read Map it[k]"]],
    ["class A { it = new Map(); f() { this.it = f(); this.it[k]; } }", []],
    ["class A { it = new Map(); f() { use(this.it); this.it[k]; } }", ["read Map this.it[k]"]],
    ["class A { it = new Map(); f() { x = this.it; this.it[k]; } }", ["read Map this.it[k]"]],
    ["class A { it() {} f() { this.it[k]; } }", []],
    ["class A { it = f(); g() { this.it = new Map(); this.it[k]; } }", []],
    ["const it = new WeakMap<A, B>() ?? x; it[k];", []],
    ["let it: List<1>; it[k];", []],
    ["const it = new Object(); it[k];", []],
    ["import it from 'it'; it[k];", []],
    ["function f(it: List) { it[k]; }", []],
    ["function f() { arguments[k]; }", []],
    ["const it = new Set(); it[k] = 1;", ["write Set it[k]"]],
    ["const it = new WeakMap(); it[k] ??= 1;", ["update WeakMap it[k]"]],
    ["const it = new WeakSet(); delete it[k];", ["delete WeakSet it[k]"]],
    ["const it = new Map(); it[k]++;", ["update Map it[k]"]],
    ["const it = new Map(); x = it[k];", ["read Map it[k]"]],
    ["const it = new Map(); typeof it[k];", ["read Map it[k]"]],
    ["const it = new Map(); it!['a'];", ["read Map it!['a']"]],
    ["const it = (new Map() as T); it[k];", ["read Map it[k]"]],
    ["let it; it = new Map(); it[k];", ["read Map it[k]"]],
    ["let it = new Map(); it = new Map(); it[k];", ["read Map it[k]"]],
    ["function f(it: Map<string, 1>) { it[k]; }", ["read Map it[k]"]],
    ["declare const it: WeakSet<object>; it[k];", ["read WeakSet it[k]"]],
    ["class A { it = new Map(); f() { this.it[k]; } }", ["read Map this.it[k]"]],
    ["class A { it: Set<1>; f() { this.it[k]; } }", ["read Set this.it[k]"]],
    [
      "class A { constructor() { this.it = new Map(); } f() { this.it[k]; } }",
      ["read Map this.it[k]"],
    ],
    ["class A { static it = new Map(); static f() { this.it[k]; } }", ["read Map this.it[k]"]],
    [
      "class A { it; constructor() { this.it = new Map(); } f() { this.it[k]; } }",
      ["read Map this.it[k]"],
    ],
    // A member may stand for itself by a variable that says so; these do not.
    ["const it = new Map(); const n = 'a'; it[n];", ["read Map it[n]"]],
    ["const it = new Map(); it[x ? 'a' : 'get'];", ["read Map it[x ? 'a' : 'get']"]],
    ["const it = new Map(); it[x ? y : 'get'];", ["read Map it[x ? y : 'get']"]],
    ["const it = new Map(); it[a.b];", ["read Map it[a.b]"]],
    ["const it = new Map(); for (const n of list) it[n];", ["read Map it[n]"]],
    ["const it = new Map(); for (const n in object) it[n];", ["read Map it[n]"]],
    ["const it = new Map(); function f(n) { it[n]; }", ["read Map it[n]"]],
  ])("in %s are %j", (code, expected) => {
    expect(find(code)).toEqual(expected);
  });

  it.each([
    ["another kind of object", "const it = {}; it[k];"],
    ["an array", "const it = new Array(); it[k];"],
    ["an unknown object", "it[k];"],
    ["what a call gives", "f()[k];"],
    ["a parameter", "function f(it) { it[k]; }"],
    ["a class of the file", "class Map {} const it = new Map(); it[k];"],
    ["a type of the file", "interface Map {} declare const it: Map; it[k];"],
    ["a type of another kind", "declare const it: Maps; it[k];"],
    ["a qualified type", "declare const it: lib.Map; it[k];"],
    ["a union", "declare const it: Map | null; it[k];"],
    ["another value at times", "let it = new Map(); it = {}; it[k];"],
    ["another kind at times", "let it = new Map(); it = new Set(); it[k];"],
    ["one of two", "const it = x ? new Map() : {}; it[k];"],
    ["a variable declared twice", "var it = new Map(); var it = new Map(); it[k];"],
    ["a part of a pattern", "const [it] = new Map(); it[k];"],
    ["an element of a loop", "for (const it of new Map()) it[k];"],
    ["a call", "const it = new Map(); it[k](1);"],
    ["a method by its name", "const it = new Map(); it['get']; it['size']; it[`has`];"],
    ["a well-known symbol", "const it = new Map(); it[Symbol.iterator];"],
    ["a method of two", "const it = new Map(); it[x ? 'get' : 'set'];"],
    ["a property of a proxy", "const it = new Map(); function f(prop) { it[prop]; }"],
    ["an unknown property of a proxy", "const it = new Map(); it[method];"],
    ["a name of a method", "const it = new Map(); const n = 'get'; it[n];"],
    ["a name that is sometimes one", "const it = new Map(); const n = x ? 'a' : 'get'; it[n];"],
    ["a symbol", "const it = new Map(); const n = Symbol('x'); it[n];"],
    ["a name in a list", "const it = new Map(); for (const n of ['get']) it[n];"],
    [
      "a name of a prototype",
      "const it = new Map(); for (const n of Object.getOwnPropertyNames(x)) it[n];",
    ],
    ["a key of a prototype", "const it = new Map(); for (const n in Map.prototype) it[n];"],
    ["a field of another type", "class A { it: object = new Map(); f() { this.it[k]; } }"],
    ["a field of another value", "class A { it = {}; f() { this.it[k]; } }"],
    [
      "a field set to another value",
      "class A { it = new Map(); f() { this.it[k]; } g() { this.it = {}; } }",
    ],
    [
      "a static field read as an instance's",
      "class A { static it = new Map(); f() { this.it[k]; } }",
    ],
    ["a field of another object", "class A { it = new Map(); f(a) { a.it[k]; } }"],
    ["a field of another name", "class A { it = new Map(); f() { this.other[k]; } }"],
    ["a computed field", "class A { it = new Map(); f() { this[it][k]; } }"],
    ["a member of a literal", "const a = { it: new Map() }; a.it[k];"],
    ["a field that nothing sets", "class A { it; f() { this.it[k]; } }"],
  ])("are none on %s", (_, code) => {
    expect(find(code)).toEqual([]);
  });

  it("takes a field that another class sets for that class's own", () => {
    expect(
      find("class A { it = new Map(); f() { this.it[k]; } } class B { g() { this.it = {}; } }"),
    ).toEqual(["read Map this.it[k]"]);
  });
});
