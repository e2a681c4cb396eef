/**
 * @weakfield/unplugin for Vite and Vitest.
 *
 * @example
 * ```js
 * // vite.config.js
 * import weakfield from "@weakfield/unplugin/vite";
 *
 * export default { plugins: [weakfield()] };
 * ```
 */
import type { UnpluginInstance } from "unplugin";
import { unplugin } from "./index.ts";
import type { Options } from "./index.ts";

export type { Options } from "./index.ts";

/** The plugin for Vite and Vitest. */
const vite: UnpluginInstance<Options | undefined, false>["vite"] = unplugin.vite;

export { vite as default, vite as "module.exports" };
