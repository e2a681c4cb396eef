/**
 * @weakfield/unplugin for Babel: Jest with babel-jest, Metro, Next.
 *
 * @example
 * ```js
 * // babel.config.js
 * export default {
 *   presets: ["@babel/preset-typescript"],
 *   plugins: [["@weakfield/unplugin/babel", { storage: "weakmap" }]],
 * };
 * ```
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Options } from "./index.ts";
import { resolvePluginOptions } from "./plugin-options.ts";
import { rewrite } from "./rewrite.ts";

export type { Options } from "./index.ts";

/** What Babel loads, as far as this plugin has it. */
export interface BabelPlugin {
  readonly name: string;
  readonly manipulateOptions: (
    options: { filename?: string | null },
    parserOptions: object,
  ) => void;
  readonly parserOverride: (
    text: string,
    parserOptions: object,
    parse: (text: string, parserOptions: object) => unknown,
  ) => unknown;
}

/** The plugin: Babel parses the rewritten text, and the tree has the positions of the original. */
function babel(_api: unknown, raw?: Options): BabelPlugin {
  const options = resolvePluginOptions(raw);
  const files = new WeakMap<object, string>();
  return {
    name: "weakfield",
    manipulateOptions({ filename }, parserOptions) {
      if (filename) files.set(parserOptions, filename);
    },
    parserOverride(text, parserOptions, parse) {
      const file = files.get(parserOptions);
      if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) {
        return parse(text, parserOptions);
      }
      const { printed, failure } = rewrite(file, text, options);
      if (failure) throw new SyntaxError(failure.message);
      if (!printed) return parse(text, parserOptions);
      const tree = parse(printed.code, parserOptions);
      const map = new TraceMap(printed.map);
      restorePositions(tree, map, new Set());
      return tree;
    },
  };
}

interface Position {
  line: number;
  column: number;
}

/** Gives every node the place of the original text; offsets are left, which Babel takes for nothing but order. */
function restorePositions(value: unknown, map: TraceMap, seen: Set<unknown>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    for (const item of value) restorePositions(item, map, seen);
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    if (name === "loc") {
      const { start, end } = (part ?? {}) as { start?: Position; end?: Position };
      for (const position of [start, end]) {
        if (!position || seen.has(position)) continue;
        seen.add(position);
        const { line, column } = originalPositionFor(map, position);
        if (line !== null) Object.assign(position, { line, column });
      }
    } else restorePositions(part, map, seen);
  }
}

export { babel as default, babel as "module.exports" };
