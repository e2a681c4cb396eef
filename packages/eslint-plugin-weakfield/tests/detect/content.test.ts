import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { getCollections } from "../../src/detect/collections.ts";
import { isOwnedByInstance, weighContent, writtenType } from "../../src/detect/content.ts";
import { parse } from "./parse.ts";

/** The weight of the first write to the first collection of the file. */
function weigh(code: string): number | undefined {
  const [collection] = getCollections(parse(code));
  const write = collection?.uses.find(({ kind }) => kind === "write");
  return collection && write && weighContent(write, collection);
}

describe("weighContent", () => {
  it.each([
    ["an instance as the key", "const it = new Map(); class A { f() { it.set(this, 1); } }", 3],
    [
      "a likely instance as the key",
      "const it = new Map(); function f(element) { it.set(element, 1); }",
      2,
    ],
    [
      "an element that the same call has made",
      "const it = new Map(); function f() { const a = document.createElement('a'); it.set(a, 1); }",
      2,
    ],
    [
      "an object that the same call has made, in a set",
      "const it = new Set(); function f() { const a = new A(); it.add(a); }",
      2,
    ],
    [
      "an element that was made elsewhere",
      "const it = new Map(); const a = document.createElement('a'); function f() { it.set(a, 1); }",
      3,
    ],
    [
      "a new part of the program",
      "const it = []; function f() { const a = new Adapter(); it.push(a); return a; }",
      1,
    ],
    [
      "a new object, in a list",
      "const it = []; function f() { const a = new Account(); it.push(a); return a; }",
      2,
    ],
    [
      "a new object of what a call gives",
      "const it = []; function f() { const a = new (g())(); it.push(a); return a; }",
      2,
    ],
    [
      "an element that a call gives",
      "const it = new Map(); function f() { const element = g()(); it.set(element, 1); }",
      2,
    ],
    [
      "a new object that only the list is given",
      "const it = []; function f() { const a = new Account(); it.push(a); }",
      1,
    ],
    [
      "a likely instance of a bounded kind",
      "const it = new Map(); function f(plugin: Plugin) { it.set(plugin, 1); }",
      1,
    ],
    [
      "an instance of a bounded kind",
      "const it = new Map(); function f(handler: Handler) { it.set(handler, 1); handler.run(); }",
      3,
    ],
    [
      "a function, as its type says",
      "const it = new Map<Function, number>(); function f(a) { it.set(a, 1); a.run(); }",
      1,
    ],
    [
      "a function, as its signature says",
      "const it = new Map<() => void, number>(); function f(a) { it.set(a, 1); a.run(); }",
      1,
    ],
    [
      "a class, where functions are expected",
      "const it = new Map<Function, number>(); function f(a) { it.set(a, 1); a.prototype.run(); }",
      0,
    ],
    [
      "a part of the program",
      "const it = new Map(); function f(plugin: Plugin) { it.set(plugin, 1); plugin.run(); }",
      1,
    ],
    [
      "what describes a class",
      "const it = new Map(); function f(meta) { it.set(meta, 1); meta.run(); }",
      1,
    ],
    ["a text as the key", "const it = new Map(); function f(name) { it.set(name, 1); }", 0],
    ["a class as the key", "const it = new Map(); function f(ctor) { it.set(ctor, 1); }", 0],
    ["an unknown key", "const it = new Map(); function f(thing) { it.set(thing, thing); }", 0],
    [
      "a thing that is called as one of few",
      "const it = new Map(); function f(subscriber: Thing) { it.set(subscriber, 1); }",
      1,
    ],
    [
      "an item that is called as one of few",
      "const it = []; function f(subscriber: Thing) { if (it.includes(subscriber)) return; it.push(subscriber); }",
      1,
    ],
    [
      "a likely instance of a bounded kind by its name",
      "const it = new Map(); function f(plugin: Plugin) { it.set(plugin, 1); }",
      1,
    ],
    [
      "an item in a list that is asked for places, put in at the start",
      "const it = []; function f(thing) { if (it.indexOf(thing) < 0) it.unshift(thing); }",
      0,
    ],
    [
      "an item of a bounded kind in a list that is asked for places",
      "const it = []; function f(plugin: Plugin) { if (it.indexOf(plugin) < 0) it.push(plugin); }",
      1,
    ],
    [
      "an unknown key of instances",
      "const instances = new Map(); function f(thing) { instances.set(thing, thing); }",
      2,
    ],
    [
      "an unknown key of one instance",
      "const lastInstance = new Map(); function f(thing) { lastInstance.set(thing, thing); }",
      2,
    ],
    [
      "an unknown key of instances for a text",
      "const instances = new Map(); function f(thing) { instances.set(thing, 'a'); }",
      0,
    ],
    [
      "an unknown key of instances for nothing",
      "const instances = new Map(); function f(thing) { instances.set(thing); }",
      0,
    ],
    ["no key", "const it = new Map(); function f() { it.set(); }", 0],
    [
      "a key that is also looked up by text",
      "const it = new Map(); function f(element) { it.set(element, 1); it.get('a'); }",
      0,
    ],
    [
      "a key of a written type",
      "const it: Map<Element, 1> = new Map(); function f(thing) { it.set(thing, 1); }",
      3,
    ],
    [
      "a key of a created type",
      "const it = new Map<Element, 1>(); function f(thing) { it.set(thing, 1); }",
      3,
    ],
    [
      "a key of a written text type",
      "const it: Map<string, 1> = new Map(); function f(element) { it.set(element, 1); }",
      0,
    ],
    [
      "a class of a written type",
      "const it: Map<Element, 1> = new Map(); function f(ctor) { it.set(ctor, 1); }",
      0,
    ],
    [
      "a key of a type that says nothing",
      "const it: Map<any, 1> = new Map(); function f(element) { it.set(element, 1); }",
      2,
    ],
  ])("of a map with %s", (_, code, expected) => {
    expect(weigh(code)).toBe(expected);
  });

  it.each([
    ["an instance", "const it = new Set(); class A { f() { it.add(this); } }", 3],
    [
      "an instance of what there are many of",
      "const it = new Set(); function f(token: Token2) { it.add(token); token.run(); }",
      2,
    ],
    [
      "an instance of a bounded kind",
      "const it = new Set(); function f(plugin: Plugin) { it.add(plugin); plugin.run(); }",
      1,
    ],
    ["a text", "const it = new Set(); function f(name) { it.add(name); }", 0],
    ["nothing", "const it = new Set(); function f() { it.add(); }", 0],
    [
      "an instance that is looked up by text",
      "const it = new Set(); function f(element) { it.add(element); it.has('a'); }",
      2,
    ],
  ])("of a set with %s", (_, code, expected) => {
    expect(weigh(code)).toBe(expected);
  });

  it.each([
    ["this", "const it = []; class A { f() { it.push(this); } }", 3],
    ["a new object", "const it = []; function f() { it.push(new Thing()); }", 1],
    ["an instance", "const it = []; function f(a: Element) { it.push(a); }", 2],
    [
      "an instance that is searched for",
      "const it = []; function f(a: Element) { it.push(a); it.indexOf(a); }",
      3,
    ],
    [
      "an instance that a literal is searched for",
      "const it = []; function f(a: Element) { it.push(a); it.indexOf(1); }",
      2,
    ],
    [
      "an instance that is read by its place",
      "const it = []; function f(a: Element) { it.push(a); it[a]; }",
      2,
    ],
    [
      "an instance of a bounded kind",
      "const it = []; function f(plugin: Plugin) { it.push(plugin); plugin.run(); }",
      1,
    ],
    ["a text", "const it = []; function f(name) { it.push(name); }", 0],
    ["a place that is set", "const it = []; class A { f() { it[0] = this; } }", 0],
    [
      "elements of a written type",
      "const it: Element[] = []; function f(thing) { it.push(thing); }",
      2,
    ],
    [
      "a key of a map made by hand",
      "class C { keys = []; values = []; f(k, v) { this.keys.push(k); this.values.push(v); this.keys.indexOf(k); } }",
      2,
    ],
    [
      "a key without values beside it",
      "class C { keys = []; f(k) { this.keys.push(k); this.keys.indexOf(k); } }",
      0,
    ],
    [
      "a key of values pushed elsewhere",
      "class C { keys = []; values = []; f(k) { this.keys.push(k); this.keys.indexOf(k); } g(v) { this.values.push(v); } }",
      0,
    ],
    [
      "values pushed to a variable",
      "class C { keys = []; f(k, list) { this.keys.push(k); list.push(k); this.keys.indexOf(k); } }",
      0,
    ],
    [
      "keys that nobody looks up",
      "class C { keys = []; values = []; f(k, v) { this.keys.push(k); this.values.push(v); } }",
      0,
    ],
    [
      "a key of a map made by hand of variables",
      "const keys = [], values = []; function f(k, v) { keys.push(k); values.push(v); keys.indexOf(k); }",
      2,
    ],
    [
      "a part of a program",
      "const it = []; function f(plugin: Plugin) { it.push(plugin); it.indexOf(plugin); plugin.run(); }",
      1,
    ],
    [
      "keys in a variable",
      "const keys = []; class C { values = []; f(k, v) { keys.push(k); this.values.push(v); keys.indexOf(k); } }",
      0,
    ],
  ])("of an array with %s", (_, code, expected) => {
    expect(weigh(code)).toBe(expected);
  });

  it("is none of an object", () => {
    expect(weigh("const it = {}; class A { f(k) { it[k] = this; } }")).toBe(0);
  });
});

