import { getCollections, type Collection } from "./collections.ts";
import { isOwnedByInstance, weighContent } from "./content.ts";
import { findInstanceKey, type InstanceKey } from "./keys.ts";
import { findNestedUses } from "./nested-uses.ts";
import { judgeRemoval, type Removal } from "./removal.ts";
import { type Node, type SourceCode, unwrap } from "./syntax.ts";
import type { Use } from "./use.ts";
import { findRepeatedWrites } from "./writes.ts";

/** A collection that outlives what it holds, and the write that shows it. */
export interface Leak {
  collection: Collection;
  write: Use;
  removal: Removal;
}

/** A collection that is keyed by what stands for an instance. */
export interface IdLeak extends Leak {
  key: InstanceKey;
}

const LIFETIME_WEIGHT = {
  module: 3,
  wrapper: 3,
  "long-field": 3,
  closure: 2,
  callback: 1,
  field: 2,
  "short-field": 0,
  local: 0,
};

/** From here on the evidence of a leak outweighs what speaks against it. */
const THRESHOLD = 5;

const leaks = new WeakMap<Node, { strong: Leak[]; ids: IdLeak[] }>();

/** The collections of a file that keep instances alive, and those that keep entries of dead ones; found once per file. */
export function getLeaks(sourceCode: SourceCode): {
  strong: readonly Leak[];
  ids: readonly IdLeak[];
} {
  let found = leaks.get(sourceCode.ast);
  if (found === undefined) {
    leaks.set(sourceCode.ast, (found = { strong: [], ids: [] }));
    for (const collection of getCollections(sourceCode)) {
      const id = findIdLeak(collection);
      const strong = id === null ? findStrongLeak(collection) : null;
      if (id !== null) found.ids.push(id);
      if (strong !== null) found.strong.push(strong);
    }
  }
  return found;
}

/** Weighs whether a collection keeps instances alive: by their own identity, in a strong container. */
export function findStrongLeak(collection: Collection): Leak | null {
  const { kind, lifetime } = collection;
  if (kind === "weakmap" || kind === "weakset" || LIFETIME_WEIGHT[lifetime] === 0) return null;
  let best: { write: Use; weight: number } | null = null;
  for (const write of findRepeatedWrites(collection)) {
    const weight = weighContent(write, collection);
    if (weight >= 2 && (best === null || weight > best.weight)) best = { write, weight };
  }
  if (best === null) return findNestedLeak(collection);
  const judged = judgeRemoval(collection);
  // A weak collection needs no counterpart; where one would do, it is no better than any other removal, unless the
  // collection may well end with its owner.
  const removal = judged === "paired" && lifetime !== "field" ? "offered" : judged;
  const score =
    LIFETIME_WEIGHT[lifetime] +
    best.weight -
    weighRemoval(removal, collection, best.weight === 3) -
    weighEscape(collection) -
    weighWalks(collection);
  return score >= THRESHOLD ? { collection, write: best.write, removal } : null;
}

/** Lists within a long-lived map that only grow: `map.get(tag).push(instance)`. */
function findNestedLeak(collection: Collection): Leak | null {
  const { index, lifetime } = collection;
  if (lifetime !== "module" && lifetime !== "wrapper") return null;
  if (collection.kind !== "map" && collection.kind !== "object") return null;
  const nested = findNestedUses(collection.uses, index);
  const writes = findRepeatedWrites(collection, nested).filter(({ key }) => key === null);
  const write = writes.find(({ value }) => value !== null && isOwnedByInstance(value, collection));
  if (write === undefined) return null;
  const isFreed = [...collection.uses, ...nested].some(({ kind }) =>
    /^(?:clear|drop|sweep)$/.test(kind),
  );
  return isFreed ? null : { collection, write, removal: "none" };
}

function weighRemoval(removal: Removal, collection: Collection, isSure = false): number {
  switch (removal) {
    case "offered":
      return isOnlyLookedUp(collection) ? 0 : 3;
    case "reset":
      return isSure && isCache(collection) ? 1 : 2;
    case "explicit":
      return -1; // the listener shows that what is held comes and goes
    case "paired":
    case "strong":
      return Number.POSITIVE_INFINITY;
    default:
      return 0;
  }
}

