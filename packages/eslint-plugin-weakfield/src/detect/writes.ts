import type { TSESTree } from "@typescript-eslint/utils";
import type { Collection } from "./collections.ts";
import { findEveryCall, isCallee } from "./every-call.ts";
import type { FileIndex } from "./file-index.ts";
import { isInEscapingFunction, isModuleFunction, makerOf, runningFunction } from "./lifetime.ts";
import { constructorNamed, findReceiverOwner, ownerName } from "./owners.ts";
import {
  type ClassNode,
  enclosingFunction,
  type FunctionNode,
  isInside,
  type Node,
  staticName,
  wrapped,
} from "./syntax.ts";
import type { Use } from "./use.ts";

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

/** `if (!list) { list = []; for (…) list.push(…); }`: filled once, for the program or for the key that it is kept by. */
function isFilledWhereMade(node: Node, { creation, isNested, name }: Collection): boolean {
  const block = creation.parent?.parent?.parent;
  if (block?.type !== "BlockStatement" || block.parent.type !== "IfStatement") return false;
  const { test } = block.parent;
  const missing = test.type === "UnaryExpression" ? test.argument : null;
  const isLazy = missing?.type === "Identifier" && missing.name === name;
  return (isNested || isLazy) && node.range[0] > creation.range[1] && isInside(node, block);
}

function isRepeated(node: Node, collection: Collection): boolean {
  const around = enclosingFunction(node);
  if (isInInstanceField(node, around)) return true;
  if (around === null) return false;
  if ("variable" in collection.holder) {
    const maker = collection.lifetime === "module" ? null : makerOf(collection.holder.variable);
    if (maker !== null && !collection.isNested) {
      return isInEscapingFunction(node, maker, collection.index);
    }
  } else if (isOwnConstructor(runningFunction(around), collection)) return false;
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

/** The initializer of a field runs for each instance, wherever the class stands. */
function isInInstanceField(node: Node, around: FunctionNode | null): boolean {
  for (let current = node.parent; current && current !== around; current = current.parent) {
    if (current.type === "PropertyDefinition" && !current.static) return true;
  }
  return false;
}

/** A function that only the top level of the file calls fills what it fills a fixed number of times. */
function isOnlyCalledOnce(node: FunctionNode, index: FileIndex, depth: number): boolean {
  if (depth > 2) return false;
  const calls = findAllCalls(node, index);
  return (
    calls !== null &&
    calls.length > 0 &&
    calls.every((call) => {
      const around = enclosingFunction(call);
      if (isInInstanceField(call, around)) return false;
      return (
        around === null || isModuleFunction(around) || isOnlyCalledOnce(around, index, depth + 1)
      );
    })
  );
}

/** Every call of a function that there is; null when other files may call it, or what it is handed to. */
function findAllCalls(node: FunctionNode, index: FileIndex): Node[] | null {
  const { parent } = wrapped(node);
  return parent?.type === "MethodDefinition"
    ? findMemberCalls(parent, index)
    : findEveryCall(node, index);
}

/**
 * A class that lists its own instances: `static RED = Color.make("red"); static BLUE = Color.make("blue");`. What makes
 * them, a static method or the constructor, is for nobody else, though other files could call it.
 */
function findMemberCalls(method: TSESTree.MethodDefinition, index: FileIndex): Node[] | null {
  const owner = method.parent.parent;
  const name = staticName(method);
  let calls: Node[];
  if (method.kind === "constructor") {
    calls = (index.news.get(ownerName(owner)) ?? []).filter(
      ({ callee }) => constructorNamed(callee, index) === owner,
    );
  } else if (method.static && name !== null) {
    const places = index.members.get(name) ?? [];
    const own = places.filter(({ object }) => findReceiverOwner(object, index)?.node === owner);
    if (!own.every(isCallee)) return null;
    calls = own;
  } else return null;
  return calls.filter((call) => isStaticInitializer(call, owner)).length > 1 ? calls : null;
}

/** Whether a node stands in a static field or static block of a class, and in no function there. */
function isStaticInitializer(node: Node, owner: ClassNode): boolean {
  const around = enclosingFunction(node);
  for (let current = node.parent; current && current !== around; current = current.parent) {
    if (current.type === "StaticBlock" || current.type === "PropertyDefinition") {
      return current.parent.parent === owner && (current.type === "StaticBlock" || current.static);
    }
  }
  return false;
}
