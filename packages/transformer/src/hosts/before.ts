/**
 * For hosts that put transformers into a compilation of their own: ts-loader, @rollup/plugin-typescript, Nx, Nest.
 *
 * @example
 * ```js
 * import { before } from "@weakfield/transformer/before";
 *
 * // ts-loader
 * const tsLoader = { getCustomTransformers: () => ({ before: [before()] }) };
 * // @rollup/plugin-typescript
 * const rollupTypescript = { transformers: { before: [before()] } };
 * ```
 */
import type { Options } from "@weakfield/core";
import type * as compiler from "typescript";
import ts from "typescript";
import { assertSupported } from "../supported.ts";
import { createThrowingTransformer } from "./throwing.ts";

export type { Options } from "@weakfield/core";

/**
 * The transformer, for the `typescript` of the project. Faults are thrown.
 *
 * @param options the options of the project's configuration
 */
export function before(options?: Options): ts.TransformerFactory<ts.SourceFile> {
  assertSupported(ts as typeof compiler);
  return createThrowingTransformer(ts as typeof compiler, options);
}
