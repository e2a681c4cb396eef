import type { TSESTree } from "@typescript-eslint/utils";
import { findCapture, findSubject, isSubject, type Subject } from "./captures.ts";
import { onlyValue, type FileIndex } from "./file-index.ts";
import { isModuleFunction, makerOf } from "./lifetime.ts";
import { findThisOwner } from "./owners.ts";
import { getRegistries, type Registry } from "./registries.ts";
import {
  calleeName,
  enclosingFunction,
  isFunction,
  isInside,
  possibleValues,
  staticName,
  unwrap,
  wrapped,
  type Node,
  type SourceCode,
} from "./syntax.ts";
import { findClosureBeside } from "./weak-ref-closures.ts";

/** What keeps a target alive that a finalizer or a `WeakRef` waits for, or keeps the finalizer from running. */
export interface Retention {
  kind: "callback" | "closure" | "held" | "listener" | "localRegistry" | "ownRegistry" | "part";
  /** The smallest expression at fault. */
  node: Node;
  /** The target as it stands in the source. */
  target: string;
}

/** Finds every place of a file where a finalizer or weak reference defeats itself. */
export function findRetentions(sourceCode: SourceCode, index: FileIndex): Retention[] {
  const found: Retention[] = [];
  for (const registry of getRegistries(sourceCode)) {
    if (isLocalRegistry(registry)) {
      found.push({ kind: "localRegistry", node: registry.creation.callee, target: "" });
      continue;
    }
    for (const call of registry.registers) {
      const retention = findHeldTarget(call, registry);
      if (retention !== null) found.push(retention);
    }
  }
  for (const creation of index.news.get("WeakRef") ?? []) {
    const [target] = creation.arguments;
    const node = target === undefined ? null : findClosureBeside(creation, target, index);
    if (target !== undefined && node !== null)
      found.push({ kind: "closure", node, target: sourceCode.getText(target) });
  }
  return found;
}

/** A registry that nothing but a call's own variable refers to is garbage when the call returns. */
function isLocalRegistry({ creation, variable, registers }: Registry): boolean {
  const maker = enclosingFunction(creation);
  if (maker === null || maker.async || maker.generator || isModuleFunction(maker)) return false;
  if (variable === null) {
    const { parent } = wrapped(creation);
    return parent?.type === "MemberExpression" && registers.length > 0;
  }
  if (makerOf(variable) !== maker || registers.length === 0) return false;
  return variable.references.every((reference) => {
    const node = reference.identifier as Node;
    if (reference.init) return true;
    const { parent } = wrapped(node);
    return (
      parent?.type === "MemberExpression" &&
      parent.object === wrapped(node) &&
      enclosingFunction(node) === maker
    );
  });
}

function findHeldTarget(call: TSESTree.CallExpression, registry: Registry): Retention | null {
  const [target, held] = call.arguments;
  if (target === undefined) return null;
  const { index, owner } = registry;
  const subject = findSubject(target, index);
  const text = index.sourceCode.getText(target);
  if (subject === null) return null;
  if (
    owner !== null &&
    !owner.isStatic &&
    "thisOf" in subject &&
    findThisOwner(target, index)?.node === owner.node
  ) {
    return { kind: "ownRegistry", node: call.callee, target: text };
  }
  if (registry.callback !== null && findCapture(registry.callback, subject, index) !== null) {
    return { kind: "callback", node: registry.callback, target: text };
  }
  if (held === undefined || isSubject(held, subject, index)) return null;
  const at = findRetained(held, subject, index, 0);
  if (at !== null) return { kind: "held", node: held, target: text };
  if (isPartOfTarget(held, subject, call, index)) return { kind: "part", node: held, target: text };
  const listener = findGlobalListener(call, subject, index);
  return listener === null ? null : { kind: "listener", node: listener, target: text };
}

/** The place in a held value that refers to the target strongly. */
function findRetained(value: Node, subject: Subject, index: FileIndex, depth: number): Node | null {
  for (const node of possibleValues(value)) {
    const found = findRetainedIn(node, subject, index, depth);
    if (found !== null) return found;
  }
  return null;
}

