import type { FunctionFacts } from "./function-facts.ts";
import { unwrap, wrapped } from "./syntax.ts";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Scope } from "@typescript-eslint/utils/ts-eslint";

/** A reference to a variable from outside, in a function that runs for one instance. */
export interface CapturedUse {
  fn: FunctionFacts;
  reference: Scope.Reference;
}

/** A read whose result is used; `x++` and `x += 1` as statements read only to write. */
export function isRealRead(reference: Scope.Reference): boolean {
  if (!reference.isRead()) return false;
  if (!reference.isWrite()) return true;
  const { parent } = reference.identifier;
  return parent?.parent?.type !== "ExpressionStatement";
}

/** The assignment that a reference is the target of, also within a pattern; else null. */
export function getAssignment(reference: Scope.Reference): TSESTree.AssignmentExpression | null {
  let { parent } = reference.identifier;
  while (
    parent?.type === "ArrayPattern" ||
    parent?.type === "ObjectPattern" ||
    parent?.type === "Property"
  ) {
    ({ parent } = parent);
  }
  return parent?.type === "AssignmentExpression" ? parent : null;
}

/** Whether the expression is a literal, `undefined`, or a sign before one. */
export function isLiteral(node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  return (
    expression.type === "Literal" ||
    (expression.type === "Identifier" && expression.name === "undefined") ||
    (expression.type === "UnaryExpression" && isLiteral(expression.argument))
  );
}

/** Whether the read decides something: a condition, a comparison, `!x`, `x && y`. */
export function isTested(node: TSESTree.Node): boolean {
  let current = wrapped(node);
  while (
    current.parent?.type === "UnaryExpression" ||
    current.parent?.type === "UpdateExpression" ||
    current.parent?.type === "BinaryExpression" ||
    current.parent?.type === "LogicalExpression"
  ) {
    current = wrapped(current.parent);
    if (current.type === "LogicalExpression") return true;
  }
  const { parent } = current;
  return (
    (parent?.type === "IfStatement" ||
      parent?.type === "ConditionalExpression" ||
      parent?.type === "WhileStatement") &&
    parent.test === current
  );
}
