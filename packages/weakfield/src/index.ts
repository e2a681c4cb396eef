export { assign } from "./assign.ts";
export type { Bounds } from "./converters/bounds.ts";
export type { Converter, ConverterContext, ConverterFunction } from "./converters/converter.ts";
export { integer, type IntegerConverter } from "./converters/integer.ts";
export type {
  StandardSchema,
  StandardSchemaProps,
  StandardSchemaResult,
} from "./converters/standard-schema.ts";
export { text, type TextConverter } from "./converters/text.ts";
export type { FieldDescriptor } from "./descriptor.ts";
export {
  FieldError,
  type FieldErrorDetails,
  type FieldIssue,
  type StandardSchemaIssue,
} from "./errors.ts";
export {
  field,
  type ConverterMismatch,
  type ConverterOutput,
  type FieldDecorator,
  type FieldMarker,
  type NotAProperty,
} from "./field.ts";
export { fieldOf, fieldsOf, liveInstances, snapshot } from "./introspection.ts";
export type { ClassLike } from "./registry.ts";
