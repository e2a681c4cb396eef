import type { CapturedUse } from "./captured-uses.ts";
import { dependsOnInstance, someNode } from "./dependence.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { findContainerState } from "./shared-containers.ts";
import { findValueState } from "./shared-variables.ts";
import {
  calleeName,
  getParent,
  isDefineProperty,
  isInside,
  type SourceCode,
  unwrap,
  type Variable,
} from "./syntax.ts";
import {
  findVariable,
  getCaptured,
  isDeclaredInside,
  isImported,
  isModuleVariable,
  resolveFunction,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** State that every instance reads and writes in one place. */
export interface SharedState {
  variable: Variable;
  /**
   * `value`: a variable that one instance writes and another reads. `flag`: a variable that one
   * instance sets and that decides for another. `container`: a map, array or object that all of
   * them fill. `member`: a property of something that there is once: prototype, descriptor, wrapper.
   */
  kind: "container" | "flag" | "member" | "value";
  /** A write that puts the state of one instance where all read it. */
  write: TSESTree.Node;
}

/** The state to report, and the rest of what the same functions share. */
export interface SharedStates {
  first: SharedState;
  all: readonly SharedState[];
}

export interface StateQuery {
  /** Functions that run for one instance each time. */
  instanceFunctions: readonly FunctionFacts[];
  /** The function that runs once: a decorator, a factory, a wrapper of functions; null for a class. */
  owner: FunctionFacts | null;
  /** Variables of things that there is once, whose own properties count: prototype, descriptor. */
  once: readonly (Variable | null)[];
}

/**
 * The variables in which functions that run for one instance keep something for all of them,
 * values before flags; null when there are none. State that is found by the instance (`weakMap.get(this)`) is not shared, nor are values
 * that no instance had a part in: lazily made constants, ids, warnings given once.
 */
export function findSharedState(sourceCode: SourceCode, query: StateQuery): SharedStates | null {
  const uses = new Map<Variable, CapturedUse[]>();
  for (const fn of query.instanceFunctions) {
    for (const reference of getCaptured(sourceCode, fn.node)) {
      const variable = reference.resolved;
      if (variable === null || variable.defs.length === 0 || isImported(variable)) continue;
      if (isMadePerCall(variable, query)) continue;
      const use = { fn, reference };
      const known = uses.get(variable);
      if (known === undefined) uses.set(variable, [use]);
      else known.push(use);
    }
  }
  const found = [...uses].flatMap(([variable, list]) => {
    if (isStoredForAll(list)) return [];
    const replaced = query.once.includes(variable)
      ? findReplacement(sourceCode, variable, list, query.owner)
      : null;
    if (replaced !== null) return replaced;
    const state = isLongLived(sourceCode, variable, query.owner)
      ? (findModuleState(sourceCode, variable, list) ??
        findContainerState(sourceCode, variable, list, query))
      : (findValueState(sourceCode, variable, list) ??
        findContainerState(sourceCode, variable, list, query));
    return state ?? [];
  });
  const order = ["value", "container", "member", "flag"];
  found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const [first] = found;
  return first === undefined ? null : { all: found, first };
}

/** `memory.set(key, value); localStorage.setItem(key, value)`: what is stored for the whole page, all instances share anyway. */
const isStoredForAll = (uses: readonly CapturedUse[]): boolean =>
  uses.some(({ fn }) => fn.calls.some((call) => calleeName(call) === "setItem"));

/** Whether one of the functions that run for an instance makes the variable anew; its own name it does not make. */
const isMadePerCall = (variable: Variable, { instanceFunctions }: StateQuery): boolean =>
  instanceFunctions.some(
    ({ node }) => isDeclaredInside(variable, node) && variable.defs[0]?.node !== node,
  );

/**
 * `Object.defineProperty(target, …)` or `Reflect.defineMetadata(key, value, target)` inside a function
 * that runs for one instance: the prototype keeps what that instance gave.
 */
function findReplacement(
  sourceCode: SourceCode,
  variable: Variable,
  uses: readonly CapturedUse[],
  owner: FunctionFacts | null,
): SharedState | null {
  for (const { fn, reference } of uses) {
    const call = reference.identifier.parent;
    if (call?.type !== "CallExpression") continue;
    const at = call.arguments.findIndex((argument) => argument === reference.identifier);
    const isDefined = at === 0 && isDefineProperty(call);
    const isMetadata = at >= 1 && calleeName(call) === "defineMetadata";
    const value = isDefined ? call.arguments[2] : isMetadata ? call.arguments[1] : undefined;
    if (value === undefined || isOnRequest(sourceCode, call, fn, owner)) continue;
    if (dependsOnInstance(sourceCode, value, fn.node)) {
      return { kind: "member", variable, write: call };
    }
  }
  return null;
}

/** `if (options.onPrototype) Object.defineProperty(target, …)`: shared where whoever applies the decorator says so. */
function isOnRequest(
  sourceCode: SourceCode,
  call: TSESTree.Node,
  fn: FunctionFacts,
  owner: FunctionFacts | null,
): boolean {
  for (let node = getParent(call); node !== null && node !== fn.node; node = getParent(node)) {
    if (node.type !== "IfStatement") continue;
    return someNode(sourceCode, node.test, (each) => {
      const variable = each.type === "Identifier" ? findVariable(sourceCode, each) : null;
      const isGiven = variable?.defs[0]?.type === "Parameter";
      return isGiven && owner !== null && !isDeclaredInside(variable, owner.node);
    });
  }
  return false;
}

/** Whether the variable outlives the decoration: it belongs to the module, or to its wrapper. */
function isLongLived(
  sourceCode: SourceCode,
  variable: Variable,
  owner: FunctionFacts | null,
): boolean {
  if (isModuleVariable(variable)) return true;
  const { block } = variable.scope.variableScope;
  let fn: FunctionFacts | null = owner;
  while (fn !== null && fn.node !== block) {
    const inner: FunctionFacts = fn;
    fn = fn.parent;
    const returns = fn?.returned.some(
      (node) => resolveFunction(sourceCode, node) === inner.node || isInside(inner.node, node),
    );
    if (fn !== null && returns !== true && !isArgument(inner)) return true;
  }
  return fn === null;
}

/** `decorateProperty({ descriptor: (name) => … })`: handed to the function that makes the decorator. */
function isArgument({ node }: FunctionFacts): boolean {
  return node.parent.type === "CallExpression" || node.parent.type === "Property";
}

/** A variable of the module counts when one accessor writes what another one gives back. */
function findModuleState(
  sourceCode: SourceCode,
  variable: Variable,
  uses: readonly CapturedUse[],
): SharedState | null {
  const state = findValueState(sourceCode, variable, uses);
  if (state === null || state.kind !== "value") return null;
  const writers = new Set(uses.flatMap((use) => (use.reference.isWrite() ? use.fn : [])));
  const otherReads = uses.some((use) => !writers.has(use.fn) && use.reference.isRead());
  return otherReads && !isThis(state.write) ? state : null;
}

function isThis(write: TSESTree.Node): boolean {
  return write.type === "AssignmentExpression" && unwrap(write.right).type === "ThisExpression";
}
