import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceCode } from "@typescript-eslint/utils/ts-eslint";
import { getPropertyName, isFunction, unwrap, getParent } from "./ast.ts";
import type { MemberDecorator } from "./decorators.ts";
import { getFunctionName } from "./decorators.ts";
import { DESCRIPTOR_FUNCTIONS } from "./descriptors.ts";
import { type FileFacts, type FunctionFacts, getFacts } from "./facts.ts";
import { findSharedState, type SharedState } from "./shared-state.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findModuleName,
  findVariable,
  getAliases,
  isImported,
  resolveFunction,
  type Variable,
} from "./variables.ts";

type Source = Readonly<SourceCode>;

/** What a wrapper made by a call remembers from one call to the next. */
export interface WrapperMemory {
  /** Whether it was seen to keep state, or comes from a package that is known for it. */
  isCertain: boolean;
  /** The name of the function that makes the wrapper, as the user reads it. */
  name: string;
  /** Where it is kept, when the function is in the file. */
  state: SharedState | null;
}

/** Packages whose wrapper functions keep state, and whose names alone say little: `once`, `after`. */
const STATEFUL_MODULES =
  /^(?:lodash(?:-es)?(?:[./].*)?|underscore|ramda|remeda|rambda|p-(?:memoize|debounce|throttle|once|limit)|mem|memoizee|memoize-one|fast-memoize|nano-memoize|micro-memoize|moize|lru-memoize|onetime|once|debounce|just-(?:once|debounce-it|throttle|memoize)|throttle-debounce|es-toolkit(?:\/.*)?|radash)$/;

const STATEFUL_NAMES = new Set([
  "after",
  "before",
  "debounce",
  "mem",
  "memoize",
  "memoizee",
  "memoizeone",
  "moize",
  "onetime",
  "once",
  "throttle",
]);

/** Names that tell on their own, whatever module they come from: `memoizify`, `debouncePromise`. */
const TELLING_NAME = /(?:^|[a-z_$])(?:memoi[sz]|debounc|throttl)/i;

/** Names of wrappers that tell instances apart, or that are themselves decorators. */
const CAREFUL_NAME =
  /instance|method|decorat|descriptor|weak|bound|perobject|prototype|getter|property|config|options|key/i;

/**
 * What the wrapper that a call makes remembers, or null when it remembers nothing or cannot be seen.
 * A function of the file is read; an imported one is known by its module and name.
 */
export function findWrapperMemory(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  depth = 0,
): WrapperMemory | null {
  const callee = unwrap(call.callee);
  const local = resolveFunction(sourceCode, callee);
  if (local !== null) return depth > 3 ? null : findLocalMemory(sourceCode, local, depth);
  const found = findImportedName(sourceCode, callee);
  return found === null || hasInstanceKey(sourceCode, call) ? null : { ...found, state: null };
}

function findLocalMemory(
  sourceCode: Source,
  node: TSESTree.Node,
  depth: number,
): WrapperMemory | null {
  const owner = getFacts(sourceCode).get(node);
  if (owner === null) return null;
  const name = getFunctionName(owner.node) ?? "wrapper";
  const instanceFunctions = owner.returned.flatMap((each) => {
    const target = mergeTarget(each);
    const fn = resolveFunction(sourceCode, target);
    return (fn && getFacts(sourceCode).get(fn)) ?? [];
  });
  const state = findSharedState(sourceCode, {
    instanceFunctions: instanceFunctions.filter((fn) => fn.parent === owner),
    once: [],
    owner,
  });
  // What stands outside the function that makes wrappers serves all wrappers, on purpose.
  if (state !== null && isInOwner(state.first.variable, owner)) {
    return { isCertain: true, name, state: state.first };
  }
  for (const each of owner.returned) {
    const inner = unwrap(each);
    if (inner.type === "CallExpression" && !isFunction(unwrap(inner.callee))) {
      const memory = findWrapperMemory(sourceCode, inner, depth + 1);
      if (memory !== null) return memory;
    }
  }
  return null;
}

