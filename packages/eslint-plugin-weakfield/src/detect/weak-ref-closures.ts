import type { TSESTree } from "@typescript-eslint/utils";
import { findCapture, findSubject, isSubject, type Subject } from "./captures.ts";
import type { FileIndex } from "./file-index.ts";
import {
  calleeName,
  enclosingFunction,
  isFunction,
  isInside,
  staticName,
  unwrap,
  wrapped,
  type FunctionNode,
  type Node,
} from "./syntax.ts";

/**
 * Where a closure that uses a `WeakRef` names its target too: `() => ref.deref() ?? target`,
 * `{ ref: new WeakRef(x), close: () => x.close() }`.
 */
export function findClosureBeside(
  creation: TSESTree.NewExpression,
  target: Node,
  index: FileIndex,
): Node | null {
  const subject = findSubject(target, index);
  if (subject === null) return null;
  const { parent } = wrapped(creation);
  if (parent?.type === "Property" && parent.parent.type === "ObjectExpression") {
    for (const property of parent.parent.properties) {
      if (property.type !== "Property" || !isFunction(property.value)) continue;
      const capture = findCapture(property.value, subject, index);
      if (capture !== null) return capture;
    }
    return null;
  }
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return null;
  const reference = index.variableOf(parent.id);
  /* v8 ignore next -- what is declared has a variable */
  const references = reference?.references ?? [];
  for (const { identifier } of references) {
    const capture = findDefeatingCapture(identifier, creation, subject, index);
    if (capture !== null) return capture;
  }
  return null;
}

/** Where a closure that dereferences a `WeakRef` also names the target itself. */
function findDefeatingCapture(
  reference: Node,
  creation: Node,
  subject: Subject,
  index: FileIndex,
): Node | null {
  const { parent } = wrapped(reference);
  if (parent?.type !== "MemberExpression" || staticName(parent) !== "deref") return null;
  const closure = enclosingFunction(reference);
  if (closure === null || !outlivesCall(closure, creation, subject, index)) return null;
  return findCapture(closure, subject, index);
}

/** A closure that is handed to something other than the target, and not run at once. */
function outlivesCall(
  closure: FunctionNode,
  creation: Node,
  subject: Subject,
  index: FileIndex,
): boolean {
  if (isInside(creation, closure)) return false;
  const { parent } = wrapped(closure);
  switch (parent?.type) {
    case "ReturnStatement":
    case "Property":
      return true;
    case "AssignmentExpression":
      return !(
        parent.left.type === "MemberExpression" && isSubject(parent.left.object, subject, index)
      );
    case "CallExpression": {
      const callee = unwrap(parent.callee);
      const isOnTarget =
        callee.type === "MemberExpression" && isSubject(callee.object, subject, index);
      return (
        !isOnTarget &&
        /^(?:setInterval|addEventListener|addListener|on|subscribe|observe|register|push|add|set)$/.test(
          calleeName(parent) ?? "",
        )
      );
    }
    default:
      return false;
  }
}
