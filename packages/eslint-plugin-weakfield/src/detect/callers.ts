import type { TSESTree } from "@typescript-eslint/utils";
import type { Collection } from "./collections.ts";
import { type FileIndex, onlyValue } from "./file-index.ts";
import {
  calleeName,
  type FunctionNode,
  isFunction,
  isInside,
  type Node,
  staticName,
  unwrap,
  type Variable,
  wrapped,
} from "./syntax.ts";

/** The value that a function is, or is one alternative of: `native ?? function () {}`. */
function alternatives(node: FunctionNode): Node {
  let value = wrapped(node);
  for (;;) {
    const { parent } = value;
    const isBranch = parent?.type === "ConditionalExpression" && parent.test !== value;
    if (!isBranch && parent?.type !== "LogicalExpression") return value;
    value = wrapped(parent);
  }
}

/** The name a function is declared, stored or put on an object under. */
export function functionName(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = alternatives(node);
  switch (parent?.type) {
    case "MethodDefinition":
    case "Property":
    case "PropertyDefinition":
      return staticName(parent) ?? compiledName(parent) ?? "";
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : "";
    case "AssignmentExpression":
      return parent.left.type === "Identifier" ? parent.left.name : (staticName(parent.left) ?? "");
    default:
      return "";
  }
}

/** `[Symbol.dispose]() {}` and `[Symbol.asyncDispose]() {}` are called `dispose`. */
function compiledName(node: Node): string | null {
  /* v8 ignore next -- a method or property has a key */
  const key = "key" in node ? (node.key as Node) : null;
  if (key?.type !== "MemberExpression") return null;
  return /dispose/i.test(staticName(key) ?? "") ? "dispose" : null;
}

/** Names so common that a call of one says nothing about this function, unless its receiver is known. */
const COMMON =
  /^(?:add|all|apply|bind|call|clear|create|delete|each|find|forget|free|get|has|init|list|next|push|register|remove|removeChild|replace|reset|return|run|set|then|throw|toString|update|value|write|pop|shift|splice|unset|dispose|close|destroy|end|stop|off|abort|cancel|disconnect|release|flush|unsubscribe)$/;

/** The places where a function is called or handed on, outside itself, its definition and exports. */
export function findCalls(node: FunctionNode, name: string, collection: Collection): Node[] {
  const { index } = collection;
  const places: Node[] = [];
  const variable = variableOfFunction(node, index);
  for (const reference of variable?.references ?? []) {
    const identifier = reference.identifier as Node;
    if (reference.isRead() && !isInside(identifier, node) && !isPublication(identifier))
      places.push(identifier);
  }
  const { parent } = alternatives(node);
  const isMember =
    parent?.type === "MethodDefinition" ||
    parent?.type === "Property" ||
    parent?.type === "PropertyDefinition" ||
    (parent?.type === "AssignmentExpression" && parent.left.type === "MemberExpression");
  if (!isMember || name === "") return places;
  for (const member of index.members.get(name) ?? []) {
    if (isInside(member, node) || isDefinition(member)) continue;
    if (!COMMON.test(name) || isOwnReceiver(member, node, collection)) places.push(member);
  }
  return places;
}

/** The variable that names a function: declared, or what it is put in. */
export function variableOfFunction(node: FunctionNode, index: FileIndex): Variable | null {
  if (node.type === "FunctionDeclaration" && node.id) return index.variableOf(node.id);
  const { parent } = alternatives(node);
  if (parent?.type === "VariableDeclarator") return index.variableOf(parent.id);
  return parent?.type === "AssignmentExpression" ? index.variableOf(parent.left) : null;
}

const isDefinition = (member: Node): boolean =>
  member.parent?.type === "AssignmentExpression" && member.parent.left === member;

/** Tells whether a receiver can be the object that the function belongs to: `this`, or the class's own name. */
function isOwnReceiver(
  member: TSESTree.MemberExpression,
  node: FunctionNode,
  collection: Collection,
): boolean {
  const receiver = unwrap(member.object);
  if (receiver.type === "ThisExpression") return isSameClass(member, node);
  const name = receiver.type === "Identifier" ? receiver.name : staticName(receiver);
  if (name === null) return false;
  if (receiver.type === "MemberExpression") return holdsOwner(name, node, collection.index);
  const variable = collection.index.variableOf(receiver);
  if (variable === null) return false;
  const value = onlyValue(variable);
  // `const store = (() => { …; return { delete(key) {} }; })()`
  const isMember = value !== null && !isFunction(unwrap(value)) && isInside(node, value);
  return isMember || variable.defs[0]?.node === classAround(node);
}

/** Tells whether a member of this name is somewhere set to a new object of the function's class. */
function holdsOwner(name: string, node: FunctionNode, index: FileIndex): boolean {
  const owner = classAround(node);
  const className =
    owner !== null && "id" in owner && owner.id?.type === "Identifier" ? owner.id.name : null;
  return (
    className !== null &&
    (index.news.get(className) ?? []).some((creation) => {
      const { parent } = wrapped(creation);
      const place = parent?.type === "AssignmentExpression" ? parent.left : parent;
      return place !== undefined && staticName(place) === name;
    })
  );
}

function classAround(node: Node): Node | null {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "ClassDeclaration" || current.type === "ClassExpression") return current;
  }
  return null;
}

const isSameClass = (left: Node, right: Node): boolean => classAround(left) === classAround(right);

/** An export, a property of a returned or exported object: handed out, not called. */
export function isPublication(identifier: Node): boolean {
  const { parent } = wrapped(identifier);
  /* v8 ignore if -- an identifier has a parent */
  if (!parent) return false;
  switch (parent.type) {
    case "ExportSpecifier":
    case "ExportDefaultDeclaration":
      return true;
    case "Property":
      return parent.value === identifier;
    case "AssignmentExpression":
      return parent.right === identifier && parent.left.type === "MemberExpression";
    case "CallExpression":
      // esbuild keeps names by `__name(fn, "fn")`
      return parent.arguments[0] === identifier && /^_*name$/.test(calleeName(parent) ?? "");
    default:
      return false;
  }
}
