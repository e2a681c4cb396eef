import { isTested, type CapturedUse, getAssignment } from "./captured-uses.ts";
import { dependsOnInstance, someNode } from "./dependence.ts";
import type { FunctionFacts } from "./function-facts.ts";
import type { SharedState } from "./shared-state.ts";
import {
  calleeName,
  getParent,
  isFunction,
  isInside,
  type SourceCode,
  unwrap,
  type Variable,
} from "./syntax.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** The flag that one instance sets and that decides what is done for another. */
export function findFlagState(
  sourceCode: SourceCode,
  variable: Variable,
  writes: readonly CapturedUse[],
  reads: readonly CapturedUse[],
): SharedState | null {
  if (!reads.some(({ reference }) => isTested(reference.identifier))) return null;
  for (const { fn, reference } of writes) {
    const { identifier } = reference;
    const assignment = getAssignment(reference);
    const { parent } = identifier;
    const write = assignment ?? (parent?.type === "UpdateExpression" ? parent : null);
    if (write === null) continue;
    if (isTransient(write, writes)) return null;
    if (!guardsInstanceWork(sourceCode, write, fn)) continue;
    return { kind: "flag", variable, write };
  }
  return null;
}

/** Set and reset in one run of one function that does not wait in between. */
function isTransient(write: TSESTree.Node, writes: readonly CapturedUse[]): boolean {
  const block = writes.find(({ reference }) => isInside(reference.identifier, write))?.reference
    .from.variableScope.block;
  if (!isFunction(block) || block.async || block.generator) return false;
  return (
    writes.length > 1 &&
    writes.every(({ reference }) => reference.from.variableScope.block === block) &&
    new Set(
      writes.map(({ reference }) =>
        reference.writeExpr?.type === "Literal" ? reference.writeExpr.value : reference,
      ),
    ).size > 1
  );
}

/**
 * Whether what the flag guards has to do with the instance. A warning given once, or a constant made
 * once, may well be shared.
 */
function guardsInstanceWork(
  sourceCode: SourceCode,
  write: TSESTree.Node,
  fn: FunctionFacts,
): boolean {
  let region: TSESTree.Node = fn.node.body;
  for (let node = getParent(write); node !== null && node !== fn.node; node = getParent(node)) {
    if (node.type === "IfStatement" && !isInside(write, node.test)) {
      region = node.consequent;
      break;
    }
    if (isFunction(node)) {
      region = node.body;
      break;
    }
  }
  if (isOnlyReporting(sourceCode, region)) return false;
  return dependsOnInstance(sourceCode, region, fn.node);
}

/** Whether every call in the region only tells somebody something. */
export function isOnlyReporting(sourceCode: SourceCode, region: TSESTree.Node): boolean {
  let calls = 0;
  const other = someNode(sourceCode, region, (node) => {
    if (node.type !== "CallExpression") return false;
    const callee = unwrap(node.callee);
    const isConsole =
      callee.type === "MemberExpression" &&
      callee.object.type === "Identifier" &&
      /^(?:console|log|logger)$/i.test(callee.object.name);
    const name = calleeName(node) ?? "";
    if (isConsole || /warn|deprecat|^log|emitWarning/i.test(name)) calls++;
    else if (!/^(?:add|has|set|concat|join|toString|String)$/.test(name)) return true;
    return false;
  });
  return calls > 0 && !other;
}
