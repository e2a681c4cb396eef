import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import {
  findStoringContainer,
  findUsesWithin,
  isKeptByKey,
} from "../../src/detect/nested-containers.ts";
import { addUses } from "../../src/detect/uses.ts";
import type { Use } from "../../src/detect/uses.ts";
import type { Variable } from "../../src/detect/syntax.ts";
import { findNode, parse } from "./parse.ts";

function variableOf(code: string, name: string) {
  const sourceCode = parse(code);
  const index = getFileIndex(sourceCode);
  const variable = index.variableOf(findNode(sourceCode, name, "Identifier")) as Variable;
  return { sourceCode, index, variable };
}

describe("findStoringContainer", () => {
  it.each([
    ["const inner = new Map(); outer.set(key, inner);", "outer"],
    ["const inner = new Map(); outer[key] = inner;", "outer"],
    ["const inner = new Map(); this.all.set(key, inner);", "this.all"],
    ["const inner = new Map(); outer.set(inner, key);", null],
    ["const inner = new Map(); outer.add(inner);", null],
    ["const inner = new Map(); outer.name = inner;", null],
  ])("%s", (code, expected) => {
    const { sourceCode, variable } = variableOf(code, "inner");
    const found = findStoringContainer(variable);
    expect(found === null ? null : sourceCode.getText(found)).toBe(expected);
  });
});

describe("findUsesWithin", () => {
  it.each([
    ["outer.get(key).delete(x);", ["drop"]],
    ["outer.get(key).clear();", ["clear"]],
    ["const found = outer.get(key); found.delete(x);", ["drop"]],
    ["outer.get(key).set(x, 1);", []],
    ["outer.delete(key);", []],
  ])("%s", (code, expected) => {
    const { sourceCode, index } = variableOf(`const outer = new Map(); ${code}`, "outer");
    const outer = findNode(sourceCode, "outer", "Identifier");
    expect(findUsesWithin(outer, index).map(({ kind }) => kind)).toEqual(expected);
  });
});

describe("isKeptByKey", () => {
  const isKept = (outer: string, whole: string): boolean => {
    const { index, variable } = variableOf(
      `const caches = ${outer};
       function remember(node) {
         const cache = new Map();
         const doc = ${whole};
         caches.set(doc, cache);
         cache.set(node, 1);
       }`,
      "cache",
    );
    const uses: Use[] = [];
    for (const { identifier } of variable.references) addUses(identifier, "map", index, uses);
    return isKeptByKey(variable, uses, index);
  };

  it("takes a part of the key of a weak container", () => {
    expect(isKept("new WeakMap()", "node.ownerDocument")).toBe(true);
    expect(isKept("new WeakMap()", "node.getRootNode()")).toBe(true);
  });

  it("leaves a strong container, and a key of its own", () => {
    expect(isKept("new Map()", "node.ownerDocument")).toBe(false);
    expect(isKept("new WeakMap()", "document.body")).toBe(false);
  });
});
