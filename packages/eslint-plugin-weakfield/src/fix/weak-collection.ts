import type { TSESLint } from "@typescript-eslint/utils";
import type { Collection } from "../detect/collections.ts";
import { isCertainObject } from "../detect/instances.ts";
import { callOf, staticName, wrapped, type Node } from "../detect/syntax.ts";
import type { Use } from "../detect/use.ts";

/** The weak kind that can take the place of a collection without changing any use of it; null when none can. */
export function findWeakKind(collection: Collection): "WeakMap" | "WeakSet" | null {
  const { creation, kind, uses, index } = collection;
  if (kind !== "map" && kind !== "set") return null;
  /* v8 ignore next -- maps and sets are made by `new`: the first half is for the types */
  if (creation.type !== "NewExpression" || creation.arguments.length > 0) return null;
  if (!isPrivate(collection) || index.news.get(kind === "map" ? "Map" : "Set") === undefined)
    return null;
  return uses.every((use) => isValidOnWeak(use, collection))
    ? kind === "map"
      ? "WeakMap"
      : "WeakSet"
    : null;
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
    const annotation =
      head.type === "Identifier" && head.typeAnnotation
        ? head.typeAnnotation
        : head.parent?.type === "PropertyDefinition"
          ? head.parent.typeAnnotation
          : undefined;
    const type = annotation?.typeAnnotation;
    if (type?.type === "TSTypeReference") names.push(type.typeName);
    return names.map((name) => fixer.replaceText(name, weakKind));
  };
}

/** Only where other files cannot reach the collection is every use known. */
function isPrivate({ holder, head, uses }: Collection): boolean {
  if (uses.some(({ kind, isForeign }) => kind === "export" || kind === "escape" || isForeign))
    return false;
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
      const isUnused =
        parent?.type === "ExpressionStatement" ||
        (parent?.type === "SequenceExpression" && parent.expressions.at(-1) !== wrapped(call));
      return isUnused && use.key !== null && isCertainObject(use.key, collection.index);
    }
    default:
      return false;
  }
}
