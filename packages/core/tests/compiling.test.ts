import { expect, test } from "vitest";
import { compiling } from "../src/compiling.ts";

const MESSAGE =
  "[weakfield] src/a.ts could not be compiled. This is a fault of weakfield, not of the file: please report it with these lines.";

function failure(thrown: unknown): Error {
  try {
    compiling("src/a.ts", () => {
      throw thrown;
    });
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

test("what is compiled is handed through", () => {
  expect(compiling("src/a.ts", () => 1)).toBe(1);
});

test("what is thrown leaves with the file's name and its own stack", () => {
  const error = new TypeError("Oops.");
  const found = failure(error);
  expect(found.message).toBe(MESSAGE);
  expect(found.stack).toBe(`Error: ${MESSAGE}\n${error.stack}`);
  expect(found.cause).toBe(error);
});

test("an error without a stack, and what is no error, are shown all the same", () => {
  const error = new Error("Oops.");
  delete error.stack;
  expect(failure(error).stack).toBe(`Error: ${MESSAGE}\nOops.`);
  expect(failure("Oops.").stack).toBe(`Error: ${MESSAGE}\nOops.`);
  expect(failure(null).cause).toBeNull();
});
