import type { TSESTree } from "@typescript-eslint/utils";
import { callsAtOnce } from "./callbacks.ts";
import type { FileIndex } from "./file-index.ts";
import {
  calleeName,
  enclosingFunction,
  isFunction,
  staticName,
  unwrap,
  wrapped,
  type FunctionNode,
  type Node,
  type Variable,
} from "./syntax.ts";
import { isPassedToWalk, makesVisitor } from "./visitors.ts";

/**
 * How long a collection lives. `module`: as long as the program. `wrapper`: as long as a function that its maker
 * returned or put into a descriptor. `closure`: as long as the object its maker returned. `callback`: as long as some
 * callback of its maker is kept. `field`: as long as an object of which the file says nothing; `long-field` and
 * `short-field` when it does. `local`: one call.
 */
export type Lifetime =
  "callback" | "closure" | "field" | "local" | "long-field" | "module" | "short-field" | "wrapper";

/** The function during whose call another one runs, which is itself unless its callee calls it at once. */
export function runningFunction(node: FunctionNode): FunctionNode {
  const { parent } = wrapped(node);
  const isRun = parent?.type === "CallExpression" && callsAtOnce(parent);
  const around = isRun ? enclosingFunction(node) : null;
  return around === null ? node : runningFunction(around);
}

/** How long a variable's value lives. */
export function lifetimeOfVariable(variable: Variable, index: FileIndex): Lifetime {
  const maker = makerOf(variable);
  if (maker === null) return "module";
  if (isCallbackArgument(maker) || makesVisitor(maker)) return "local";
  let lifetime: Lifetime = "local";
  const { variableScope } = variable.scope;
  for (const reference of variable.references) {
    if (reference.from.variableScope === variableScope) continue; // in the maker itself, as most are
    const inner = outermostFunctionWithin(reference.identifier, maker);
    if (inner === null) continue;
    const escape = findEscape(inner, maker, index, new Set());
    if (maker.async && escape !== null) return "callback";
    if (escape === "wrapper") return "wrapper";
    if (escape === "closure" || (escape === "callback" && lifetime === "local")) lifetime = escape;
  }
  return lifetime;
}

/** Tells whether the function that holds a node, within the maker of a variable, gets out of that maker. */
export function isInEscapingFunction(node: Node, maker: FunctionNode, index: FileIndex): boolean {
  const inner = outermostFunctionWithin(node, maker);
  return inner !== null && findEscape(inner, maker, index, new Set()) !== null;
}

/** The function that a variable belongs to, or null when that function runs once, as a module does. */
export function makerOf(variable: Variable): FunctionNode | null {
  let node: Node | undefined = variable.scope.variableScope.block;
  while (node && !isFunction(node)) node = node.parent;
  return !node || isModuleFunction(node) ? null : node;
}

/** Tells whether a function stands for a module: an immediately invoked one, a UMD or bundler wrapper. */
export function isModuleFunction(node: FunctionNode): boolean {
  const around = enclosingFunction(node);
  if (around !== null && !isModuleFunction(around)) return false;
  const outer = wrapped(node);
  const { parent } = outer;
  // A function with a name of its own takes a `require` for something else: `load = function (names, callback, require) {}`.
  const isNamed = parent?.type === "VariableDeclarator" || parent?.type === "AssignmentExpression";
  if (
    node.params
      .slice(0, isNamed ? 2 : 3)
      .some(
        (parameter) =>
          parameter.type === "Identifier" &&
          /^(?:exports|module|require|_*webpack_require_*|_*exports_*)$/.test(parameter.name),
      )
  ) {
    return true;
  }
  if (parent?.type !== "CallExpression") {
    const isMember = parent?.type === "MemberExpression" && parent.object === outer;
    const isCalled = isMember && /^(?:apply|call)$/.test(staticName(parent) ?? "");
    const call = isCalled ? parent.parent : null;
    return call?.type === "CallExpression" && call.callee === parent;
  }
  const callee = unwrap(parent.callee);
  return (
    isFunction(callee) ||
    /^(?:define|_*commonJS(?:Min)?|_*esm(?:Min)?|register)$/.test(calleeName(parent) ?? "")
  );
}

function isCallbackArgument(node: FunctionNode): boolean {
  const outer = wrapped(node);
  return outer.parent?.type === "CallExpression" && outer.parent.callee !== outer;
}

