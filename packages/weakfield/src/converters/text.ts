import { notString, refusal, tooLong, tooShort } from "../errors.ts";
import { resolveBounds, type Bounds } from "./bounds.ts";
import type { ConverterContext, ConverterFunction } from "./converter.ts";

/** `text`: a function that makes a converter, and the converter with the default bounds. */
export interface TextConverter {
  /** Makes a converter. Throws a `RangeError` for impossible bounds. */
  (options?: Bounds): ConverterFunction<string>;
  /** Checks a value against the default bounds. */
  (value: unknown, context: ConverterContext): string;
}

const byDefault = { min: 0, max: 255 };

function convertText(value?: unknown, context?: ConverterContext): unknown {
  // A converter is called with a context; a user's call has options or nothing.
  if (context !== undefined) return checkText(value, byDefault.min, byDefault.max);
  const { min, max } = resolveBounds("text", value, byDefault, 0);
  return (input: unknown) => checkText(input, min, max);
}

/**
 * Takes a string whose length in Unicode code points is within the bounds (0 to 255 unless told).
 * Never converts.
 */
export const text: TextConverter = convertText as TextConverter;

function checkText(value: unknown, min: number, max: number): string {
  if (typeof value !== "string") throw refusal(notString);
  // A code point is one code unit or two: most strings need not be counted.
  if (value.length <= max && value.length >= min * 2) return value;
  const length = codePoints(value, max);
  if (length < min) throw refusal(tooShort(min));
  if (length > max) throw refusal(tooLong(max));
  return value;
}

/** Counts code points, and stops soon after `enough`, so that a huge string costs no time. */
function codePoints(value: string, enough: number): number {
  let length = 0;
  for (const _ of value) if (++length > enough) break;
  return length;
}
