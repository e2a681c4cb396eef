import type { Converter, ConverterFunction } from "./converters/converter.ts";
import type { StandardSchema } from "./converters/standard-schema.ts";
import { notCompiled, type Tool } from "./errors.ts";

/** What a property must be able to hold: the converter's output. Its text is the type error's. */
export interface ConverterMismatch<Out, V> {
  readonly "the converter produces": Out;
  readonly "which is not assignable to the type of the property": V;
}

/**
 * What a converter produces. One conditional type and not two overloads: arktype's types are
 * functions and schemas, and the schema counts. `any` stays `any`.
 */
export type ConverterOutput<C> = 0 extends 1 & C
  ? C
  : C extends StandardSchema<infer Out>
    ? Out
    : C extends ConverterFunction<infer Out>
      ? Out
      : never;

type Check<Out, V> = [Out] extends [V] ? unknown : ConverterMismatch<Out, V>;

/** The type of a member by its name. Inference, unlike `T[K]`, also sees private members. */
type MemberType<T, K extends PropertyKey> = T extends { [P in K]: infer V } | infer _Rest
  ? V
  : unknown;

/** A third argument means an `accessor`, a method or a getter; functions are taken for methods. */
type LegacyDescriptor<V> = [V] extends [(...args: never[]) => unknown]
  ? undefined
  : TypedPropertyDescriptor<V>;

/** `@field(converter)`: a property decorator, of either kind, for what the converter produces. */
export interface FieldDecorator<Out> {
  <This, V>(value: undefined, context: ClassFieldDecoratorContext<This, V> & Check<Out, V>): void;
  <This, V>(
    value: ClassAccessorDecoratorTarget<This, V>,
    context: ClassAccessorDecoratorContext<This, V> & Check<Out, V>,
  ): void;
  /** Under `experimentalDecorators`. */
  <T extends object, K extends PropertyKey>(
    target: T,
    key: K & Check<Out, MemberType<T, K>>,
    descriptor?: LegacyDescriptor<MemberType<T, K>>,
  ): void;
}

/** `@field`: a property decorator for any property, or with a converter `@field(converter)`. */
export interface FieldMarker {
  <This, V>(value: undefined, context: ClassFieldDecoratorContext<This, V>): void;
  <This, V>(
    value: ClassAccessorDecoratorTarget<This, V>,
    context: ClassAccessorDecoratorContext<This, V>,
  ): void;
  /** Under `experimentalDecorators`. */
  <T extends object, K extends PropertyKey>(
    target: T,
    key: K,
    descriptor?: LegacyDescriptor<MemberType<T, K>>,
  ): void;
  <C extends Converter>(converter: C): FieldDecorator<ConverterOutput<C>>;
}

function marker(): never {
  throw notCompiled(toolAtHand());
}

/**
 * Declares that a property's values are kept apart from the instance, in a `WeakMap`. A marker: the
 * compiler replaces it. Throws when it runs, with the setting that is missing.
 */
export const field: FieldMarker = marker;

interface ProcessLike {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly execArgv?: readonly string[];
}

/** The tool that runs this program, when it leaves a trace. */
function toolAtHand(): Tool | null {
  const { process } = globalThis as { process?: ProcessLike };
  if ("Bun" in globalThis) return "bun";
  if ("Deno" in globalThis) return "deno";
  const { argv = [], env = {}, execArgv = [] } = process ?? {};
  if (env["VITEST"] !== undefined) return "vite";
  // Next runs workers of Jest.
  if (env["NEXT_RUNTIME"] !== undefined) return "next";
  if (env["JEST_WORKER_ID"] !== undefined) return "jest";
  const script = env["npm_lifecycle_script"] ?? "";
  // Only the first two arguments are the program; what follows belongs to the user.
  const words = [...execArgv, ...argv.slice(0, 2), script].join(" ");
  const tools: readonly (readonly [RegExp, Tool])[] = [
    [/\btsx\b/, "node"],
    [/\b(vite|vitest)\b/, "vite"],
    [/\bjest\b/, "jest"],
    [/\b(rollup|rolldown|webpack|rspack|rsbuild|rslib|esbuild|tsup|tsdown)\b/, "bundler"],
    [/\b(tspc|tsc)\b/, "tspc"],
  ];
  return tools.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
