import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, type Node, unwrap } from "./syntax.ts";
import { addUse, type UseWalk } from "./use.ts";

/** `x = …` where `x` holds the collection: a new one, a filtered one, or one with an entry more. */
export function classifyReplacement(
  node: Node,
  assignment: TSESTree.AssignmentExpression,
  walk: UseWalk,
): void {
  if (assignment.operator !== "=") return;
  const value = unwrap(assignment.right);
  if (value.type === "CallExpression") {
    const name = calleeName(value);
    if (name === "concat") {
      for (const argument of value.arguments) addUse(walk, "write", node, null, argument);
      return;
    }
    if (name === "filter" || name === "slice" || name === "splice") {
      addUse(walk, "sweep", node);
      return;
    }
  }
  if (
    value.type === "ArrayExpression" &&
    value.elements.some((element) => element?.type === "SpreadElement")
  ) {
    for (const element of value.elements) {
      if (element && element.type !== "SpreadElement") addUse(walk, "write", node, null, element);
    }
    return;
  }
  addUse(walk, "clear", node);
}