describe("writtenType", () => {
  it.each([
    ["const it = new Map<A, B>();", "A"],
    ["const it: Map<A, B> = new Map();", "A"],
    ["class C { it: Set<A> = new Set(); }", "A"],
    ["const it: A[] = [];", "A"],
    ["const it: Map = new Map();", null],
    ["const it: any = new Map();", null],
    ["const it = new Map();", null],
    ["const it = [];", null],
  ])("in %s is %s", (code, expected) => {
    const sourceCode = parse(code);
    const [collection] = getCollections(sourceCode);
    const type = collection && writtenType(collection);
    expect(type && sourceCode.getText(type)).toBe(expected);
  });
});

describe("isOwnedByInstance", () => {
  it.each([
    ["this", true],
    ["this.a.b", true],
    ["(this as T)!", true],
    ["own", true],
    ["a", false],
    ["a.b", false],
    ["other", false],
    ["unset", false],
    ["unknown", false],
    ["f(this)", false],
  ])("of %s is %s", (value, expected) => {
    const [collection] = getCollections(
      parse(
        `const it = []; class A { f(a) { const own = this.x, other = a.x; let unset; it.push(${value}); } }`,
      ),
    );
    const node = collection?.uses[0]?.value as TSESTree.Node;
    expect(collection && isOwnedByInstance(node, collection)).toBe(expected);
  });
});