/** `Object.assign(wrapper, { cancel })` gives the wrapper. */
function mergeTarget(node: TSESTree.Node): TSESTree.Node {
  const expression = unwrap(node);
  if (expression.type !== "CallExpression" || expression.arguments.length < 2) return expression;
  const callee = unwrap(expression.callee);
  const isAssign =
    callee.type === "MemberExpression" &&
    ["assign", "defineProperties", "defineProperty"].includes(getPropertyName(callee) ?? "");
  return isAssign ? (expression.arguments[0] ?? expression) : expression;
}

function isInOwner(variable: Variable, owner: FunctionFacts): boolean {
  return variable.scope.variableScope.block === owner.node;
}

type ImportedWrapper = Pick<WrapperMemory, "isCertain" | "name">;

/** The name of a well-known stateful wrapper that is imported, or null. */
function findImportedName(sourceCode: Source, callee: TSESTree.Node): ImportedWrapper | null {
  let name: string | null;
  let root: TSESTree.Node = callee;
  if (callee.type === "Identifier") name = callee.name;
  else if (callee.type === "MemberExpression") {
    name = getPropertyName(callee);
    root = unwrap(callee.object);
  } else return null;
  if (root.type !== "Identifier" || name === null) return null;
  const variable = findVariable(sourceCode, root);
  if (variable === null) {
    // `_.debounce` as a global of old scripts.
    return (root.name === "_" || root.name === "$") && callee.type === "MemberExpression"
      ? accept(name, "lodash")
      : null;
  }
  if (!isImported(variable)) return null;
  const module = findModuleName(variable) ?? "";
  if (callee.type === "Identifier") {
    const [definition] = variable.defs;
    if (
      definition?.type === "ImportBinding" &&
      definition.node.type === "ImportSpecifier" &&
      definition.node.imported.type === "Identifier" &&
      definition.node.imported.name !== "default"
    ) {
      name = definition.node.imported.name;
    } else if (STATEFUL_MODULES.test(module)) {
      name = lastSegment(module) ?? name;
    }
  } else if (name === "default") {
    name = lastSegment(module) ?? name;
  }
  return accept(name, module);
}

function lastSegment(module: string): string | null {
  return (
    module
      .split(/[/.]/)
      .at(-1)
      ?.replace(/^p-|-it$/, "") ?? null
  );
}

function accept(name: string, module: string): ImportedWrapper | null {
  if (CAREFUL_NAME.test(name)) return null;
  const isKnownModule = STATEFUL_MODULES.test(module);
  if (TELLING_NAME.test(name)) {
    // A timer is always one; what is remembered may well be kept by instance.
    return { isCertain: isKnownModule || !/memoi[sz]/i.test(name), name };
  }
  const isKnownName = STATEFUL_NAMES.has(name.toLowerCase().replace(/-/g, ""));
  return isKnownName && isKnownModule ? { isCertain: true, name } : null;
}

/** `memoize(fn, function () { return this.id; })`: the resolver tells the instances apart. */
function hasInstanceKey(sourceCode: Source, call: TSESTree.CallExpression): boolean {
  return call.arguments.slice(1).some((argument) => {
    const fn = resolveFunction(sourceCode, argument);
    return fn !== null && (getFacts(sourceCode).get(fn)?.thisNodes.length ?? 0) > 0;
  });
}

/** A wrapper with memory that a decorator makes once and that then serves all instances. */
export interface SharedWrapper {
  call: TSESTree.CallExpression;
  memory: WrapperMemory;
}

/**
 * The first call in the body of a decorator that wraps the decorated function in a wrapper with
 * memory. A wrapper made inside an accessor or method is made per instance and does not count.
 */
export function findSharedWrapper(
  sourceCode: Source,
  decorator: MemberDecorator,
): SharedWrapper | null {
  const facts = getFacts(sourceCode);
  const instanceNodes = new Set(decorator.instanceFunctions.map((fn) => fn.node));
  const originals = findOriginals(sourceCode, decorator);
  for (const call of decorator.facts.calls) {
    if (!call.arguments.some((each) => isOriginal(sourceCode, facts, each, originals, decorator))) {
      continue;
    }
    if (isFunction(unwrap(call.callee)) || isStaticBranch(sourceCode, call, decorator)) continue;
    const fn = resolveFunction(sourceCode, call.callee);
    if (fn !== null && instanceNodes.has(fn)) continue;
    const memory = findWrapperMemory(sourceCode, call);
    if (memory !== null) return { call, memory };
  }
  return null;
}

