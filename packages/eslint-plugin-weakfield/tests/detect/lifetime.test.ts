import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import {
  isInEscapingFunction,
  isModuleFunction,
  lifetimeOfVariable,
  makerOf,
} from "../../src/detect/lifetime.ts";
import { findNode, parse } from "./parse.ts";

type SourceCode = ReturnType<typeof parse>;

function variableIn(sourceCode: SourceCode) {
  const variable = (sourceCode.scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.variables)
    .find(({ name }) => name === "v");
  if (variable === undefined) throw new Error("no variable v");
  return variable;
}

const lifetime = (code: string): string => {
  const sourceCode = parse(code);
  return lifetimeOfVariable(variableIn(sourceCode), getFileIndex(sourceCode));
};

/** How long a variable of a function lives whose body goes on like this. */
const inMaker = (rest: string): string =>
  lifetime(`function make(arg) { const v = []; const use = () => v; ${rest} }`);

describe("lifetimeOfVariable", () => {
  it.each([
    ["returned", "return use;"],
    ["returned after something else", "return (arg(), use);"],
    ["returned on a condition", "return arg ? use : null;"],
    ["returned or something else", "return arg || use;"],
    ["returned as what another function gives back", "return Object.assign(use, { arg });"],
    ["returned with a name", "return __name(use, 'use');"],
    ["returned with a receiver", "return use.bind(arg), markRaw(use);"],
    ["returned by another name", "const other = use; return other;"],
    ["returned by way of a function that calls it", "return () => use();"],
    ["put into a descriptor", "arg.value = use;"],
    ["put into a descriptor as getter", "arg.get = use;"],
    ["put into a descriptor as setter", "arg['set'] = use;"],
    ["defined", "Object.defineProperty(arg, 'x', { get: use });"],
    ["defined by a bundle", "__defProp(arg, 'x', { get: use });"],
    ["defined by a bundle of two", "__defProp2(arg, 'x', { get: use });"],
    ["in a returned descriptor", "return { configurable: true, get: use };"],
    ["in a returned writable descriptor", "return { writable: true, value: use };"],
    ["in a returned enumerable descriptor", "return { enumerable: true, set: use };"],
  ])("is the wrapper's where a function that uses it is %s", (_, rest) => {
    expect(inMaker(rest)).toBe("wrapper");
  });

  it.each([
    ["returned in an object", "return { use };"],
    ["returned in an object that is no descriptor", "return { get: use };"],
    ["returned beside flags under another name", "return { configurable: true, run: use };"],
    ["returned beside flags under a longer name", "return { configurable: true, getter: use };"],
    [
      "returned beside what only sounds like a flag",
      "return { isWritable: true, enumerables: 1, get: use };",
    ],
    ["kept in a member that only sounds like one of a descriptor", "arg.getter = use;"],
    ["kept in a member that ends like one", "arg.forget = use;"],
    [
      "returned beside flags under a name that ends like one",
      "return { writable: true, forget: use };",
    ],
    ["returned beside what ends like a flag", "return { unwritable: true, get: use };"],
    ["handed to what only sounds like a definition", "redefineProperty(arg, 'x', { get: use });"],
    ["handed to what begins like a definition", "defineProperty$(arg, 'x', { get: use });"],
    ["returned in an array", "return [use];"],
    ["returned under a computed name", "return { [arg]: use };"],
    ["returned from a call of a computed name", "return arg[arg]({ get: use });"],
    ["returned beside a computed name", "return { [arg]: true, get: use };"],
    ["kept in a computed member", "arg[arg] = use;"],
    ["kept in a member", "arg.run = use;"],
    ["kept in an unknown variable", "kept = use;"],
    ["kept in a part of a pattern", "[arg] = use;"],
    ["put into a class", "return class { run = use; };"],
    ["a method", "return class { run() { return v; } };"],
    ["returned by an inner function", "return { run() { return use; } };"],
  ])("is the object's where a function that uses it is %s", (_, rest) => {
    expect(inMaker(rest)).toBe("closure");
  });

  it.each([
    ["handed to a call", "arg.on('x', use);"],
    ["handed to a call of a computed name", "arg[arg](use);"],
    ["handed to a constructor", "new Observer(use);"],
    ["handed to a call that is named like a walk", "arg.mapLater(use);"],
    ["handed to a call that is named as if after one", "arg.prefilter(use);"],
    ["handed to a call that only sounds as if it gave it back", "return unbind(use);"],
    ["handed to a call that begins as if it gave it back", "return assignTo(use);"],
    ["handed to a call that gives back something else", "return register(use);"],
  ])("is the callback's where a function that uses it is %s", (_, rest) => {
    expect(inMaker(rest)).toBe("callback");
  });

  it.each([
    ["never used", ""],
    ["called", "return use();"],
    ["handed to a method that is done when it returns", "arg.forEach(use);"],
    ["handed to a promise", "return new Promise(use);"],
    ["asked for its type", "return typeof use;"],
    ["put into a variable that is never read", "let other; other = use;"],
    ["called in a function that stays", "function other() { return use(); } other();"],
  ])("is one call's where a function that uses it is %s", (_, rest) => {
    expect(inMaker(rest)).toBe("local");
  });

  it("is the longest of several", () => {
    expect(inMaker("arg.on('x', use); return { use };")).toBe("closure");
    expect(inMaker("arg.list = [use]; arg.on('x', use);")).toBe("closure");
    expect(inMaker("arg.on('x', use); return use;")).toBe("wrapper");
    expect(inMaker("if (arg) return use; return { use };")).toBe("wrapper");
    expect(inMaker("arg.list = [use]; arg.value = use;")).toBe("wrapper");
    expect(
      lifetime(
        "function f(a) { const v = []; a.on(() => v.x); a.list = [() => v.y]; a.on(() => v.z); }",
      ),
    ).toBe("closure");
  });

  it("is the wrapper's in the default of a parameter, where an arrow function gives back another", () => {
    expect(lifetime("const f = (v = []) => () => v.push(1);")).toBe("wrapper");
  });

  it("is the module's outside functions and in functions that stand for modules", () => {
    expect(lifetime("const v = [];")).toBe("module");
    expect(lifetime("{ let v = []; }")).toBe("module");
    expect(lifetime("(() => { const v = []; })();")).toBe("module");
  });

  it("is one call's in a callback, whatever the callback gives back", () => {
    expect(lifetime("describe('x', () => { const v = []; return () => v; });")).toBe("local");
    expect(lifetime("export const f = (() => { const v = []; return () => v; }) as T;")).toBe(
      "wrapper",
    );
  });

  it("is the callback's in an async function, which goes on by itself", () => {
    expect(lifetime("async function f() { const v = []; return () => v; }")).toBe("callback");
    expect(lifetime("async function f() { const v = []; g().map(() => v); }")).toBe("local");
  });

  it("is that of the function that keeps a function of the maker in its own variable", () => {
    expect(
      lifetime(
        "function f() { let kept; function g() { const v = []; kept = () => v; } g(); return () => kept(); }",
      ),
    ).toBe("wrapper");
  });

  it("ends at functions that call each other", () => {
    expect(
      lifetime(
        "function f() { const v = []; function a() { v.x; b(); } function b() { a(); } a(); }",
      ),
    ).toBe("local");
    expect(lifetime("function f() { const v = []; let a = () => v; let b = a; a = b; }")).toBe(
      "local",
    );
    expect(
      lifetime(
        "function f() { const v = []; function a() { v.x; } function b() { a(); } return b; }",
      ),
    ).toBe("wrapper");
  });

  it("is one call's where only a nameless default function holds it", () => {
    expect(lifetime("export default function () { const v = []; v.push(1); }")).toBe("local");
  });
});

