import {
  asynchronousSchema,
  converterThrew,
  schemaRefused,
  type StandardSchemaIssue,
} from "../errors.ts";

/** A Standard Schema (version 1), as far as a field needs it. See https://standardschema.dev */
export interface StandardSchema<Out = unknown> {
  readonly "~standard": StandardSchemaProps<Out>;
}

/** The part of a Standard Schema that is called. */
export interface StandardSchemaProps<Out = unknown> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (
    value: unknown,
  ) => StandardSchemaResult<Out> | Promise<StandardSchemaResult<Out>>;
  readonly types?: { readonly input: unknown; readonly output: Out } | undefined;
}

/** What a Standard Schema answers: a value, or issues. */
export type StandardSchemaResult<Out = unknown> =
  | { readonly value: Out; readonly issues?: undefined }
  | { readonly issues: readonly StandardSchemaIssue[] };

/** True for what has a version 1 `~standard`: an object, or a function as arktype's types are. */
export function isStandardSchema<Out>(value: unknown): value is StandardSchema<Out> {
  const props = (value as Partial<StandardSchema> | null | undefined)?.["~standard"];
  return props?.version === 1 && typeof props.validate === "function";
}

/** Returns the schema's output, or throws a `FieldError` with its issues. */
export function validate<Out>(
  schema: StandardSchemaProps<Out>,
  value: unknown,
  field: string | symbol,
  owner: string,
): Out {
  let result;
  let isPromise;
  try {
    result = schema.validate(value);
    // Throws for an answer that is no object.
    isPromise = "then" in result;
  } catch (thrown) {
    throw converterThrew({ owner, field }, thrown);
  }
  if (isPromise) {
    // Nobody will look at the answer; a rejection must not end the process.
    (result as PromiseLike<unknown>).then(undefined, () => undefined);
    throw asynchronousSchema(owner, field);
  }
  const answer = result as StandardSchemaResult<Out>;
  if (!answer.issues) return answer.value;
  throw schemaRefused(owner, field, answer.issues);
}
