/**
 * @weakfield/unplugin for Rspack.
 *
 * @example
 * ```js
 * // rspack.config.js
 * import weakfield from "@weakfield/unplugin/rspack";
 *
 * export default { plugins: [weakfield()] };
 * ```
 */
import type { UnpluginInstance } from "unplugin";
import { unplugin } from "./index.ts";
import type { Options } from "./index.ts";

export type { Options } from "./index.ts";

/** The plugin for Rspack. */
const rspack: UnpluginInstance<Options | undefined, false>["rspack"] = unplugin.rspack;

export { rspack as default, rspack as "module.exports" };
