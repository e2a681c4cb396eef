import type { FileIndex } from "./file-index.ts";
import { type Node, staticName, unwrap, wrapped } from "./syntax.ts";

/** `map.size > limit`, `list.length >= 100`: somebody keeps an eye on how much is held. */
export function isBoundCheck(node: Node): boolean {
  const member = wrapped(node).parent;
  /* v8 ignore if -- a reference has a parent */
  if (member === undefined) return false;
  const { parent } = wrapped(member);
  if (parent?.type !== "BinaryExpression" || !/^[<>]/.test(parent.operator)) return false;
  const isLeft = parent.left === wrapped(member);
  const other = unwrap(isLeft ? parent.right : parent.left);
  if (other.type === "Literal") return typeof other.value === "number" && other.value > 1;
  // `i < list.length` is a loop; `list.length < limit` and `limit <= list.length` are bounds.
  if (other.type === "Identifier") return isLeft || /max|limit|cap|size/i.test(other.name);
  return other.type === "MemberExpression" && /max|limit|cap|size/i.test(staticName(other) ?? "");
}

/** `list[position] = …` where `position` is brought back by `%` or set to 0: a ring of fixed size. */
export function isRingIndex(key: Node, index: FileIndex): boolean {
  const expression = unwrap(key);
  const position = expression.type === "UpdateExpression" ? expression.argument : expression;
  if (position.type === "BinaryExpression") return position.operator === "%";
  const variable = position.type === "Identifier" ? index.variableOf(position) : null;
  return (
    variable?.references.some(({ writeExpr, init }) => {
      if (init || !writeExpr) return false;
      return (
        (writeExpr.type === "BinaryExpression" && writeExpr.operator === "%") ||
        (writeExpr.type === "Literal" && writeExpr.value === 0)
      );
    }) ?? false
  );
}
