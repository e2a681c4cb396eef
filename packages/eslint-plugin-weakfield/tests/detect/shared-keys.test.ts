import { describe, expect, it } from "vitest";
import { findDecorators } from "../../src/detect/decorators.ts";
import { findSharedKey } from "../../src/detect/shared-keys.ts";
import { parse } from "./parse.ts";

/** The shared key of the first decorator of the file, as `kind name`, and how often it is used. */
const find = (code: string): string | null => {
  const sourceCode = parse(code);
  const [decorator] = findDecorators(sourceCode);
  if (decorator === undefined) throw new Error("no decorator");
  const found = findSharedKey(sourceCode, decorator);
  return found && `${found.kind} ${found.name} ${found.uses.length}`;
};

/** The same for a property decorator with these accessors. */
const ofAccessors = (getter: string, setter: string, before = "", inside = ""): string | null =>
  find(`${before} export function d(target, key) { ${inside}
    Object.defineProperty(target, key, { get() { ${getter} }, set(value) { ${setter} } }); }`);

/** The same for a method decorator with this wrapper. */
const ofWrapper = (body: string, before = ""): string | null =>
  find(`${before} export function d(target, key, descriptor) {
    const original = descriptor.value;
    descriptor.value = function (...args) { ${body} }; }`);

describe("findSharedKey, of a member", () => {
  it.each([
    ["a name", "return this.stored;", "this.stored = value;", "", "member stored 2"],
    ["a text", "return this['stored'];", "this['stored'] = value;", "", "member stored 2"],
    [
      "a symbol of the module",
      "return this[KEY];",
      "this[KEY] = value;",
      "const KEY = Symbol();",
      "member [KEY] 2",
    ],
    [
      "a text of the module",
      "return this[KEY];",
      "this[KEY] = value;",
      "const KEY = '_x';",
      "member [KEY] 2",
    ],
    [
      "another name of this",
      "const self = this; return self.stored;",
      "const self = this; self.stored = value;",
      "",
      "member stored 2",
    ],
    ["an assertion", "return this!.stored;", "(this as T).stored = value;", "", "member stored 2"],
    [
      "a converted value",
      "return this.stored;",
      "this.stored = String(value);",
      "",
      "member stored 2",
    ],
    ["a value that is added", "return 1;", "this.stored += value; f(this.stored);", "", null],
    [
      "a value that the setter alone reads",
      "return 1;",
      "if (this.stored !== value) this.stored = value;",
      "",
      null,
    ],
    [
      "a value that both read",
      "return this.stored;",
      "if (this.stored !== value) this.stored = value;",
      "",
      "member stored 3",
    ],
    [
      "a value that the getter adds to",
      "this.stored += 1; return 1;",
      "this.stored = value; f(this.stored);",
      "",
      "member stored 3",
    ],
    [
      "a value that is handed on",
      "return f(this.stored);",
      "this.stored = value;",
      "",
      "member stored 2",
    ],
    [
      "an object that is written to",
      "return this.stored;",
      "this.stored = value; this.stored.x = value;",
      "",
      null,
    ],
    ["a value that is never written", "return this.stored;", "f(value);", "", null],
    [
      "a value that does not come from outside",
      "return this.stored;",
      "this.stored = 1;",
      "",
      null,
    ],
    ["a record", "return this.stored;", "this.stored = {};", "", null],
    [
      "a record divided by the property",
      "return this.stored[key];",
      "this.stored = value;",
      "",
      null,
    ],
    ["a method", "return this.stored();", "this.stored = value;", "", null],
    [
      "a private name of another class",
      "return this.a.stored;",
      "this.b.stored = value;",
      "",
      null,
    ],
    ["a removed value", "return this.stored;", "delete this.stored;", "", null],
    ["a key by the property", "return this[key];", "this[key] = value;", "", null],
    ["a symbol made for the property", "return this[own];", "this[own] = value;", "", null],
    ["an unknown key", "return this[KEY];", "this[KEY] = value;", "", null],
  ])("%s", (_, getter, setter, before, expected) => {
    expect(ofAccessors(getter, setter, before, "const own = Symbol();")).toBe(expected);
  });

  it("takes a function named like a setter for one", () => {
    const code = (name: string): string =>
      `export function d(target, key) {
        function getX() { return this.stored; }
        function ${name}(value) { this.stored = value; }
        Object.defineProperty(target, key, { get: getX, set: ${name} }); }`;
    expect(find(code("setX"))).toBe("member stored 2");
    expect(find(code("_setX"))).toBe("member stored 2");
    expect(find(code("mySetter"))).toBe("member stored 2");
    expect(find(code("offsetX"))).toBe(null);
    expect(find(code("setX").replace("(value)", "(value, other)"))).toBe(null);
    const own = `export function d(target, key) {
      const get = function () { return this.stored; };
      const setX = function (value) { this.stored = value; };
      Object.defineProperty(target, key, { get, set: setX }); }`;
    expect(find(own)).toBe("member stored 2");
    expect(find(own.replaceAll("setX", "putX"))).toBe(null);
  });

  it("takes a wrapper for none, wherever it is put", () => {
    expect(
      find(`export function d(target, key, descriptor) {
        const original = descriptor.value;
        descriptor.value = wrap(function (value) {
          if (!this.stored) this.stored = original.call(this, value);
          return this.stored;
        });
      }`),
    ).toBe("member stored 3");
    expect(
      find(`export function d(target, key, descriptor) {
        const original = descriptor.value;
        return { ...descriptor, value(...args) {
          if (!this.stored) this.stored = original.apply(this, args);
          return this.stored;
        } };
      }`),
    ).toBe("member stored 3");
  });

  it("takes what is put under `set` for a setter", () => {
    expect(
      find(
        "export function d(target, key, descriptor) { descriptor.get = function () { return this.stored; }; descriptor.set = function (a) { this.stored = a; }; }",
      ),
    ).toBe("member stored 2");
  });

  it.each([
    [
      "what the method gave",
      "if (!this.stored) this.stored = original.apply(this, args); return this.stored;",
      "member stored 3",
    ],
    [
      "what the method gave, out of the descriptor",
      "if (!this.stored) this.stored = descriptor.value.apply(this, args); return this.stored;",
      "member stored 3",
    ],
    ...[
      "original.bind(this)",
      "original.recall(this)",
      "original.caller(this)",
      "original.call()",
      "original[how](this)",
      "call(this)",
      "this.make.call(this)",
      "made[0].call(this)",
    ].map((call): [string, string, null] => [
      `what \`${call}\` gave`,
      `if (!this.stored) this.stored = ${call}; return this.stored;`,
      null,
    ]),
    ["what the method gave, by call", "return (this.stored ??= original.call(this));", null],
    [
      "what the method gave, read first",
      "return this.stored || (this.stored = original.call(this));",
      "member stored 2",
    ],
    [
      "what a method of another thing gave",
      "if (!this.stored) this.stored = other.apply(this, args); return this.stored;",
      null,
    ],
    [
      "what the method gave to another",
      "if (!this.stored) this.stored = original.apply(target, args); return this.stored;",
      null,
    ],
    [
      "what a method of the instance gave",
      "if (!this.stored) this.stored = this.make(args); return this.stored;",
      null,
    ],
    ["the arguments", "if (!this.stored) this.stored = args; return this.stored;", null],
  ])("finds %s of a wrapper or not", (_, body, expected) => {
    expect(ofWrapper(body)).toBe(expected);
  });

  it("leaves a decorator alone that has storage for each property", () => {
    const stored = ["return this.stored;", "this.stored = value;"] as const;
    expect(
      ofAccessors(stored[0], `${stored[1]} this[own] = value;`, "", "const own = Symbol();"),
    ).toBe(null);
    expect(
      ofAccessors(
        stored[0],
        `${stored[1]} own.set(this, value);`,
        "",
        "const own = new WeakMap();",
      ),
    ).toBe(null);
    for (const write of ["own[this.id] = value;", "own[this.id][value] = 1;"]) {
      expect(ofAccessors(stored[0], `${stored[1]} ${write}`, "", "const own = {};")).toBe(null);
    }
    expect(ofAccessors(stored[0], `${stored[1]} f(this[own]);`, "", "const own = Symbol();")).toBe(
      "member stored 2",
    );
    expect(
      ofAccessors(
        stored[0],
        `${stored[1]} own.set(value, value);`,
        "",
        "const own = new WeakMap();",
      ),
    ).toBe("member stored 2");
    expect(
      ofAccessors(stored[0], `${stored[1]} own.get(this);`, "", "const own = new WeakMap();"),
    ).toBe("member stored 2");
  });
});

