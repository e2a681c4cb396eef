/**
 * @weakfield/unplugin for Rollup.
 *
 * @example
 * ```js
 * // rollup.config.js
 * import weakfield from "@weakfield/unplugin/rollup";
 *
 * export default { plugins: [weakfield()] };
 * ```
 */
import type { UnpluginInstance } from "unplugin";
import { unplugin } from "./index.ts";
import type { Options } from "./index.ts";

export type { Options } from "./index.ts";

/** The plugin for Rollup. */
const rollup: UnpluginInstance<Options | undefined, false>["rollup"] = unplugin.rollup;

export { rollup as default, rollup as "module.exports" };
