import type { FileIndex } from "./file-index.ts";
import { callOf, staticName, unwrap, wrapped } from "./syntax.ts";
import type { Use } from "./use.ts";
import { addUses } from "./uses.ts";

/** What is done with the values that are read out of a collection by key: `map.get(k).push(v)`, `x[a][b] = v`. */
export function findNestedUses(uses: readonly Use[], index: FileIndex): Use[] {
  const nested: Use[] = [];
  for (const use of uses) {
    if (use.key === null || use.isForeign) continue;
    if (use.kind === "read") {
      const { parent: member } = wrapped(use.node);
      if (member?.type !== "MemberExpression") continue;
      const name = staticName(member);
      const value =
        name === "get" && callOf(member) !== null ? callOf(member) : name === null ? member : null;
      if (value !== null) addUses(value, "map", index, nested);
    } else if (use.kind === "write" && use.value !== null) {
      const value = unwrap(use.value);
      const variable = value.type === "Identifier" ? index.variableOf(value) : null;
      if (variable === null) continue;
      for (const reference of variable.references) {
        if (reference.isRead()) addUses(reference.identifier, "map", index, nested);
      }
    }
  }
  return nested;
}
