import { describe, expect, it } from "vitest";
import {
  findCalls,
  functionName,
  isPublication,
  variableOfFunction,
} from "../../src/detect/callers.ts";
import { getCollections } from "../../src/detect/collections.ts";
import { getFacts } from "../../src/detect/facts.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import type { FunctionNode } from "../../src/detect/syntax.ts";
import { parse } from "./parse.ts";

/** The last function of the file, with what a detector has of the file. */
function lastFunction(code: string): { node: FunctionNode; sourceCode: ReturnType<typeof parse> } {
  const sourceCode = parse(code);
  const node = getFacts(sourceCode).functions.at(-1)?.node;
  if (node === undefined) throw new Error("no function");
  return { node, sourceCode };
}

describe("functionName", () => {
  it.each([
    ["function f() {}", "f"],
    ["x = function f() {};", "f"],
    ["const f = () => {};", "f"],
    ["const f = (() => {}) as T;", "f"],
    ["f = () => {};", "f"],
    ["a.f = () => {};", "f"],
    ["a['f'] = () => {};", "f"],
    ["class A { f() {} }", "f"],
    ["class A { #f() {} }", "#f"],
    ["class A { f = () => {}; }", "f"],
    ["x = { f: () => {} };", "f"],
    ["x = { f() {} };", "f"],
    ["class A { [Symbol.dispose]() {} }", "dispose"],
    ["class A { async [Symbol.asyncDispose]() {} }", "dispose"],
    ["class A { [Symbol.iterator]() {} }", ""],
    ["class A { [f]() {} }", ""],
    ["class A { [Symbol[f]]() {} }", ""],
    ["x = [() => {}];", ""],
    ["const [f] = () => {};", ""],
    ["a[b] = () => {};", ""],
    ["f(() => {});", ""],
  ])("in %s is %j", (code, expected) => {
    expect(functionName(lastFunction(code).node)).toBe(expected);
  });
});

describe("variableOfFunction", () => {
  it.each([
    ["function f() {}", "f"],
    ["const f = () => {};", "f"],
    ["let f; f = () => {};", "f"],
    ["a.f = () => {};", undefined],
    ["f(() => {});", undefined],
    ["x = function f() {};", undefined],
    ["export default function () {}", undefined],
  ])("in %s is %s", (code, expected) => {
    const { node, sourceCode } = lastFunction(code);
    expect(variableOfFunction(node, getFileIndex(sourceCode))?.name).toBe(expected);
  });
});

describe("findCalls", () => {
  /** Where the last function of the file is called or handed on. */
  const calls = (code: string): string[] => {
    const { node, sourceCode } = lastFunction(`const all = []; ${code}`);
    const [collection] = getCollections(sourceCode);
    if (collection === undefined) throw new Error("no collection");
    return findCalls(node, functionName(node), collection).map((place) =>
      sourceCode.getText(place.parent),
    );
  };

  it.each([
    ["a call", "f(1); function f() {}", ["f(1)"]],
    ["handing on", "run(f); function f() {}", ["run(f)"]],
    ["a call of a constant", "f(1); const f = () => {};", ["f(1)"]],
    [
      "a call of a method by a name that is rare",
      "x.dropEntry(1); class A { dropEntry() {} }",
      ["x.dropEntry(1)"],
    ],
    [
      "a call of a function put on an object",
      "x.dropEntry(1); a.dropEntry = () => {};",
      ["x.dropEntry(1)"],
    ],
    [
      "a call of a member of a literal",
      "x.dropEntry(1); y = { dropEntry: () => {} };",
      ["x.dropEntry(1)"],
    ],
    [
      "a call by a longer name",
      "x.removeView(1); class A { removeView() {} }",
      ["x.removeView(1)"],
    ],
    ["a call by such a name", "x.unfree(1); class A { unfree() {} }", ["x.unfree(1)"]],
    ["a call of a field", "x.dropEntry(1); class A { dropEntry = () => {}; }", ["x.dropEntry(1)"]],
  ])("finds %s", (_, code, expected) => {
    expect(calls(code)).toEqual(expected);
  });

  it.each([
    ["a call of itself", "function f() { f(); }"],
    ["an export", "export { f }; function f() {}"],
    ["a call of another method of a common name", "x.delete(1); class A { delete() {} }"],
    ["a call of a method by itself", "class A { dropEntry() { this.dropEntry(); } }"],
    ["its definition", "a.dropEntry = 1; b.dropEntry = () => {};"],
    ["a member of the name of a variable", "x.f(); function f() {}"],
    ["a call of what has no name", "x['']; y = { [k]: () => {} };"],
  ])("does not take %s for one", (_, code) => {
    expect(calls(code)).toEqual([]);
  });

  it.each([
    ["this of the same class", "class A { end() { this.delete(1); } delete() {} }", true],
    ["the class itself", "class A { end() { A.delete(1); } static delete() {} }", true],
    [
      "a member that holds a new one",
      "class B { a = new A(); end() { this.a.delete(1); } } class A { delete() {} }",
      true,
    ],
    [
      "a member that is set to a new one",
      "this.a = new A(); this.a.delete(1); class A { delete() {} }",
      true,
    ],
    [
      "this of another class",
      "class B { end() { this.delete(1); } } class A { delete() {} }",
      false,
    ],
    [
      "this of another class without a name",
      "x = class { end() { this.delete(1); } }; y = class { delete() {} };",
      false,
    ],
    [
      "this of the same class without a name",
      "y = class { end() { this.delete(1); } delete() {} };",
      true,
    ],
    ["this at the top level", "this.delete(1); class A { delete() {} }", false],
    ["another variable", "const b = make(); b.delete(1); class A { delete() {} }", false],
    [
      "a member that holds something else",
      "class B { a = new C(); end() { this.a.delete(1); } } class A { delete() {} }",
      false,
    ],
    [
      "another member than the one that holds a new one",
      "class B { a = new A(); end() { this.b.delete(1); } } class A { delete() {} }",
      false,
    ],
    [
      "a member, where the class has no name",
      "class B { a = new A(); end() { this.a.delete(1); } } x = class { delete() {} }",
      false,
    ],
    ["what a call gives", "make().delete(1); class A { delete() {} }", false],
    ["a computed member", "x[y].delete(1); class A { delete() {} }", false],
  ])("takes %s for the receiver of a common name or not", (_, code, expected) => {
    expect(calls(code).length > 0).toBe(expected);
  });
});

describe("isPublication", () => {
  it.each([
    ["export { f };", true],
    ["export default f;", true],
    ["x = { f: f };", true],
    ["x = { f };", true],
    ["exports.f = f;", true],
    ["__name(f, 'f');", true],
    ["_name(f, 'f');", true],
    ["x = f;", false],
    ["f.a = 1;", false],
    ["f();", false],
    ["run(f);", false],
    ["__name(1, f);", false],
    ["rename(f);", false],
    ["names[x](f);", false],
    ["x = [f];", false],
  ])("is told in %s: %s", (statement, expected) => {
    const sourceCode = parse(`let f; ${statement}`);
    const [identifier] = (sourceCode.scopeManager?.scopes ?? [])
      .flatMap((scope) => scope.variables)
      .filter(({ name }) => name === "f")
      .flatMap(({ references }) => references.map((each) => each.identifier));
    if (identifier === undefined) throw new Error("no reference");
    expect(isPublication(identifier)).toBe(expected);
  });
});
