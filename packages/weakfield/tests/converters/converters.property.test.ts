// What holds for any value. The seed is fixed, so that a failure comes again; fast-check prints the smallest value.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { assign, FieldError, integer, text, type Converter } from "../../src/index.ts";
import { makeClass } from "../fixtures/emitted.ts";

beforeAll(() => fc.configureGlobal({ seed: 20_261_121, numRuns: 500 }));

/** A part of values that no message of ours could contain by chance. */
const SECRET = "s3cr3t";

const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.double(),
  fc.bigInt(),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."+-0123456789 e.\t\n") }),
);

/** What a converter makes of a value: what is stored, or the error. */
function convert(converter: Converter, value: unknown): { stored: unknown } | { error: unknown } {
  const Holder = makeClass("Holder", { x: converter });
  const holder = new Holder();
  try {
    holder["x"] = value;
  } catch (error) {
    return { error };
  }
  return { stored: holder["x"] };
}

const bounds = fc
  .tuple(fc.maxSafeInteger(), fc.maxSafeInteger())
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

describe("integer", () => {
  it("gives a safe integer within its bounds, or a FieldError", () => {
    let stored = 0;
    fc.assert(
      fc.property(anything, bounds, (value, { min, max }) => {
        const result = convert(integer({ min, max }), value);
        if ("error" in result) return result.error instanceof FieldError;
        stored++;
        const number = result.stored as number;
        expect(Number.isSafeInteger(number) && !Object.is(number, -0)).toBe(true);
        return min <= number && number <= max;
      }),
    );
    expect(stored).toBeGreaterThan(0);
  });

  it("does for a field what it does as a function", () => {
    const value = fc.oneof(anything, fc.integer({ min: -30, max: 30 }), fc.constant(-0));
    const limits = fc
      .tuple(fc.integer({ min: -20, max: 20 }), fc.nat({ max: 20 }))
      .map(([min, more]) => integer({ min, max: min + more }));
    fc.assert(
      fc.property(value, fc.oneof(fc.constant(integer), limits), (given, converter) => {
        const called = convert((input, context) => converter(input, context), given);
        expect(convert(converter, given)).toEqual(called);
      }),
    );
  });

  it("leaves what it gave as it is", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const once = convert(integer, value);
        if ("error" in once) return;
        expect(convert(integer, once.stored)).toEqual(once);
      }),
    );
  });

  it("reads every safe integer as digits, with a sign, zeros and blanks around, and as a bigint", () => {
    const blanks = fc.string({ unit: fc.constantFrom(..." \t\n\r\u00A0\u3000\uFEFF") });
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat({ max: 30 }), blanks, (number, zeros, blank) => {
        const sign = number < 0 ? "-" : "+";
        const digits = `${sign}${"0".repeat(zeros)}${Math.abs(number)}`;
        for (const value of [String(number), `${blank}${digits}${blank}`, BigInt(number)]) {
          expect(convert(integer, value)).toEqual({ stored: number + 0 });
        }
      }),
    );
  });

  it("refuses every integer that is not safe", () => {
    const limit = BigInt(Number.MAX_SAFE_INTEGER);
    fc.assert(
      fc.property(fc.bigInt({ min: limit + 1n }), fc.boolean(), (large, isNegative) => {
        const value = isNegative ? -large : large;
        for (const form of [value, String(value), Number(value)]) {
          expect(convert(integer, form)).toMatchObject({ error: { name: "FieldError" } });
        }
      }),
    );
  });

  it("truncates every finite number toward zero", () => {
    const range = { min: -(2 ** 53) + 1, max: 2 ** 53 - 1, noNaN: true };
    fc.assert(
      fc.property(fc.double(range), (number) => {
        expect(convert(integer, number)).toEqual({ stored: Math.trunc(number) + 0 });
      }),
    );
  });

  it("takes no string but digits", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const isInteger = "stored" in convert(integer, value);
        expect(isInteger).toBe(/^\s*[+-]?\d{1,15}\s*$/.test(value));
      }),
    );
  });
});

describe("text", () => {
  it("takes exactly the strings whose code points are within the bounds, as they are", () => {
    const value = fc.oneof(anything, fc.string({ unit: "grapheme", maxLength: 30 }));
    const limits = fc
      .tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }))
      .map(([min, more]) => ({ min, max: min + more }));
    let stored = 0;
    fc.assert(
      fc.property(value, limits, (given, { min, max }) => {
        const result = convert(text({ min, max }), given);
        const length = typeof given === "string" ? Array.from(given).length : -1;
        if (min <= length && length <= max) {
          stored++;
          expect(result).toEqual({ stored: given });
        } else expect(result).toMatchObject({ error: { name: "FieldError" } });
      }),
    );
    expect(stored).toBeGreaterThan(50);
  });
});

describe("any converter", () => {
  const schema = z.string().max(3);
  const thrower: Converter = (value) => {
    throw new Error(`not ${String(value)}`);
  };
  const standard: Converter = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value) => ({
        issues: [{ message: `not ${String(value)}`, path: [String(value)] }],
      }),
    },
  };
  const converters = { integer, text: text({ max: 3 }), schema, thrower, standard };

  it.each(Object.entries(converters))(
    "%s names class and field, never the value, and keeps the old one",
    (_name, converter) => {
      const secret = fc.oneof(
        fc.string().map((rest) => rest + SECRET + rest),
        fc.array(fc.constant(SECRET), { minLength: 1 }),
      );
      fc.assert(
        fc.property(secret, (value) => {
          let isOpen = true;
          const Holder = makeClass("Holder", {
            x: isStandard(converter)
              ? converter
              : (given, context) => (isOpen ? given : converter(given, context)),
          });
          const holder = new Holder();
          const old = isStandard(converter) ? undefined : {};
          if (old) holder["x"] = old;
          isOpen = false;
          const write = () => (holder["x"] = value);
          expect(write).toThrow(FieldError);
          expect(holder["x"]).toBe(old);
          expect(write).toThrow(/`Holder\.x`/);
          expect(write).not.toThrow(new RegExp(SECRET));
          for (const values of [{ x: value }, { x: value, [SECRET]: value }]) {
            const all = () => assign(holder, values);
            expect(all).toThrow(FieldError);
            expect(all).not.toThrow(new RegExp(SECRET));
          }
          expect(holder["x"]).toBe(old);
        }),
        { numRuns: 50 },
      );
    },
  );

  it("a function's result is stored as it is, whatever it is", () => {
    fc.assert(
      fc.property(anything, anything, (value, result) => {
        const stored = convert(() => result, value);
        expect("stored" in stored && Object.is(stored.stored, result)).toBe(true);
      }),
    );
  });

  it("a schema's value is stored as it is, and whatever it throws becomes a FieldError", () => {
    fc.assert(
      fc.property(anything, anything, (value, result) => {
        const make = (validate: () => never): Converter => ({
          "~standard": { version: 1, vendor: "test", validate },
        });
        const answered = convert(
          make(() => ({ value: result }) as never),
          value,
        );
        expect("stored" in answered && Object.is(answered.stored, result)).toBe(true);
        const threw = convert(
          make(() => {
            throw result as Error;
          }),
          value,
        );
        expect(threw).toMatchObject({ error: { name: "FieldError" } });
        if ("error" in threw && !(result instanceof FieldError)) {
          expect(Object.is((threw.error as FieldError).cause, result)).toBe(true);
        }
      }),
    );
  });
});

function isStandard(
  converter: Converter,
): converter is Exclude<Converter, (...args: never) => unknown> {
  return "~standard" in converter;
}
