import { expect, it } from "vitest";
import { ready, unset } from "../../src/internal.ts";

it("ready lets every value through but the mark", () => {
  for (const value of [undefined, null, 0, "", {}]) expect(ready(value, "P", "x")).toBe(value);
  expect(() => ready(unset, "P", "x")).toThrow(
    "[weakfield] `P.x` was used before it was initialized.",
  );
  expect(() => ready(unset, "P", "x")).toThrow(TypeError);
});
