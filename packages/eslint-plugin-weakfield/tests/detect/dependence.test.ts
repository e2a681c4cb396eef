import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import {
  dependsOnInstance,
  isInstanceExpression,
  mentionsInstance,
  someNode,
} from "../../src/detect/dependence.ts";
import { getFacts } from "../../src/detect/facts.ts";
import { findNode, parse } from "./parse.ts";

describe("dependsOnInstance and mentionsInstance", () => {
  /** Both answers for what the function returns. */
  const ask = (body: string): [boolean, boolean] => {
    const sourceCode = parse(`const outer = 1; x = function (first) { ${body} };`);
    const [fn] = getFacts(sourceCode).functions;
    const node = fn?.returned[0];
    if (fn === undefined || node === undefined) throw new Error("nothing returned");
    return [dependsOnInstance(sourceCode, node, fn.node), mentionsInstance(sourceCode, node)];
  };

  it.each([
    ["return this;", true, true],
    ["const self = this; return self;", true, true],
    ["return id(this);", true, true],
    ["return this.id;", true, true],
    ["return f[name](this);", true, true],
    ["const id = this.id; return id + 1;", true, true],
    ["return f(outer, this);", true, true],
    ["return Reflect.get(this, 'a');", true, true],
    ["return f.apply(outer, [this]);", true, true],
    ["return f.call(outer, this);", true, true],
    ["return { a: this };", true, true],
    ["const f = id(this); return f(f);", true, true],
    ["return f.apply(this, [outer]);", true, false],
    ["return f.call(this);", true, false],
    ["return f.bind(this);", true, false],
    ["const self = this; return f.call(self);", true, false],
    ["return Reflect.apply(f, this, []);", true, false],
    ["return first;", true, false],
    ["return arguments;", true, false],
    ["let a; a = first; const b = [a]; return b.length;", true, false],
    ["let a; a = this; return a;", true, false],
    ["for (const a of this.all) return a;", true, false],
    ["const f = () => this; return f;", true, false],
    ["let a = b, b = a; return a;", false, false],
    ["function a() { return this; } return a;", false, false],
    ["return outer;", false, false],
    ["return unknown;", false, false],
    ["return { first: outer, this: 1 }.first;", false, false],
    ["return outer.first;", false, false],
    ["return outer.arguments;", false, false],
    ["const self = this; return outer.self;", false, false],
    ["const self = this; return { self: outer };", false, false],
    ["return outer[first];", true, false],
    ["return { first };", true, false],
    ["return { [first]: 1 };", true, false],
    ["return new Date(outer);", false, false],
  ])("%s", (body, depends, mentions) => {
    expect(ask(body)).toEqual([depends, mentions]);
  });

  it("asks only the locals of the function that runs for an instance", () => {
    const sourceCode = parse(
      "function d(target) { const key = target; x = function () { return key; }; }",
    );
    const fn = getFacts(sourceCode).functions[1];
    const [node] = fn?.returned ?? [];
    expect(fn && node && dependsOnInstance(sourceCode, node, fn.node)).toBe(false);
  });
});

describe("isInstanceExpression", () => {
  it.each([
    ["use(this);", true],
    ["use(this!);", true],
    ["const self = this; use(self);", true],
    ["const self = this; use(self as T);", true],
    ["let self = this; self = a; use(self);", false],
    ["const self = this.a; use(self);", false],
    ["use(this.a);", false],
    ["use(a);", false],
  ])("is told in %s: %s", (body, expected) => {
    const sourceCode = parse(`x = function () { ${body} };`);
    const call = getFacts(sourceCode).functions[0]?.calls[0];
    expect(isInstanceExpression(sourceCode, call?.arguments[0] as TSESTree.Node)).toBe(expected);
  });
});

describe("someNode", () => {
  it("looks at the node, at what is below it, and at nothing else", () => {
    const sourceCode = parse("f(a, [, b]); c;");
    const call = findNode(sourceCode, "f(a, [, b])", "CallExpression");
    const seen: string[] = [];
    const isAny = someNode(sourceCode, call, (node) => {
      if (node.type === "Identifier") seen.push(node.name);
      return false;
    });
    expect(isAny).toBe(false);
    expect(seen.sort()).toEqual(["a", "b", "f"]);
    expect(someNode(sourceCode, call, (node) => node === call)).toBe(true);
    expect(someNode(sourceCode, call, (node) => node.type === "ArrayExpression")).toBe(true);
  });

  it("stops at the first that holds", () => {
    const sourceCode = parse("f(f(f(a)));");
    let calls = 0;
    someNode(sourceCode, sourceCode.ast, ({ type }) => {
      if (type === "CallExpression") calls++;
      return type === "CallExpression";
    });
    expect(calls).toBe(1);
  });
});
