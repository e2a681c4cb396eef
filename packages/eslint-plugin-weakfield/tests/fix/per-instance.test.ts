import { expect, it } from "vitest";
import { isTypeScriptFile } from "../../src/fix/per-instance.ts";

it.each([
  ["a.ts", true],
  ["a.mts", true],
  ["a.cts", true],
  ["a.tsx", true],
  ["a.d.ts", true],
  ["a.js", false],
  ["a.jsx", false],
  ["a.ts.js", false],
  ["a.ts.snap", false],
  ["a.vue", false],
])("isTypeScriptFile of %s: %s", (name, expected) => {
  expect(isTypeScriptFile(name)).toBe(expected);
});
