import type { CapturedUse } from "./captured-uses.ts";
import { findAlias, followAccess, isContainer } from "./containers.ts";
import { dependsOnInstance, isReceiverArgument, mentionsInstance } from "./dependence.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { isOnlyReporting } from "./shared-flags.ts";
import type { SharedState, StateQuery } from "./shared-state.ts";
import { getParent, isWriteTarget, type SourceCode, unwrap, type Variable } from "./syntax.ts";
import {
  findExpressionVariable,
  findInitializer,
  getParameters,
  isModuleVariable,
  resolveFunction,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** The container that instances fill for each other, or the member of something that there is once. */
export function findContainerState(
  sourceCode: SourceCode,
  variable: Variable,
  uses: readonly CapturedUse[],
  query: StateQuery,
): SharedState | null {
  const init = findInitializer(variable);
  const isOnce = query.once.includes(variable) || isOwnFunction(variable, query);
  const isClass = variable.defs.some((definition) => definition.type === "ClassName");
  if (!isOnce && !isClass && (init === null || !isContainer(init))) return null;
  // Marks of the very objects that are in it.
  if (isMadeBy(init, "WeakSet")) return null;
  const isOfFile = isMadeBy(init, "WeakMap") && isModuleVariable(variable);
  let state: SharedState | null = null;
  for (const { fn, reference } of uses) {
    for (const access of getAccesses(sourceCode, reference.identifier)) {
      if (access.keys.some((key) => isKeyOfInstance(sourceCode, key))) return null;
      if (
        isMadeBy(init, "WeakMap") &&
        access.keys.some((key) => isAskedOfInstance(sourceCode, key))
      )
        return null;
      if (access.written === null || state !== null) continue;
      // A member of a class or prototype: only what stands there by name, not what is computed.
      if (isClass && access.names.length === 0) continue;
      if (isOnce && isDescriptorWrite(access.end)) continue;
      if (mentionsInstanceDirectly(sourceCode, access.written)) continue;
      if (!dependsOnInstance(sourceCode, access.written, fn.node)) continue;
      if (isGuardedReport(sourceCode, access.end, fn)) continue;
      // What the file knows of an object that this instance came by.
      if (isOfFile && access.keys.some((key) => dependsOnInstance(sourceCode, key, fn.node)))
        continue;
      state = {
        kind: isOnce || isClass ? "member" : "container",
        variable,
        write: access.end,
      };
    }
  }
  if (state === null) return null;
  return isRead(sourceCode, uses) ? state : null;
}

const isMadeBy = (init: TSESTree.Node | null, name: "WeakMap" | "WeakSet"): boolean =>
  init?.type === "NewExpression" && init.callee.type === "Identifier" && init.callee.name === name;

/** `const key = keyOf.call(this)`: a function picks the object of this instance that the entry is for. */
function isAskedOfInstance(sourceCode: SourceCode, key: TSESTree.Node): boolean {
  const variable = findExpressionVariable(sourceCode, key);
  const value = unwrap((variable === null ? null : findInitializer(variable)) ?? key);
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression") return false;
  const { object, property } = value.callee;
  return (
    object.type === "Identifier" &&
    property.type === "Identifier" &&
    /^(?:apply|call)$/.test(property.name) &&
    value.arguments[0]?.type === "ThisExpression"
  );
}

/** The accesses of a container, also through one local: `const entry = cache.get(key)`. */
function getAccesses(
  sourceCode: SourceCode,
  identifier: TSESTree.Node,
): ReturnType<typeof followAccess>[] {
  const access = followAccess(identifier);
  const handed = getHandedAccesses(sourceCode, access.end);
  if (handed.length > 0) return handed;
  const alias = access.written === null ? findAlias(sourceCode, access.end) : null;
  if (alias === null) return [access];
  return [
    access,
    ...alias.references
      .filter((reference) => reference.isRead())
      .map((reference) => {
        const next = followAccess(reference.identifier);
        return { ...next, keys: [...access.keys, ...next.keys] };
      }),
  ];
}

/**
 * What a function of the file does with a container that it is handed: `remember(cache, key, this)`.
 * The accesses stand for the call: what is written is written by it, a key that is one of its
 * parameters is the argument.
 */
function getHandedAccesses(
  sourceCode: SourceCode,
  node: TSESTree.Node,
): ReturnType<typeof followAccess>[] {
  const call = node.parent;
  if (call?.type !== "CallExpression") return [];
  const at = call.arguments.findIndex((argument) => argument === node);
  const fn = at < 0 ? null : resolveFunction(sourceCode, call.callee);
  if (fn === null) return [];
  const parameters = getParameters(sourceCode, fn);
  return (parameters[at]?.references ?? []).map(({ identifier }) => {
    const access = followAccess(identifier);
    const keys = access.keys.map((key) => {
      const place = parameters.indexOf(findExpressionVariable(sourceCode, key));
      return (place < 0 ? null : call.arguments[place]) ?? key;
    });
    return { ...access, end: call, keys, written: access.written && call };
  });
}

/** `descriptor.value = …` replaces a function; it is no storage. */
function isDescriptorWrite(end: TSESTree.Node): boolean {
  return (
    end.type === "MemberExpression" &&
    end.object.type === "Identifier" &&
    end.property.type === "Identifier" &&
    /^(?:value|get|set|writable|enumerable|configurable|initializer)$/.test(end.property.name)
  );
}

/** Whether the variable names a function that itself runs for each instance: `memoized.cache`. */
function isOwnFunction(variable: Variable, query: StateQuery): boolean {
  return query.instanceFunctions.some(({ node }) => {
    const named = node.id?.name === variable.name && node.type === "FunctionDeclaration";
    return named || findInitializer(variable) === node;
  });
}

/** What is put into a list stands where the key of a map does. */
const isKeyOfInstance = (sourceCode: SourceCode, key: TSESTree.Node): boolean =>
  key.type === "ObjectExpression"
    ? mentionsInstanceDirectly(sourceCode, key)
    : mentionsInstance(sourceCode, key);

/** An entry that says which instance it is for is not shared: `queue.push({ self: this, args })`. */
function mentionsInstanceDirectly(sourceCode: SourceCode, node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  const isDirect = (each: TSESTree.Node | null): boolean =>
    each !== null && mentionsInstanceDirectly(sourceCode, each);
  switch (expression.type) {
    case "ThisExpression":
      return !isReceiverArgument(expression);
    case "Identifier": {
      const call = findMakingCall(sourceCode, expression);
      // What a callback of the call does with `this` does not get into what the call gives.
      return call === null
        ? mentionsInstance(sourceCode, expression)
        : mentionsInstance(sourceCode, call.callee) || call.arguments.some(isDirect);
    }
    case "ObjectExpression":
      return expression.properties.some(
        (property) => property.type === "Property" && isDirect(property.value),
      );
    case "ArrayExpression":
      return expression.elements.some(isDirect);
    default:
      return false;
  }
}

/** The call that gives a variable its value: `original.call(this).then(() => …)`. */
function findMakingCall(
  sourceCode: SourceCode,
  node: TSESTree.Identifier,
): TSESTree.CallExpression | null {
  const variable = findExpressionVariable(sourceCode, node);
  const value = unwrap((variable === null ? null : findInitializer(variable)) ?? node);
  return value.type === "CallExpression" && value.callee.type === "MemberExpression" ? value : null;
}

/** `if (!warned.has(name)) { warned.add(name); console.warn(…); }` */
function isGuardedReport(sourceCode: SourceCode, write: TSESTree.Node, fn: FunctionFacts): boolean {
  for (let node = getParent(write); node !== null && node !== fn.node; node = getParent(node)) {
    if (node.type === "IfStatement") return isOnlyReporting(sourceCode, node.consequent);
  }
  return false;
}

function isRead(sourceCode: SourceCode, uses: readonly CapturedUse[]): boolean {
  return uses.some(({ reference }) =>
    getAccesses(sourceCode, reference.identifier).some(
      (access) =>
        isCompound(access.end) ||
        (access.written === null && !access.removes && !isWriteTarget(reference.identifier)),
    ),
  );
}

/** `cache[key] ??= make()` reads before it writes. */
function isCompound(end: TSESTree.Node): boolean {
  const { parent } = end;
  return parent?.type === "AssignmentExpression" && parent.left === end && parent.operator !== "=";
}
