import { expect, test } from "vitest";
import { signUp, Visitor } from "./visitor";

test("inputs are strings, fields are not", () => {
  const visitor = new Visitor();
  expect(signUp(visitor, { name: "Ada", age: "36", email: "ADA@example.org" })).toEqual({});
  expect(visitor).toEqual({ name: "Ada", age: 36, email: "ada@example.org" });
  expect(visitor).toHaveFields({ name: "Ada", age: 36, email: "ada@example.org" });
});

test("each fault has its message, and nothing is filled", () => {
  const visitor = new Visitor();
  expect(signUp(visitor, { name: "", age: "17", email: "nobody" })).toEqual({
    name: "Value should be at least 1 characters.",
    age: "Value should be at least 18.",
    email: "Value must be an email address.",
  });
  expect(visitor.name).toBeUndefined();
});

test("a visitor is freed with all that was typed", async () => {
  await expect(() => new Visitor()).toBeCollectable();
});