it("of what a class keeps, or functions that only call each other", () => {
  expect(lifetime("function make() { const v = []; class B { static x = v; } }")).toBe("local");
  expect(
    lifetime(
      "function make() { const v = []; function p() { use(v); q(); } function q() { p(); } }",
    ),
  ).toBe("local");
});

describe("isInEscapingFunction", () => {
  it.each([
    ["function f(x) { let v; return () => { x.look(); }; }", true],
    ["function f(x) { let v; x.on(() => { x.look(); }); }", true],
    ["function f(x) { let v; (() => { x.look(); })(); }", false],
    ["function f(x) { let v; x.look(); }", false],
  ])("is told in %s: %s", (code, expected) => {
    const sourceCode = parse(code);
    const maker = makerOf(variableIn(sourceCode));
    if (maker === null) throw new Error("no maker");
    const node = findNode(sourceCode, "x.look()");
    expect(isInEscapingFunction(node, maker, getFileIndex(sourceCode))).toBe(expected);
  });
});

describe("isModuleFunction", () => {
  it.each([
    ["called at once", "(function () {})();"],
    ["an arrow called at once", "(() => {})();"],
    ["called at once by a sign", "!function () {}();"],
    ["called by a member", "(function () {}).call(this);"],
    ["given exports", "x(function (exports) {});"],
    ["given a require", "x = { 1: function (m, e, require) {} };"],
    ["of webpack", "x = { 1: (a, b, __webpack_require__) => {} };"],
    ["with a name, given exports", "f = function (exports, require) {};"],
    ["called by a list", "(function () {}).apply(this, []);"],
    ["of AMD", "define(['a'], function (a) {});"],
    ["of SystemJS", "System.register([], function (a) {});"],
    ["of esbuild", "var x = __commonJS(() => {});"],
    ["of esbuild, lazy", "var x = __esm(() => {});"],
    ["of Rollup", "var x = commonJSMin(() => {});"],
    ["handed to a function called at once", "(function (factory) {})(() => {});"],
    ["within a module", "(function () { (function () {})(); })();"],
  ])("holds for a function %s", (_, code) => {
    const node = getFacts(parse(code)).functions.at(-1)?.node;
    expect(node && isModuleFunction(node)).toBe(true);
  });

  it.each([
    ["declared", "function f() {}"],
    ["handed to a computed name", "table[x](function () {});"],
    ["put into a variable", "const f = () => {};"],
    ["handed to a call", "run(() => {});"],
    ["handed to a method of such a name", "x.definer(() => {});"],
    ["with a parameter of another name", "x = function (moduleName) {};"],
    ["with a parameter that sounds like exports", "x = function (reexports) {};"],
    ["handed to what sounds like define", "predefine(() => {});"],
    ["with a sign only", "x = !function () {};"],
    ["whose member is read", "x = (function () {}).name;"],
    ["whose member is handed on", "f((function () {}).name);"],
    ["with a name that is given a require", "f = function (names, callback, require) {};"],
    ["with a variable that is given a require", "const f = (names, callback, require) => {};"],
    ["that a method takes", "x = { f: function () {}.property() };"],
    ["under a computed name", "(function () {})[x]();"],
    ["that is a key", "x[function () {}]();"],
    ["called at once within another function", "function f() { (function () {})(); }"],
  ])("does not hold for a function %s", (_, code) => {
    const node = getFacts(parse(code)).functions.at(-1)?.node;
    expect(node && isModuleFunction(node)).toBe(false);
  });
});
