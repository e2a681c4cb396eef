import type { Converter } from "./converters/converter.ts";

/** One field of a class, as a value. */
export interface FieldDescriptor<T = object, V = unknown> {
  readonly name: string | symbol;
  /** The name of the class that declares the field. */
  readonly owner: string;
  /** True for a static field: its instance is the class. */
  readonly static: boolean;
  /** What was given to `@field(…)`. */
  readonly converter: Converter | undefined;
  /** True when the object has the field, initialized. Never throws. */
  readonly has: (instance: unknown) => boolean;
  /** Reads the field. Throws for an object that does not have it. */
  readonly get: (instance: T) => V;
  /** Writes the field through its converter. Throws for an object that does not have it. */
  readonly set: (instance: T, value: unknown) => void;
}

/** A descriptor with what only this package may do. */
export interface ResolvedField {
  readonly descriptor: FieldDescriptor;
  readonly convert: (value: unknown) => unknown;
  /** Writes a value that has been converted. */
  readonly write: (instance: object, value: unknown) => void;
}
