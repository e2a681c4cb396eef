import { pluginOptions, resolveOptions } from "@weakfield/core";
import type { Diagnostic, Options } from "@weakfield/core";
import type * as ts from "typescript";
import { locateOption, toTsDiagnostic } from "./diagnostics.ts";
import { assertSupported } from "./supported.ts";
import { createTransformers } from "./transformer.ts";
import type { Transformers } from "./transformer.ts";

export type { Options } from "@weakfield/core";
export type { Transformers } from "./transformer.ts";

/** What stands beside `transform` in tsconfig.json. */
export type PluginConfig = Options & Record<string, unknown>;

/** What ts-patch hands in besides the program. */
export interface TransformerExtras {
  readonly ts: typeof ts;
  readonly addDiagnostic: (diagnostic: ts.Diagnostic) => void;
}

/**
 * The entry for ts-patch: `{ "transform": "@weakfield/transformer" }` in `compilerOptions.plugins`. A second entry with
 * `"afterDeclarations": true` writes fields as accessors into `.d.ts` files.
 *
 * @throws if the compiler has no JavaScript API for transformers, as TypeScript 7
 */
export default function weakfield(
  program: ts.Program,
  config: PluginConfig | undefined,
  extras: Partial<TransformerExtras> | undefined,
): Transformers {
  const { ts: compiler, addDiagnostic } = extras ?? {};
  assertSupported(compiler);
  const { options, diagnostics } = resolveOptions(pluginOptions(config ?? {}));
  const add = (file: ts.SourceFile | undefined, fault: Diagnostic) =>
    addDiagnostic?.(toTsDiagnostic(compiler, file, fault));
  for (const fault of diagnostics) {
    /* v8 ignore next -- every message about an option names it */
    const name = /`([^`]+)`/.exec(fault.message)?.[1] ?? "";
    const place = locateOption(compiler, program.getCompilerOptions(), name);
    add(place?.file, { ...fault, span: place });
  }
  return createTransformers(compiler, options, add);
}
