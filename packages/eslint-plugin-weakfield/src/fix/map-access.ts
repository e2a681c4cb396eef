import type { TSESLint } from "@typescript-eslint/utils";
import type { BracketAccess } from "../detect/brackets.ts";
import { wrapped, type SourceCode } from "../detect/syntax.ts";

/** Rewrites a bracket access to the method that was meant; null where no method does the same. */
export function useMapMethod(
  access: BracketAccess,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction | null {
  const { node, kind, use } = access;
  const isMap = kind === "Map" || kind === "WeakMap";
  const place = wrapped(node);
  const { parent } = place;
  const map = sourceCode.getText(node.object);
  const key = sourceCode.getText(node.property);
  /* v8 ignore next -- an expression always has a parent */
  const hasComment =
    sourceCode.getCommentsInside(use === "read" ? node : (parent ?? node)).length > 0;
  if (hasComment) return null;
  if (use === "read") {
    if (!isMap || node.optional) return null;
    return (fixer) => fixer.replaceText(node, `${map}.get(${key})`);
  }
  if (place !== node) return null;
  if (use === "delete" && parent?.type === "UnaryExpression") {
    return (fixer) => fixer.replaceText(parent, `${map}.delete(${key})`);
  }
  if (use !== "write" || !isMap || parent?.type !== "AssignmentExpression") return null;
  if (parent.parent.type !== "ExpressionStatement") return null;
  const value = sourceCode.getText(parent.right);
  const argument = parent.right.type === "SequenceExpression" ? `(${value})` : value;
  return (fixer) => fixer.replaceText(parent, `${map}.set(${key}, ${argument})`);
}
