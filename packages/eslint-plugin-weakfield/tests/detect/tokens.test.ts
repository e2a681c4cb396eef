import { describe, expect, it } from "vitest";
import { getRegistries } from "../../src/detect/registries.ts";
import { findMissingTokens } from "../../src/detect/tokens.ts";
import { parse } from "./parse.ts";

const find = (code: string): (string | null)[] => {
  const [registry] = getRegistries(parse(`const it = new FinalizationRegistry(f); ${code}`));
  if (registry === undefined) throw new Error("no registry");
  return findMissingTokens(registry).map(({ token }) => token);
};

describe("findMissingTokens", () => {
  it.each([
    ["it.register(a, 1); it.unregister(a);", ["a"]],
    ["it.register(this, 1); it.unregister(this);", ["this"]],
    ["it.register(a, 1); it.register(a, 2); it.unregister(a);", ["a", "a"]],
    // The token is another thing than the target, or nothing that has a name.
    ["it.register(a, 1); it.unregister(b);", [null]],
    ["it.register(a, 1); it.unregister(a); it.unregister(b);", [null]],
    ["it.register(a, 1); it.unregister();", [null]],
    ["it.register(a.b, 1); it.unregister(a.b);", [null]],
    // Another call gives the token of the same target.
    ["it.register(a, 1); it.register(a, 2, a); it.unregister(a);", ["a"]],
    ["it.register(a, 2, b); it.register(a, 1); it.unregister(b);", ["b"]],
    ["it.register(a, 2, b); it.register(a, 1); it.unregister(b); it.unregister(c);", ["b"]],
    ["it.register(a, 2, b.c); it.register(a, 1); it.unregister(b.c);", [null]],
    [
      "function g(a) { it.register(a, 1, a); h(a); function i() { it.register(a, 2); } it.unregister(a); }",
      [null],
    ],
    [
      "class A { b() { it.register(this, 1, this); } c() { it.register(this, 2); } d() { it.unregister(this); } }",
      [null],
    ],
    [
      "class A { b() { it.register(this, 1, this); it.register(this, 2); } d() { it.unregister(this); } }",
      ["this"],
    ],
    // Nothing is missing.
    [
      "class A { b() { it.register(this, 1, this); } } class B { b() { it.register(this, 1); } } it.unregister(this);",
      [],
    ],
    [
      "function g(a) { it.register(a, 1, a); } function h(a) { it.register(a, 1); } it.unregister(a);",
      [],
    ],
    ["it.register(a, 1); it.register(a, 2, b); it.unregister(c);", []],
    ["it.register(a, 1); it.register(a, 2, b); it.unregister();", []],
    ["it.register(a, 1); it.register(this, 2, a); it.unregister(a);", []],
    ["it.register(this, 1); it.register(a, 2, a); it.unregister(a);", []],
    ["it.register(a.b, 1); it.register(a.b, 2, a); it.unregister(a);", []],
    ["it.register(a, 1);", []],
    ["it.unregister(a);", []],
    ["it.register(a, 1, a); it.unregister(a);", []],
    ["it.register(a, 1); it.register(b, 1, b); it.unregister(b);", []],
    ["it.register(...a); it.unregister(b);", []],
    ["it.register(a, ...b); it.unregister(a);", []],
    ["it.register(a, 1); it.register(...b); it.unregister(a);", []],
    ["it.register(); it.unregister(b);", []],
  ])("in %s are %j", (code, expected) => {
    expect(find(code)).toEqual(expected);
  });
});
