import { getConstantKey, hasDefaultText, type SharedKey } from "./constant-keys.ts";
import { findAlias, followAccess, isContainer } from "./containers.ts";
import type { MemberDecorator } from "./decorators.ts";
import {
  dependsOnInstance,
  isInstanceExpression,
  mentionsInstance,
  someNode,
} from "./dependence.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { findSharedMap } from "./shared-maps.ts";
import {
  getParent,
  isInside,
  isWriteTarget,
  type SourceCode,
  staticName,
  unwrap,
  wrapped,
} from "./syntax.ts";
import { findExpressionVariable, getCaptured, isModuleVariable } from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

interface Slot {
  reads: TSESTree.MemberExpression[];
  writes: { fn: FunctionFacts; node: TSESTree.MemberExpression; value: TSESTree.Node }[];
  readers: Set<FunctionFacts>;
  isRecord: boolean;
}

/**
 * The finding when the accessors or wrappers of a decorator keep the value under a key that is the
 * same for every property, else null. A record that is kept under such a key and divided by the
 * property's name is right, and so is a key made inside the decorator.
 */
export function findSharedKey(
  sourceCode: SourceCode,
  decorator: MemberDecorator,
): SharedKey | null {
  if (hasOwnStorage(sourceCode, decorator)) return null;
  return findSharedMap(sourceCode, decorator) ?? findSharedMember(sourceCode, decorator);
}

function findSharedMember(sourceCode: SourceCode, decorator: MemberDecorator): SharedKey | null {
  const slots = new Map<string, Slot>();
  for (const fn of decorator.instanceFunctions) {
    for (const instance of getInstances(sourceCode, fn))
      collectSlot(sourceCode, fn, instance, slots);
  }
  for (const [name, slot] of slots) {
    if (slot.isRecord || slot.reads.length === 0) continue;
    const write = slot.writes.find(({ fn, value }) => {
      if (isContainer(value) || !dependsOnInstance(sourceCode, value, fn.node)) return false;
      const isOtherRead = [...slot.readers].some((reader) => reader !== fn);
      return isSetter(fn) ? isOtherRead : callsOriginal(sourceCode, value, decorator);
    });
    if (write === undefined) continue;
    const uses = [...slot.reads, ...slot.writes.map(({ node }) => node)];
    return { kind: "member", name, uses, variable: null, write: write.node };
  }
  return null;
}

/** Every expression in the function that is the instance: `this` and its aliases. */
function getInstances(sourceCode: SourceCode, fn: FunctionFacts): TSESTree.Node[] {
  return fn.thisNodes.flatMap((node) => [
    node,
    ...(findAlias(sourceCode, node)?.references ?? []).map(({ identifier }) => identifier),
  ]);
}

function collectSlot(
  sourceCode: SourceCode,
  fn: FunctionFacts,
  instance: TSESTree.Node,
  slots: Map<string, Slot>,
): void {
  const place = wrapped(instance);
  const member = getParent(place);
  if (member?.type !== "MemberExpression" || member.object !== place) return;
  const name = getConstantKey(sourceCode, member);
  if (name === null) return;
  let slot = slots.get(name);
  if (slot === undefined) {
    slot = { isRecord: false, readers: new Set(), reads: [], writes: [] };
    slots.set(name, slot);
  }
  const outer = wrapped(member);
  const parent = getParent(outer);
  if (isWriteTarget(member)) {
    if (parent?.type === "AssignmentExpression") {
      slot.writes.push({ fn, node: member, value: parent.right });
      if (parent.operator !== "=") slot.readers.add(fn);
    }
    return;
  }
  // A method of the instance is no storage, and a record is divided further.
  if (parent?.type === "CallExpression" && parent.callee === outer) return;
  const access = followAccess(member);
  if (access.keys.length > 0 || access.written !== null) slot.isRecord = true;
  slot.reads.push(member);
  slot.readers.add(fn);
}

/** Whether the function takes a value to keep: `set(value) { … }`. */
function isSetter({ node }: FunctionFacts): boolean {
  const { parent } = node;
  if (parent.type === "Property") return staticName(parent) === "set";
  if (parent.type === "AssignmentExpression" && parent.left.type === "MemberExpression") {
    return staticName(parent.left) === "set";
  }
  return node.params.length === 1 && /^(?:_*set|.*setter)/i.test(getOwnName(node));
}

function getOwnName(node: FunctionFacts["node"]): string {
  const { parent } = node;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier")
    return parent.id.name;
  return node.id?.name ?? "";
}

/** Whether the value comes from the decorated member: `original.call(this)`. */
function callsOriginal(
  sourceCode: SourceCode,
  value: TSESTree.Node,
  decorator: MemberDecorator,
): boolean {
  return someNode(sourceCode, value, (node) => {
    if (node.type !== "CallExpression") return false;
    const callee = unwrap(node.callee);
    const isPassed =
      callee.type === "MemberExpression" &&
      /^(?:call|apply)$/.test(staticName(callee) ?? "") &&
      node.arguments[0] !== undefined &&
      isInstanceExpression(sourceCode, node.arguments[0]);
    if (!isPassed || callee.type !== "MemberExpression") return false;
    let root = unwrap(callee.object);
    while (root.type === "MemberExpression") root = unwrap(root.object);
    const variable = findExpressionVariable(sourceCode, root);
    /* v8 ignore next -- only `arguments` is not written anywhere */
    return variable !== null && isInside(variable.identifiers[0] ?? root, decorator.facts.node);
  });
}

/**
 * Whether the decorator has storage for each property already: a key or map made inside of it, or a
 * place named after the property.
 */
function hasOwnStorage(sourceCode: SourceCode, decorator: MemberDecorator): boolean {
  return decorator.instanceFunctions.some((fn) =>
    getCaptured(sourceCode, fn.node).some(({ identifier, resolved }) => {
      if (resolved === null || resolved.defs.length === 0 || isModuleVariable(resolved))
        return false;
      if (hasDefaultText(resolved)) return false;
      const { parent } = identifier;
      if (
        parent?.type === "MemberExpression" &&
        parent.computed &&
        parent.property === identifier
      ) {
        // `this[key]`, where the key belongs to the property.
        return isWriteTarget(parent) && isInstanceExpression(sourceCode, parent.object);
      }
      const access = followAccess(identifier);
      return (
        access.written !== null && access.keys.some((key) => mentionsInstance(sourceCode, key))
      );
    }),
  );
}
