import { inspect } from "node:util";
import { expect, it } from "vitest";
import { FieldError } from "../src/index.ts";

const details = { issues: [{ message: "m", path: ["age"] }], field: "age", owner: "Person" };

it("FieldError is a TypeError with code, field, owner and frozen issues", () => {
  const error = new FieldError("text", details);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ ...details, code: "WEAKFIELD_INVALID", name: "FieldError" });
  expect(Object.isFrozen(error.issues)).toBe(true);
  expect(Object.keys(error).sort()).toEqual(["code", "field", "issues", "owner"]);
  expect("cause" in error).toBe(false);
  expect(new FieldError("text", { ...details, cause: 0 }).cause).toBe(0);
  expect(inspect(error)).toMatch(/^FieldError: text/);
});

it("a subclass of FieldError keeps its own instanceof", () => {
  class OwnError extends FieldError {}
  const [base, own] = [new FieldError("", details), new OwnError("", details)];
  expect(own instanceof OwnError).toBe(true);
  expect(own instanceof FieldError).toBe(true);
  expect(base instanceof OwnError).toBe(false);
});

it("no other value is a FieldError", () => {
  for (const value of [null, undefined, 0, "", new TypeError(), { ...details }, () => 0]) {
    expect((value as unknown) instanceof FieldError).toBe(false);
  }
});
