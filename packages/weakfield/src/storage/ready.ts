import { notReady } from "../errors.ts";

/** The mark of a slot whose initializer has not run. */
export const unset: unique symbol = /* @__PURE__ */ Symbol.for("weakfield.unset");

/** Returns a slot's value, or throws when its initializer has not run. */
export function ready<V>(
  value: V,
  owner: string,
  field: string | symbol,
): Exclude<V, typeof unset> {
  if (value === unset) throw notReady(owner, field);
  return value as Exclude<V, typeof unset>;
}
