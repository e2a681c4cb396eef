import { describe, expect, it } from "vitest";
import { getCollections } from "../../src/detect/collections.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { findNestedUses } from "../../src/detect/nested-uses.ts";
import { parse } from "./parse.ts";

/** What is done with the values in the first collection of the file. */
function nested(code: string): string[] {
  const sourceCode = parse(code);
  const [collection] = getCollections(sourceCode);
  if (collection === undefined) throw new Error("no collection");
  return findNestedUses(collection.uses, getFileIndex(sourceCode)).map(({ kind }) => kind);
}

describe("findNestedUses", () => {
  it.each([
    ["const it = new Map(); it.get(k).push(v);", ["write"]],
    ["const it = new Map(); it.get(k)?.delete(v);", ["drop"]],
    ["const it = new Map(); it?.get(k).delete(v);", ["drop"]],
    ["const it = new Map(); const list = it.get(k); list.pop();", ["drop"]],
    ["const it = {}; it[k][v] = 1;", ["write"]],
    ["const it = {}; delete it[k][v];", ["drop"]],
    ["const it = new Map(); const list = []; it.set(k, list); list.push(v);", ["escape", "write"]],
    ["const it = {}; let list; it[k] = list = []; list.push(v);", []],
    ["class A { it = new Map(); m(k, v) { (this?.it).get(k).push(v); } }", ["write"]],
    ["const it = []; const list = []; it.push(list); list.push(v);", []],
    ["const it = new Map(); it.get(k);", ["read"]],
    // Not by key, not the value, not the collection.
    ["const it = new Map(); it.has(k);", []],
    ["const it = {}; it.a.push(v);", []],
    ["const it = new Map(); it.forEach((list) => list.push(v));", []],
    ["const it = new Map(); it.set(k, []);", []],
    ["const it = new Map(); it.set(k, unknown); unknown.push(v);", []],
    ["const it = new Map(); it.delete(k);", []],
    ["const it = {}; k in it;", []],
    ["class A { it = new Map(); } function f(a) { a.it.get(k).push(v); }", []],
  ])("in %s are %j", (code, expected) => {
    expect(nested(code)).toEqual(expected);
  });
});
