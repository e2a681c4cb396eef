import type { MemberDecorator } from "./decorators.ts";
import { DESCRIPTOR_FUNCTIONS } from "./descriptors.ts";
import { getFacts } from "./facts.ts";
import type { FileFacts } from "./function-facts.ts";
import {
  getParent,
  isFunction,
  type SourceCode,
  staticName,
  unwrap,
  type Variable,
} from "./syntax.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findVariable,
  getAliases,
  getDeclared,
  getParameters,
  resolveFunction,
} from "./variables.ts";
import { findWrapperMemory, type WrapperMemory } from "./wrapper-memory.ts";
import type { TSESTree } from "@typescript-eslint/utils";

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
  sourceCode: SourceCode,
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
function findOriginals(sourceCode: SourceCode, decorator: MemberDecorator): Set<Variable> {
  const originals = new Set<Variable>();
  if (decorator.kind === "standard") {
    const [value] = decorator.facts.node.params;
    const variable = value?.type === "Identifier" ? findVariable(sourceCode, value) : null;
    if (variable !== null) originals.add(variable);
  }
  const { descriptor, target } = decorator;
  for (const { identifier } of decorator.kind === "legacy" ? (target?.references ?? []) : []) {
    // `const original = target[key]`
    const member = identifier.parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) continue;
    const place = member.parent;
    if (place.type !== "VariableDeclarator" || !isKey(sourceCode, member.property, decorator))
      continue;
    for (const each of getDeclared(sourceCode, place)) originals.add(each);
  }
  const descriptors =
    descriptor === null ? [] : [descriptor, ...getAliases(sourceCode, descriptor)];
  for (const { identifier } of descriptors.flatMap((each) => each.references)) {
    const member = identifier.parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) {
      // `const { value } = descriptor`
      if (member?.type === "VariableDeclarator" && member.id.type === "ObjectPattern") {
        for (const each of getDeclared(sourceCode, member)) originals.add(each);
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
      for (const each of getDeclared(sourceCode, place.parent)) originals.add(each);
    }
  }
  return originals;
}

/** `target[key]` with the name that the decorator was given. */
function isKey(sourceCode: SourceCode, node: TSESTree.Node, { facts }: MemberDecorator): boolean {
  const key = findExpressionVariable(sourceCode, node);
  return key !== null && getParameters(sourceCode, facts.node)[1] === key;
}

function isOriginal(
  sourceCode: SourceCode,
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
      const name = staticName(expression) ?? "";
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
  sourceCode: SourceCode,
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
  sourceCode: SourceCode,
  value: TSESTree.Node,
): SharedWrapper | null {
  const call = unwrap(value);
  if (call.type !== "CallExpression" || isFunction(unwrap(call.callee))) return null;
  const usesInstance = call.arguments.some((argument) => {
    const variable = findExpressionVariable(sourceCode, argument);
    const expression = unwrap((variable && findConstantValue(variable)) ?? argument);
    if (expression.type === "MemberExpression") return true;
    const fn = resolveFunction(sourceCode, expression);
    /* v8 ignore next -- every function has its facts */
    return fn !== null && (getFacts(sourceCode).get(fn)?.thisNodes.length ?? 0) > 0;
  });
  if (!usesInstance) return null;
  const memory = findWrapperMemory(sourceCode, call);
  return memory?.isCertain === true ? { call, memory } : null;
}
