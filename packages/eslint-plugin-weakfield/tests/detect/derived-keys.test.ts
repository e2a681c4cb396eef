import { describe, expect, it } from "vitest";
import { findDerivedKeys } from "../../src/detect/derived-keys.ts";
import { parse } from "./parse.ts";

/** The fixed text of the derived keys of the file. */
const find = (code: string): string[] => findDerivedKeys(parse(code)).map(({ text }) => text);

/** A property decorator whose setter goes on like this. */
const inDecorator = (before: string, setter: string, after = ""): string => `
  ${before}
  function d(target, name) {
    ${after}
    Object.defineProperty(target, name, {
      get() { return this["x"]; },
      set(value) { ${setter} },
    });
  }`;

describe("findDerivedKeys", () => {
  it.each([
    ["a sum as the key", "", "this['_' + name] = value;", "", ["_"]],
    ["a template as the key", "", "this[`_${name}_`] = value;", "", ["__"]],
    ["a sum of several names", "", "this[name + '$' + name] = value;", "", ["$"]],
    [
      "a sum that begins with a blank",
      "",
      "this[' __' + name + 'Value'] = value;",
      "",
      [" __Value"],
    ],
    ["a sum with a blank inside", "", "this['the ' + name + ' of'] = value;", "", []],
    ["a local key", "", "const key = '_' + name; this[key] = value;", "", ["_"]],
    ["a text that is put together by a call", "", "this['_'.concat(name)] = value;", "", ["_"]],
    ["a text that a function puts together", "", "this[concat('_', name)] = value;", "", []],
    ["a text that is put together of texts", "", "this['_'.concat('a')] = value;", "", []],
    ["a key of the result of a call", "", "self()['_' + name] = value;", "", []],
    ["a text for nothing", "", "'_' + name;", "", []],
    ["a text that is returned", "", "return '_' + name;", "", []],
    ["a text that is put together by a name alone", "", "this[concat(name)] = value;", "", []],
    ["a text that is put together by a function", "", "this[concat('_', name)] = value;", "", []],
    [
      "room that is made on something else than a name",
      "",
      "Object.defineProperty(target.own, '_' + name, { writable: true });",
      "",
      [],
    ],
    ["a key of `Reflect.set`", "", "Reflect.set(this, '_' + name, value);", "", ["_"]],
    [
      "a named key of `Reflect.set`",
      "",
      "const key = '_' + name; Reflect.set(this, key, value);",
      "",
      ["_"],
    ],
    [
      "a key of `Reflect.set` on something else",
      "",
      "Reflect.set(other, '_' + name, value);",
      "",
      [],
    ],
    ["a key of `Reflect.get`", "", "Reflect.get(this, '_' + name);", "", []],
    ["a value of `Reflect.set`", "", "Reflect.set(this, 'a', '_' + name);", "", []],
    ["a key of its own of `Reflect.set`", "", "Reflect.set(this, '_' + value, value);", "", []],
    ["a key of another `set`", "", "other.set(this, '_' + name, value);", "", []],
    ["two keys", "", "this['_' + name] = value; this['$' + name] = value;", "", ["_", "$"]],
    ["a name from a constant of the module", "const n = 'a';", "this['_' + n] = value;", "", []],
    [
      "a name made from a name made from a name",
      "",
      "this['_' + d] = value;",
      "const a = String(name); const b = String(a); const c = String(b); const d = String(c);",
      [],
    ],
    ["a key that is handed to a function that is not seen", "", "put(this, '_' + name);", "", []],
    [
      "a key that is handed to a function that takes less",
      "function put() {}",
      "put(this, '_' + name);",
      "",
      [],
    ],
    ["a key that is assigned", "", "let key; key = '_' + name; this[key] = value;", "", ["_"]],
    ["a key made once", "", "this[key] = value;", "const key = '_' + name;", ["_"]],
    ["one of two keys", "", "this[key] = value;", "const key = value ? '_' + name : name;", ["_"]],
    ["another name of this", "", "const self = this; self['_' + name] = value;", "", ["_"]],
    [
      "a key if there is none",
      "",
      "const key = value || '_' + name; this[key] = value;",
      "",
      ["_"],
    ],
    [
      "a text that is put together of three parts",
      "",
      "this['_'.concat(name, '$')] = value;",
      "",
      ["_$"],
    ],
    ["a sum of what is reckoned", "", "this['_' + name * 2] = value;", "", ["_"]],
    ["a sum of three names", "", "this['_' + name + name + name] = value;", "", ["_"]],
    [
      "a name made from a name in the setter",
      "",
      "const a = String(name); const b = String(a); this['_' + b] = value;",
      "",
      ["_"],
    ],
    [
      "a name made from the given one",
      "",
      "const n = String(name); this['_' + n] = value;",
      "",
      ["_"],
    ],
    ["a name made from it outside", "", "this['_' + n] = value;", "const n = String(name);", ["_"]],
    ["an arrow in the setter", "", "(() => { this['_' + name] = value; })();", "", ["_"]],
    [
      "one key of two, set where it is chosen",
      "",
      "this[value ? '_' + name : name] = value;",
      "",
      ["_"],
    ],
    ["removal", "", "delete this['_' + name];", "", ["_"]],
    [
      "a definition on the instance",
      "",
      "Object.defineProperty(this, '_' + name, { value });",
      "",
      ["_"],
    ],
    [
      "room made on the target",
      "",
      "",
      "Object.defineProperty(target, '_' + name, { writable: true });",
      ["_"],
    ],
  ] as const)("finds %s", (_, before, setter, after, expected) => {
    expect(find(inDecorator(before, setter, after))).toEqual(expected);
  });

  it.each([
    ["a text in a list", "", "this[key] = value;", "const key = ['_' + name];"],
    ["a text in a property", "", "this.key = { text: '_' + name };", ""],
    ["a field of a class in the setter", "", "f(class { y = (this['_' + name] = 1); });", ""],
    ["a static block in the setter", "", "f(class { static { this['_' + name] = 1; } });", ""],
    ["a key that is only read", "", "return this['_' + name];", ""],
    ["a key of something else", "", "other['_' + name] = value;", ""],
    ["a key of a local object", "", "const o = {}; o['_' + name] = value;", ""],
    ["a fixed key", "", "this['_' + 'x'] = value;", ""],
    ["a fixed template", "", "this[`_x`] = value;", ""],
    ["a text that is put together of three texts", "", "this['_'.concat('a', 'b')] = value;", ""],
    ["a text that is no name, put together", "", "this['a b'.concat(name)] = value;", ""],
    ["a member of a text", "", "('_' + name)[value] = 1;", ""],
    ["a key made from a function", "", "this['_' + own] = value;", "function own() {}"],
    ["a key made from nothing yet", "", "this['_' + own] = value;", "let own;"],
    [
      "a text that gets a property",
      "",
      "",
      "Object.defineProperty('_' + name, name, { writable: true });",
    ],
    ["a text that is no name", "", "this['a b' + name] = value;", ""],
    ["a template that is no name", "", "this[`(${name})`] = value;", ""],
    ["a template without a fixed part", "", "this[`${name}`] = value;", ""],
    ["a sum with a number", "", "this['_' + name + 1] = value;", ""],
    ["a sum of many names", "", "this['_' + name + name + name + name] = value;", ""],
    ["a key made from what is written", "", "this['_' + value] = 1;", ""],
    ["a key made from a name of the module", "const n = make();", "this['_' + n] = value;", ""],
    ["a key made from nothing that the file declares", "", "this['_' + n] = value;", ""],
    [
      "a key that the instance uses in a nested function of its own",
      "",
      "f(function () { this['_' + name] = 1; });",
      "",
    ],
    ["another operator", "", "this['_' * name] = value;", ""],
    ["a key in a part of a pattern", "", "", "const [key] = '_' + name;"],
    ["a key that is only looked up", "", "", "const key = '_' + name; if (key in target) f();"],
    [
      "a key that is handed to an unknown function",
      "",
      "",
      "const key = '_' + name; remember(target, key);",
    ],
    ["no room on the target", "", "", "Object.defineProperty(target, '_' + name, { value: 1 });"],
    ["a descriptor that is not seen", "", "", "Object.defineProperty(target, '_' + name, d);"],
    [
      "room on something else",
      "const box = {};",
      "",
      "Object.defineProperty(box, '_' + name, { writable: true });",
    ],
    [
      "a text that is defined, not its name",
      "",
      "",
      "Object.defineProperty(target, 'x', '_' + name);",
    ],
  ] as const)("leaves alone %s", (_, before, setter, after) => {
    expect(find(inDecorator(before, setter, after))).toEqual([]);
  });

  it("takes accessors of a descriptor for ones that run for an instance, wherever they stand", () => {
    expect(
      find(
        "function make(name) { return { get() { return 1; }, set(v) { this['_' + name] = v; }, enumerable: true }; }",
      ),
    ).toEqual(["_"]);
    expect(
      find(
        "function make(name) { function set(v) { this['_' + name] = v; } return { set, enumerable: true }; }",
      ),
    ).toEqual(["_"]);
    expect(find("function make(name) { return { run(v) { this['_' + name] = v; } }; }")).toEqual(
      [],
    );
  });

  it("leaves alone a method that defines something for its own instance", () => {
    expect(
      find("class A { m(name) { Object.defineProperty(this, '_' + name, { value: 1 }); } }"),
    ).toEqual([]);
    expect(find("Object.defineProperty(this, '_' + name, { value: 1 });")).toEqual([]);
  });

  it("takes the setter also where the getter is not seen, and no method without a body", () => {
    expect(
      find(
        "function make(name) { return { get: other, set(v) { this['_' + name] = v; }, enumerable: true }; }",
      ),
    ).toEqual(["_"]);
    expect(
      find("class A { put(k: string): void; put(k) {} m(name) { this.put('_' + name); } }"),
    ).toEqual([]);
  });

  it("takes wrappers of methods for functions that run for an instance", () => {
    expect(
      find(
        "function d(t, name, descriptor) { const f = descriptor.value; descriptor.value = function () { this['_' + name] = f.call(this); }; }",
      ),
    ).toEqual(["_"]);
  });

  it("asks for the target of a decorator by its place and by its name", () => {
    const room = (target: string): string =>
      `Object.defineProperty(${target}, '_' + name, { writable: true });`;
    expect(find(`function d(proto, name) { ${room("proto")} }`)).toEqual(["_"]);
    expect(find(`function d(mytarget, name) { ${room("mytarget")} }`)).toEqual([]);
    expect(find(`function d(a, name) { const target = {}; ${room("target")} }`)).toEqual([]);
    expect(find(`const name = f(); function d(target) { ${room("target")} }`)).toEqual([]);
  });

  it("does not take a method or field of a class, nor the top level, for such a function", () => {
    expect(find("class A { set(name, v) { this['_' + name] = v; } }")).toEqual([]);
    expect(find("class A { x = (name) => { this['_' + name] = 1; }; }")).toEqual([]);
    expect(find("class A { static { this['_' + name] = 1; } }")).toEqual([]);
    expect(find("const name = f(); this['_' + name] = 1;")).toEqual([]);
  });

  it("leaves alone a list that its author sees", () => {
    const body =
      "Object.defineProperty(target, name, { get() { return 1; }, set(v) { this['_' + name] = v; } });";
    expect(find(`['a', 'b'].forEach((name) => { ${body} });`)).toEqual([]);
    expect(find(`names.forEach((name) => { ${body} });`)).toEqual(["_"]);
    expect(find(`['a', 'b'].map((name) => { ${body} });`)).toEqual(["_"]);
  });

  it("follows a key into a function of the file that stores under it", () => {
    const store =
      "function store(target, key) { Object.defineProperty(target, 'x', { get() { return 1; }, set(v) { this[key] = v; } }); }";
    expect(find(`${store} function d(target, name) { store(target, '_' + name); }`)).toEqual(["_"]);
    expect(
      find(`${store} function d(target, name) { const key = '_' + name; store(target, key); }`),
    ).toEqual(["_"]);
    expect(find(`${store} function d(target, name) { store('_' + name, target); }`)).toEqual([]);
    expect(find(`${store} store({}, '_' + location);`)).toEqual([]);
    expect(find(`${store} function d(target, name) { store(...['_' + name]); }`)).toEqual([]);
    expect(
      find(
        `function read(target, key) { return this[key]; } function d(target, name) { read(target, '_' + name); }`,
      ),
    ).toEqual([]);
    expect(
      find(
        `function put(target, key) { this[key] = target; } function d(target, name) { put(target, '_' + name); }`,
      ),
    ).toEqual([]);
  });

  it("follows a key into a method of the class", () => {
    const inClass = (call: string, method = "store") =>
      find(`class A {
        ${method}(target, key) { return { get() { return 1; }, set(v) { this[key] = v; } }; }
        define(target, name) { ${call} }
      }`);
    expect(inClass("this.store(target, '_' + name);")).toEqual(["_"]);
    expect(inClass("this.other(target, '_' + name);")).toEqual([]);
    expect(inClass("other.store(target, '_' + name);")).toEqual([]);
    expect(inClass("this[store](target, '_' + name);", "[store]")).toEqual([]);
    expect(find("this.store(target, '_' + name);")).toEqual([]);
  });
});
