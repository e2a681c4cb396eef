import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { declaredNode, getFileIndex, onlyValue } from "../../src/detect/file-index.ts";
import { findNode, parse } from "./parse.ts";

/** The texts of what a part of the index lists. */
const texts = (
  code: string,
  select: (index: ReturnType<typeof getFileIndex>) => readonly TSESTree.Node[] | undefined,
): string[] => {
  const sourceCode = parse(code);
  return (select(getFileIndex(sourceCode)) ?? []).map((node) => sourceCode.getText(node));
};

describe("getFileIndex", () => {
  it("lists what makes an empty container, and maps and sets with content", () => {
    expect(
      texts(
        `[]; [1]; x = {}; y = { a }; new Map(); new WeakSet(z); new Set; new Array(9); new Object();
        Object.create(null); (Object.create as Make)(null); Object.create(base); Reflect.create(null); Object.keys(null); create(null);
        new Date(); new MapLike(); new HashMap(); new MyArray(); new ArrayBuffer(8); new MyObject(); new ObjectPool();
        new a.Map(); Object.create(); (Object.keys as Make)(null);`,
        ({ creations }) => creations,
      ),
    ).toEqual([
      "[]",
      "{}",
      "new Map()",
      "new WeakSet(z)",
      "new Set",
      "new Array(9)",
      "new Object()",
      "Object.create(null)",
      "(Object.create as Make)(null)",
    ]);
  });

  it("finds members and parts of patterns by name", () => {
    const code = "a.b; c['b']; d[b]; this.#e; const { b, f: { b: g }, ...rest } = x; ({ [b]: 1 });";
    expect(texts(`class X { #e; m() { ${code} } }`, ({ members }) => members.get("b"))).toEqual([
      "a.b",
      "c['b']",
    ]);
    expect(texts(`class X { #e; m() { ${code} } }`, ({ members }) => members.get("#e"))).toEqual([
      "this.#e",
    ]);
    expect(texts(`class X { #e; m() { ${code} } }`, ({ patterns }) => patterns.get("b"))).toEqual([
      "b",
      "b: g",
    ]);
  });

  it("lists constructions by the name of what is constructed", () => {
    const code = "new A(1); new b.A(); new A(2); new B();";
    expect(texts(code, ({ news }) => news.get("A"))).toEqual(["new A(1)", "new A(2)"]);
    expect(texts(code, ({ news }) => news.get("b"))).toEqual([]);
  });

  it("lists classes, declared or not", () => {
    expect(texts("class A {} x = class {};", ({ classes }) => classes)).toEqual([
      "class A {}",
      "class {}",
    ]);
  });

  it("lists listeners and brackets", () => {
    const code =
      "a.on(1); b.once(2); c.addEventListener(3); d.addListener(4); on(5); e.off(6); f[7]; g.h;";
    expect(texts(code, ({ listeners }) => listeners)).toEqual([
      "a.on(1)",
      "b.once(2)",
      "c.addEventListener(3)",
      "d.addListener(4)",
    ]);
    expect(texts(code, ({ brackets }) => brackets)).toEqual(["f[7]"]);
  });

  it("is made once per file", () => {
    const sourceCode = parse("a;");
    expect(getFileIndex(sourceCode)).toBe(getFileIndex(sourceCode));
    expect(getFileIndex(sourceCode)).not.toBe(getFileIndex(parse("a;")));
  });

  it("knows the variable of a declaration and of a use, and none that the file does not declare", () => {
    const sourceCode = parse("const a = 1; a; b; Map;");
    const { variableOf } = getFileIndex(sourceCode);
    const declared = findNode(sourceCode, "a", "Identifier");
    const used = findNode(sourceCode, "a;", "ExpressionStatement").expression;
    expect(variableOf(declared)?.name).toBe("a");
    expect(variableOf(used)).toBe(variableOf(declared));
    expect(variableOf(findNode(sourceCode, "b", "Identifier"))).toBe(null);
    expect(variableOf(findNode(sourceCode, "Map", "Identifier"))).toBe(null);
  });
});

/** The variable `v` of the file. */
function variableIn(code: string) {
  const sourceCode = parse(code);
  const variable = (sourceCode.scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.variables)
    .find(({ name }) => name === "v");
  if (variable === undefined) throw new Error("no variable v");
  return { sourceCode, variable };
}

describe("onlyValue", () => {
  it.each([
    ["const v = a;", "a"],
    ["let v; v = a;", "a"],
    ["let v; f(v); v = a;", "a"],
    ["let v;", null],
    ["let v = a; v = b;", null],
    ["let v; v += a;", null],
    ["let v = 0; v++;", null],
    ["const [v] = a;", null],
    ["const { v } = a;", null],
    ["const { v = a } = b;", null],
    ["let v; [v] = a;", null],
    ["for (const v of a) {}", null],
    ["function f(v) {}", null],
    ["function f(v = a) {}", null],
  ])("in %s is %s", (code, expected) => {
    const { sourceCode, variable } = variableIn(code);
    const value = onlyValue(variable);
    expect(value && sourceCode.getText(value)).toBe(expected);
  });
});

describe("declaredNode", () => {
  it.each([
    ["function v() {}", "FunctionDeclaration"],
    ["class v {}", "ClassDeclaration"],
    ["x = class v {};", "ClassExpression"],
    ["x = function v() {};", "FunctionExpression"],
    ["const v = () => {};", "ArrowFunctionExpression"],
    ["const v = (class {}) as T;", "ClassExpression"],
    ["const v = { a: 1 };", "ObjectExpression"],
    ["const v = exports.v = class {};", "ClassExpression"],
    ["const v = (a.v = b.v = function () {});", "FunctionExpression"],
    ["const v = exports.v = f();", undefined],
    ["const v = [];", undefined],
    ["const v = f();", undefined],
    ["let v = () => {}; v = 1;", undefined],
    ["function f(v) {}", undefined],
    ["import v from 'v';", undefined],
    ["enum v { A }", undefined],
  ])("in %s is a %s", (code, expected) => {
    expect(declaredNode(variableIn(code).variable)?.type).toBe(expected);
  });

  it("is none of a variable that the file does not declare", () => {
    const { variable } = variableIn("const v = 1;");
    expect(declaredNode({ ...variable, defs: [] })).toBe(null);
  });
});
