import { describe, expect, it } from "vitest";
import { FieldError, integer } from "../../src/index.ts";
import { makeClass } from "../fixtures/emitted.ts";

const Holder = makeClass("Holder", {
  n: integer,
  bounded: integer({ min: -1, max: 10 }),
  open: integer(),
});

function read(value: unknown, name = "n"): unknown {
  const holder = new Holder();
  holder[name] = value;
  return holder[name];
}

describe("integer converts", () => {
  it.each([
    [10.1, 10],
    [-10.9, -10],
    [-0, 0],
    [-0.5, 0],
    ["-0", 0],
    ["42", 42],
    [" \t+7\n", 7],
    ["-007", -7],
    [12n, 12],
    [Number.MAX_SAFE_INTEGER, 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    [BigInt(Number.MAX_SAFE_INTEGER), 9007199254740991],
  ])("%o to %o", (value, expected) => {
    expect(read(value)).toBe(expected);
    expect(read(value, "open")).toBe(expected);
  });
});

describe("integer refuses", () => {
  const digits = "Value must be a finite number or a string of decimal digits.";
  const range = "Value must be within the range of safe integers.";
  it.each<[unknown, string]>([
    ["", digits],
    [" ", digits],
    ["1e3", digits],
    ["10.5", digits],
    ["0x10", digits],
    ["1_000", digits],
    ["--1", digits],
    ["1 2", digits],
    ["１", digits],
    [true, digits],
    [null, digits],
    [undefined, digits],
    [NaN, digits],
    [Infinity, digits],
    [[5], digits],
    [new Date(5), digits],
    [{ valueOf: () => 5 }, digits],
    [Symbol("5"), digits],
    [2 ** 53, range],
    [-(2 ** 53), range],
    [1e300, range],
    ["9007199254740992", range],
    ["9".repeat(400), range],
    [2n ** 53n, range],
    [10n ** 400n, range],
  ])("%o", (value, message) => {
    let caught: unknown;
    try {
      read(value);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(FieldError);
    expect(caught).toMatchObject({
      issues: [{ message, path: ["n"] }],
      field: "n",
      owner: "Holder",
      message: `[weakfield] \`Holder.n\` refused the value: ${message}`,
    });
  });
});

it("integer with bounds checks what it has converted", () => {
  expect(read(10.9, "bounded")).toBe(10);
  expect(read("-1", "bounded")).toBe(-1);
  expect(read(10, "bounded")).toBe(10);
  expect(read(-1, "bounded")).toBe(-1);
  expect(read(-0, "bounded")).toBe(0);
  expect(() => read(11, "bounded")).toThrow("Value cannot exceed 10.");
  expect(() => read(-2, "bounded")).toThrow("Value should be at least -1.");
  expect(() => read("x", "bounded")).toThrow("decimal digits");
});

it("integer is a converter when it is called with a context", () => {
  expect(integer(" 5", { field: "x", owner: "X" }) satisfies number).toBe(5);
});

describe("integer refuses impossible bounds when it is called", () => {
  it.each([
    { min: 5, max: 1 },
    { min: NaN },
    { max: NaN },
    { max: Infinity },
    { min: 0.5 },
    { max: 2 ** 53 },
    { min: "1" as unknown as number },
  ])("%o", (bounds) => {
    expect(() => integer(bounds)).toThrow(RangeError);
  });

  it("and options that it does not know", () => {
    expect(() => integer({ minimum: 1 } as object)).toThrow("has no option `minimum`");
    expect(() => integer(5 as unknown as object)).toThrow(TypeError);
    expect(() => integer(null as unknown as object)).toThrow(TypeError);
  });
});
