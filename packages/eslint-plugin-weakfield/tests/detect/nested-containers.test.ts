import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import {
  findStoringContainer,
  findUsesWithin,
  isKeptByKey,
} from "../../src/detect/nested-containers.ts";
import { addUses } from "../../src/detect/uses.ts";
import type { Use } from "../../src/detect/use.ts";
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
    ["const inner = new Map(); put(key, inner);", null],
    ["const inner = new Map(); outer.put(key, inner);", null],
    ["const inner = new Map(); const other = inner; other[key] = other;", null],
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
    ["outer.delete(key);", ["clear"]],
    ["outer.clear();", ["clear"]],
    ["outer.get(key); outer.size;", []],
  ])("%s", (code, expected) => {
    const { sourceCode, index } = variableOf(`const outer = new Map(); ${code}`, "outer");
    const outer = findNode(sourceCode, "outer", "Identifier");
    expect(findUsesWithin(outer, index).map(({ kind }) => kind)).toEqual(expected);
  });
});

it("knows what is found again in a member, and in nothing that has no name", () => {
  const code =
    "class A { #all = new Map(); m(k) { this.#all.get(k).clear(); } n(k) { lists[k].clear(); } }";
  const { sourceCode, index } = variableOf(code, "k");
  const within = (text: string) =>
    findUsesWithin(findNode(sourceCode, text, "MemberExpression"), index);
  expect(within("this.#all").map(({ kind }) => kind)).toEqual(["clear"]);
  expect(within("lists[k]")).toEqual([]);
});

describe("isKeptByKey", () => {
  it.each([
    ["const caches = new WeakMap();", "caches.set(doc, cache); cache.set(node, 1);", true],
    ["const caches = new WeakMap();", "caches[doc] = cache; cache.set(node, 1);", false],
    ["const caches = new WeakMap();", 'caches.set("doc", cache); cache.set(node, 1);', false],
    ["const caches = new WeakMap();", "caches.set(doc, cache); cache.set(other, 1);", false],
    ["const caches = new WeakMap();", "caches.set(doc, cache); cache.get(node);", false],
    ["const caches = new WeakMap();", "cache.set(node, 1);", false],
    ["const caches = new WeakList();", "caches.set(doc, cache); cache.set(node, 1);", false],
    ["const caches = new lib.WeakMap();", "caches.set(doc, cache); cache.set(node, 1);", false],
    ["const caches = WeakMap();", "caches.set(doc, cache); cache.set(node, 1);", false],
    ["let caches;", "caches.set(doc, cache); cache.set(node, 1);", false],
    ["", "caches.set(doc, cache); cache.set(node, 1);", false],
  ])("with %s: %s", (before, body, expected) => {
    const { index, variable } = variableOf(
      `${before} function f(node, other) {
         const cache = new Map();
         const doc = node.ownerDocument;
         ${body}
       }`,
      "cache",
    );
    const uses: Use[] = [];
    for (const { identifier } of variable.references) addUses(identifier, "map", index, uses);
    expect(isKeptByKey(variable, uses, index)).toBe(expected);
  });

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
