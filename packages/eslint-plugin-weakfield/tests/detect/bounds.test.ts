import { describe, expect, it } from "vitest";
import { isBoundCheck, isRingIndex } from "../../src/detect/bounds.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { parse } from "./parse.ts";

describe("isBoundCheck", () => {
  it.each([
    ["list.length > 100", true],
    ["list.length >= 2", true],
    ["100 <= list.length", true],
    ["list!.length > (9 as number)", true],
    ["list.length < limit", true],
    ["list.length > anything", true],
    ["maximum <= list.length", true],
    ["cap < list.length", true],
    ["capSize < list.length", true],
    ["list.length > this.maxEntries", true],
    ["list.length >= options.limit", true],
    ["options['size'] < list.length", true],
    // What only asks whether there is anything, or walks over all of it.
    ["list.length > 0", false],
    ["list.length >= 1", false],
    ["list.length > '9'", false],
    ["i < list.length", false],
    ["list.length === 100", false],
    ["list.length != 100", false],
    ["list.length > other.length", false],
    ["list.length > other[key]", false],
    ["list.length > count()", false],
    ["f(list.length)", false],
  ])("is told in %s: %s", (text, expected) => {
    const sourceCode = parse(`const list = [], i = 0; if (${text}) f();`);
    const [member] = getFileIndex(sourceCode).members.get("length") ?? [];
    if (member === undefined) throw new Error("no list.length");
    expect(isBoundCheck(member.object)).toBe(expected);
  });
});

describe("isRingIndex", () => {
  it.each([
    ["list[i % 8] = x;", true],
    ["list[i++ % 8] = x;", true],
    ["list[i] = x; i = (i + 1) % 8;", true],
    ["list[i!] = x; i = (i + 1) % 8;", true],
    ["list[i++] = x; if (i > 8) i = 0;", true],
    ["list[i] = x; i = i + 1;", false],
    ["list[i++] = x;", false],
    ["list[i] = x; i = 1;", false],
    ["list[i + 8] = x;", false],
    ["list[a.b] = x;", false],
    ["list[unknown] = x; unknown = 0;", false],
    ["list[list.length] = x;", false],
  ])("is told in %s: %s", (body, expected) => {
    const sourceCode = parse(`let i = 0; function f(x) { ${body} }`);
    const index = getFileIndex(sourceCode);
    const [member] = index.brackets;
    if (member === undefined) throw new Error("no brackets");
    expect(isRingIndex(member.property, index)).toBe(expected);
  });
});
