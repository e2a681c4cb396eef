import type { MemberDecorator } from "./decorators.ts";
import {
  DESCRIPTOR_FUNCTIONS,
  getDescriptorValues,
  getObjectLiterals,
  isCalledAtOnce,
} from "./descriptors.ts";
import type { FileFacts, FunctionFacts } from "./function-facts.ts";
import { type SourceCode, staticName, type Variable } from "./syntax.ts";
import { findExpressionVariable, resolveFunction } from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** The functions below a decorator that run once per access or call, the outermost of each. */
export function collectInstanceFunctions(
  sourceCode: SourceCode,
  file: FileFacts,
  facts: FunctionFacts,
  kind: MemberDecorator["kind"],
  descriptor: Variable | null,
): FunctionFacts[] {
  const found = new Set<FunctionFacts>();
  const add = (node: TSESTree.Node): void => {
    const fn = resolveFunction(sourceCode, node);
    const own = fn && file.get(fn);
    if (own && own !== facts) found.add(own);
  };
  for (const literal of facts.descriptors) getDescriptorValues(literal).forEach(add);
  for (const node of facts.returned) {
    for (const literal of getObjectLiterals(node)) getDescriptorValues(literal).forEach(add);
    if (kind === "standard") add(node);
  }
  for (const write of facts.memberWrites) {
    /* v8 ignore if -- only writes to members are gathered */
    if (write.left.type !== "MemberExpression") continue;
    const name = staticName(write.left) ?? "";
    const object = findExpressionVariable(sourceCode, write.left.object);
    if (object === null || !(DESCRIPTOR_FUNCTIONS as readonly string[]).includes(name)) continue;
    if (object === descriptor || !object.defs.some((def) => def.type === "Parameter")) {
      add(write.right);
    }
  }
  const addReceivers = (fn: FunctionFacts): void => {
    for (const child of fn.children) {
      if (child.ownerClass !== null || found.has(child)) continue;
      const isReceiver =
        child.node.type !== "ArrowFunctionExpression" && child.thisNodes.length > 0;
      if (isReceiver && !isCalledAtOnce(child.node)) found.add(child);
      else addReceivers(child);
    }
  };
  addReceivers(facts);
  return [...found];
}

/** The functions of a decorator that those which run for one instance call, and what these call. */
export function collectHelpers(
  sourceCode: SourceCode,
  file: FileFacts,
  facts: FunctionFacts,
  instanceFunctions: readonly FunctionFacts[],
): FunctionFacts[] {
  const helpers = new Set<FunctionFacts>();
  const addCalled = (fn: FunctionFacts): void => {
    for (const call of fn.calls) {
      const called = resolveFunction(sourceCode, call.callee);
      const own = called && file.get(called);
      if (!own || helpers.has(own) || instanceFunctions.includes(own)) continue;
      if (!isWithin(own, facts)) continue;
      helpers.add(own);
      addCalled(own);
    }
  };
  instanceFunctions.forEach(addCalled);
  return [...helpers];
}

const isWithin = (fn: FunctionFacts, facts: FunctionFacts): boolean =>
  fn.parent !== null && (fn.parent === facts || isWithin(fn.parent, facts));
