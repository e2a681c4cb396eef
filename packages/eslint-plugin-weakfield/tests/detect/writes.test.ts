import { describe, expect, it } from "vitest";
import { getCollections } from "../../src/detect/collections.ts";
import { findRepeatedWrites } from "../../src/detect/writes.ts";
import { parse } from "./parse.ts";

/** What is written again and again to the first collection of the file. */
function writes(code: string): string[] {
  const sourceCode = parse(code);
  const [collection] = getCollections(sourceCode);
  if (collection === undefined) throw new Error("no collection");
  return findRepeatedWrites(collection).map(({ node }) => sourceCode.getText(node.parent?.parent));
}

describe("findRepeatedWrites", () => {
  it.each([
    ["an exported function", "const it = []; export function f() { it.push(1); }"],
    ["an exported constant", "const it = []; export const f = () => { it.push(1); };"],
    ["a method", "const it = []; class A { f() { it.push(1); } }"],
    ["a constructor, of the module's", "const it = []; class A { constructor() { it.push(1); } }"],
    [
      "a constructor, of its class's",
      "class A { static it = []; constructor() { A.it.push(1); } }",
    ],
    ["a callback", "const it = []; run(() => { it.push(1); });"],
    ["a function that is handed on", "const it = []; run(f); function f() { it.push(1); }"],
    ["a function that nothing here calls", "const it = []; function f() { it.push(1); }"],
    [
      "a function that a method calls",
      "const it = []; class A { m() { f(); } } function f() { it.push(1); }",
    ],
    [
      "a function that also the module calls",
      "const it = []; f(); export const g = () => f(); function f() { it.push(1); }",
    ],
    [
      "an exported function that the module calls",
      "const it = []; export function f() { it.push(1); } f();",
    ],
    [
      "an exported constant that the module calls",
      "const it = []; export const f = () => { it.push(1); }; f();",
    ],
    [
      "a function that replaces itself",
      "const it = []; let f = () => { it.push(1); }; f(); f = 1;",
    ],
    ["a method of the object", "class A { it = []; add() { this.it.push(1); } }"],
    [
      "a function that its maker gives away",
      "function make() { const it = []; return () => { it.push(1); }; }",
    ],
  ])("finds the write in %s", (_, code) => {
    expect(writes(code)).toHaveLength(1);
  });

  it.each([
    ["the top level", "const it = []; it.push(1);"],
    ["a loop of the top level", "const it = []; for (const x of y) it.push(x);"],
    ["a function that stands for a module", "const it = []; (function () { it.push(1); })();"],
    ["a function that only the module calls", "const it = []; f(); function f() { it.push(1); }"],
    [
      "a constant that only the module calls",
      "const it = []; const f = () => { it.push(1); }; f();",
    ],
    [
      "a function that only such a function calls",
      "const it = []; f(); function f() { g(); } function g() { it.push(1); }",
    ],
    [
      "a function that a module function calls",
      "const it = []; (() => { f(); })(); function f() { it.push(1); }",
    ],
    [
      "the constructor, of the object's own",
      "class A { constructor() { this.it = []; this.it.push(1); } }",
    ],
    [
      "the constructor function, of the object's own",
      "function A() { this.it = []; this.it.push(1); }",
    ],
    ["the maker itself", "function make() { const it = []; it.push(1); return () => it; }"],
    ["a reading function", "const it = []; export function f() { it.pop(); }"],
    ["what may be another object", "class A { it = []; } export function f(a) { a.it.push(1); }"],
  ])("leaves alone the write in %s", (_, code) => {
    expect(writes(code)).toEqual([]);
  });
});
