import { describe, expect, it } from "vitest";
import { findCapture, findSubject } from "../../src/detect/captures.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { isFunction } from "../../src/detect/syntax.ts";
import { analyze } from "./analyze.ts";

/** Tells whether the second argument of `x.look` captures the first. */
const captures = (code: string): boolean =>
  analyze(code, (sourceCode) => {
    const index = getFileIndex(sourceCode);
    const call = index.members.get("look")?.[0]?.parent;
    if (call?.type !== "CallExpression") throw new Error("no x.look(…)");
    const [target, closure] = call.arguments;
    if (target === undefined || closure === undefined || !isFunction(closure))
      throw new Error("no closure");
    const subject = findSubject(target, index);
    return subject !== null && findCapture(closure, subject, index) !== null;
  });

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
