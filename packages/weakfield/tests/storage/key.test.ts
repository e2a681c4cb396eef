import { expect, it } from "vitest";
import { key } from "../../src/internal.ts";

it("key is what a computed member name evaluates to", () => {
  const symbol = Symbol("s");
  const values = [symbol, "x", "", "__proto__", 1, -0, 1.5, null, undefined, true, [1, 2], 10n];
  const expected = [symbol, "x", "", "__proto__", "1", "0", "1.5", "null", "undefined", "true"];
  expect(values.map(key)).toEqual([...expected, "1,2", "10"]);
});

it("key converts an object once, preferring a string", () => {
  const hints: string[] = [];
  const object = {
    [Symbol.toPrimitive](hint: string) {
      hints.push(hint);
      return "name";
    },
  };
  expect(key(object)).toBe("name");
  expect(hints).toEqual(["string"]);
});
