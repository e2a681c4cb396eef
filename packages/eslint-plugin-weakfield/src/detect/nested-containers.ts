import { onlyValue, type FileIndex } from "./file-index.ts";
import { findNestedUses } from "./nested-uses.ts";
import { memberName, staticName, unwrap, wrapped, type Node, type Variable } from "./syntax.ts";
import type { Use } from "./use.ts";
import { addUses } from "./uses.ts";

/** The container that a local container is put into: `outer.set(key, inner)`, `outer[key] = inner`. */
export function findStoringContainer(variable: Variable): Node | null {
  for (const reference of variable.references) {
    const outer = findStore(reference.identifier);
    if (outer !== null) return outer;
  }
  return null;
}

export function findStore(identifier: Node): Node | null {
  const node = wrapped(identifier);
  const { parent } = node;
  if (parent?.type === "CallExpression") {
    const { callee } = parent;
    const isStored =
      parent.arguments[1] === node &&
      callee.type === "MemberExpression" &&
      staticName(callee) === "set";
    return isStored ? callee.object : null;
  }
  return parent?.type === "AssignmentExpression" &&
    parent.right === node &&
    parent.left.type === "MemberExpression" &&
    parent.left.computed
    ? parent.left.object
    : null;
}

/**
 * `const doc = node.ownerDocument; caches.set(doc, cache); cache.set(node, …)`: what is held is a part of the key, which
 * a weak container holds no longer than anything else does.
 */
export function isKeptByKey(variable: Variable, uses: readonly Use[], index: FileIndex): boolean {
  return variable.references.some(({ identifier }) => {
    const { parent } = wrapped(identifier);
    if (findStore(identifier) === null || parent?.type !== "CallExpression") return false;
    const { callee } = parent;
    const [key] = parent.arguments;
    /* v8 ignore if -- what stores it is a method with a key before the value */
    if (callee.type !== "MemberExpression" || key === undefined) return false;
    const outer = index.variableOf(callee.object);
    const creation = outer === null ? null : onlyValue(outer);
    if (creation === null || !isNewWeakMap(unwrap(creation))) return false;
    const keyVariable = index.variableOf(key);
    const whole = originOf(keyVariable === null ? null : onlyValue(keyVariable), index);
    return (
      whole !== null &&
      uses.some((use) => use.kind === "write" && use.key && index.variableOf(use.key) === whole)
    );
  });
}

const isNewWeakMap = (node: Node): boolean =>
  node.type === "NewExpression" &&
  node.callee.type === "Identifier" &&
  node.callee.name === "WeakMap";

/** The variable `x` of `x.member` and `x.method()`. */
function originOf(value: Node | null, index: FileIndex): Variable | null {
  let node = value === null ? null : unwrap(value);
  if (node?.type === "CallExpression") node = unwrap(node.callee);
  return node?.type === "MemberExpression" ? index.variableOf(unwrap(node.object)) : null;
}

/**
 * What else is done with the containers in a container: where they are found there again, `outer.get(key).delete(x)`, and
 * where they are let go as a whole, `outer.delete(key)`.
 */
export function findUsesWithin(outer: Node, index: FileIndex): Use[] {
  const name = outer.type === "MemberExpression" ? memberName(outer) : null;
  const variable = name === null ? index.variableOf(outer) : null;
  /* v8 ignore next -- the container itself is one of them */
  const members = name === null ? [] : (index.members.get(name) ?? []);
  const references = variable?.references ?? [];
  const places = [...members, ...references.map(({ identifier }) => identifier as Node)];
  const uses: Use[] = [];
  for (const place of places) addUses(place, "map", index, uses);
  const cleared = uses.filter(({ kind }) => /^(?:clear|drop|sweep)$/.test(kind));
  return [
    ...cleared.map((use): Use => ({ ...use, kind: "clear", key: null })),
    ...findNestedUses(uses, index).filter(({ kind }) =>
      /^(?:clear|drop|iterate|size|sweep)$/.test(kind),
    ),
  ];
}