function findRetainedIn(
  node: Node,
  subject: Subject,
  index: FileIndex,
  depth: number,
): Node | null {
  if (depth > 4) return null;
  if (isSubject(node, subject, index)) return node;
  if (isFunction(node)) return findCapture(node, subject, index);
  switch (node.type) {
    case "ObjectExpression":
      for (const property of node.properties) {
        if (property.type !== "Property") continue;
        const found = findRetained(property.value, subject, index, depth + 1);
        if (found !== null) return found;
      }
      return null;
    case "ArrayExpression":
      for (const element of node.elements) {
        if (element === null || element.type === "SpreadElement") continue;
        const found = findRetained(element, subject, index, depth + 1);
        if (found !== null) return found;
      }
      return null;
    case "CallExpression":
      if (calleeName(node) !== "bind") return null;
      return node.arguments.find((argument) => isSubject(argument, subject, index)) ?? null;
    case "Identifier": {
      const variable = index.variableOf(node);
      if (variable === null) return null;
      const declaration = variable.defs[0]?.node as Node | undefined;
      if (declaration?.type === "FunctionDeclaration")
        return findCapture(declaration, subject, index);
      const initial = onlyValue(variable);
      return initial === null || declaration?.type !== "VariableDeclarator"
        ? null
        : findRetained(initial, subject, index, depth + 1);
    }
    default:
      return null;
  }
}

/**
 * `registry.register(wrapper, inner.body.stream)` after `wrapper[STATE] = inner`: the held value is a part of what the
 * target is made of. A handle would be held by itself; something reached through two members has its own references.
 */
function isPartOfTarget(held: Node, subject: Subject, call: Node, index: FileIndex): boolean {
  let node = unwrap(held);
  let depth = 0;
  while (node.type === "MemberExpression") {
    node = unwrap(node.object);
    depth++;
  }
  if (depth < 2 || node.type !== "Identifier" || "thisOf" in subject) return false;
  const base = index.variableOf(node);
  const around = enclosingFunction(call);
  if (base === null || around === null) return false;
  return base.references.some((reference) => {
    const identifier = reference.identifier as Node;
    const { parent } = identifier;
    return (
      parent?.type === "AssignmentExpression" &&
      parent.right === identifier &&
      parent.left.type === "MemberExpression" &&
      isSubject(parent.left.object, subject, index) &&
      enclosingFunction(parent) === around
    );
  });
}

const GLOBAL_OBJECT =
  /^(?:window|document|globalThis|global|self|navigator|process|screen|history|location|matchMedia|visualViewport)$/;

/** A listener on a global object that refers to the target: as long as it stands, no finalizer runs. */
function findGlobalListener(call: Node, subject: Subject, index: FileIndex): Node | null {
  const around = enclosingFunction(call);
  for (const listening of index.listeners) {
    if (around === null || !isInside(listening, around) || enclosingFunction(listening) !== around)
      continue;
    const callee = unwrap(listening.callee);
    const handler = listening.arguments[1];
    if (
      callee.type !== "MemberExpression" ||
      handler === undefined ||
      !isGlobal(callee.object, index)
    )
      continue;
    const value = unwrap(handler);
    if (
      isFunction(value)
        ? findCapture(value, subject, index) !== null
        : isMemberOf(value, subject, index)
    )
      return handler;
  }
  return null;
}

function isGlobal(object: Node, index: FileIndex): boolean {
  let node = unwrap(object);
  while (node.type === "MemberExpression") node = unwrap(node.object);
  return (
    node.type === "Identifier" && GLOBAL_OBJECT.test(node.name) && index.variableOf(node) === null
  );
}

/** `this.onChange` is bound to `this` when it is an arrow function in a field; a method alone refers to nothing. */
function isMemberOf(value: Node, subject: Subject, index: FileIndex): boolean {
  const isBound = value.type === "CallExpression" && calleeName(value) === "bind";
  const member = isBound ? unwrap(value.callee) : value;
  if (isBound)
    return value.arguments[0] !== undefined && isSubject(value.arguments[0], subject, index);
  if (member.type !== "MemberExpression" || !isSubject(member.object, subject, index)) return false;
  const owner = "thisOf" in subject ? findThisOwner(member.object, index)?.node : undefined;
  if (owner?.type !== "ClassDeclaration" && owner?.type !== "ClassExpression") return false;
  return owner.body.body.some(
    (part) =>
      part.type === "PropertyDefinition" &&
      staticName(part) === staticName(member) &&
      part.value?.type === "ArrowFunctionExpression",
  );
}
