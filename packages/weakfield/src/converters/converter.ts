import type { ClassHandle } from "../storage/class-handle.ts";
import { converterThrew, notAConverter } from "../errors.ts";
import { isStandardSchema, validate, type StandardSchema } from "./standard-schema.ts";

/** What a converter function is told about the field it converts for. */
export interface ConverterContext {
  /** The field's name. */
  readonly field: string | symbol;
  /** The name of the class that declares the field. */
  readonly owner: string;
}

/** Returns what is to be stored for a value, or throws. */
export type ConverterFunction<Out = unknown> = (value: unknown, context: ConverterContext) => Out;

/** What `@field(…)` takes: a function, or a Standard Schema such as those of zod and valibot. */
export type Converter<Out = unknown> = ConverterFunction<Out> | StandardSchema<Out>;

/** A converter bound to its field, as emitted code calls it. */
export interface BoundConverter<Out = unknown> {
  /** Returns what is to be stored, or throws a `FieldError`. */
  (value: unknown): Out;
  /** The field's name. */
  readonly field: string | symbol;
  /** What the user gave to `@field(…)`. */
  readonly source: Converter<Out>;
  /** Calls `write`, in which `converter`, of the same copy of this package, lets `value` pass once as already converted. */
  readonly passing: (converter: BoundConverter, value: unknown, write: () => void) => void;
}

/** Binds a converter to its field. Refuses at once what can convert nothing. */
export function bind<Out>(
  { owner }: Pick<ClassHandle, "owner">,
  field: string | symbol,
  source: Converter<Out>,
): BoundConverter<Out> {
  const bound = isStandardSchema<Out>(source)
    ? fromSchema(source, field, owner)
    : typeof source === "function" && !("~standard" in source)
      ? fromFunction(source, { field, owner })
      : null;
  if (bound === null) throw notAConverter(owner, field);
  // Assigned one by one: this runs for every field of a program before it does anything.
  bound.field = field;
  bound.source = source;
  bound.passing = passing;
  return bound;
}

type Unfinished<Out> = { -readonly [K in keyof BoundConverter<Out>]: BoundConverter<Out>[K] } & ((
  value: unknown,
) => Out);

/**
 * A value that has been converted and is on its way through the setter, which converts again.
 * A converter need not be idempotent; and the setter may be wrapped, so that only this very value
 * passes.
 */
let passingTo: unknown;
let passingValue: unknown;

const passing: BoundConverter["passing"] = (converter, value, write) => {
  const previous = [passingTo, passingValue];
  passingTo = converter;
  passingValue = value;
  try {
    write();
  } finally {
    [passingTo, passingValue] = previous;
  }
};

function passes(value: unknown): boolean {
  if (!Object.is(passingValue, value)) return false;
  passingTo = undefined;
  return true;
}

/**
 * Under this key a converter of ours has a function that makes its bound form, shorter than that of any converter, so that
 * an optimizer has room to inline it into every setter. It must return what it has returned unchanged when it is handed
 * that: then no value needs to pass.
 */
export const shortcut: unique symbol = /* @__PURE__ */ Symbol();

/** A converter that has a {@link shortcut}. */
export interface Shortened<Out> {
  readonly [shortcut]: (context: ConverterContext) => (value: unknown) => Out;
}

function fromFunction<Out>(
  source: ConverterFunction<Out> & Partial<Shortened<Out>>,
  context: ConverterContext,
): Unfinished<Out> {
  const short = source[shortcut]?.(context) as Unfinished<Out> | undefined;
  if (short) return short;
  const bound = ((value) =>
    passingTo === bound && passes(value)
      ? (value as Out)
      : convert(source, value, context)) as Unfinished<Out>;
  return bound;
}

/** Calls a converter, and makes a `FieldError` of what it throws. */
export function convert<Out>(
  source: ConverterFunction<Out>,
  value: unknown,
  context: ConverterContext,
): Out {
  try {
    return source(value, context);
  } catch (thrown) {
    throw converterThrew(context, thrown);
  }
}

function fromSchema<Out>(
  source: StandardSchema<Out>,
  field: string | symbol,
  owner: string,
): Unfinished<Out> {
  const schema = source["~standard"];
  const bound = ((value) =>
    passingTo === bound && passes(value)
      ? (value as Out)
      : validate(schema, value, field, owner)) as Unfinished<Out>;
  return bound;
}
