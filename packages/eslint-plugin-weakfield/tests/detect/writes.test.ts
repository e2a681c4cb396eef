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
      "a callback of the constructor that comes later",
      "class A { constructor(b) { this.it = []; b.on((x) => this.it.push(x)); } }",
    ],
    [
      "a callback of the constructor that goes to a computed name",
      "class A { constructor(b) { this.it = []; b[event]((x) => this.it.push(x)); } }",
    ],
    [
      "a callback of the module that comes at once",
      "const a = { it: [] }; [1].forEach((x) => a.it.push(x));",
    ],
    [
      "a function that makes another container where there is none",
      "let it; export function f(a) { if (!a) { it = []; it.push(1); } }",
    ],
    [
      "a function that makes it where it is missing, before that",
      "let it; export function f(a) { if (!it) { it = []; } it.push(1); }",
    ],
    ["the initializer of a field", "const it = []; class A { position = it.push(1); }"],
    [
      "a function that the initializer of a field calls",
      "const it = []; class A { position = f(); } function f() { it.push(1); }",
    ],
    [
      "a static method that the class calls once",
      "class A { static it = []; static a = A.f(); static f() { A.it.push(1); } }",
    ],
    [
      "a static method that the class calls, and a function",
      "class A { static it = []; static a = A.f(); static b = A.f(); static f() { A.it.push(1); } } export const g = () => A.f();",
    ],
    [
      "a static method that the class calls, and hands on",
      "class A { static it = []; static a = A.f(); static b = A.f(); static f() { A.it.push(1); } } run(A.f);",
    ],
    [
      "a static method that another class calls",
      "class A { static it = []; static f() { A.it.push(1); } } class B { static a = A.f(); static b = A.f(); }",
    ],
    [
      "a static method under a computed name",
      "class A { static it = []; static a = A[f](); static b = A[f](); static [f]() { A.it.push(1); } }",
    ],
    [
      "a method that the class calls",
      "class A { static it = []; static a = new A().f(); static b = new A().f(); f() { A.it.push(1); } }",
    ],
    [
      "a constructor that the class calls, and a function",
      "class A { static it = []; static a = new A(); static b = new A(); constructor() { A.it.push(1); } } export const g = () => new A();",
    ],
    [
      "a constructor that fields of the class's objects call",
      "class A { static it = []; a = new A(); b = new A(); constructor() { A.it.push(1); } }",
    ],
    [
      "a static method that nobody asks for",
      "class A { static it = []; static f() { A.it.push(1); } }",
    ],
    [
      "the last of five functions that call each other",
      "const it = []; a(); function a() { b(); } function b() { c(); } function c() { d(); } function d() { e(); } function e() { it.push(1); }",
    ],
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
    [
      "a loop of the constructor, of the object's own",
      "class A { constructor(all) { this.it = []; all.forEach((x) => this.it.push(x)); } }",
    ],
    [
      "a function that makes it where it is missing",
      "let it; export function f(a) { if (!it) { it = []; a.forEach((x) => it.push(x)); } return it; }",
    ],
    ["the maker itself", "function make() { const it = []; it.push(1); return () => it; }"],
    [
      "a static method that the class calls for each of its own",
      "export class A { static it = []; static a = A.f(); static { this.b = A.f(); } static f() { A.it.push(1); } }",
    ],
    [
      "a static method that the class and the module call",
      "class A { static it = []; static a = A.f(); static b = A.f(); static f() { A.it.push(1); } } A.f();",
    ],
    [
      "a constructor that the class calls for each of its own",
      "export class A { static it = []; static a = new A(); static b = new A(); constructor() { A.it.push(1); } }",
    ],
    ["a reading function", "const it = []; export function f() { it.pop(); }"],
    ["what may be another object", "class A { it = []; } export function f(a) { a.it.push(1); }"],
  ])("leaves alone the write in %s", (_, code) => {
    expect(writes(code)).toEqual([]);
  });
});
