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
    // Nothing is missing.
    ["it.register(a, 1);", []],
    ["it.unregister(a);", []],
    ["it.register(a, 1, a); it.unregister(a);", []],
    ["it.register(a, 1); it.register(b, 1, b); it.unregister(b);", []],
    ["it.register(...a); it.unregister(b);", []],
    ["it.register(); it.unregister(b);", []],
  ])("in %s are %j", (code, expected) => {
    expect(find(code)).toEqual(expected);
  });
});
