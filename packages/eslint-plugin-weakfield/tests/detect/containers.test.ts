import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { findAlias, followAccess, isContainer } from "../../src/detect/containers.ts";
import { findNode, parse } from "./parse.ts";

/** The initializer of the last variable of the file. */
function getInit(code: string): TSESTree.Expression {
  const last = parse(code).ast.body.at(-1);
  const init = last?.type === "VariableDeclaration" ? last.declarations[0]?.init : null;
  if (!init) throw new Error("no initializer");
  return init;
}

describe("isContainer", () => {
  it.each([
    "{}",
    "[]",
    "[1]",
    "new Map()",
    "new WeakSet()",
    "x ?? new Map()",
    "x && []",
    "x || {}",
    "x ? [] : null",
    "x ? null : []",
    "(x = [])",
    "([] as T)",
    "Object.create(null)",
    "base.create('x')",
    "new LRUCache(9)",
    "new LRU()",
    "new LruMemory()",
    "new Lru()",
    "new Map",
    "new WeakMap()",
    "new Set()",
    "new Array(3)",
    "new Object()",
    "new TaskQueue()",
    "new RefMap()",
  ])("takes %s", (code) => {
    expect(isContainer(getInit(`const a = ${code};`))).toBe(true);
  });

  it.each([
    "1",
    "x",
    "[] ?? x",
    "x ? 1 : 2",
    "Object.freeze([])",
    "Object.create(Base)",
    "Object.create()",
    "create(null)",
    "new Date()",
    "new MapView()",
    "new SubSet()",
    "new a.Map()",
    "f()",
  ])("leaves %s", (code) => {
    expect(isContainer(getInit(`const a = ${code};`))).toBe(false);
  });
});

describe("followAccess", () => {
  const follow = (code: string): [string[], string[], string | null, boolean] => {
    const sourceCode = parse(`${code};`);
    const node = findNode(sourceCode, "x", "Identifier");
    const { keys, names, removes, written } = followAccess(node);
    return [
      keys.map((key) => sourceCode.getText(key)),
      names,
      written && sourceCode.getText(written),
      removes,
    ];
  };

  it.each([
    ["x.get(a).set(b, c)", ["a", "b"], [], "c", false],
    ["x[a].list.push(b)", ["a", "b"], ["list"], "b", false],
    ["x.a = b", [], ["a"], "b", false],
    ["x[a] ??= b", ["a"], [], "b", false],
    ["x.a++", [], ["a"], "x.a++", false],
    ["x.a = b, c", [], ["a"], "b", false],
    ["x.at(a).b = c", ["a"], ["b"], "c", false],
    ["x.add(a)", ["a"], [], "a", false],
    ["x.unshift()", [], [], null, false],
    ["x.unshift(a)", ["a"], [], "a", false],
    ["x.set(a)", ["a"], [], null, false],
    ["x.enqueue(a, b)", ["a"], [], "a", false],
    ["x.addObject(a)", ["a"], [], "a", false],
    ["x.append(a)", ["a"], [], "a", false],
    ["x.pushObject(a)", ["a"], [], "a", false],
    ["x[a](b)", ["a"], [], null, false],
    ["x.forEach(a).push(b)", ["a"], [], null, false],
    ["x.clear()", [], [], null, true],
    ["x.pop()", [], [], null, true],
    ["x.shift()", [], [], null, true],
    ["x.sort(a)", ["a"], [], null, true],
    ["x.reverse()", [], [], null, true],
    ["x.fill(a)", ["a"], [], null, true],
    ["x.splice(a, b)", ["a"], [], null, true],
    ["x.removeObject(a)", ["a"], [], null, true],
    ["x.copyWithin(a)", ["a"], [], null, true],
    ["x.a.b", [], ["a", "b"], null, false],
    ["y[x]", [], [], null, false],
    ["[x[a]] = b", ["a"], [], null, false],
    ["x!.delete(a)", ["a"], [], null, true],
    ["x?.has(a)", ["a"], [], null, false],
    ["x", [], [], null, false],
  ] as const)("follows %s", (code, ...expected) => {
    expect(follow(code)).toEqual(expected);
  });
});

describe("the end of a followed access", () => {
  it.each([
    ["x.get(a).set(b, c);", "x.get(a).set(b, c)"],
    ["x.delete(a);", "x.delete(a)"],
    ["x.has(a).b;", "x.has(a)"],
    ["x.a.b = c;", "x.a.b"],
    ["delete x.a;", "x.a"],
    ["f(x.a);", "x.a"],
    ["f(x!);", "x!"],
  ])("in %s is %s", (code, expected) => {
    const sourceCode = parse(code);
    const { end } = followAccess(findNode(sourceCode, "x", "Identifier"));
    expect(sourceCode.getText(end)).toBe(expected);
  });

  it("tells removal by delete from other ways of writing", () => {
    const removes = (code: string): boolean =>
      followAccess(findNode(parse(code), "x", "Identifier")).removes;
    expect(removes("delete x.a;")).toBe(true);
    expect(removes("for (x.a of b) {}")).toBe(false);
    expect(removes("x.a = b;")).toBe(false);
  });
});

describe("findAlias", () => {
  it.each([
    ["const a = x;", "a"],
    ["const a = x ?? y;", "a"],
    ["const a = y || (x && z);", "a"],
    ["const a = x!;", "a"],
    ["let a; a = x;", "a"],
    ["let a; a = x || y;", "a"],
    ["const { a } = x;", undefined],
    ["let a; [a] = x;", undefined],
    ["b = x;", undefined],
    ["let a; x = a;", undefined],
    ["const a = f(x);", undefined],
    ["const a = b ? x : c;", undefined],
    ["x;", undefined],
  ])("in %s is %s", (code, expected) => {
    const sourceCode = parse(code);
    expect(findAlias(sourceCode, findNode(sourceCode, "x", "Identifier"))?.name).toBe(expected);
  });
});
