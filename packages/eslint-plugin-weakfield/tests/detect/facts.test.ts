import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import { parse } from "./parse.ts";

describe("getFacts", () => {
  it("gives `this` to the function that receives it", () => {
    const { functions, top } = getFacts(
      parse(
        "this; function f() { this; () => this; class A { x = this; static { this; } m() { this; } } }",
      ),
    );
    expect(functions.map(({ node, thisNodes }) => [node.type, thisNodes.length])).toEqual([
      ["FunctionDeclaration", 2],
      ["ArrowFunctionExpression", 0],
      ["FunctionExpression", 1],
    ]);
    expect(top.thisNodes).toHaveLength(3);
  });

  it("gives `this` behind what has another one to the function around", () => {
    const { functions, top } = getFacts(
      parse(`function f() {
        (function () {}); this; () => {}; this;
        class A { x = 1; static {} accessor y = this; } this;
      } this;`),
    );
    expect(functions.map(({ thisNodes }) => thisNodes.length)).toEqual([3, 0, 0]);
    expect(top.thisNodes).toHaveLength(2);
  });

  it("keeps what runs in a function apart from what runs in the functions inside it", () => {
    const { functions, top } = getFacts(
      parse(`a();
        function f() { b(); x.y = 1; x = { y: 2 }; return () => c(); }
        class A { m() { return { get() {} }; } n = () => 2; }`),
    );
    expect(top.calls).toHaveLength(1);
    expect(functions.map(({ calls }) => calls.length)).toEqual([1, 1, 0, 0, 0]);
    expect(functions.map(({ returned }) => returned.length)).toEqual([1, 1, 1, 0, 1]);
    expect(functions.map(({ memberWrites }) => memberWrites.length)).toEqual([1, 0, 0, 0, 0]);
    expect(functions.map(({ descriptors }) => descriptors.length)).toEqual([0, 0, 1, 0, 0]);
    expect(functions.map(({ ownerClass }) => ownerClass?.id?.name ?? null)).toEqual([
      null,
      null,
      "A",
      null,
      "A",
    ]);
    expect(functions[1]?.parent).toBe(functions[0]);
    expect(functions[0]?.children).toEqual([functions[1]]);
  });

  it("is made once per file", () => {
    const sourceCode = parse("function f() {}");
    expect(getFacts(sourceCode)).toBe(getFacts(sourceCode));
  });

  it("survives deep nesting", () => {
    const depth = 500;
    const sourceCode = parse(
      `x = ${"(".repeat(depth)}1${")".repeat(depth)}; y = ${"a+".repeat(depth)}a;`,
    );
    expect(getFacts(sourceCode).functions).toEqual([]);
  });
});
