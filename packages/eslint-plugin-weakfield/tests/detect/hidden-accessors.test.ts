import { describe, expect, it } from "vitest";
import {
  assignsFields,
  findFields,
  findHiddenAccessor,
  getMarker,
} from "../../src/detect/hidden-accessors.ts";
import { findNode, parse } from "./parse.ts";

/** The hidden accessors of the file, as `kind by`. */
const find = (code: string): string[] => {
  const sourceCode = parse(code);
  return findFields(sourceCode).flatMap((field) => {
    const found = findHiddenAccessor(sourceCode, field, ["weakfield"]);
    return found ? [`${found.kind} ${found.by}`] : [];
  });
};

describe("findFields", () => {
  it("gives the fields that are decorated or have a base class", () => {
    const sourceCode = parse(
      "class A { a = 1; @d b = 1; @d c() {} } class B extends A { d = 1; e() {} accessor f = 1; }",
    );
    expect(findFields(sourceCode).map((each) => sourceCode.getText(each.key))).toEqual(["b", "d"]);
  });
});

describe("findHiddenAccessor, by a decorator", () => {
  const define = "Object.defineProperty(target, key, { get() { return 1; }, set(v) {} });";
  const decorator = `function d(target, key) { ${define} }`;

  it.each([
    ["a bare decorator", `${decorator} class A { @d x = 1; }`, "decorator d"],
    [
      "what is defined with nothing",
      "function d(target, key) { Object.defineProperty(target, key); Object.defineProperty(); } class A { @d x = 1; }",
      undefined,
    ],
    ["one of several decorators", `${decorator} class A { @other @d x = 1; }`, "decorator d"],
    ["a constant", `const d = (target, key) => { ${define} }; class A { @d x; }`, "decorator d"],
    [
      "a factory",
      `function d() { return (target, key) => { ${define} }; } class A { @d() x; }`,
      "decorator d",
    ],
    [
      "a descriptor in a constant",
      "function d(target, key) { const own = { get() { return 1; } }; Object.defineProperty(target, key, own); } class A { @d x; }",
      "decorator d",
    ],
    [
      "one that returns nothing",
      `function d(target, key) { ${define} return undefined; } class A { @d x; }`,
      "decorator d",
    ],
    [
      "one that returns void",
      `function d(target, key) { ${define} return void 0; } class A { @d x; }`,
      "decorator d",
    ],
    [
      "one that returns early",
      `function d(target, key) { if (key) return; ${define} } class A { @d x; }`,
      "decorator d",
    ],
    [
      "one that returns a descriptor",
      `function d(target, key) { ${define} return { get() { return 1; } }; } class A { @d x; }`,
      undefined,
    ],
    [
      "one that returns whether something is so",
      `function d(target, key) { ${define} return !target; } class A { @d x; }`,
      undefined,
    ],
    [
      "one that defines a value, too",
      `function d(target, key) { ${define} Object.defineProperty(target, "all", { value: 1 }); } class A { @d x; }`,
      "decorator d",
    ],
    ["one that is written in place", `class A { @((target, key) => { ${define} }) x; }`, undefined],
    [
      "one that returns what something gives",
      `function d(target, key) { ${define} return target; } class A { @d x; }`,
      undefined,
    ],
    [
      "one that defines a value",
      "function d(target, key) { Object.defineProperty(target, key, { value: 1 }); } class A { @d x; }",
      undefined,
    ],
    [
      "one that defines something elsewhere",
      "function d(target, key) { Object.defineProperty(target.constructor, key, { get() { return 1; } }); } class A { @d x; }",
      undefined,
    ],
    [
      "an unknown descriptor",
      "function d(target, key) { Object.defineProperty(target, key, make()); } class A { @d x; }",
      undefined,
    ],
    ["an unknown decorator", "class A { @d x; }", undefined],
    ["a decorator of another object", `${decorator} class A { @lib.d x; }`, undefined],
    ["a static field", `${decorator} class A { @d static x = 1; }`, undefined],
    ["a declared field", `${decorator} class A { @d declare x; }`, undefined],
    ["a private field", `${decorator} class A { @d #x = 1; }`, undefined],
    ["a computed field", `${decorator} class A { @d [x] = 1; }`, undefined],
    ["a called decorator that is no factory", `${decorator} class A { @d() x; }`, undefined],
    [
      "a factory that is not called",
      `function d() { return (target, key) => { ${define} }; } class A { @d x; }`,
      undefined,
    ],
    ["a field without decorator", `${decorator} class A { x = 1; }`, undefined],
  ])("%s", (_, code, expected) => {
    expect(find(code)).toEqual(expected === undefined ? [] : [expected]);
  });
});

