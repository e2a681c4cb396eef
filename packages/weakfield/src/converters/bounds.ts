import { badBounds, badOptions } from "../errors.ts";

/** The options of `integer` and `text`. Both bounds are inclusive. */
export interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Returns the options with defaults, or throws when they are no bounds that a value could meet. */
export function resolveBounds(
  converter: string,
  options: unknown,
  defaults: { readonly min: number; readonly max: number },
  lowest: number,
): { readonly min: number; readonly max: number } {
  if (options === undefined) return defaults;
  // A list or a `Map` would be taken for no bounds at all.
  if (Object.prototype.toString.call(options) !== "[object Object]") {
    throw badOptions(converter, null);
  }
  for (const key of Object.keys(options as object)) {
    if (key !== "min" && key !== "max") throw badOptions(converter, key);
  }
  const { min = defaults.min, max = defaults.max } = options as Bounds;
  for (const [name, bound] of Object.entries({ min, max })) {
    if (!Number.isSafeInteger(bound)) throw badBounds(converter, `\`${name}\` is no safe integer`);
    if (bound < lowest) throw badBounds(converter, `\`${name}\` is below ${lowest}`);
  }
  if (min > max) throw badBounds(converter, `\`min\` (${min}) is above \`max\` (${max})`);
  return { min, max };
}
