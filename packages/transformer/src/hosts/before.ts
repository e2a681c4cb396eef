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
import { createThrowingTransformer } from "./throwing.ts";

export type { Options } from "@weakfield/core";

/**
 * The transformer, for the `typescript` of the project. Faults are thrown.
 *
 * @param options the options of the project's configuration
 */
export function before(options?: Options): ts.TransformerFactory<ts.SourceFile> {
  if (typeof ts.transpileModule !== "function") {
    throw new Error(
      `@weakfield/transformer runs in TypeScript 5.0 to 6, not in ${ts.version}: TypeScript 7 has no transformers. Compile with \`weakfield build\` of @weakfield/cli.`,
    );
  }
  return createThrowingTransformer(ts as typeof compiler, options);
}