describe("findHiddenAccessor, by inheritance", () => {
  const base = "import { field } from 'weakfield'; class A { @field x = 1; }";

  it.each([
    ["a field of the same name", `${base} class B extends A { x = 2; }`, "inherited A"],
    ["a field named by a text", `${base} class B extends A { 'x' = 2; }`, "inherited A"],
    [
      "a field two classes below",
      `${base} class B extends A {} class C extends B { x = 2; }`,
      "inherited A",
    ],
    [
      "a base class in a constant",
      "import { field } from 'weakfield'; const A = class { @field x = 1; }; class B extends A { x = 2; }",
      "inherited the base class",
    ],
    [
      "a base with a converter",
      "import { field } from 'weakfield'; class A { @field(c) x = 1; } class B extends A { x = 2; }",
      "inherited A",
    ],
    [
      "a base with accessor",
      "import { field } from 'weakfield'; class A { @field accessor x = 1; } class B extends A { x = 2; }",
      "inherited A",
    ],
    ["a field that is itself one", `${base} class B extends A { @field x = 2; }`, undefined],
    ["another name", `${base} class B extends A { y = 2; }`, undefined],
    ["a static field", `${base} class B extends A { static x = 2; }`, undefined],
    ["a declared field", `${base} class B extends A { declare x; }`, undefined],
    [
      "a static of the base",
      "import { field } from 'weakfield'; class A { @field static x = 1; } class B extends A { x = 2; }",
      undefined,
    ],
    [
      "a plain field between",
      `${base} class B extends A { x = 2; } class C extends B { x = 3; }`,
      "inherited A",
    ],
    ["another decorator", "class A { @other x = 1; } class B extends A { x = 2; }", undefined],
    [
      "classes that extend each other",
      "class A extends B { x = 1; } class B extends A {}",
      undefined,
    ],
    ["an unknown base", "class B extends A { x = 2; }", undefined],
    [
      "a base that a call gives",
      "import { field } from 'weakfield'; class B extends mix(A) { x = 2; }",
      undefined,
    ],
    ["a base that is no class", "const A = f(); class B extends A { x = 2; }", undefined],
    [
      "classes that extend each other",
      "class A extends B { y = 1; } class B extends A { x = 2; }",
      undefined,
    ],
  ])("%s", (_, code, expected) => {
    expect(find(code)).toEqual(expected === undefined ? [] : [expected]);
  });
});

describe("getMarker", () => {
  it.each([
    ["import { field } from 'weakfield';", "@field", "field"],
    ["import { field } from 'weakfield';", "@field(c)", "field"],
    ["import { field as f } from 'weakfield';", "@f", "f"],
    ["import { 'field' as f } from 'weakfield';", "@f", "f"],
    ["import * as w from 'weakfield';", "@w.field", "w.field"],
    ["import * as w from 'weakfield';", "@w.field(c)", "w.field"],
    ["import { field } from 'own';", "@field", "field"],
    ["import * as w from 'weakfield';", "@w.other", null],
    ["import * as w from 'weakfield';", "@w", null],
    ["import { other } from 'weakfield';", "@other", null],
    ["import { field } from 'weakfield';", "@field.field", null],
    ["import field from 'weakfield';", "@field", null],
    ["import field from 'weakfield';", "@field.field", null],
    ["import { field } from 'other';", "@field", null],
    ["const field = 1;", "@field", null],
    ["", "@field", null],
    ["import * as w from 'weakfield';", "@w.a.field", null],
  ])("after %s is in %s %s", (before, text, expected) => {
    const sourceCode = parse(`${before} class A { ${text} x; }`);
    const { expression } = findNode(sourceCode, text, "Decorator");
    expect(getMarker(sourceCode, expression, ["weakfield", "own"])).toBe(expected);
  });
});

describe("assignsFields", () => {
  it.each([
    [{ useDefineForClassFields: true }, false],
    [{ useDefineForClassFields: false }, true],
    [{ target: 8 }, true],
    [{ target: 9 }, false],
    [{ target: 99, useDefineForClassFields: false }, true],
    [{}, true],
  ])("is told by the options %j: %s", (options, expected) => {
    const program = { getCompilerOptions: () => options };
    expect(assignsFields({ parserServices: { program } } as never)).toBe(expected);
  });

  it("is false without a program", () => {
    expect(assignsFields(parse("a;"))).toBe(false);
    expect(assignsFields({} as never)).toBe(false);
  });
});
