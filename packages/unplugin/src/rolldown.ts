/**
 * @weakfield/unplugin for Rolldown.
 *
 * @example
 * ```js
 * // rolldown.config.js
 * import weakfield from "@weakfield/unplugin/rolldown";
 *
 * export default { plugins: [weakfield()] };
 * ```
 */
import type { UnpluginInstance } from "unplugin";
import { unplugin } from "./index.ts";
import type { Options } from "./index.ts";

export type { Options } from "./index.ts";

/** The plugin for Rolldown. */
const rolldown: UnpluginInstance<Options | undefined, false>["rolldown"] = unplugin.rolldown;

export { rolldown as default, rolldown as "module.exports" };
