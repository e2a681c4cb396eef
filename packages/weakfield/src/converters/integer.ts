import { notInteger, refusal, tooLarge, tooSmall, unsafeInteger } from "../errors.ts";
import { resolveBounds, type Bounds } from "./bounds.ts";
import { convert, shortcut } from "./converter.ts";
import type { ConverterContext, ConverterFunction, Shortened } from "./converter.ts";

/** `integer`: a converter, and a function that makes one with bounds. */
export interface IntegerConverter {
  /** Makes a converter that also checks bounds. Throws a `RangeError` for impossible ones. */
  (options?: Bounds): ConverterFunction<number>;
  /** Converts a value. */
  (value: unknown, context: ConverterContext): number;
}

const unbounded = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

// What runs for every value written is short, so that an optimizer has room to inline it into setters.
function convertInteger(value?: unknown, context?: ConverterContext): unknown {
  // A converter is called with a context; a user's call has options or nothing.
  return context === undefined ? withBounds(value) : toInteger(value);
}

function withBounds(options: unknown): ConverterFunction<number> {
  const { min, max } = resolveBounds("integer", options, unbounded, unbounded.min);
  const converter = (value: unknown) => {
    const integer = toInteger(value);
    if (integer < min) throw refusal(tooSmall(min));
    if (integer > max) throw refusal(tooLarge(max));
    return integer;
  };
  return Object.assign(converter, {
    [shortcut]: (context) => (value) =>
      isInteger(value) && value >= min && value <= max
        ? value + 0
        : convert(converter, value, context),
  } satisfies Shortened<number>);
}

/**
 * Converts to a safe integer: truncates a finite number, reads a string of decimal digits with an
 * optional sign, narrows a bigint. Refuses everything else.
 */
export const integer: IntegerConverter = /* @__PURE__ */ Object.assign(
  convertInteger as IntegerConverter,
  {
    [shortcut]: (context) => (value) =>
      isInteger(value) ? value + 0 : convert(integer, value, context),
  } satisfies Shortened<number>,
);

/** Is it a safe integer as it stands? Of these, only -0 is still to become 0. */
function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function toInteger(value: unknown): number {
  return isInteger(value) ? value + 0 : readInteger(value);
}

/** What is no safe integer as it stands. */
function readInteger(value: unknown): number {
  const integer = Math.trunc(typeof value === "number" ? value : readNumber(value));
  if (!Number.isSafeInteger(integer)) throw refusal(whyRefused(value, integer));
  return integer + 0;
}

/** Infinity is no integer, digits that come to it are too large a one. */
function whyRefused(value: unknown, integer: number): string {
  const isInteger = typeof value === "number" ? Number.isFinite(value) : !Number.isNaN(integer);
  return isInteger ? unsafeInteger : notInteger;
}

/** NaN for what is no number in another form. */
function readNumber(value: unknown): number {
  if (typeof value === "bigint") return Number(value);
  const digits = typeof value === "string" ? value.trim() : "";
  return /^[+-]?[0-9]+$/.test(digits) ? Number(digits) : NaN;
}
