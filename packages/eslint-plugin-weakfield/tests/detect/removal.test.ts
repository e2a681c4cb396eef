import { describe, expect, it } from "vitest";
import { getCollections } from "../../src/detect/collections.ts";
import { judgeRemoval } from "../../src/detect/removal.ts";
import { analyze } from "./analyze.ts";

const judge = (code: string): string | undefined =>
  analyze(code, (sourceCode) => {
    const [collection] = getCollections(sourceCode);
    return collection === undefined ? undefined : judgeRemoval(collection);
  });

const inModule = (body: string): string | undefined => judge(`const map = new Map(); ${body}`);

describe("judgeRemoval", () => {
  it.each([
    ["in the function that adds", "export function f(k) { map.set(k, 1); map.delete(k); }"],
    [
      "in finally",
      "export async function f(k) { map.set(k, 1); try { await g(); } finally { map.delete(k); } }",
    ],
    [
      "in a callback",
      "export function f(k) { map.set(k, 1); k.on('close', () => map.delete(k)); }",
    ],
    [
      "in a returned function",
      "export function f(k) { map.set(k, 1); return () => map.delete(k); }",
    ],
    [
      "in a function that the file calls",
      "function drop(k) { map.delete(k); } export function g(k) { drop(k); }",
    ],
    ["in a lifecycle function", "export function unsubscribe(k) { map.delete(k); }"],
    ["in a lifecycle method", "export class A { disconnectedCallback() { map.delete(this); } }"],
    ["when the map is full", "export function f(k) { map.set(k, 1); if (map.size > 9) trim(); }"],
  ])("is strong %s", (_, body) => {
    expect(inModule(body)).toBe("strong");
  });

  it.each([
    ["is only offered", "offered", "export function remove(k) { map.delete(k); }"],
    [
      "is only offered by a returned object",
      "offered",
      "export const api = { forget(k) { map.delete(k); } };",
    ],
    ["empties everything", "reset", "export function clearCache() { map.clear(); }"],
    [
      "waits for an explicit dispose",
      "explicit",
      "export function f(k) { map.set(k, 1); k.on('dispose', () => map.delete(k)); }",
    ],
    ["is not there", "none", "export function f(k) { map.set(k, 1); }"],
    ["cannot be reached", "none", "function never() { map.clear(); }"],
  ])("%s: %s", (_, expected, body) => {
    expect(inModule(body)).toBe(expected);
  });

  it("does not take the end of the owner for a removal", () => {
    expect(
      judge(
        "class Registry { all = new Set(); add(x) { this.all.add(x); } dispose() { this.all.clear(); } }",
      ),
    ).toBe("end");
  });

  it("takes a wrapped position for a bound", () => {
    expect(
      judge("const ring = []; let i = 0; export function f(x) { ring[i] = x; i = (i + 1) % 8; }"),
    ).toBe("strong");
    expect(
      judge("const list = []; let i = 0; export function f(x) { list[i] = x; i = i + 1; }"),
    ).toBe("none");
  });

  it("does not take a loop over the length for a bound", () => {
    expect(
      judge(
        "const list = []; export function f() { for (let i = 0; i < list.length; i++) g(list[i]); }",
      ),
    ).toBe("none");
  });
});
