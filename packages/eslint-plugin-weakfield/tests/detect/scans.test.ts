import { describe, expect, it } from "vitest";
import { findScans } from "../../src/detect/scans.ts";
import { parse } from "./parse.ts";

const find = (code: string): string[] => {
  const sourceCode = parse(code);
  return findScans(sourceCode).map(({ node, when }) => `${when} ${sourceCode.getText(node)}`);
};

describe("findScans, in a finalization callback", () => {
  it.each([
    ["list = list.filter((ref) => ref.deref());", ["finalizer filter"]],
    ["list.splice(list.indexOf(held), 1);", ["finalizer indexOf"]],
    ["list.find((ref) => ref === held);", ["finalizer find"]],
    ["[...map].findIndex((ref) => ref === held);", ["finalizer findIndex"]],
    ["[first, ...map].findLast((ref) => ref === held);", ["finalizer findLast"]],
    ["list.findLastIndex((ref) => ref === held);", ["finalizer findLastIndex"]],
    ["list.lastIndexOf(held);", ["finalizer lastIndexOf"]],
    ["list.includes(held);", ["finalizer includes"]],
    ["_.findKey(table, (ref) => ref === held);", ["finalizer findKey"]],
    ["for (const i in list) if (list[i] === held) list.splice(i, 1);", ["finalizer list"]],
    ["first.deref(); for (const ref of list) ref.deref();", ["finalizer list"]],
    ["for (const ref of list) ref.deref();", ["finalizer list"]],
    ["for (const key in table) table[key].deref();", ["finalizer table"]],
    ["list.forEach((ref) => ref.deref());", ["finalizer forEach"]],
    ["for (const [key, ref] of map) if (!ref.deref()) map.delete(key);", ["finalizer map"]],
    ["for (const [key, ref] of map) { if (ref === held) map.delete(key); }", ["finalizer map"]],
    ["map.forEach((ref, key) => { if (ref === held) map.delete(key); });", ["finalizer forEach"]],
    // A key, a text, the held value itself, a removal of all, a fixed list.
    ["map.delete(held);", []],
    ["held.list.filter(f);", []],
    ["'text'.indexOf(held);", []],
    ["`text`.includes(held);", []],
    ["[1, 2].includes(held);", []],
    ["list.filter;", []],
    ["for (const key of keys) map.delete(key);", []],
    ["keys.forEach((key) => { map.delete(key); });", []],
    ["for (const ref of [a, b]) ref.deref();", []],
    ["for (const ref of x.deref()) f(ref);", []],
    ["if (held) map.delete(held);", []],
    ["list.map((ref) => ref.deref());", []],
    ["const f = () => ref.deref();", []],
    ["ref.deref();", []],
  ])("in %s: %j", (body, expected) => {
    expect(find(`new FinalizationRegistry((held) => { ${body} });`)).toEqual(expected);
  });

  it("takes what a call gives for no part of what was passed to the callback", () => {
    expect(find("new FinalizationRegistry(({ key }) => { all(key).filter(f); });")).toEqual([
      "finalizer filter",
    ]);
  });

  it("looks for no loop outside of it", () => {
    const sweep = "for (const ref of list) ref.deref();";
    expect(find(`new FinalizationRegistry((held) => { map.delete(held); }); ${sweep}`)).toEqual([]);
  });

  it("looks into the functions that the callback calls by name", () => {
    const sweep = "function sweep() { list.filter(f); }";
    expect(find(`new FinalizationRegistry(() => { sweep(); }); ${sweep}`)).toEqual([
      "finalizer filter",
    ]);
    expect(find(`new FinalizationRegistry(sweep); ${sweep}`)).toEqual(["finalizer filter"]);
    expect(
      find(`new FinalizationRegistry(sweep); new FinalizationRegistry(() => sweep()); ${sweep}`),
    ).toEqual(["finalizer filter"]);
    expect(find(`new FinalizationRegistry(() => { later(sweep); }); ${sweep}`)).toEqual([]);
    expect(find(`new FinalizationRegistry(() => { x(); }); const x = [].filter(f);`)).toEqual([]);
    expect(find(`new FinalizationRegistry(x); ${sweep}`)).toEqual([]);
  });
});

it("an insertion at the top level, which there is once, is no reason for a scan", () => {
  expect(find("const all = []; all.push(new WeakRef(a)); for (const x of all) x.deref();")).toEqual(
    [],
  );
});

describe("findScans, at every insertion", () => {
  const add = (body: string): string[] =>
    find(`const all = []; export function add(a) { ${body} all.push(new WeakRef(a)); }`);

  it.each([
    ["for (const ref of all) ref.deref();", ["insertion all"]],
    ["all.forEach((ref) => ref.deref());", ["insertion all"]],
    ["all.some((ref) => ref.deref() === a);", ["insertion all"]],
    ["all.findLast((ref) => ref.deref() === a);", ["insertion all"]],
    ["all.finally((ref) => ref.deref() === a);", []],
    ["steps[a](...all, a.deref());", []],
    ["if (all.length > 100) for (const ref of all) ref.deref();", []],
    ["for (const ref of all) f(ref);", []],
    ["all.map((ref) => ref.deref());", []],
    ["for (const ref of other) ref.deref();", []],
    ["", []],
  ])("with %s: %j", (body, expected) => {
    expect(add(body)).toEqual(expected);
  });
});
