import type { TSESLint } from "@typescript-eslint/utils";
import type { Collection } from "../detect/collections.ts";
import { writtenAnnotation } from "../detect/content.ts";
import { isCertainObject } from "../detect/instances.ts";
import { callOf, staticName, wrapped, type Node } from "../detect/syntax.ts";
import type { Use } from "../detect/use.ts";

/** The weak kind that can take the place of a collection without changing any use of it; null when none can. */
export function findWeakKind(collection: Collection): "WeakMap" | "WeakSet" | null {
  const { creation, kind, uses } = collection;
  if (kind !== "map" && kind !== "set") return null;
  /* v8 ignore next -- maps and sets are made by `new`: the first half is for the types */
  if (creation.type !== "NewExpression" || creation.arguments.length > 0) return null;
  if (!isPrivate(collection) || !uses.every((use) => isValidOnWeak(use, collection))) return null;
  return kind === "map" ? "WeakMap" : "WeakSet";
}

/** Replaces `Map` by `WeakMap` where the collection is made and where its type is written. */
export function useWeakCollection(
  collection: Collection,
  weakKind: string,
): TSESLint.ReportFixFunction {
  return (fixer) => {
    const { creation, head } = collection;
    const names: Node[] = [];
    /* v8 ignore else -- as above */
    if (creation.type === "NewExpression") names.push(creation.callee);
    const type = writtenAnnotation(head)?.typeAnnotation;
    if (type?.type === "TSTypeReference") names.push(type.typeName);
    return names.map((name) => fixer.replaceText(name, weakKind));
  };
}

/** Only where other files cannot reach the member is every use known; what is handed on has a use that no weak kind has. */
function isPrivate({ holder, head, uses }: Collection): boolean {
  if (uses.some(({ isForeign }) => isForeign)) return false;
  if ("variable" in holder) return true;
  const isHidden = /^[#_]/.test(holder.member);
  return (
    isHidden ||
    (head.parent?.type === "PropertyDefinition" && head.parent.accessibility === "private")
  );
}

function isValidOnWeak(use: Use, collection: Collection): boolean {
  const member = wrapped(use.node).parent;
  if (member?.type !== "MemberExpression") return false;
  const call = callOf(member);
  const name = staticName(member);
  if (call === null || name === null) return false;
  switch (name) {
    case "get":
    case "has":
    case "delete":
      return use.key !== null;
    case "set":
    case "add": {
      const { parent } = wrapped(call);
      // The last of a sequence is where its value is used.
      const isUnused =
        parent?.type === "ExpressionStatement" || parent?.type === "SequenceExpression";
      return isUnused && use.key !== null && isCertainObject(use.key, collection.index);
    }
    default:
      return false;
  }
}
