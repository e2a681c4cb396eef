import type { Options } from "@weakfield/core";
import ts from "typescript";
import type { Program, Trait } from "./program.ts";

/** The settings under which one program is compiled, as the reference and as ours. */
export interface Mode {
  readonly target: "ES2022" | "ES2015";
  readonly useDefineForClassFields: boolean;
  readonly experimentalDecorators: boolean;
  readonly storage: NonNullable<Options["storage"]>;
  readonly properties: NonNullable<Options["properties"]>;
}

const BOTH = [true, false] as const;

/** Every combination; `storage: "private"` needs ES2022. */
export const MODES: readonly Mode[] = (["ES2022", "ES2015"] as const).flatMap((target) =>
  BOTH.flatMap((useDefineForClassFields) =>
    BOTH.flatMap((experimentalDecorators) =>
      (target === "ES2022" ? (["weakmap", "private"] as const) : (["weakmap"] as const)).flatMap(
        (storage) =>
          (["accessor", "own"] as const).map((properties) => ({
            target,
            useDefineForClassFields,
            experimentalDecorators,
            storage,
            properties,
          })),
      ),
    ),
  ),
);

/** A name for the settings of the compiler; programs that share it are compiled together. */
export function compilerName(mode: Mode): string {
  const fields = mode.useDefineForClassFields ? "define" : "assign";
  const decorators = mode.experimentalDecorators ? "legacy" : "standard";
  return `${mode.target} ${fields} ${decorators}`;
}

/** A name for messages. */
export function modeName(mode: Mode): string {
  return `${compilerName(mode)} ${mode.storage} ${mode.properties}`;
}

/** Does the compiler keep `#private` slots, each at its place among the fields? */
export function keepsSlots({ target, useDefineForClassFields }: Mode): boolean {
  return target === "ES2022" && useDefineForClassFields;
}

/**
 * The mode that the reference of a program is compiled in, null for none. Another than the program's own where the
 * reference is not reliable; `docs/semantics.md` says where that is, and why.
 */
export function referenceMode({ traits, hasConverters }: Program, mode: Mode): Mode | null {
  // Under `experimentalDecorators` the compiler refuses decorators of private names and calls others differently.
  if (hasConverters && mode.experimentalDecorators) return null;
  if (traits.has("redeclaration") && mode.properties === "own") return null;
  if (traits.has("double-initialization") && !keepsSlots(mode)) return null;
  // Whether such an access finds a slot of the reference, and too early, cannot be told.
  const hasSlots = mode.target === "ES2022" && !mode.useDefineForClassFields;
  if (traits.has("indirect-access") && hasSlots) return null;
  if (traits.has("nested-super") && (hasConverters || !keepsSlots(mode))) return null;
  if (traits.has("loop-head") && (hasConverters || !keepsSlots(mode))) return null;
  if (BROKEN_BELOW.some((trait) => traits.has(trait)) && mode.target === "ES2015") return null;
  if (traits.has("anonymous-static") && mode.target === "ES2022") return null;
  if (!traits.has("repetition") || mode.target === "ES2022") return mode;
  // Below ES2022 the compiler keeps one storage for all turns of a loop and all calls of such a function.
  const isOtherwise = traits.has("anonymous-static") || traits.has("lowered-otherwise");
  return isOtherwise ? null : { ...mode, target: "ES2022" };
}

const BROKEN_BELOW: readonly Trait[] = ["anonymous-default", "broken-lowering"];

export function compilerOptions(mode: Mode): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget[mode.target],
    module: ts.ModuleKind.CommonJS,
    useDefineForClassFields: mode.useDefineForClassFields,
    experimentalDecorators: mode.experimentalDecorators,
    // What `ts.transpileModule` sets, here for many files at a time.
    isolatedModules: true,
    noLib: true,
    noResolve: true,
    noCheck: true,
    types: [],
    ignoreDeprecations: "6.0",
    suppressOutputPathCheck: true,
    allowNonTsExtensions: true,
    newLine: ts.NewLineKind.LineFeed,
  };
}
