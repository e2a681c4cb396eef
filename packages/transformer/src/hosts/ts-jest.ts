/**
 * The transformer as ts-jest loads it.
 *
 * @example
 * ```js
 * // jest.config.js
 * const options = { astTransformers: { before: ["@weakfield/transformer/ts-jest"] } };
 *
 * export default { transform: { "\\.tsx?$": ["ts-jest", options] } };
 * ```
 */
import type { Options } from "@weakfield/core";
import type * as ts from "typescript";
import packageJson from "../../package.json" with { type: "json" };
import { createThrowingTransformer } from "./throwing.ts";

/** What ts-jest hands in, as far as it is used. */
export interface TsJestCompiler {
  readonly configSet: { readonly compilerModule: typeof ts };
}

/** Part of the key under which Jest caches what it has compiled. */
export const name: string = packageJson.name;

/** The same: a new version compiles again. */
export const version: string = packageJson.version;

/** Makes the transformer for the compiler of ts-jest. Faults are thrown. */
export function factory(
  { configSet }: TsJestCompiler,
  options?: Options,
): ts.TransformerFactory<ts.SourceFile> {
  return createThrowingTransformer(configSet.compilerModule, options);
}
