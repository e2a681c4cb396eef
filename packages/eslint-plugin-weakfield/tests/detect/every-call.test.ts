import { describe, expect, it } from "vitest";
import { findArguments } from "../../src/detect/every-call.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { findExpressionVariable } from "../../src/detect/variables.ts";
import { findNode, parse } from "./parse.ts";

/** What `it`, the variable of `it.use`, is given by every call that there is. */
const given = (code: string): string[] | null => {
  const sourceCode = parse(code);
  const { object } = findNode(sourceCode, "it.use", "MemberExpression");
  const variable = findExpressionVariable(sourceCode, object);
  if (variable === null) throw new Error("no variable");
  const found = findArguments(variable, getFileIndex(sourceCode));
  return found && found.map((node) => sourceCode.getText(node));
};

describe("findArguments", () => {
  it.each([
    ["function f(it) { it.use; } f(1);", ["1"]],
    ["function f(a, it) { it.use; } f(1, 2); f(3, x.y);", ["2", "x.y"]],
    ["const f = (it) => it.use; f(this);", ["this"]],
    ["const f = function (it) { it.use; } as any; f(1); export { g };", ["1"]],
    ["function f(it) { it.use; f(it); } f!(1);", ["it", "1"]],
  ])("of %s are %j", (code, expected) => {
    expect(given(code)).toEqual(expected);
  });

  it.each([
    ["nobody calls", "function f(it) { it.use; }"],
    ["another file may call", "export function f(it) { it.use; } f(1);"],
    ["another file may call a variable", "export const f = (it) => it.use; f(1);"],
    ["is handed on", "function f(it) { it.use; } f(1); list.forEach(f);"],
    ["is handed on alone", "function f(it) { it.use; } g(f);"],
    ["is exported by name", "function f(it) { it.use; } f(1); export { f };"],
    ["is kept", "function f(it) { it.use; } f(1); const g = f; new f(2);"],
    ["has no name", "(function (it) { it.use; })(1);"],
    ["is a property", "const o = { f: (it) => it.use }; o.f(1);"],
    ["is a method", "class A { f(it) { it.use; } } new A().f(1);"],
    ["stands in a call", "const f = memo((it) => it.use); f(1);"],
    ["is one of two", "let f = (it) => it.use; f = other; f(1);"],
    ["is given less", "function f(a, it) { it.use; } f(1, 2); f(3);"],
    ["is given a spread", "function f(it) { it.use; } f(...list);"],
    ["is given a spread behind", "function f(it) { it.use; } f(1, ...list);"],
    ["takes the rest", "function f(...it) { it.use; } f(1);"],
    ["has a default", "function f(it = 2) { it.use; } f(1);"],
    ["takes apart", "function f({ it }) { it.use; } f(1);"],
    ["is no parameter", "const it = 1; it.use; f(1);"],
    ["is a caught error", "function f() { try {} catch (it) { it.use; } } f(1);"],
  ])("are unknown of what %s", (_what, code) => {
    expect(given(code)).toBe(null);
  });
});
