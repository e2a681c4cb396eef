import { expect, test } from "vitest";
import { lowerBound } from "../src/lower-bound.ts";

test("lowerBound finds the first number that is not below", () => {
  const numbers = [2, 4, 4, 7];
  const found = [1, 2, 3, 4, 5, 7, 8].map((value) => lowerBound(numbers, value));
  expect(found).toEqual([0, 0, 1, 1, 3, 3, 4]);
  expect(lowerBound([], 1)).toBe(0);
});
