import { followAccess, isContainer } from "./containers.ts";
import { dependsOnInstance, someNode } from "./dependence.ts";
import { hasAccessor } from "./descriptors.ts";
import { getFacts } from "./facts.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { findPrototypeOwner } from "./prototypes.ts";
import { findSharedState, type SharedState } from "./shared-state.ts";
import {
  type Variable,
  type ClassNode,
  findProperty,
  getParent,
  staticName,
  isFunction,
  isInside,
  type SourceCode,
} from "./syntax.ts";
import {
  findInitializer,
  findVariable,
  getCaptured,
  isDeclaredInside,
  isModuleVariable,
  resolveFunction,
  getDeclared,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** A getter and a setter that serve all instances of a class. */
export interface AccessorPair {
  /** What the pair is called, for the message. */
  name: string;
  functions: readonly FunctionFacts[];
}

/**
 * The accessor pairs that the file puts on prototypes: in class bodies, and by
 * `Object.defineProperty(X.prototype, "name", { get, set })`. A class of which the file itself makes
 * the only instance is left out.
 */
export function findAccessorPairs(sourceCode: SourceCode): AccessorPair[] {
  const file = getFacts(sourceCode);
  const pairs: AccessorPair[] = [];
  const classes = new Map<ClassNode, Map<string, FunctionFacts[]>>();
  for (const fn of file.functions) {
    const { parent } = fn.node;
    if (fn.ownerClass === null || parent.type !== "MethodDefinition" || parent.static) continue;
    if (parent.kind !== "get" && parent.kind !== "set") continue;
    const name = staticName(parent);
    if (name === null) continue;
    const members = classes.get(fn.ownerClass) ?? new Map<string, FunctionFacts[]>();
    classes.set(fn.ownerClass, members);
    members.set(name, [...(members.get(name) ?? []), fn]);
  }
  for (const [node, members] of classes) {
    for (const [name, functions] of members) {
      if (functions.length === 2 && !isSingleton(sourceCode, node)) pairs.push({ functions, name });
    }
  }
  for (const facts of [file.top, ...file.functions]) {
    for (const { arguments: args } of facts.definitions) {
      const [object, key, descriptor] = args;
      if (object === undefined || descriptor?.type !== "ObjectExpression") continue;
      if (!hasAccessor(descriptor) || findPrototypeOwner(sourceCode, object) === null) continue;
      const functions = getAccessors(sourceCode, descriptor);
      const name = key?.type === "Literal" ? String(key.value) : "the property";
      if (functions.length === 2) pairs.push({ functions, name });
    }
  }
  return pairs;
}

function getAccessors(
  sourceCode: SourceCode,
  descriptor: TSESTree.ObjectExpression,
): FunctionFacts[] {
  return ["get", "set"].flatMap((name) => {
    const fn = resolveFunction(sourceCode, findProperty(descriptor, name)?.value);
    return (fn && getFacts(sourceCode).get(fn)) ?? [];
  });
}

/** `new X()` at the top level: the module holds the one instance there is. */
function isSingleton(sourceCode: SourceCode, node: ClassNode): boolean {
  if (getParent(node)?.type === "NewExpression") return true;
  const { parent } = node;
  const owner = parent.type === "VariableDeclarator" ? parent : node;
  // A class declaration has two variables: one that its own body sees, one for the scope around it.
  return getDeclared(sourceCode, owner).some((variable) =>
    variable.references.some(({ identifier, from }) => {
      const place = identifier.parent;
      const isMade = place?.type === "NewExpression" && place.callee === identifier;
      return isMade && !isFunction(from.variableScope.block);
    }),
  );
}

/** The variable in which an accessor pair keeps one value for all instances, or null. */
export function findPairState(sourceCode: SourceCode, pair: AccessorPair): SharedState | null {
  const state = findSharedState(sourceCode, {
    instanceFunctions: pair.functions,
    once: [],
    owner: null,
  });
  return state?.first.kind === "value" ? state.first : null;
}

/**
 * The variable of the module that is a buffer for what belongs to one caller: the setter of a
 * property factory puts values in by name alone, and the same call takes all of them out for its own
 * owner. Two owners then send each other's values.
 */
export function findSharedBuffer(
  sourceCode: SourceCode,
  factory: FunctionFacts,
): { variable: Variable; write: TSESTree.Node } | null {
  for (const literal of factory.descriptors) {
    const setter = resolveFunction(sourceCode, findProperty(literal, "set")?.value);
    const getter = resolveFunction(sourceCode, findProperty(literal, "get")?.value);
    if (setter === null || getter === null) continue;
    for (const { identifier, resolved } of getCaptured(sourceCode, setter)) {
      if (resolved === null || !isModuleVariable(resolved)) continue;
      const init = findInitializer(resolved);
      if (init === null || !isContainer(init)) continue;
      const access = followAccess(identifier);
      if (access.written === null || !dependsOnInstance(sourceCode, access.written, setter))
        continue;
      const isNamed =
        access.keys.length === 1 &&
        access.keys.every((key) => isParameterOf(sourceCode, key, factory));
      if (!isNamed || reads(sourceCode, getter, resolved)) continue;
      if (isTakenOut(sourceCode, resolved, factory))
        return { variable: resolved, write: access.end };
    }
  }
  return null;
}

function isParameterOf(
  sourceCode: SourceCode,
  node: TSESTree.Node,
  factory: FunctionFacts,
): boolean {
  if (node.type !== "Identifier") return false;
  const variable = findVariable(sourceCode, node);
  return variable?.defs[0]?.type === "Parameter" && isDeclaredInside(variable, factory.node);
}

function reads(sourceCode: SourceCode, fn: TSESTree.Node, variable: Variable): boolean {
  return (
    isFunction(fn) && getCaptured(sourceCode, fn).some(({ resolved }) => resolved === variable)
  );
}

/** Whether the whole container is read together with what belongs to this call of the factory. */
function isTakenOut(sourceCode: SourceCode, variable: Variable, factory: FunctionFacts): boolean {
  return variable.references.some(({ identifier }) => {
    if (!isInside(identifier, factory.node)) return false;
    if (followAccess(identifier).end !== identifier) return false;
    let call: TSESTree.Node | null = getParent(identifier);
    while (call !== null && call.type !== "ExpressionStatement" && !isFunction(call)) {
      if (call.type === "AssignmentExpression" && call.left === identifier) return false;
      const outer: TSESTree.Node | null = getParent(call);
      if (call.type === "CallExpression" && outer?.type === "ExpressionStatement") {
        return someNode(sourceCode, call, (node) => {
          if (node.type !== "Identifier") return false;
          const other = findVariable(sourceCode, node);
          return other !== null && other.scope.variableScope.block === factory.node;
        });
      }
      call = outer;
    }
    return false;
  });
}
