import { functionName } from "./callers.ts";
import { getCollections, type Collection } from "./collections.ts";
import { onlyValue, type FileIndex } from "./file-index.ts";
import { verdictOf } from "./instances.ts";
import { getRegistries } from "./registries.ts";
import { judgeRemoval } from "./removal.ts";
import {
  enclosingFunction,
  isInside,
  staticName,
  unwrap,
  type Node,
  type SourceCode,
} from "./syntax.ts";
import type { Use } from "./use.ts";
import { findRepeatedWrites } from "./writes.ts";

/** A long-lived collection of `WeakRef`s, and a write that adds one. */
export interface WeakRefCollection {
  collection: Collection;
  write: Use;
}

/** The long-lived collections of a file into which `WeakRef`s are put again and again. */
export function findWeakRefCollections(sourceCode: SourceCode): WeakRefCollection[] {
  const found: WeakRefCollection[] = [];
  for (const collection of getCollections(sourceCode)) {
    if (collection.kind === "weakmap" || collection.kind === "weakset") continue;
    const write = findRepeatedWrites(collection).find(({ value }) =>
      holdsWeakRef(value, collection.index),
    );
    if (write !== undefined) found.push({ collection, write });
  }
  return found;
}

/** Tells whether nothing takes the dead references out of a collection of `WeakRef`s. */
export function isUnswept(
  { collection, write }: WeakRefCollection,
  sourceCode: SourceCode,
): boolean {
  const { kind, index, uses } = collection;
  if ((kind === "map" || kind === "object") && isBoundedKey(write.key, index)) return false;
  const removal = judgeRemoval(collection);
  if (removal === "strong") return false;
  const registries = getRegistries(sourceCode);
  const registers = registries.flatMap((registry) => registry.registers);
  if (
    uses.some(
      ({ kind: use, node }) => use === "escape" && registers.some((call) => isInside(node, call)),
    )
  )
    return false; // the callback finds the collection in what it is handed
  const callbacks = registries.flatMap(({ callback }) => callback ?? []);
  if (uses.some(({ node }) => callbacks.some((callback) => isInside(node, callback)))) return false;
  if (uses.some((use) => use.kind === "drop" && isCalledWithin(use.node, callbacks, index)))
    return false;
  return !uses.some(
    (use) =>
      (use.kind === "drop" || (use.kind === "clear" && !isEmptied(use.node, uses, index))) &&
      looksAtDeath(use.node, index),
  );
}

/** `new FinalizationRegistry((key) => table.delete(key))`, where the `delete` of the file's own table does it. */
function isCalledWithin(node: Node, callbacks: readonly Node[], index: FileIndex): boolean {
  const around = enclosingFunction(node);
  /* v8 ignore next -- a removal at the top level was seen before */
  const name = around === null ? "" : functionName(around);
  return (index.members.get(name) ?? []).some((member) =>
    callbacks.some((callback) => isInside(member, callback)),
  );
}

/** `for (const ref of refs) ref.deref()?.abort(); refs.clear();` ends all that are left, it looks for no dead one. */
function isEmptied(node: Node, uses: readonly Use[], index: FileIndex): boolean {
  const around = enclosingFunction(node);
  const derefs = index.members.get("deref") ?? [];
  return uses.some((use) => {
    if (use.kind !== "iterate" || enclosingFunction(use.node) !== around) return false;
    const walk = walkOf(use.node);
    return (
      walk !== null && !isInside(node, walk) && derefs.some((member) => isInside(member, walk))
    );
  });
}

function isBoundedKey(key: Node | null, index: FileIndex): boolean {
  /* v8 ignore if -- what is put into a map or object has a key */
  if (key === null) return false;
  const node = unwrap(key);
  return node.type === "Literal" || verdictOf(node, index).role === "class";
}

/** A removal in a function that also calls `deref` is meant for dead entries. */
function looksAtDeath(node: Node, index: FileIndex): boolean {
  const around = enclosingFunction(node);
  return (
    around !== null && (index.members.get("deref") ?? []).some((member) => isInside(member, around))
  );
}

/** Tells whether a stored value is a `WeakRef` or an object that holds one. */
function holdsWeakRef(value: Node | null, index: FileIndex): boolean {
  if (value === null) return false;
  const node = unwrap(value);
  if (node.type === "NewExpression")
    return node.callee.type === "Identifier" && node.callee.name === "WeakRef";
  if (node.type === "ObjectExpression") {
    return node.properties.some(
      (property) =>
        property.type === "Property" &&
        property.value.type !== "Identifier" &&
        holdsWeakRef(property.value, index),
    );
  }
  if (node.type !== "Identifier") return false;
  const variable = index.variableOf(node);
  const initial = variable === null ? null : onlyValue(variable);
  return (
    initial !== null && unwrap(initial).type === "NewExpression" && holdsWeakRef(initial, index)
  );
}

/** The walks over a collection in which `deref` is asked of each element, within one function. */
export function findDerefScan(collection: Collection, around: Node): Node | null {
  for (const use of collection.uses) {
    if (use.kind !== "iterate" || !isInside(use.node, around)) continue;
    const walk = walkOf(use.node);
    if (walk === null || isGuardedBySize(walk, around)) continue;
    const derefs = collection.index.members.get("deref") ?? [];
    if (derefs.some((member) => isInside(member, walk))) return use.node;
  }
  return null;
}

function walkOf(node: Node): Node | null {
  let current: Node | undefined = node;
  while (current && !/Statement$/.test(current.type)) {
    if (
      current.type === "CallExpression" &&
      /^(?:forEach|find\w*|some|every|filter)$/.test(staticName(unwrap(current.callee)) ?? "")
    )
      return current;
    current = current.parent;
  }
  return current?.type === "ForOfStatement" ? current : null;
}

function isGuardedBySize(node: Node, around: Node): boolean {
  for (let current = node.parent; current && current !== around; current = current.parent) {
    if (current.type === "IfStatement") return true;
  }
  return false;
}
