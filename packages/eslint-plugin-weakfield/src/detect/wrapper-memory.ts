import { getFunctionName } from "./decorator-uses.ts";
import { getFacts } from "./facts.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { findSharedState, type SharedState } from "./shared-state.ts";
import {
  type FunctionNode,
  isFunction,
  type SourceCode,
  staticName,
  unwrap,
  type Variable,
} from "./syntax.ts";
import {
  findExpressionVariable,
  findInitializer,
  findModuleName,
  findVariable,
  resolveFunction,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

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

const STATEFUL_NAMES = new Set(["after", "before", "mem", "moize", "onetime", "once"]);

/** Names that tell on their own, whatever module they come from: `memoizify`, `debouncePromise`. */
const TELLING_NAME = /(?:^|[a-z_$])(?:memoi[sz]|debounc|throttl)|^memo$/i;

/** Names of wrappers that tell instances apart, or that are themselves decorators. */
const CAREFUL_NAME =
  /instance|method|decorat|descriptor|weak|bound|perobject|prototype|getter|property|config|options|key/i;

/**
 * What the wrapper that a call makes remembers, or null when it remembers nothing or cannot be seen.
 * A function of the file is read; an imported one is known by its module and name.
 */
export function findWrapperMemory(
  sourceCode: SourceCode,
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
  sourceCode: SourceCode,
  node: TSESTree.Node,
  depth: number,
): WrapperMemory | null {
  const owner = getFacts(sourceCode).get(node);
  /* v8 ignore if -- every function has its facts */
  if (owner === null) return null;
  const name = getFunctionName(owner.node) ?? "wrapper";
  const instanceFunctions = owner.returned.flatMap((each) => {
    const target = mergeTarget(each);
    const fn = resolveFunction(sourceCode, target) ?? findRebound(sourceCode, target);
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

/** `let wrapper = function () {}; if (self) wrapper = wrapper.bind(self);`: the same function, bound. */
function findRebound(sourceCode: SourceCode, node: TSESTree.Node): FunctionNode | null {
  const variable = findExpressionVariable(sourceCode, node);
  if (variable === null) return null;
  const isSame = variable.references.every(({ init, writeExpr }) => {
    if (!writeExpr || init) return true;
    const value = unwrap(writeExpr);
    return (
      value.type === "CallExpression" &&
      value.callee.type === "MemberExpression" &&
      staticName(value.callee) === "bind" &&
      findExpressionVariable(sourceCode, value.callee.object) === variable
    );
  });
  return isSame ? resolveFunction(sourceCode, findInitializer(variable)) : null;
}

/** `Object.assign(wrapper, { cancel })` gives the wrapper. */
function mergeTarget(node: TSESTree.Node): TSESTree.Node {
  const expression = unwrap(node);
  if (expression.type !== "CallExpression" || expression.arguments.length < 2) return expression;
  const callee = unwrap(expression.callee);
  const isAssign =
    callee.type === "MemberExpression" &&
    ["assign", "defineProperties", "defineProperty"].includes(staticName(callee) ?? "");
  /* v8 ignore next -- there are two arguments at least */
  return isAssign ? (expression.arguments[0] ?? expression) : expression;
}

function isInOwner(variable: Variable, owner: FunctionFacts): boolean {
  return variable.scope.variableScope.block === owner.node;
}

type ImportedWrapper = Pick<WrapperMemory, "isCertain" | "name">;

/** The name of a well-known stateful wrapper that is imported, or null. */
function findImportedName(sourceCode: SourceCode, callee: TSESTree.Node): ImportedWrapper | null {
  let name: string | null;
  let root: TSESTree.Node = callee;
  if (callee.type === "Identifier") name = callee.name;
  else if (callee.type === "MemberExpression") {
    name = staticName(callee);
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
  const module = findModuleName(variable);
  if (module === null) return null;
  if (callee.type === "Identifier") {
    const [definition] = variable.defs;
    if (
      definition?.type === "ImportBinding" &&
      definition.node.type === "ImportSpecifier" &&
      definition.node.imported.type === "Identifier" &&
      definition.node.imported.name !== "default"
    ) {
      name = definition.node.imported.name;
    } else if (STATEFUL_MODULES.test(module) || isNamedByModule(definition?.node, name, module)) {
      name = lastSegment(module);
    }
  } else if (name === "default") {
    name = lastSegment(module);
  }
  return accept(name, module);
}

/** `import wait from "./debounce"`: a file of one function is called after it, unless its importer says more. */
function isNamedByModule(
  definition: TSESTree.Node | undefined,
  name: string,
  module: string,
): boolean {
  return (
    definition?.type === "ImportDefaultSpecifier" &&
    !CAREFUL_NAME.test(name) &&
    !TELLING_NAME.test(name) &&
    TELLING_NAME.test(lastSegment(module))
  );
}

/** `lodash/throttle`, `just-throttle`, `./throttle.js` are called after what they export. */
function lastSegment(module: string): string {
  return module
    .replace(/\.[cm]?[jt]sx?$/, "")
    .replace(/^.*[/.]/, "")
    .replace(/^(?:fast|just|lru|micro|nano|p)-/, "")
    .replace(/-(?:it|one)$/, "");
}

function accept(name: string, module: string): ImportedWrapper | null {
  if (CAREFUL_NAME.test(name)) return null;
  const isKnownModule = STATEFUL_MODULES.test(module);
  if (TELLING_NAME.test(name)) {
    // A timer is always one; what is remembered may well be kept by instance.
    return { isCertain: isKnownModule || !/memo/i.test(name), name };
  }
  const isKnownName = STATEFUL_NAMES.has(name.toLowerCase());
  return isKnownName && isKnownModule ? { isCertain: true, name } : null;
}

/** `memoize(fn, function () { return this.id; })`: the resolver tells the instances apart. */
function hasInstanceKey(sourceCode: SourceCode, call: TSESTree.CallExpression): boolean {
  return call.arguments.slice(1).some((argument) => {
    const fn = resolveFunction(sourceCode, argument);
    /* v8 ignore next -- every function has its facts */
    return fn !== null && (getFacts(sourceCode).get(fn)?.thisNodes.length ?? 0) > 0;
  });
}