/** Tells whether a weak collection would do: nothing asks how much it holds or walks over it. */
function isOnlyLookedUp({ uses }: Collection): boolean {
  return !uses.some(({ kind }) => kind === "iterate" || kind === "size" || kind === "escape");
}

/** What is only asked for an object: who empties all of it, between two tests, knows of none of them. */
const isCache = (collection: Collection): boolean =>
  isOnlyLookedUp(collection) && collection.uses.some(({ kind }) => kind === "read");

/** What other code does with a collection it can reach is not seen; it may well remove entries. */
function weighEscape({ uses }: Collection): number {
  if (uses.some(({ kind }) => kind === "export")) return 2;
  return uses.some(({ kind, isForeign }) => kind === "escape" && !isForeign) ? 1 : 0;
}

/** Names of what is kept during one pass over something. */
const PASSING_NAME =
  /^[_#$]*(?:already|to|un)?_?(?:seen|visited|walked|scanned|printed|emitted|handled|skipped|processed|checked|done|wanted|pending|stack|queue|marked|reused|results?|output|collected|found|errors?|warnings?)/i;

/** An object that walks over what it holds may well own it; a pass has an end. */
function weighWalks({ lifetime, name, uses }: Collection): number {
  if (lifetime === "module" || lifetime === "wrapper") return 0;
  const isPassing = PASSING_NAME.test(name) ? 2 : 0;
  return isPassing + (uses.some(({ kind, isForeign }) => kind === "iterate" && !isForeign) ? 1 : 0);
}

const ID_LIFETIME_WEIGHT = { ...LIFETIME_WEIGHT, callback: 0, field: 0, "long-field": 2 };

/** Weighs whether a collection is keyed by what stands for an instance and keeps the entries of dead ones. */
export function findIdLeak(collection: Collection): IdLeak | null {
  const { kind, lifetime } = collection;
  if ((kind !== "map" && kind !== "object") || ID_LIFETIME_WEIGHT[lifetime] === 0) return null;
  const outer = weighKeys(collection, findRepeatedWrites(collection));
  if (outer === null) {
    // What is held by kind or name lives as long as the program only where the whole does.
    const isLong = lifetime === "module" || lifetime === "wrapper";
    const inner = isLong && weighEscape(collection) === 0 ? findInnerIdLeak(collection) : null;
    return inner !== null && judgeRemoval(collection) === "none" ? inner : null;
  }
  const removal = judgeRemoval(collection);
  const leak = { collection, removal, ...outer };
  const weight = ID_LIFETIME_WEIGHT[lifetime] + outer.key.strength - weighEscape(collection);
  if (weight - weighRemoval(removal, collection) >= THRESHOLD - 1) return leak;
  return removal === "strong" ? null : findInnerIdLeak(collection);
}

/** Containers within a container that are keyed by an id: `tables[kind][node.id] = node`. */
function findInnerIdLeak(collection: Collection): IdLeak | null {
  const nested = findNestedUses(collection.uses, collection.index);
  const inner = weighKeys(collection, findRepeatedWrites(collection, nested));
  if (inner === null || judgeRemoval(collection, nested) !== "none") return null;
  return { collection, removal: "none", ...inner };
}

function weighKeys(
  collection: Collection,
  writes: readonly Use[],
): { write: Use; key: InstanceKey } | null {
  let best: { write: Use; key: InstanceKey } | null = null;
  for (const write of writes) {
    if (write.key === null) continue;
    const key = findInstanceKey(write.key, write.value, collection.index);
    if (key?.form === "counter" && isClassValue(write.value)) continue;
    if (key !== null && (best === null || key.strength > best.key.strength)) best = { write, key };
  }
  return best;
}

/** What is numbered is called a class or type, of which there are as many as somebody wrote. */
function isClassValue(value: Node | null): boolean {
  const node = value === null ? null : unwrap(value);
  return (
    node?.type === "Identifier" && /(?:^[tT]ype|[a-z]Type|[cC]lass|[cC]onstructor)$/.test(node.name)
  );
}
