import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { followAccess, isContainer } from "../../src/detect/containers.ts";
import { dependsOnInstance, mentionsInstance } from "../../src/detect/dependence.ts";
import { getFacts } from "../../src/detect/facts.ts";
import { parse } from "./parse.ts";

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
    "Object.create(null)",
    "new LRUCache(9)",
  ])("takes %s", (code) => {
    expect(isContainer(getInit(`const a = ${code};`))).toBe(true);
  });

  it.each(["1", "x", "Object.freeze([])", "Object.create(Base)", "new Date()", "f()"])(
    "leaves %s",
    (code) => {
      expect(isContainer(getInit(`const a = ${code};`))).toBe(false);
    },
  );
});

describe("followAccess", () => {
  const follow = (code: string): [string[], string[], string | null, boolean] => {
    const sourceCode = parse(`${code};`);
    const first = sourceCode.ast.tokens[0];
    const node = first && sourceCode.getNodeByRangeIndex(first.range[0]);
    if (!node) throw new Error("no node");
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
    ["x!.delete(a)", ["a"], [], null, true],
    ["x?.has(a)", ["a"], [], null, false],
    ["x", [], [], null, false],
  ] as const)("follows %s", (code, ...expected) => {
    expect(follow(code)).toEqual(expected);
  });
});

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
    ["return f.apply(this, [outer]);", true, false],
    ["return Reflect.apply(f, this, []);", true, false],
    ["return first;", true, false],
    ["return arguments;", true, false],
    ["let a; a = first; const b = [a]; return b.length;", true, false],
    ["return outer;", false, false],
    ["return { first: outer, this: 1 }.first;", false, false],
    ["return new Date(outer);", false, false],
  ])("%s", (body, depends, mentions) => {
    expect(ask(body)).toEqual([depends, mentions]);
  });
});
