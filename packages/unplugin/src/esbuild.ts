/**
 * @weakfield/unplugin for esbuild.
 *
 * @example
 * ```js
 * // build.js
 * import weakfield from "@weakfield/unplugin/esbuild";
 * import { build } from "esbuild";
 *
 * await build({ entryPoints: ["app.ts"], bundle: true, outdir: "dist", plugins: [weakfield()] });
 * ```
 */
import type { UnpluginInstance } from "unplugin";
import { unplugin } from "./index.ts";
import type { Options } from "./index.ts";

export type { Options } from "./index.ts";

/** The plugin for esbuild. */
const esbuild: UnpluginInstance<Options | undefined, false>["esbuild"] = unplugin.esbuild;

export { esbuild as default, esbuild as "module.exports" };
