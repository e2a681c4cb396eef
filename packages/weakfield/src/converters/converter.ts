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
  /** What the user gave to `@field(…)`. */
  readonly source: Converter<Out>;
  /** Calls `write`, in which this converter lets `value` pass once as already converted. */
  readonly passing: (value: unknown, write: () => void) => void;
}

/** Binds a converter to its field. Refuses at once what can convert nothing. */
export function converter<Out>(
  source: Converter<Out>,
  field: string | symbol,
  owner: string,
): BoundConverter<Out> {
  const pass: Pass = { open: false, value: undefined };
  const convert = isStandardSchema<Out>(source)
    ? fromSchema(source, field, owner, pass)
    : typeof source === "function" && !("~standard" in source)
      ? fromFunction(source, { field, owner }, pass)
      : null;
  if (convert === null) throw notAConverter(owner, field);
  return Object.assign(convert, {
    source,
    passing(value: unknown, write: () => void): void {
      pass.open = true;
      pass.value = value;
      try {
        write();
      } finally {
        pass.open = false;
        pass.value = undefined;
      }
    },
  });
}

/**
 * A value that has been converted and is on its way through the setter, which converts again.
 * A converter need not be idempotent; and the setter may be wrapped, so that only this very value
 * passes.
 */
interface Pass {
  open: boolean;
  value: unknown;
}

function passes(pass: Pass, value: unknown): boolean {
  if (!Object.is(pass.value, value)) return false;
  pass.open = false;
  return true;
}

function fromFunction<Out>(
  source: ConverterFunction<Out>,
  context: ConverterContext,
  pass: Pass,
): (value: unknown) => Out {
  return (value) => {
    if (pass.open && passes(pass, value)) return value as Out;
    try {
      return source(value, context);
    } catch (thrown) {
      throw converterThrew(context.owner, context.field, thrown);
    }
  };
}

function fromSchema<Out>(
  source: StandardSchema<Out>,
  field: string | symbol,
  owner: string,
  pass: Pass,
): (value: unknown) => Out {
  const schema = source["~standard"];
  return (value) =>
    pass.open && passes(pass, value) ? (value as Out) : validate(schema, value, field, owner);
}
