import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, type FileIndex } from "./file-index.ts";
import { classifyMember } from "./member-uses.ts";
import { classifyReplacement } from "./replacement-uses.ts";
import {
  calleeName,
  isFunction,
  type Node,
  staticName,
  unwrap,
  type Variable,
  wrapped,
} from "./syntax.ts";
import { addUse, type CollectionKind, isNothing, type Use, type UseWalk } from "./use.ts";

/** Adds what is done with a collection where an expression names it, following local names and local functions. */
export function addUses(
  reference: Node,
  kind: CollectionKind,
  index: FileIndex,
  uses: Use[],
  isForeign = false,
): void {
  classify(reference, { kind, index, isForeign, uses, depth: 0 });
}

function classify(reference: Node, walk: UseWalk): void {
  const node = wrapped(reference);
  const { parent } = node;
  /* v8 ignore if -- an expression has a parent */
  if (!parent) return;
  switch (parent.type) {
    case "MemberExpression":
      if (parent.object === node) classifyMember(node, parent, walk);
      else addUse(walk, "read", node);
      return;
    case "CallExpression":
    case "NewExpression":
      if (parent.callee !== node) classifyArgument(node, parent, walk);
      return;
    case "SpreadElement":
      addUse(walk, "iterate", node);
      return;
    case "ForOfStatement":
    case "ForInStatement":
      addUse(walk, parent.right === node ? "iterate" : "write", node);
      return;
    case "BinaryExpression":
      addUse(walk, "read", node, parent.operator === "in" ? parent.left : null);
      return;
    case "LogicalExpression":
      if (parent.operator === "&&" && parent.left === node) addUse(walk, "read", node);
      else classify(parent, walk);
      return;
    case "ConditionalExpression":
      if (parent.test === node) addUse(walk, "read", node);
      else classify(parent, isEmptyBranch(parent, node) ? walk : { ...walk, isForeign: true });
      return;
    case "SequenceExpression":
      return; // what is not the last of them is not taken
    case "VariableDeclarator":
      if (parent.init === node) classifyTarget(node, parent.id, walk);
      return;
    case "AssignmentPattern":
      if (parent.right === node) classifyTarget(node, parent.left, walk);
      return;
    case "AssignmentExpression":
      if (parent.left === node) classifyReplacement(node, parent, walk);
      else {
        classifyTarget(node, parent.left, walk);
        if (wrapped(parent).parent?.type !== "ExpressionStatement") classify(parent, walk);
      }
      return;
    case "ExportSpecifier":
    case "ExportDefaultDeclaration":
      addUse(walk, "export", node);
      return;
    case "Property":
    case "PropertyDefinition":
      if (parent.value === node)
        addUse(walk, isExportsObject(parent.parent) ? "export" : "escape", node);
      return;
    case "ReturnStatement":
    case "ArrowFunctionExpression":
    case "ArrayExpression":
    case "YieldExpression":
    case "AwaitExpression":
      addUse(walk, "escape", node);
      return;
    case "UnaryExpression":
    case "IfStatement":
    case "WhileStatement":
    case "TemplateLiteral":
    case "ExpressionStatement":
      addUse(walk, "read", node);
      return;
    default:
  }
}

/** `ready ? map : null` is the map or nothing; `own ? map : other` may be another one. */
function isEmptyBranch(conditional: TSESTree.ConditionalExpression, node: Node): boolean {
  const other = conditional.consequent === node ? conditional.alternate : conditional.consequent;
  return isNothing(other);
}

function isExportsObject(object: Node): boolean {
  const { parent } = object;
  return (
    parent?.type === "ExportDefaultDeclaration" ||
    (parent?.type === "AssignmentExpression" &&
      parent.left.type === "MemberExpression" &&
      staticName(parent.left) === "exports")
  );
}

const READING =
  /^(?:keys|values|entries|from|isArray|fromEntries|stringify|log|warn|error|debug|inspect|hasOwn|call|apply|freeze|isFrozen|getOwnPropertyNames|ownKeys|size|isEmpty|max|min|String|Boolean|Number)$/;

function classifyArgument(
  node: Node,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  walk: UseWalk,
): void {
  const name = calleeName(call) ?? "";
  if (call.type === "NewExpression") {
    addUse(walk, /^(?:Map|Set|Array)$/.test(name) ? "iterate" : "escape", node);
    return;
  }
  const position = call.arguments.findIndex((argument) => argument === node);
  if (READING.test(name)) addUse(walk, "iterate", node);
  else if (name === "deleteProperty") addUse(walk, "drop", node, call.arguments[1] ?? null);
  else if (!classifyParameter(call, position, walk)) addUse(walk, "escape", node);
}

/** Follows a collection into the parameter of a function of the same file. */
function classifyParameter(
  call: TSESTree.CallExpression,
  position: number,
  walk: UseWalk,
): boolean {
  const callee = unwrap(call.callee);
  const variable = callee.type === "Identifier" ? walk.index.variableOf(callee) : null;
  const target = variable === null ? null : declaredNode(variable);
  if (target === null || !isFunction(target) || walk.depth > 1) return false;
  const parameter = target.params[position];
  const alias = parameter?.type === "Identifier" ? walk.index.variableOf(parameter) : null;
  if (alias === null) return false;
  followAlias(alias, walk);
  return true;
}

function classifyTarget(node: Node, target: Node, walk: UseWalk): void {
  if (target.type === "Identifier") {
    const alias = walk.index.variableOf(target);
    if (alias === null || walk.depth > 1) addUse(walk, "escape", node);
    else followAlias(alias, walk);
  } else if (target.type === "MemberExpression") {
    const isExport =
      (target.object.type === "Identifier" && target.object.name === "exports") ||
      staticName(target) === "exports";
    addUse(walk, isExport ? "export" : "escape", node);
  } else {
    addUse(walk, "iterate", node);
  }
}

function followAlias(alias: Variable, walk: UseWalk): void {
  const inner = { ...walk, depth: walk.depth + 1 };
  for (const reference of alias.references) {
    const identifier = reference.identifier as Node;
    if (reference.isRead() && !isSelfWrite(identifier)) classify(identifier, inner);
  }
}

const isSelfWrite = (identifier: Node): boolean =>
  identifier.parent?.type === "AssignmentExpression" && identifier.parent.left === identifier;
