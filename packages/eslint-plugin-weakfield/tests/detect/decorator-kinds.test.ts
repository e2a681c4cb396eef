import { describe, expect, it } from "vitest";
import {
  matchFactory,
  matchLegacy,
  matchProperty,
  matchStandard,
} from "../../src/detect/decorator-kinds.ts";
import { getUsedNames } from "../../src/detect/decorator-uses.ts";
import { getFacts } from "../../src/detect/facts.ts";
import { getParameters } from "../../src/detect/variables.ts";
import { parse } from "./parse.ts";

/** Everything that the functions of the file may be, function by function. */
const kinds = (code: string): string[] => {
  const sourceCode = parse(code);
  const file = getFacts(sourceCode);
  return file.functions.flatMap((facts) => {
    const parameters = getParameters(sourceCode, facts.node);
    return [
      matchStandard(facts.node, parameters, parameters[1] ?? null),
      matchLegacy(sourceCode, facts, parameters),
      matchProperty(sourceCode, facts, parameters, getUsedNames(file)),
      matchFactory(sourceCode, facts),
    ].filter((kind) => kind !== null);
  });
};

describe("matchStandard", () => {
  it.each([
    ["the type of the context", "function d(v, c: ClassFieldDecoratorContext) {}", true],
    ["the type of any context", "function d(v, c: DecoratorContext) {}", true],
    ["one type of several", "function d(v, c: undefined | ClassMethodDecoratorContext) {}", true],
    ["a type with a default", "function d(v, c: ClassMethodDecoratorContext = x) {}", true],
    ["an initializer", "function d(v, c) { c.addInitializer(f); }", true],
    ["kind and name", "function d(v, c) { if (c.kind === 'method') f(c.name); }", true],
    ["kind and access", "function d(v, c) { f(c.kind, c.access); }", true],
    ["kind and static", "function d(v, c) { f(c.kind, c.static); }", true],
    ["computed parts", "function d(v, c) { f(c[kind], c[name]); }", false],
    ["a pattern with a type that has a default", "function d(v, { kind } = x) {}", false],
    ["a rest of the parameters", "function d(v, ...c) {}", false],
    [
      "a copy of the context",
      "function d(v, c) { const copy = c; f(copy.kind, copy.name); }",
      false,
    ],
    [
      "computed parts of the context",
      "function d(v, c) { const { [kind]: k, [name]: n } = c; }",
      false,
    ],
    ["all parts of the context", "function d(v, c) { const { ...all } = c; }", false],
    [
      "a context with a pattern",
      "function d(v, { kind }: ClassFieldDecoratorContext = x) {}",
      false,
    ],
    ["parts of the context", "function d(v, c) { const { kind, name } = c; }", true],
    ["accessors taken apart", "function d({ get, set }, c) {}", true],
    ["one accessor taken apart", "const d = ({ set }) => set;", true],
    ["a context taken apart", "function d(v, { kind, name }) {}", true],
    [
      "an initializer taken from the context",
      "function d(v, { addInitializer, metadata: m }) {}",
      true,
    ],
    ["a name taken from an object", "function d(v, { name }) {}", false],
    ["other parts beside the kind", "function d(v, { kind, size }) {}", false],
    ["the rest beside the kind", "function d(v, { kind, ...rest }) {}", false],
    ["a kind in what sounds like one", "function d(v, { kinds, names }) {}", false],
    [
      "a context taken apart before a third parameter",
      "function d(v, { kind, name }, x) {}",
      false,
    ],
    ["a value taken apart", "function d({ kind, name }, c) {}", false],
    ["another type", "function d(v, c: Context) {}", false],
    ["a type that ends like one", "function d(v, c: MyDecoratorContext) {}", false],
    ["members that end like those", "function d(v, c) { f(c.kind, c.surname, c.rename); }", false],
    ["members that start like those", "function d(v, c) { f(c.kind, c.names, c.statics); }", false],
    ["a key of another object", "function d(v, c) { f(x[c].kind, x[c].name); }", false],
    ["a default that is taken apart", "function d(v, c) { const { kind, name } = x ?? c; }", false],
    ["a list that is taken apart", "function d(v, c) { const [kind, name] = c; }", false],
    ["a part that only sounds like one", "function d(v, { kind, myname }) {}", false],
    ["a part that starts like one", "function d(v, { kind, names }) {}", false],
    ["a qualified type", "function d(v, c: lib.DecoratorContext) {}", false],
    ["kind alone", "function d(v, c) { f(c.kind); }", false],
    ["name alone", "function d(v, c) { f(c.name); }", false],
    ["a third parameter", "function d(v, c, x) { c.addInitializer(f); }", false],
    ["one parameter", "function d(c) { c.addInitializer(f); }", false],
    ["more than the accessors", "function d({ get, set, x }, c) {}", false],
    ["the rest beside the accessors", "function d({ get, ...x }, c) {}", false],
    ["nothing taken apart", "function d({}, c) {}", false],
    ["accessors taken apart by a third", "function d({ get, set }, c, x) {}", false],
    ["an object that has it", "function d(v, c) { f[c]; c.x.addInitializer; }", false],
  ])("knows %s: %s", (_, code, expected) => {
    expect(kinds(code).includes("standard")).toBe(expected);
  });
});

