import { describe, expect, it } from "vitest";
import { FieldError, text } from "../../src/index.ts";
import { makeClass } from "../fixtures/emitted.ts";

const Holder = makeClass("Holder", { some: text({ min: 2, max: 4 }), bare: text, called: text() });

function write(value: unknown, name = "some"): unknown {
  const holder = new Holder();
  holder[name] = value;
  return holder[name];
}

it("text stores a string within its bounds unchanged", () => {
  for (const value of ["ab", "abcd", "  ", "😀😀😀😀"]) expect(write(value)).toBe(value);
});

describe("text refuses", () => {
  it.each<[unknown, string]>([
    [5, "Value must be a string."],
    [null, "Value must be a string."],
    [new String("abc"), "Value must be a string."],
    ["", "Value should be at least 2 characters."],
    ["😀", "Value should be at least 2 characters."],
    ["abcde", "Value cannot exceed 4 characters."],
    ["a".repeat(1e6), "Value cannot exceed 4 characters."],
  ])("%o", (value, message) => {
    let caught: unknown;
    try {
      write(value);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(FieldError);
    expect(caught).toMatchObject({
      issues: [{ message, path: ["some"] }],
      message: `[weakfield] \`Holder.some\` refused the value: ${message}`,
    });
  });
});

it("text takes 0 to 255 characters unless told", () => {
  for (const name of ["bare", "called"]) {
    expect(write("", name)).toBe("");
    expect(write("😀".repeat(255), name)).toBe("😀".repeat(255));
    expect(() => write("x".repeat(256), name)).toThrow("Value cannot exceed 255 characters.");
  }
});

describe("text refuses impossible bounds when it is called", () => {
  it.each([
    { min: 5, max: 1 },
    { min: 256 },
    { min: -1 },
    { max: -1 },
    { max: NaN },
    { min: 1.5 },
    { max: Infinity },
  ])("%o", (bounds) => {
    expect(() => text(bounds)).toThrow(RangeError);
  });

  it("and options that it does not know", () => {
    expect(() => text({ length: 1 } as object)).toThrow("has no option `length`");
    for (const options of ["abc", null, [], [1], new Map(), new Date(), () => 1]) {
      expect(() => text(options as object)).toThrow("`text` takes one object");
    }
  });
});
