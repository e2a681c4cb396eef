import {
  type CapturedUse,
  getAssignment,
  isLiteral,
  isRealRead,
  isTested,
} from "./captured-uses.ts";
import { dependsOnInstance } from "./dependence.ts";
import { findFlagState } from "./shared-flags.ts";
import type { SharedState } from "./shared-state.ts";
import { isFunction, isInside, type SourceCode, type Variable } from "./syntax.ts";
import { findExpressionVariable, findInitializer } from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Scope } from "@typescript-eslint/utils/ts-eslint";

/** The variable in which one instance leaves a value, or a flag, for another. */
export function findValueState(
  sourceCode: SourceCode,
  variable: Variable,
  uses: readonly CapturedUse[],
): SharedState | null {
  const writes = uses.filter((use) => use.reference.isWrite());
  const reads = uses.filter((use) => isRealRead(use.reference));
  if (writes.length === 0 || reads.length === 0) return null;
  if (isRestored(sourceCode, variable, writes)) return null;
  for (const { fn, reference } of writes) {
    const assignment = getAssignment(reference);
    if (assignment === null || isLiteral(assignment.right)) continue;
    if (!dependsOnInstance(sourceCode, assignment.right, fn.node)) continue;
    if (isScratch(variable, uses)) return null;
    return { kind: "value", variable, write: assignment };
  }
  return (
    findFlagState(sourceCode, variable, writes, reads) ?? findOverwritten(variable, writes, reads)
  );
}

/** What each call makes anew and leaves for another function: the last instance's is read by all. */
function findOverwritten(
  variable: Variable,
  writes: readonly CapturedUse[],
  reads: readonly CapturedUse[],
): SharedState | null {
  if (reads.some(({ reference }) => isTested(reference.identifier))) return null;
  for (const { fn, reference } of writes) {
    const assignment = getAssignment(reference);
    if (assignment?.operator !== "=" || isLiteral(assignment.right)) continue;
    const isLeft = fn.thisNodes.length > 0 && reads.some((use) => use.fn !== fn);
    const { parent } = assignment;
    const isAlways = parent.type === "ExpressionStatement" && parent.parent === fn.node.body;
    if (isLeft && isAlways) return { kind: "value", variable, write: assignment };
  }
  return null;
}

/** `const before = current; current = this; try { … } finally { current = before; }` */
function isRestored(
  sourceCode: SourceCode,
  variable: Variable,
  writes: readonly CapturedUse[],
): boolean {
  return writes.some(({ reference }) => {
    const saved = findExpressionVariable(sourceCode, getAssignment(reference)?.right);
    const init = saved && findInitializer(saved);
    return init ? findExpressionVariable(sourceCode, init) === variable : false;
  });
}

/** Whether each function writes the variable before it reads it, so that nothing is kept. */
function isScratch(variable: Variable, uses: readonly CapturedUse[]): boolean {
  const first = new Map<TSESTree.Node, Scope.Reference>();
  for (const { reference } of uses) {
    const { block } = reference.from.variableScope;
    const known = first.get(block);
    if (known === undefined || known.identifier.range[0] > reference.identifier.range[0]) {
      first.set(block, reference);
    }
  }
  return [...first.values()].every((reference) => {
    const assignment = getAssignment(reference);
    return (
      assignment?.operator === "=" &&
      assignment.parent.type === "ExpressionStatement" &&
      isFunction(assignment.parent.parent.parent) &&
      !variable.references.some(
        (other) => other.isRead() && isInside(other.identifier, assignment.right),
      )
    );
  });
}