describe("findSharedKey, of a map", () => {
  it.each([
    [
      "a map by the instance",
      "return map.get(this);",
      "map.set(this, value);",
      "const map = new WeakMap();",
      "map map 2",
    ],
    [
      "a strong map",
      "return map.get(this);",
      "map.set(this, value);",
      "const map = new Map();",
      "map map 2",
    ],
    [
      "another name of this",
      "const self = this; return map.get(self);",
      "map.set(this, value);",
      "const map = new WeakMap();",
      "map map 2",
    ],
    [
      "a map of a class",
      "return Store.map.get(this);",
      "Store.map.set(this, value);",
      "class Store {}",
      "map Store 2",
    ],
    ["a set", "return map.has(this);", "map.add(this);", "const map = new Set();", null],
    [
      "a map of what is converted",
      "return map.get(this);",
      "map.set(this, f(value));",
      "const map = new WeakMap();",
      "map map 2",
    ],
    [
      "a map that is only written",
      "return 1;",
      "map.set(this, value);",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a map that is only read",
      "return map.get(this);",
      "f(value);",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a map by the property",
      "return map.get(key);",
      "map.set(key, value);",
      "const map = new Map();",
      null,
    ],
    [
      "a map by both",
      "return map.get(this).get(key);",
      "map.get(this).set(key, value);",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a map of records",
      "return map.get(this);",
      "map.set(this, {});",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a map of records in a local",
      "return map.get(this);",
      "const r = {}; map.set(this, r);",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a map whose entry is divided",
      "const r = map.get(this); return r[key];",
      "map.set(this, value);",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a map in use as a whole",
      "return f(map);",
      "map.set(this, value); map.get(this);",
      "const map = new WeakMap();",
      null,
    ],
    [
      "a deeper member of a class",
      "return Store.a.map.get(this);",
      "Store.a.map.set(this, value);",
      "class Store {}",
      null,
    ],
    [
      "a map that is not seen to be one",
      "return map.get(this);",
      "map.set(this, value);",
      "const map = make();",
      null,
    ],
    ["a map without a value", "return map.get(this);", "map.set(this, value);", "let map;", null],
    ["an unknown map", "return map.get(this);", "map.set(this, value);", "", null],
  ])("%s", (_, getter, setter, before, expected) => {
    expect(ofAccessors(getter, setter, before)).toBe(expected);
  });

  it("knows the variable and the write", () => {
    const sourceCode = parse(`const map = new WeakMap();
      export function d(target, key) { Object.defineProperty(target, key, { get() { return map.get(this); }, set(v) { map.set(this, v); } }); }`);
    const [decorator] = findDecorators(sourceCode);
    const found = decorator && findSharedKey(sourceCode, decorator);
    expect(found?.variable?.name).toBe("map");
    expect(found && sourceCode.getText(found.write)).toBe("map.set(this, v)");
  });

  it("is none where the map belongs to the decorator", () => {
    expect(
      ofAccessors(
        "return map.get(this);",
        "map.set(this, value);",
        "",
        "const map = new WeakMap();",
      ),
    ).toBe(null);
  });
});
