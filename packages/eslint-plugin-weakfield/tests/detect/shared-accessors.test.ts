import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import {
  findAccessorPairs,
  findPairState,
  findSharedBuffer,
} from "../../src/detect/shared-accessors.ts";
import { parse } from "./parse.ts";

const names = (code: string): string[] => findAccessorPairs(parse(code)).map(({ name }) => name);
const PAIR = "get x() { return 1; } set x(v) {}";

describe("findAccessorPairs", () => {
  it.each([
    ["a pair in a class", `export class A { ${PAIR} }`, ["x"]],
    ["two pairs", `export class A { ${PAIR} get y() { return 1; } set y(v) {} }`, ["x", "y"]],
    ["pairs of two classes", `class A { ${PAIR} } class B { ${PAIR} }`, ["x", "x"]],
    [
      "a pair that is defined",
      "Object.defineProperty(A.prototype, 'x', { get() { return 1; }, set(v) {} });",
      ["x"],
    ],
    [
      "a pair that a function defines",
      "function f() { Object.defineProperty(A.prototype, 'x', { get() { return 1; }, set(v) {} }); }",
      ["x"],
    ],
    [
      "a pair of functions",
      "function g() {} function s(v) {} Object.defineProperty(A.prototype, 'x', { get: g, set: s });",
      ["x"],
    ],
    [
      "a pair of a name that is not seen",
      "Object.defineProperty(A.prototype, x, { get() { return 1; }, set(v) {} });",
      ["the property"],
    ],
    [
      "a class that a function makes",
      `class A { ${PAIR} } function f() { return new A(); }`,
      ["x"],
    ],
    ["a getter alone", "class A { get x() { return 1; } }", []],
    ["static accessors", "class A { static get x() { return 1; } static set x(v) {} }", []],
    ["a getter and a method", "class A { get x() { return 1; } y(v) {} }", []],
    ["a computed name", "class A { get [x]() { return 1; } set [x](v) {} }", []],
    ["an object", "const a = { get x() { return 1; }, set x(v) {} };", []],
    [
      "a pair on an object",
      "Object.defineProperty(a, 'x', { get() { return 1; }, set(v) {} });",
      [],
    ],
    [
      "a getter that is defined",
      "Object.defineProperty(A.prototype, 'x', { get() { return 1; } });",
      [],
    ],
    ["a value that is defined", "Object.defineProperty(A.prototype, 'x', { value: 1 });", []],
    ["a descriptor that is not seen", "Object.defineProperty(A.prototype, 'x', d);", []],
    [
      "accessors that are not seen",
      "Object.defineProperty(A.prototype, 'x', { get: g, set: s });",
      [],
    ],
    ["the only instance of a class", `class A { ${PAIR} } export const a = new A();`, []],
    [
      "the only instance of a class in a constant",
      `const A = class { ${PAIR} }; export const a = new A();`,
      [],
    ],
    [
      "the only instance of a class without name",
      `export const a = new (class { ${PAIR} })();`,
      [],
    ],
    ["a class that is handed on", `class A { ${PAIR} } f(A); new B(A);`, ["x"]],
  ])("of %s", (_, code, expected) => {
    expect(names(code)).toEqual(expected);
  });
});

describe("findPairState", () => {
  const state = (code: string): string | null => {
    const sourceCode = parse(code);
    const [pair] = findAccessorPairs(sourceCode);
    const found = pair ? findPairState(sourceCode, pair) : null;
    return found && `${found.kind} ${found.variable.name}`;
  };

  it.each([
    ["let v; export class A { get x() { return v; } set x(value) { v = value; } }", "value v"],
    [
      "const v = []; export class A { get x() { return v; } set x(value) { v.push(value); } }",
      null,
    ],
    ["let v; export class A { get x() { return this.y; } set x(value) { v = value; } }", null],
    ["export class A { get x() { return this.v; } set x(value) { this.v = value; } }", null],
  ])("of %s is %s", (code, expected) => {
    expect(state(code)).toBe(expected);
  });
});

describe("findSharedBuffer", () => {
  const find = (factory: string, before = "let buffer = {};"): string | null => {
    const sourceCode = parse(`${before} export function make(name, owner, local) { ${factory} }`);
    const [facts] = getFacts(sourceCode).functions;
    const found = facts ? findSharedBuffer(sourceCode, facts) : null;
    return found && `${found.variable.name} ${sourceCode.getText(found.write)}`;
  };
  const accessors = (setter: string, getter = "return 1;"): string =>
    `x = { get() { ${getter} }, set(value) { ${setter} } };`;
  const PUT = "buffer[name] = value;";

  it.each([
    [
      "by name, taken out for an owner",
      `${accessors(PUT)} send(owner, buffer);`,
      "buffer buffer[name]",
    ],
    [
      "by name, in a map",
      `${accessors("buffer.set(name, value);")} send(owner, buffer);`,
      "buffer buffer.set(name, value)",
    ],
    [
      "taken out in a nested function",
      `${accessors(PUT)} later(() => { send(owner, buffer); });`,
      "buffer buffer[name]",
    ],
    [
      "taken out within something",
      `${accessors(PUT)} send(owner, { ...buffer });`,
      "buffer buffer[name]",
    ],
    ["taken out for nobody", `${accessors(PUT)} send(buffer);`, null],
    ["taken out for somebody else", `${accessors(PUT)} send(other, buffer);`, null],
    ["taken out as a value", `${accessors(PUT)} const all = f(owner, buffer);`, null],
    ["never taken out", accessors(PUT), null],
    ["taken out by name", `${accessors(PUT)} send(owner, buffer[name]);`, null],
    ["made anew", `${accessors(PUT)} buffer = f(owner);`, null],
    [
      "that the getter reads",
      `${accessors(PUT, "return buffer[name];")} send(owner, buffer);`,
      null,
    ],
    ["by a fixed name", `${accessors("buffer.a = value;")} send(owner, buffer);`, null],
    [
      "by a fixed variable",
      `const key = 1; ${accessors("buffer[key] = value;")} send(owner, buffer);`,
      null,
    ],
    [
      "by owner and name",
      `${accessors("buffer[owner][name] = value;")} send(owner, buffer);`,
      null,
    ],
    ["by a text", `${accessors("buffer['a' + name] = value;")} send(owner, buffer);`, null],
    ["of fixed values", `${accessors("buffer[name] = 1;")} send(owner, buffer);`, null],
    ["that is only read", `${accessors("f(buffer[name]);")} send(owner, buffer);`, null],
    [
      "without a getter",
      "x = { set(value) { buffer[name] = value; } }; send(owner, buffer);",
      null,
    ],
    ["without a setter", "x = { get() { buffer[name] = this; } }; send(owner, buffer);", null],
  ])("of a container %s", (_, factory, expected) => {
    expect(find(factory)).toBe(expected);
  });

  it("is none of what is no container of the module", () => {
    const factory = `${accessors(PUT)} send(owner, buffer);`;
    expect(find(factory, "let buffer = make();")).toBe(null);
    expect(find(factory, "let buffer;")).toBe(null);
    expect(find(factory, "")).toBe(null);
    expect(find(`const buffer = {}; ${factory}`, "")).toBe(null);
  });

  it("is none where it is taken out elsewhere", () => {
    expect(find(accessors(PUT), "let buffer = {}; send(a, buffer);")).toBe(null);
  });
});