describe("matchLegacy", () => {
  const ofBody = (body: string, third = "descriptor"): boolean =>
    kinds(`function d(target, key, ${third}) { ${body} }`).includes("legacy");

  it.each([
    ["what is read and written", "const f = x.value; x.value = function () {};", "x", true],
    ["what is written to a descriptor", "descriptor.get = () => 1;", "descriptor", true],
    ["what a call gives", "descriptor.value = wrap(f);", "descriptor", true],
    ["a function by name", "descriptor.value = own; function own() {}", "descriptor", true],
    ["what is read from a descriptor", "f(descriptor.value);", "descriptor", true],
    [
      "a descriptor that is handed on beside functions",
      "f(descriptor, () => 1);",
      "descriptor",
      true,
    ],
    [
      "another name of a descriptor",
      "const own = x; f(own.value); own.value = () => 1;",
      "x",
      true,
    ],
    ["a returned descriptor", "const f = x.value; return { get() { return f; } };", "x", true],
    [
      "a returned descriptor in a constant",
      "const f = x.value; const own = { value: () => f }; return own;",
      "x",
      true,
    ],
    ["the type alone", "", "x: PropertyDescriptor", true],
    ["the generic type", "", "x: TypedPropertyDescriptor<T>", true],
    ["what is only written", "x.value = () => 1;", "x", false],
    ["a key of another object", "f(all[x]); all[x] = () => 1;", "x", false],
    ["what is assigned to another", "f(x.value); other = x.value;", "x", false],
    ["what is handed to a constructor", "new F(descriptor, () => 1);", "descriptor", false],
    ["a name that ends like one", "mydesc.value = () => 1;", "mydesc", false],
    ["a returned descriptor of something else", "return { get() { return 1; } };", "x", false],
    ["a computed member", "f(descriptor[x]); descriptor[y] = () => 1;", "descriptor", false],
    ["what is only read", "f(x.value);", "x", false],
    ["a plain value", "descriptor.value = 1;", "descriptor", false],
    ["an unknown value", "descriptor.value = v;", "descriptor", false],
    ["other members", "f(descriptor.name); descriptor.name = () => 1;", "descriptor", false],
    ["a descriptor that is handed on", "f(descriptor);", "descriptor", false],
    ["a descriptor that is called", "descriptor(() => 1);", "descriptor", false],
    ["a returned object that is no descriptor", "f(x.value); return { get: 1 };", "x", false],
    ["another type", "", "x: PropertyDescriptorMap", false],
    ["parts of a descriptor", "", "{ value }", false],
  ])("knows %s: %s", (_, body, third, expected) => {
    expect(ofBody(body, third)).toBe(expected);
  });
});

