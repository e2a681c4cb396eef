import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, getFileIndex, type FileIndex } from "./file-index.ts";
import { getRegistries } from "./registries.ts";
import {
  callOf,
  enclosingFunction,
  isFunction,
  isInside,
  staticName,
  unwrap,
  type FunctionNode,
  type Node,
  type SourceCode,
} from "./syntax.ts";
import { findDerefScan, findWeakRefCollections } from "./weak-refs.ts";

/** A search through a whole collection for the entries of dead objects. */
export interface Scan {
  when: "finalizer" | "insertion";
  node: Node;
}

/** Finds the searches that finalization callbacks make, and those that every insertion of a `WeakRef` makes. */
export function findScans(sourceCode: SourceCode): Scan[] {
  const index = getFileIndex(sourceCode);
  const scans: Scan[] = [];
  const seen = new Set<Node>();
  for (const { callback } of getRegistries(sourceCode)) {
    if (callback === null) continue;
    for (const body of [callback, ...findHelpers(callback, index)]) {
      if (seen.has(body)) continue;
      seen.add(body);
      const node = findSearch(body, index);
      if (node !== null) scans.push({ when: "finalizer", node });
    }
  }
  for (const { collection, write } of findWeakRefCollections(sourceCode)) {
    const around = enclosingFunction(write.node);
    /* v8 ignore next -- what is put in again and again is put in by a function, which is no callback */
    const node = around === null || seen.has(around) ? null : findDerefScan(collection, around);
    if (node !== null) scans.push({ when: "insertion", node });
  }
  return scans;
}

/** The functions of the file that a callback calls directly, by name or as a method of `this`. */
function findHelpers(callback: FunctionNode, index: FileIndex): FunctionNode[] {
  const helpers: FunctionNode[] = [];
  /* v8 ignore next -- every function has a scope */
  const through = index.sourceCode.scopeManager?.acquire(callback)?.through ?? [];
  for (const { identifier, resolved } of through) {
    const { parent } = identifier as Node;
    if (resolved === null || parent?.type !== "CallExpression" || parent.callee !== identifier)
      continue;
    const helper = declaredNode(resolved);
    if (helper !== null && isFunction(helper)) helpers.push(helper);
  }
  return helpers;
}

const SEARCHES = [
  "filter",
  "find",
  "findIndex",
  "findKey",
  "findLast",
  "findLastIndex",
  "includes",
  "indexOf",
  "lastIndexOf",
];

function findSearch(body: FunctionNode, index: FileIndex): Node | null {
  for (const name of SEARCHES) {
    for (const member of index.members.get(name) ?? []) {
      if (isInside(member, body.body) && callOf(member) !== null && isCollection(member, body))
        return member.property;
    }
  }
  for (const name of ["deref", "delete", "splice"]) {
    for (const member of index.members.get(name) ?? []) {
      if (!isInside(member, body.body)) continue;
      const loop = findConditionalLoop(member, body, name === "deref");
      if (loop !== null) return loop;
    }
  }
  return null;
}

/** A search in what was passed to the callback, or in a text, is none in a collection of entries. */
function isCollection(member: TSESTree.MemberExpression, body: FunctionNode): boolean {
  const object = unwrap(member.object);
  if (object.type === "Literal" || object.type === "TemplateLiteral") return false;
  if (object.type === "ArrayExpression")
    return object.elements.some((element) => element?.type === "SpreadElement");
  let root: Node = object;
  while (root.type === "MemberExpression") root = unwrap(root.object);
  const own = body.params.some((parameter) => isNamed(parameter, root));
  return !own;
}

const isNamed = (parameter: Node, root: Node): boolean =>
  root.type === "Identifier" && parameter.type === "Identifier" && parameter.name === root.name;

/** The loop over a collection, in a callback, that a `deref` or a conditional removal is made in for each element. */
function findConditionalLoop(node: Node, body: FunctionNode, isTest: boolean): Node | null {
  let isConditional = isTest;
  for (let current = node.parent; current && current !== body; current = current.parent) {
    if (current.type === "IfStatement") isConditional = true;
    if (isFunction(current)) {
      const { parent } = current;
      if (parent.type !== "CallExpression") return null;
      const callee = unwrap(parent.callee);
      if (isConditional && callee.type === "MemberExpression" && staticName(callee) === "forEach")
        return callee.property;
      continue;
    }
    if (!isConditional) continue;
    if (current.type === "ForOfStatement" || current.type === "ForInStatement") {
      const right = unwrap(current.right);
      if (right.type !== "ArrayExpression" && isInside(node, current.body)) return current.right;
    }
  }
  return null;
}
