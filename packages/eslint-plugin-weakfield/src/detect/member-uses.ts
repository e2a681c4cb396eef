import type { TSESTree } from "@typescript-eslint/utils";
import { callOf, type Node, staticName, wrapped } from "./syntax.ts";
import { addUse, isNothing, type UseWalk } from "./use.ts";

const DROPPING = /^(?:delete|remove|unset|evict|splice|pop|shift|dequeue|take|expire|dispose)/;

const SWEEPING = /^(?:sweep|prune|purge|trim|gc|filterInPlace|copyWithin)/;

const ITERATING =
  /^(?:forEach|keys|values|entries|map|filter|some|every|find\w*|reduce\w*|join|slice|concat|flat\w*|sort|toSorted|toReversed|with|reverse|fill|isSubsetOf|isSupersetOf|isDisjointFrom|union|intersection|difference|symmetricDifference|toString|toJSON)$/;

/** Adds what is done where a member of a collection is read, written or called. */
export function classifyMember(node: Node, member: TSESTree.MemberExpression, walk: UseWalk): void {
  const name = staticName(member);
  const call = callOf(member);
  if (call !== null && name !== null) {
    classifyCall(node, name, call, walk);
    return;
  }
  if (name === "size" || (name === "length" && walk.kind === "array")) {
    const place = wrapped(member);
    const isCut = place.parent?.type === "AssignmentExpression" && place.parent.left === place;
    addUse(walk, isCut ? "clear" : "size", node);
    return;
  }
  const key = member.property;
  const place = wrapped(member);
  const { parent } = place;
  if (parent?.type === "AssignmentExpression" && parent.left === place) {
    addUse(walk, isNothing(parent.right) ? "drop" : "write", node, key, parent.right);
  } else if (parent?.type === "UpdateExpression") {
    addUse(walk, "write", node, key);
  } else if (parent?.type === "UnaryExpression" && parent.operator === "delete") {
    addUse(walk, "drop", node, key);
  } else {
    addUse(walk, "read", node, key);
  }
}

function classifyCall(
  node: Node,
  name: string,
  call: TSESTree.CallExpression,
  walk: UseWalk,
): void {
  const [first = null, second = null] = call.arguments;
  const { kind } = walk;
  switch (name) {
    case "set":
    case "setIfAbsent":
    case "getOrInsert":
    case "getOrInsertComputed":
      if (kind === "map" || kind === "weakmap") addUse(walk, "write", node, first, second);
      else addUse(walk, "read", node);
      return;
    case "add":
      if (kind === "set" || kind === "weakset") addUse(walk, "write", node, first, first);
      return;
    case "push":
    case "unshift":
      for (const argument of call.arguments) addUse(walk, "write", node, null, argument);
      return;
    case "splice":
      for (const argument of call.arguments.slice(2)) addUse(walk, "write", node, null, argument);
      if (!(call.arguments[1]?.type === "Literal" && call.arguments[1].value === 0)) {
        addUse(walk, "drop", node, first);
      }
      return;
    case "get":
    case "has":
    case "includes":
    case "indexOf":
    case "lastIndexOf":
    case "hasOwnProperty":
      addUse(walk, "read", node, first);
      return;
    case "clear":
      addUse(walk, "clear", node);
      return;
    default:
  }
  if (ITERATING.test(name)) addUse(walk, "iterate", node, null, null);
  else if (DROPPING.test(name)) addUse(walk, "drop", node, first);
  else if (SWEEPING.test(name)) addUse(walk, "sweep", node);
  else addUse(walk, "read", node);
}
