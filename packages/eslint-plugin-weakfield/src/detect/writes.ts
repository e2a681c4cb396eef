import type { Collection } from "./collections.ts";
import { declaredNode, type FileIndex } from "./file-index.ts";
import { isInEscapingFunction, isModuleFunction, makerOf } from "./lifetime.ts";
import { enclosingFunction, isInside, wrapped, type FunctionNode, type Node } from "./syntax.ts";
import type { Use } from "./uses.ts";

/** The writes that can happen any number of times: within functions that are not run once by the file itself. */
export function findRepeatedWrites(
  collection: Collection,
  uses: readonly Use[] = collection.uses,
): Use[] {
  return uses.filter(
    (use) =>
      use.kind === "write" &&
      !use.isForeign &&
      !isFilledWhereMade(use.node, collection) &&
      isRepeated(use.node, collection),
  );
}

/** `if (!list) { list = []; map.set(key, list); for (…) list.push(…); }`: filled once, for the key. */
function isFilledWhereMade(node: Node, { creation, isNested }: Collection): boolean {
  const block = creation.parent?.parent?.parent;
  return (
    isNested &&
    block?.type === "BlockStatement" &&
    block.parent.type === "IfStatement" &&
    node.range[0] > creation.range[1] &&
    isInside(node, block)
  );
}

function isRepeated(node: Node, collection: Collection): boolean {
  const around = enclosingFunction(node);
  if (around === null) return false;
  if ("variable" in collection.holder) {
    const maker = collection.lifetime === "module" ? null : makerOf(collection.holder.variable);
    if (maker !== null && !collection.isNested) {
      return isInEscapingFunction(node, maker, collection.index);
    }
  } else if (isOwnConstructor(around, collection)) return false;
  if (isModuleFunction(around)) return false;
  return !isOnlyCalledOnce(around, collection.index, 0);
}

/** A constructor fills the fields of its own object once; the statics of its class it fills each time. */
function isOwnConstructor(node: FunctionNode, collection: Collection): boolean {
  if (!("owner" in collection.holder) || collection.holder.owner.isStatic) return false;
  return (
    node === collection.holder.owner.node ||
    (node.parent.type === "MethodDefinition" && node.parent.kind === "constructor")
  );
}

/** A function that only the top level of the file calls fills what it fills a fixed number of times. */
function isOnlyCalledOnce(node: FunctionNode, index: FileIndex, depth: number): boolean {
  const { parent } = wrapped(node);
  const name =
    node.type === "FunctionDeclaration"
      ? node.id
      : parent?.type === "VariableDeclarator"
        ? parent.id
        : null;
  const variable = name ? index.variableOf(name) : null;
  if (!variable || declaredNode(variable) !== node || depth > 2) return false;
  if (
    node.parent.type === "ExportNamedDeclaration" ||
    parent?.parent?.parent?.type === "ExportNamedDeclaration"
  ) {
    return false;
  }
  const calls = variable.references.filter((reference) => reference.isRead());
  return (
    calls.length > 0 &&
    calls.every((reference) => {
      const identifier = wrapped(reference.identifier);
      if (identifier.parent?.type !== "CallExpression" || identifier.parent.callee !== identifier)
        return false;
      const around = enclosingFunction(identifier);
      return (
        around === null || isModuleFunction(around) || isOnlyCalledOnce(around, index, depth + 1)
      );
    })
  );
}
