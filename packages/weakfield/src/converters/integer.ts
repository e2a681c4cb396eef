import { notInteger, refusal, tooLarge, tooSmall, unsafeInteger } from "../errors.ts";
import { resolveBounds, type Bounds } from "./bounds.ts";
import type { ConverterContext, ConverterFunction } from "./converter.ts";

/** `integer`: a converter, and a function that makes one with bounds. */
export interface IntegerConverter {
  /** Makes a converter that also checks bounds. Throws a `RangeError` for impossible ones. */
  (options?: Bounds): ConverterFunction<number>;
  /** Converts a value. */
  (value: unknown, context: ConverterContext): number;
}

const unbounded = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

function convertInteger(...args: [options?: Bounds] | [unknown, ConverterContext]): unknown {
  // A converter is called with a context; a user's call has options or nothing.
  if (args.length > 1) return toInteger(args[0]);
  const { min, max } = resolveBounds("integer", args[0], unbounded, unbounded.min);
  return (value: unknown) => {
    const integer = toInteger(value);
    if (integer < min) throw refusal(tooSmall(min));
    if (integer > max) throw refusal(tooLarge(max));
    return integer;
  };
}

/**
 * Converts to a safe integer: truncates a finite number, reads a string of decimal digits with an
 * optional sign, narrows a bigint. Refuses everything else.
 */
export const integer: IntegerConverter = convertInteger as IntegerConverter;

function toInteger(value: unknown): number {
  const integer = Math.trunc(toNumber(value));
  if (!Number.isSafeInteger(integer)) throw refusal(unsafeInteger);
  return integer + 0; // -0 becomes 0
}

function toNumber(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") {
    const digits = value.trim();
    if (/^[+-]?[0-9]+$/.test(digits)) return Number(digits);
  }
  throw refusal(notInteger);
}