describe("matchProperty", () => {
  const define = (object: string, name: string): string =>
    `Object.defineProperty(${object}, ${name}, { get() { return 1; } });`;

  it.each([
    ["its target", `function d(target, key) { ${define("target", "key")} }`, true],
    [
      "a part of its target",
      `function d(target, key) { ${define("target.constructor.prototype", "key")} }`,
      true,
    ],
    ["its key as a text", `function d(target, key) { ${define("target", "String(key)")} }`, true],
    [
      "the text of its key",
      `function d(target, key) { ${define("target", "key.toString()")} }`,
      true,
    ],
    [
      "its key by another name",
      `function d(target, key) { const own = String(key); ${define("target", "own")} }`,
      true,
    ],
    [
      "its key without what it begins with",
      `function d(target, key) { const own = key[0] === "_" ? key.slice(1) : key; ${define("target", "own")} }`,
      true,
    ],
    [
      "its key where it is a text",
      `function d(target, key) { const own = typeof key === "string" ? key : "symbol"; ${define("target", "own")} }`,
      true,
    ],
    [
      "one of two other names",
      `function d(target, key) { const own = key === "a" ? "b" : "c"; ${define("target", "own")} }`,
      false,
    ],
    ["its prototype", `function d(proto, key) { ${define("proto", "key")} }`, true],
    [
      "a returned descriptor",
      "function d(target, key) { return { get() { return this.x; } }; }",
      true,
    ],
    [
      "a descriptor with flags",
      "function d(target, key) { f({ enumerable: true, get() { return 1; } }); }",
      true,
    ],
    ["a returned function", `function f() { return (a, b) => { ${define("a", "b")} }; }`, true],
    [
      "this in what it defines",
      "function f(a, b) { Object.defineProperty(a, b, { get() { return this.x; } }); }",
      true,
    ],
    ["an object that it is given", `function f(a, b) { ${define("a", "b")} }`, false],
    ["another object", `function d(target, key) { ${define("other", "key")} }`, false],
    [
      "a target whose name only ends like one",
      `function f(mytarget, key) { ${define("mytarget", "key")} }`,
      false,
    ],
    [
      "nothing of its own",
      "function d(target, key) { Object.defineProperty(...target, key, x); }",
      false,
    ],
    [
      "its key as something else",
      `function d(target, key) { ${define("target", "make(key.name)")} }`,
      false,
    ],
    [
      "a returned function among others",
      `function f() { if (x) return 1; return (a, b) => { ${define("a", "b")} }; }`,
      true,
    ],
    [
      "a returned function that gives a descriptor of its own",
      "function f() { return (a, b) => ({ get() { return this.x; } }); }",
      true,
    ],
    [
      "a returned function that gives a descriptor without this",
      "function f() { return (a, b) => ({ get() { return 1; } }); }",
      false,
    ],
    [
      "a constant that is the name of a constant",
      `function d(target, key) { const a = key; const own = a; ${define("target", "own")} }`,
      false,
    ],
    ["another key", `function d(target, key) { ${define("target", "'x'")} }`, false],
    ["a key that a call gives", `function d(target, key) { ${define("target", "make()")} }`, false],
    [
      "another name of another key",
      `function d(target, key) { const own = other; ${define("target", "own")} }`,
      false,
    ],
    ["a fourth parameter", `function d(target, key, x, y) { ${define("target", "key")} }`, false],
    ["one parameter", `function d(target) { ${define("target", "key")} }`, false],
    [
      "this, as a constructor does",
      "function D(target, key) { this.x = { enumerable: true, get() { return 1; } }; }",
      false,
    ],
    ["nothing", "function d(target, key) { f(target, key); }", false],
  ])("knows %s: %s", (_, code, expected) => {
    expect(kinds(code).includes("property")).toBe(expected);
  });
});

describe("matchFactory", () => {
  it.each([
    [
      "a returned descriptor",
      "function f() { return { enumerable: true, get() { return this.x; } }; }",
      true,
    ],
    [
      "a returned descriptor of functions",
      "function f() { return { enumerable: true, get: g }; function g() { return this.x; } }",
      true,
    ],
    [
      "a descriptor that the file defines",
      "function f() { return { get() { return this.x; } }; } Object.defineProperty(a, 'x', f());",
      true,
    ],
    [
      "a descriptor defined by the given name",
      "function f(o, name) { Object.defineProperty(o, name, { enumerable: true, get() { return this.x; } }); }",
      true,
    ],
    [
      "a descriptor defined by a fixed name",
      "function f(o) { Object.defineProperty(o, 'x', { enumerable: true, get() { return this.x; } }); }",
      false,
    ],
    [
      "a descriptor that is handed on",
      "function f(name) { g({ enumerable: true, get() { return this.x; } }); }",
      false,
    ],
    [
      "a descriptor that is kept",
      "function f(name) { const own = [{ enumerable: true, get() { return this.x; } }]; }",
      false,
    ],
    [
      "a descriptor that nothing defines",
      "function f() { return { get() { return this.x; } }; }",
      false,
    ],
    [
      "a descriptor without this",
      "function f() { return { enumerable: true, get() { return 1; } }; }",
      false,
    ],
    ["an object", "function f() { return { get: 1, set: 2 }; }", false],
  ])("knows %s: %s", (_, code, expected) => {
    expect(kinds(code).includes("factory")).toBe(expected);
  });
});