/** The variables that hold the decorated function: `const original = descriptor.value`. */
function findOriginals(sourceCode: Source, decorator: MemberDecorator): Set<Variable> {
  const originals = new Set<Variable>();
  if (decorator.kind === "standard" && decorator.target === null) {
    const [value] = decorator.facts.node.params;
    const variable = value?.type === "Identifier" ? findVariable(sourceCode, value) : null;
    if (variable !== null) originals.add(variable);
  }
  const { descriptor } = decorator;
  const descriptors =
    descriptor === null ? [] : [descriptor, ...getAliases(sourceCode, descriptor)];
  for (const { identifier } of descriptors.flatMap((each) => each.references)) {
    const member = identifier.parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) {
      // `const { value } = descriptor`
      if (member?.type === "VariableDeclarator" && member.id.type === "ObjectPattern") {
        for (const each of sourceCode.getDeclaredVariables?.(member) ?? []) originals.add(each);
      }
      continue;
    }
    let place: TSESTree.Node = member;
    while (
      place.parent?.type === "LogicalExpression" ||
      place.parent?.type === "ConditionalExpression" ||
      place.parent?.type === "TSAsExpression"
    ) {
      place = place.parent;
    }
    if (place.parent?.type === "VariableDeclarator" && place.parent.init === place) {
      for (const each of sourceCode.getDeclaredVariables?.(place.parent) ?? []) originals.add(each);
    }
  }
  return originals;
}

function isOriginal(
  sourceCode: Source,
  facts: FileFacts,
  node: TSESTree.Node,
  originals: ReadonlySet<Variable>,
  decorator: MemberDecorator,
): boolean {
  const expression = unwrap(node);
  switch (expression.type) {
    case "Identifier": {
      const variable = findVariable(sourceCode, expression);
      if (variable === null) return false;
      if (originals.has(variable)) return true;
      const value = findConstantValue(variable);
      return value !== null && isFunction(value)
        ? isOriginal(sourceCode, facts, value, originals, decorator)
        : false;
    }
    case "MemberExpression": {
      const name = getPropertyName(expression) ?? "";
      return (
        (DESCRIPTOR_FUNCTIONS as readonly string[]).includes(name) &&
        decorator.descriptor !== null &&
        findExpressionVariable(sourceCode, expression.object) === decorator.descriptor
      );
    }
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return decorator.instanceFunctions.some((fn) => fn.node === expression);
    default:
      return false;
  }
}

/** Whether the code runs only for static members, of which there is one. */
function isStaticBranch(
  sourceCode: Source,
  node: TSESTree.Node,
  decorator: MemberDecorator,
): boolean {
  for (
    let current = getParent(node);
    current !== null && current !== decorator.facts.node;
    current = getParent(current)
  ) {
    if (current.type === "IfStatement" || current.type === "ConditionalExpression") {
      const test = sourceCode.getText(current.test);
      if (/\bstatic\b|===? *["']function["']|\binstanceof Function\b/.test(test)) {
        return !/descriptor|\.value\b/i.test(test);
      }
    }
  }
  return false;
}

/**
 * The call when the value that is put on a prototype is a wrapper with memory around a function that
 * works for one instance. What a function without `this` gives may well be remembered for all.
 */
export function findPrototypeWrapper(
  sourceCode: Source,
  value: TSESTree.Node,
): SharedWrapper | null {
  const call = unwrap(value);
  if (call.type !== "CallExpression" || isFunction(unwrap(call.callee))) return null;
  const usesInstance = call.arguments.some((argument) => {
    const expression = unwrap(argument);
    if (expression.type === "MemberExpression") return true;
    const fn = resolveFunction(sourceCode, expression);
    return fn !== null && (getFacts(sourceCode).get(fn)?.thisNodes.length ?? 0) > 0;
  });
  if (!usesInstance) return null;
  const memory = findWrapperMemory(sourceCode, call);
  return memory?.isCertain === true ? { call, memory } : null;
}