/** The outermost function that holds a node and lies within another function; null when there is none. */
function outermostFunctionWithin(node: Node, maker: FunctionNode): FunctionNode | null {
  let found: FunctionNode | null = null;
  for (let current = node.parent; current && current !== maker; current = current.parent) {
    if (isFunction(current)) found = current;
  }
  return found;
}

type Escape = "callback" | "closure" | "wrapper" | null;

/** How a function that is made in another one gets out of it. */
function findEscape(
  node: FunctionNode,
  maker: FunctionNode,
  index: FileIndex,
  seen: Set<unknown>,
): Escape {
  seen.add(node);
  if (node.type === "FunctionDeclaration") {
    /* v8 ignore next -- a function that is declared within another has a name */
    const variable = node.id ? index.variableOf(node.id) : null;
    /* v8 ignore next -- as above */
    return variable === null ? null : escapeOfVariable(variable, maker, index, seen);
  }
  return escapeOfValue(node, maker, index, seen);
}

function escapeOfValue(
  value: Node,
  maker: FunctionNode,
  index: FileIndex,
  seen: Set<unknown>,
): Escape {
  const node = wrapped(value);
  const { parent } = node;
  switch (parent?.type) {
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return enclosingFunction(node) === maker ? "wrapper" : "closure";
    case "ConditionalExpression":
    case "LogicalExpression":
      return escapeOfValue(parent, maker, index, seen);
    case "CallExpression":
      if (parent.callee === node) return null;
      return callsAtOnce(parent) ? null : escapeOfArgument(parent, maker, index, seen);
    case "NewExpression":
      return calleeName(parent) === "Promise" ? null : "callback";
    case "VariableDeclarator":
      return escapeOfTarget(parent.id, maker, index, seen);
    case "AssignmentExpression":
      return escapeOfTarget(parent.left, maker, index, seen);
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "ArrayExpression":
      if (isDescriptorPart(parent)) return "wrapper";
      return isPassedToWalk(parent, index) ? null : "closure";
    default:
      return null;
  }
}

/** Callees that give back the function they are given. */
const PASSING = /^(?:assign|freeze|bind|_*name|markRaw|setFunctionName|defineProperties)$/;

function escapeOfArgument(
  call: TSESTree.CallExpression,
  maker: FunctionNode,
  index: FileIndex,
  seen: Set<unknown>,
): Escape {
  const isPassed = PASSING.test(calleeName(call) ?? "");
  return (isPassed ? escapeOfValue(call, maker, index, seen) : null) ?? "callback";
}

/** A getter, setter or value of a property descriptor; `{ get, remove }` that is returned is none. */
function isDescriptorPart(node: Node): boolean {
  if (node.type !== "Property" || node.parent.type !== "ObjectExpression") return false;
  if (!/^(?:get|set|value)$/.test(staticName(node) ?? "")) return false;
  const { parent, properties } = node.parent;
  return (
    (parent.type === "CallExpression" &&
      /^_*def(?:ineProperty|Prop)\d*$/.test(calleeName(parent) ?? "")) ||
    properties.some((property) =>
      /^(?:configurable|enumerable|writable)$/.test(staticName(property) ?? ""),
    )
  );
}

function escapeOfTarget(
  target: Node,
  maker: FunctionNode,
  index: FileIndex,
  seen: Set<unknown>,
): Escape {
  if (target.type === "MemberExpression") {
    return /^(?:get|set|value)$/.test(staticName(target) ?? "") ? "wrapper" : "closure";
  }
  const variable = target.type === "Identifier" ? index.variableOf(target) : null;
  if (variable === null) return "closure";
  return makerOf(variable) === maker ? escapeOfVariable(variable, maker, index, seen) : "wrapper";
}

function escapeOfVariable(
  variable: Variable,
  maker: FunctionNode,
  index: FileIndex,
  seen: Set<unknown>,
): Escape {
  let found: Escape = null;
  if (seen.has(variable)) return null;
  seen.add(variable);
  for (const reference of variable.references) {
    if (!reference.isRead()) continue;
    const identifier = reference.identifier as Node;
    let escape = escapeOfValue(identifier, maker, index, seen);
    const around = outermostFunctionWithin(identifier, maker);
    if (escape === null && around !== null && !seen.has(around)) {
      escape = findEscape(around, maker, index, seen);
    }
    if (escape === "wrapper") return "wrapper";
    if (found !== "closure") found = escape ?? found;
  }
  return found;
}
