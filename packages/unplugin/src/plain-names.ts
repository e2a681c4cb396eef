import type { FilePlan } from "@weakfield/core";

/** What holds the name of a variable in a plan. */
const VARIABLES = new Set(["runtime", "handle", "local", "ownLocal", "liveLocal"]);

/**
 * The same plan with variables whose names do not begin with `$`, a character that Svelte reserves.
 *
 * @param text the file, in which no name may begin as the new ones do
 */
export function withPlainNames(plan: FilePlan, text: string): FilePlan {
  let prefix = "wf_";
  while (text.includes(prefix)) prefix = `_${prefix}`;
  const rename = (value: unknown, key: string, isStatic: boolean): unknown => {
    if (typeof value === "string") {
      const isVariable = VARIABLES.has(key) || (key === "slot" && isStatic);
      return isVariable && value.startsWith("$") ? prefix + value.slice(1) : value;
    }
    if (Array.isArray(value)) return value.map((item) => rename(item, key, isStatic));
    if (typeof value !== "object" || value === null) return value;
    const owner = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(owner).map(([name, part]) => [
        name,
        rename(part, name, owner["isStatic"] === true),
      ]),
    );
  };
  return rename(plan, "", false) as FilePlan;
}
