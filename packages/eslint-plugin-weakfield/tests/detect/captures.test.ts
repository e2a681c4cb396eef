import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { findCapture, findSubject, isSubject, type Subject } from "../../src/detect/captures.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { isFunction } from "../../src/detect/syntax.ts";
import { findNode, parse } from "./parse.ts";

/** The place where the second argument of `x.look` captures the first, as line text; null when it does not. */
const capture = (code: string, sourceType?: "module" | "script"): string | null => {
  const sourceCode = parse(code, sourceType);
  const index = getFileIndex(sourceCode);
  const call = index.members.get("look")?.[0]?.parent;
  if (call?.type !== "CallExpression") throw new Error("no x.look(…)");
  const [target, closure] = call.arguments;
  if (target === undefined || closure === undefined || !isFunction(closure))
    throw new Error("no closure");
  const subject = findSubject(target, index);
  const found = subject && findCapture(closure, subject, index);
  return found && sourceCode.getText(found);
};
const captures = (code: string): boolean => capture(code) !== null;

describe("findCapture", () => {
  it.each([
    ["a variable", "function f(a) { x.look(a, () => a.b); }", true],
    ["a variable in a nested function", "function f(a) { x.look(a, () => () => a); }", true],
    ["this in an arrow function", "class A { f() { x.look(this, () => this.b); } }", true],
    [
      "this by way of a helper",
      "class A { f() { const g = () => this.b; x.look(this, () => g()); } }",
      true,
    ],
    ["another variable", "function f(a, b) { x.look(a, () => b); }", false],
    [
      "this by way of three helpers",
      "class A { f() { const g = () => this.b; const h = () => g(); const i = () => h(); x.look(this, () => i()); } }",
      true,
    ],
    [
      "this by way of too many helpers",
      "class A { f() { const g = () => this.b; const h = () => g(); const i = () => h(); const j = () => i(); const k = () => j(); x.look(this, () => k()); } }",
      false,
    ],
    ["a parameter of the same name", "function f(a) { x.look(a, (a) => a); }", false],
    [
      "the this of another function",
      "class A { f() { x.look(this, function () { return this.b; }); } }",
      false,
    ],
    [
      "a function of the module",
      "function g() { return 1; } class A { f() { x.look(this, () => g()); } }",
      false,
    ],
    ["a variable of the module, which lives anyway", "const a = {}; x.look(a, () => a);", false],
  ])("sees %s", (_, code, expected) => {
    expect(captures(code)).toBe(expected);
  });
});

describe("findCapture", () => {
  it("gives the place to report", () => {
    expect(capture("function f(a) { x.look(a, () => a.b); }")).toBe("a");
    expect(capture("class A { f() { x.look(this, () => this.b); } }")).toBe("this");
    expect(capture("class A { f() { const g = () => this.b; x.look(this, () => g()); } }")).toBe(
      "g",
    );
  });

  it.each([
    ["super, which needs this", "class A { f() { x.look(this, () => super.b); } }", true],
    ["this in a default", "class A { f() { x.look(this, (a = this) => a); } }", true],
    ["this in a nested arrow", "class A { f() { x.look(this, () => () => [this, , 1]); } }", true],
    [
      "this before that of a nested function",
      "class A { f() { x.look(this, () => { this.a; (function () { this.b; })(); }); } }",
      true,
    ],
    [
      "this before that of a declared function",
      "class A { f() { x.look(this, () => { this.a; function g() { this.b; } }); } }",
      true,
    ],
    [
      "this of the function around, by way of a helper",
      "function h() { const g = () => this.b; return { f() { x.look(this, () => g()); } }; }",
      false,
    ],
    [
      "a variable by way of two helpers",
      "function f(a) { const g = () => a; const h = () => g(); x.look(a, () => h()); }",
      true,
    ],
    [
      "a declared helper",
      "function f(a) { function g() { return a; } x.look(a, () => g()); }",
      true,
    ],
    ["a variable in a method", "function f(a) { x.look(a, function () { return a; }); }", true],
    [
      "this of a nested function",
      "class A { f() { x.look(this, () => { function g() { return this; } }); } }",
      false,
    ],
    [
      "this of a nested class",
      "class A { f() { x.look(this, () => class { x = this; }); } }",
      false,
    ],
    [
      "a helper that does not name it",
      "function f(a) { const g = () => 1; x.look(a, () => g()); }",
      false,
    ],
    [
      "a helper that is no function",
      "function f(a) { const g = { a }; x.look(a, () => g); }",
      false,
    ],
    ["the function around", "function f(a) { x.look(a, () => f); }", false],
    ["a variable that changes", "function f(a) { x.look(a, () => a); a = null; }", false],
    [
      "a parameter that gets another value",
      "function f(a) { x.look(a, () => a); a = g(); }",
      false,
    ],
    [
      "a variable that is let go",
      "function f() { let a = g(); x.look(a, () => a); a = null; }",
      false,
    ],
    [
      "a variable that gets its value later",
      "function f() { let a; a = g(); x.look(a, () => a); }",
      true,
    ],
    ["what is no name", "function f(a) { x.look(a.b, () => a.b); }", false],
    ["what the file does not declare", "function f() { x.look(a, () => a); }", false],
  ])("tells of %s", (_, code, expected) => {
    expect(captures(code)).toBe(expected);
  });
});

it("findCapture sees no variable of a script, which lives anyway", () => {
  expect(capture("var a = {}; x.look(a, () => a);", "script")).toBe(null);
});

describe("isSubject", () => {
  it("knows the variable and the this again, and nothing else", () => {
    const sourceCode = parse("class A { f(a, b) { use(this, a, b, a!); } g() { use(this); } }");
    const index = getFileIndex(sourceCode);
    const [first, second] = ["use(this, a, b, a!)", "use(this)"].map(
      (text) => findNode(sourceCode, text, "CallExpression").arguments,
    );
    const [self, a, b, asserted] = first as TSESTree.Node[];
    const [other] = second as TSESTree.Node[];
    const ofThis = findSubject(self as TSESTree.Node, index) as Subject;
    const ofA = findSubject(a as TSESTree.Node, index) as Subject;
    const seen = [self, a, b, asserted, other].map((node) => [
      isSubject(node as TSESTree.Node, ofThis, index),
      isSubject(node as TSESTree.Node, ofA, index),
    ]);
    expect(seen).toEqual([
      [true, false],
      [false, true],
      [false, false],
      [false, true],
      [false, false],
    ]);
  });
});
