import {
  type Variable,
  staticName,
  isWriteTarget,
  unwrap,
  wrapped,
  type SourceCode,
} from "./syntax.ts";
import { findVariable } from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** Methods that put something into a collection, with the place of what they put there. */
const WRITERS: ReadonlyMap<string, number> = new Map([
  ["add", 0],
  ["addObject", 0],
  ["append", 0],
  ["enqueue", 0],
  ["push", 0],
  ["pushObject", 0],
  ["set", 1],
  ["unshift", 0],
]);

/** Methods that change a collection without adding to it. */
const REMOVERS: ReadonlySet<string> = new Set([
  "clear",
  "copyWithin",
  "delete",
  "fill",
  "pop",
  "removeObject",
  "reverse",
  "shift",
  "sort",
  "splice",
]);

/** Whether the expression makes an empty or filled container that can be changed afterwards. */
export function isContainer(node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  switch (expression.type) {
    case "ArrayExpression":
    case "ObjectExpression":
      return true;
    case "NewExpression":
      return (
        expression.callee.type === "Identifier" &&
        /^(?:Map|Set|WeakMap|WeakSet|Array|Object|\w*(?:Cache|LRU\w*|Lru\w*|Map|Queue))$/.test(
          expression.callee.name,
        )
      );
    case "LogicalExpression":
      return isContainer(expression.right);
    case "ConditionalExpression":
      return isContainer(expression.consequent) || isContainer(expression.alternate);
    case "AssignmentExpression":
      return isContainer(expression.right);
    case "CallExpression":
      return expression.callee.type === "MemberExpression" &&
        staticName(expression.callee) === "create"
        ? expression.arguments[0]?.type === "Literal"
        : false;
    default:
      return false;
  }
}

/** One way from a container to what is done with it: `x.get(a).b.push(c)`. */
export interface Access {
  /** Keys on the way: arguments of calls, computed names. */
  keys: TSESTree.Node[];
  /** What is put in, or null when nothing is. */
  written: TSESTree.Node | null;
  /** Whether the way ends by removing or emptying. */
  removes: boolean;
  /** The outermost expression of the way. */
  end: TSESTree.Node;
  /** The names of plain members on the way. */
  names: string[];
}

/** Follows the expression outward while it stays inside the same container. */
export function followAccess(start: TSESTree.Node): Access {
  const access: Access = { end: start, keys: [], names: [], removes: false, written: null };
  let current = wrapped(start);
  for (;;) {
    access.end = current;
    const { parent } = current;
    if (parent?.type === "MemberExpression" && parent.object === current) {
      const name = staticName(parent);
      if (name === null) access.keys.push(parent.property);
      const call = wrapped(parent).parent;
      if (call?.type === "CallExpression" && call.callee === wrapped(parent) && name !== null) {
        for (const argument of call.arguments.slice(0, 1)) access.keys.push(argument);
        const place = WRITERS.get(name);
        if (place !== undefined) {
          access.written = call.arguments[place] ?? null;
          access.end = call;
          return access;
        }
        if (REMOVERS.has(name)) {
          access.removes = true;
          access.end = call;
          return access;
        }
        if (name !== "get" && name !== "at") {
          access.end = call;
          return access;
        }
        current = wrapped(call);
        continue;
      }
      if (name !== null) access.names.push(name);
      current = wrapped(parent);
      if (isWriteTarget(current)) {
        access.end = current;
        const assignment = current.parent;
        if (assignment?.type === "AssignmentExpression") access.written = assignment.right;
        else if (assignment?.type === "UpdateExpression") access.written = assignment;
        else access.removes = assignment?.type === "UnaryExpression";
        return access;
      }
      continue;
    }
    return access;
  }
}

/** The local that is initialized with the expression: `const entry = cache.get(key)`. */
export function findAlias(sourceCode: SourceCode, node: TSESTree.Node): Variable | null {
  let place = wrapped(node);
  while (place.parent?.type === "LogicalExpression") place = wrapped(place.parent);
  const { parent } = place;
  if (parent?.type === "VariableDeclarator" && parent.init === place) {
    return parent.id.type === "Identifier" ? findVariable(sourceCode, parent.id) : null;
  }
  if (parent?.type === "AssignmentExpression" && parent.right === place) {
    return parent.left.type === "Identifier" ? findVariable(sourceCode, parent.left) : null;
  }
  return null;
}
