import type { FileIndex } from "./file-index.ts";
import { type Node, unwrap } from "./syntax.ts";

export type CollectionKind = "array" | "map" | "object" | "set" | "weakmap" | "weakset";

/**
 * One thing done with a collection. `size` reads how much it holds, `drop` takes one entry out, `sweep` entries that it
 * chooses itself, `clear` all; `escape` hands the collection to code that is not seen, `export` to other files.
 */
export interface Use {
  kind: "clear" | "drop" | "escape" | "export" | "iterate" | "read" | "size" | "sweep" | "write";
  /** The expression that names the collection. */
  node: Node;
  key: Node | null;
  value: Node | null;
  /** Reached through an object of which it is not sure that it is the collection's owner. */
  isForeign: boolean;
}

/** The way from a name of a collection to what is done with it, and what was found on it. */
export interface UseWalk {
  kind: CollectionKind;
  index: FileIndex;
  isForeign: boolean;
  uses: Use[];
  /** How many names the collection was passed on to. */
  depth: number;
}

/** Adds a use to what a walk found. */
export function addUse(
  walk: UseWalk,
  kind: Use["kind"],
  node: Node,
  key: Node | null = null,
  value: Node | null = null,
): void {
  walk.uses.push({ kind, node, key, value, isForeign: walk.isForeign });
}

/** `null`, `undefined`, `void 0`: what is assigned to let a value go. */
export function isNothing(value: Node): boolean {
  const node = unwrap(value);
  if (node.type === "Literal") return node.raw === "null";
  if (node.type === "Identifier") return node.name === "undefined";
  return node.type === "UnaryExpression" && node.operator === "void";
}
