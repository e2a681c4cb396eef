import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, type FileIndex } from "./file-index.ts";
import {
  calleeName,
  callOf,
  isFunction,
  type Node,
  staticName,
  unwrap,
  type Variable,
  wrapped,
} from "./syntax.ts";

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

interface Walk {
  kind: CollectionKind;
  index: FileIndex;
  isForeign: boolean;
  uses: Use[];
  depth: number;
}

const DROPPING = /^(?:delete|remove|unset|evict|splice|pop|shift|dequeue|take|expire|dispose)/;

const SWEEPING = /^(?:sweep|prune|purge|trim|gc|filterInPlace|copyWithin)/;

const ITERATING =
  /^(?:forEach|keys|values|entries|map|filter|some|every|find\w*|reduce\w*|join|slice|concat|flat\w*|sort|toSorted|toReversed|with|reverse|fill|isSubsetOf|isSupersetOf|isDisjointFrom|union|intersection|difference|symmetricDifference|toString|toJSON)$/;

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

function add(
  walk: Walk,
  kind: Use["kind"],
  node: Node,
  key: Node | null = null,
  value: Node | null = null,
): void {
  walk.uses.push({ kind, node, key, value, isForeign: walk.isForeign });
}

function classify(reference: Node, walk: Walk): void {
  const node = wrapped(reference);
  const { parent } = node;
  if (!parent) return;
  switch (parent.type) {
    case "MemberExpression":
      if (parent.object === node) classifyMember(node, parent, walk);
      else add(walk, "read", node);
      return;
    case "CallExpression":
    case "NewExpression":
      if (parent.callee !== node) classifyArgument(node, parent, walk);
      return;
    case "SpreadElement":
      add(walk, "iterate", node);
      return;
    case "ForOfStatement":
    case "ForInStatement":
      add(walk, parent.right === node ? "iterate" : "write", node);
      return;
    case "BinaryExpression":
      add(walk, "read", node, parent.operator === "in" ? parent.left : null);
      return;
    case "LogicalExpression":
      if (parent.operator === "&&" && parent.left === node) add(walk, "read", node);
      else classify(parent, walk);
      return;
    case "ConditionalExpression":
      if (parent.test === node) add(walk, "read", node);
      else classify(parent, isEmptyBranch(parent, node) ? walk : { ...walk, isForeign: true });
      return;
    case "SequenceExpression":
      if (parent.expressions.at(-1) === node) classify(parent, walk);
      return;
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
      add(walk, "export", node);
      return;
    case "Property":
    case "PropertyDefinition":
      if (parent.value === node)
        add(walk, isExportsObject(parent.parent) ? "export" : "escape", node);
      return;
    case "ReturnStatement":
    case "ArrowFunctionExpression":
    case "ArrayExpression":
    case "YieldExpression":
    case "AwaitExpression":
      add(walk, "escape", node);
      return;
    case "UnaryExpression":
    case "IfStatement":
    case "WhileStatement":
    case "TemplateLiteral":
    case "ExpressionStatement":
      add(walk, "read", node);
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

function classifyMember(node: Node, member: TSESTree.MemberExpression, walk: Walk): void {
  const name = staticName(member);
  const call = callOf(member);
  if (call !== null && name !== null) {
    classifyCall(node, name, call, walk);
    return;
  }
  if (name === "size" || (name === "length" && walk.kind === "array")) {
    const place = wrapped(member);
    const isCut = place.parent?.type === "AssignmentExpression" && place.parent.left === place;
    add(walk, isCut ? "clear" : "size", node);
    return;
  }
  const key = member.property;
  const place = wrapped(member);
  const { parent } = place;
  if (parent?.type === "AssignmentExpression" && parent.left === place) {
    add(walk, isNothing(parent.right) ? "drop" : "write", node, key, parent.right);
  } else if (parent?.type === "UpdateExpression") {
    add(walk, "write", node, key);
  } else if (parent?.type === "UnaryExpression" && parent.operator === "delete") {
    add(walk, "drop", node, key);
  } else {
    add(walk, "read", node, key);
  }
}

/** `null`, `undefined`, `void 0`: what is assigned to let a value go. */
function isNothing(value: Node): boolean {
  const node = unwrap(value);
  if (node.type === "Literal") return node.value === null && node.raw === "null";
  if (node.type === "Identifier") return node.name === "undefined";
  return node.type === "UnaryExpression" && node.operator === "void";
}

function classifyCall(node: Node, name: string, call: TSESTree.CallExpression, walk: Walk): void {
  const [first = null, second = null] = call.arguments;
  const { kind } = walk;
  switch (name) {
    case "set":
    case "setIfAbsent":
    case "getOrInsert":
    case "getOrInsertComputed":
      if (kind === "map" || kind === "weakmap") add(walk, "write", node, first, second);
      else add(walk, "read", node);
      return;
    case "add":
      if (kind === "set" || kind === "weakset") add(walk, "write", node, first, first);
      return;
    case "push":
    case "unshift":
      for (const argument of call.arguments) add(walk, "write", node, null, argument);
      return;
    case "splice":
      for (const argument of call.arguments.slice(2)) add(walk, "write", node, null, argument);
      if (!(call.arguments[1]?.type === "Literal" && call.arguments[1].value === 0)) {
        add(walk, "drop", node, first);
      }
      return;
    case "get":
    case "has":
    case "includes":
    case "indexOf":
    case "lastIndexOf":
    case "hasOwnProperty":
      add(walk, "read", node, first);
      return;
    case "clear":
      add(walk, "clear", node);
      return;
    default:
  }
  if (ITERATING.test(name)) add(walk, "iterate", node, null, null);
  else if (DROPPING.test(name)) add(walk, "drop", node, first);
  else if (SWEEPING.test(name)) add(walk, "sweep", node);
  else add(walk, "read", node);
}

const READING =
  /^(?:keys|values|entries|from|isArray|fromEntries|stringify|log|warn|error|debug|inspect|hasOwn|call|apply|freeze|isFrozen|getOwnPropertyNames|ownKeys|size|isEmpty|max|min|String|Boolean|Number)$/;

function classifyArgument(
  node: Node,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  walk: Walk,
): void {
  const name = calleeName(call) ?? "";
  if (call.type === "NewExpression") {
    add(walk, /^(?:Map|Set|Array)$/.test(name) ? "iterate" : "escape", node);
    return;
  }
  const position = call.arguments.findIndex((argument) => argument === node);
  if (READING.test(name)) add(walk, "iterate", node);
  else if (name === "deleteProperty") add(walk, "drop", node, call.arguments[1] ?? null);
  else if (storesArgument(call, name)) add(walk, "escape", node);
  else if (!classifyParameter(call, position, walk)) add(walk, "escape", node);
}

const storesArgument = (call: TSESTree.CallExpression, name: string): boolean =>
  call.callee.type === "MemberExpression" && /^(?:set|add|push)$/.test(name);

/** Follows a collection into the parameter of a function of the same file. */
function classifyParameter(call: TSESTree.CallExpression, position: number, walk: Walk): boolean {
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

function classifyTarget(node: Node, target: Node, walk: Walk): void {
  if (target.type === "Identifier") {
    const alias = walk.index.variableOf(target);
    if (alias === null || walk.depth > 1) add(walk, "escape", node);
    else followAlias(alias, walk);
  } else if (target.type === "MemberExpression") {
    const isExport =
      (target.object.type === "Identifier" && target.object.name === "exports") ||
      staticName(target) === "exports";
    add(walk, isExport ? "export" : "escape", node);
  } else {
    add(walk, "iterate", node);
  }
}

function followAlias(alias: Variable, walk: Walk): void {
  const inner = { ...walk, depth: walk.depth + 1 };
  for (const reference of alias.references) {
    const identifier = reference.identifier as Node;
    if (reference.isRead() && !isSelfWrite(identifier)) classify(identifier, inner);
  }
}

const isSelfWrite = (identifier: Node): boolean =>
  identifier.parent?.type === "AssignmentExpression" && identifier.parent.left === identifier;

/** `x = …` where `x` holds the collection: a new one, a filtered one, or one with an entry more. */
function classifyReplacement(
  node: Node,
  assignment: TSESTree.AssignmentExpression,
  walk: Walk,
): void {
  if (assignment.operator !== "=") return;
  const value = unwrap(assignment.right);
  if (value.type === "CallExpression") {
    const name = calleeName(value);
    if (name === "concat") {
      for (const argument of value.arguments) add(walk, "write", node, null, argument);
      return;
    }
    if (name === "filter" || name === "slice" || name === "splice") {
      add(walk, "sweep", node);
      return;
    }
  }
  if (
    value.type === "ArrayExpression" &&
    value.elements.some((element) => element?.type === "SpreadElement")
  ) {
    for (const element of value.elements) {
      if (element && element.type !== "SpreadElement") add(walk, "write", node, null, element);
    }
    return;
  }
  add(walk, "clear", node);
}
