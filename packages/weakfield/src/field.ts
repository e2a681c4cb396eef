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

/** What is not a property. Its text is the type error's. */
export interface NotAProperty {
  readonly "`@field` decorates property declarations only": never;
}

/** There is no third argument, which for a parameter is a number. Not `undefined`, which is any type without `strictNullChecks`. */
type NoDescriptor = "none";

/**
 * What the second argument of a decorator has to be besides what it is: nothing, where the property can hold what is written.
 *
 * One conditional type and not an overload for each kind of decorator: TypeScript 7 tells of one overload only, which says
 * nothing to whoever has used another.
 *
 * @typeParam Out what is written; `never` without a converter
 */
type CheckDecorated<Out, Target, Context, Descriptor> = Context extends PropertyKey
  ? CheckLegacy<Out, MemberType<Target, Context>, Descriptor>
  : Context extends ClassFieldDecoratorContext<infer _This, infer V>
    ? Check<Out, V>
    : Context extends ClassAccessorDecoratorContext<infer _This, infer V>
      ? Check<Out, V>
      : NotAProperty;

/** The type of a member by its name. Inference, unlike `T[K]`, also sees private members. */
type MemberType<T, K extends PropertyKey> = T extends { [P in K]: infer V } | infer _Rest
  ? V
  : unknown;

/** Under `experimentalDecorators`, a descriptor means an `accessor`, a method or a getter; functions are taken for methods. */
type CheckLegacy<Out, V, Descriptor> = Descriptor extends NoDescriptor
  ? Check<Out, V>
  : [V] extends [(...args: never[]) => unknown]
    ? NotAProperty
    : Check<Out, V>;

/** `@field(converter)`: a property decorator, of either kind, for what the converter produces. */
export type FieldDecorator<Out> = <
  Target,
  Context,
  Descriptor extends PropertyDescriptor | NoDescriptor = NoDescriptor,
>(
  target: Target,
  context: Context & CheckDecorated<Out, Target, Context, Descriptor>,
  descriptor?: Descriptor,
) => void;

/** `@field`: a property decorator for any property, or with a converter `@field(converter)`. */
export interface FieldMarker {
  // First: without `strictNullChecks`, the first argument of a standard decorator would pass for a converter.
  <Target, Context, Descriptor extends PropertyDescriptor | NoDescriptor = NoDescriptor>(
    target: Target,
    context: Context & CheckDecorated<never, Target, Context, Descriptor>,
    descriptor?: Descriptor,
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
