/**
 * @weakfield/unplugin for webpack.
 *
 * @example
 * ```js
 * // webpack.config.js
 * import weakfield from "@weakfield/unplugin/webpack";
 *
 * export default { plugins: [weakfield()] };
 * ```
 */
import type { UnpluginInstance } from "unplugin";
import { unplugin } from "./index.ts";
import type { Options } from "./index.ts";

export type { Options } from "./index.ts";

/** The plugin for webpack. */
const webpack: UnpluginInstance<Options | undefined, false>["webpack"] = unplugin.webpack;

export { webpack as default, webpack as "module.exports" };
