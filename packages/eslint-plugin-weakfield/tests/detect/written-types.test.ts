import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { verdictOfAnnotation } from "../../src/detect/written-types.ts";
import { parse } from "./parse.ts";

/** What the type written for `v` says. */
function judge(declaration: string): string | null {
  const sourceCode = parse(`
    type Text = string; type Alias = Shape; type Thing = { a: 1 }; type Maker = new () => object;
    enum Kind { A } interface Shape {} class Model {} interface ThingConstructor {}
    ${declaration}`);
  const variable = (sourceCode.scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.variables)
    .find(({ name }) => name === "v");
  if (variable === undefined) throw new Error("no variable v");
  const verdict = verdictOfAnnotation(variable, getFileIndex(sourceCode));
  return verdict && `${verdict.role} ${verdict.strength}`;
}

describe("verdictOfAnnotation", () => {
  it.each([
    ["string", "primitive 3"],
    ["number", "primitive 3"],
    ["boolean", "primitive 3"],
    ["symbol", "primitive 3"],
    ["bigint", "primitive 3"],
    ["'a'", "primitive 3"],
    ["`a${string}`", "primitive 3"],
    ["undefined", "primitive 3"],
    ["null", "primitive 3"],
    ["keyof Shape", "primitive 3"],
    ["readonly Shape[]", "instance 2"],
    ["string | number", "primitive 3"],
    ["Shape | null", "instance 3"],
    ["Shape | Constructor", "class 3"],
    ["any | null", "unknown 0"],
    ["Shape & Thing", "instance 3"],
    ["string & { tag: 1 }", "instance 2"],
    ["new () => Shape", "class 3"],
    ["typeof Model", "class 3"],
    ["Shape[]", "instance 2"],
    ["[Shape]", "instance 2"],
    ["{ a: 1 }", "instance 2"],
    ["object", "instance 2"],
    ["any", "unknown 0"],
    ["() => void", "unknown 1"],
    ["Shape", "instance 3"],
    ["Model", "instance 3"],
    ["ThingConstructor", "class 3"],
    ["Kind", "primitive 3"],
    ["Text", "primitive 3"],
    ["Thing", "instance 2"],
    ["Maker", "class 3"],
    ["Alias", "instance 2"],
    ["Elsewhere", "instance 2"],
    ["lib.Element", "instance 3"],
    ["lib.Thing", "instance 2"],
  ])("of %s is %s", (type, expected) => {
    expect(judge(`declare const v: ${type};`)).toBe(expected);
    expect(judge(`function f(v: ${type}) {}`)).toBe(expected);
  });

  it("takes a type parameter by its constraint", () => {
    expect(judge("function f<T extends Shape>(v: T) {}")).toBe("instance 3");
    expect(judge("function f<T extends string>(v: T) {}")).toBe("primitive 3");
    expect(judge("function f<T>(v: T) {}")).toBe("unknown 0");
  });

  it("is none where no type is written", () => {
    expect(judge("const v = 1;")).toBe(null);
    expect(judge("class v {}")).toBe(null);
    expect(judge("const { v } = x;")).toBe(null);
  });
});
