import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceCode } from "@typescript-eslint/utils/ts-eslint";
import { getParent, getPropertyName, isInside, isWriteTarget, unwrap, wrapped } from "./ast.ts";
import { findAlias, followAccess, isContainer } from "./containers.ts";
import type { MemberDecorator } from "./decorators.ts";
import { dependsOnInstance, mentionsInstance, someNode } from "./dependence.ts";
import type { FunctionFacts } from "./facts.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findInitializer,
  getCaptured,
  getParameters,
  isImported,
  isModuleVariable,
  resolveFunction,
  type Variable,
} from "./variables.ts";

type Source = Readonly<SourceCode>;

/** One place on an instance that serves every property a decorator is applied to. */
export interface SharedKey {
  /** `member`: `this.name`, `this[SYMBOL]`. `map`: `values.set(this, value)`. */
  kind: "map" | "member";
  /** The key or the map, as the user wrote it. */
  name: string;
  /** The write to report. */
  write: TSESTree.Node;
  /** Every use of the place in the decorator. */
  uses: readonly TSESTree.Node[];
  /** The map, when it is one. */
  variable: Variable | null;
}

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
export function findSharedKey(sourceCode: Source, decorator: MemberDecorator): SharedKey | null {
  if (hasOwnStorage(sourceCode, decorator)) return null;
  return findSharedMap(sourceCode, decorator) ?? findSharedMember(sourceCode, decorator);
}

function findSharedMember(sourceCode: Source, decorator: MemberDecorator): SharedKey | null {
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
function getInstances(sourceCode: Source, fn: FunctionFacts): TSESTree.Node[] {
  return fn.thisNodes.flatMap((node) => [
    node,
    ...(findAlias(sourceCode, node)?.references ?? []).map(({ identifier }) => identifier),
  ]);
}

function collectSlot(
  sourceCode: Source,
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

/** The key when it is the same wherever the decorator is applied: a name, a module's constant. */
function getConstantKey(sourceCode: Source, member: TSESTree.MemberExpression): string | null {
  const name = getPropertyName(member);
  if (name !== null) return name.startsWith("#") ? null : name;
  const variable = findExpressionVariable(sourceCode, member.property);
  if (variable === null || !isModuleVariable(variable) || isImported(variable)) return null;
  const value = findConstantValue(variable);
  if (value === null) return null;
  const inner = unwrap(value);
  const isSymbol =
    inner.type === "CallExpression" && /^Symbol\b/.test(sourceCode.getText(inner.callee));
  return isSymbol || inner.type === "Literal" ? `[${variable.name}]` : null;
}

/** Whether the function takes a value to keep: `set(value) { … }`. */
function isSetter({ node }: FunctionFacts): boolean {
  const { parent } = node;
  if (parent.type === "Property") return getPropertyName(parent) === "set";
  if (parent.type === "AssignmentExpression" && parent.left.type === "MemberExpression") {
    return getPropertyName(parent.left) === "set";
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
  sourceCode: Source,
  value: TSESTree.Node,
  decorator: MemberDecorator,
): boolean {
  return someNode(sourceCode, value, (node) => {
    if (node.type !== "CallExpression") return false;
    const callee = unwrap(node.callee);
    const isPassed =
      callee.type === "MemberExpression" &&
      /^(?:call|apply)$/.test(getPropertyName(callee) ?? "") &&
      node.arguments[0] !== undefined &&
      isInstanceExpression(sourceCode, node.arguments[0]);
    if (!isPassed || callee.type !== "MemberExpression") return false;
    let root = unwrap(callee.object);
    while (root.type === "MemberExpression") root = unwrap(root.object);
    const variable = findExpressionVariable(sourceCode, root);
    return variable !== null && isInside(variable.identifiers[0] ?? root, decorator.facts.node);
  });
}

/**
 * Whether the decorator has storage for each property already: a key or map made inside of it, or a
 * place named after the property.
 */
function hasOwnStorage(sourceCode: Source, decorator: MemberDecorator): boolean {
  return decorator.instanceFunctions.some((fn) =>
    getCaptured(sourceCode, fn.node).some(({ identifier, resolved }) => {
      if (resolved === null || resolved.defs.length === 0 || isModuleVariable(resolved))
        return false;
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

function isInstanceExpression(sourceCode: Source, node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  if (expression.type === "ThisExpression") return true;
  const variable = findExpressionVariable(sourceCode, expression);
  return variable !== null && findConstantValue(variable)?.type === "ThisExpression";
}

/** A map of the module that is keyed by the instance alone and holds a value, not a record. */
function findSharedMap(sourceCode: Source, decorator: MemberDecorator): SharedKey | null {
  const maps = new Map<Variable, TSESTree.Node[]>();
  for (const fn of decorator.instanceFunctions) {
    for (const { identifier, resolved } of getCaptured(sourceCode, fn.node)) {
      if (resolved === null || !isModuleVariable(resolved)) continue;
      // `Class.values` is as long-lived as a variable of the module.
      const isStatic =
        resolved.defs[0]?.type === "ClassName" && followAccess(identifier).names.length === 1;
      if (!isStatic && !isMap(resolved)) continue;
      const known = maps.get(resolved);
      if (known === undefined) maps.set(resolved, [identifier]);
      else known.push(identifier);
    }
  }
  for (const [variable, uses] of maps) {
    let write: TSESTree.Node | null = null;
    let reads = 0;
    let isRecord = false;
    for (const identifier of uses) {
      const access = followAccess(identifier);
      const [key, ...rest] = access.keys;
      if (key === undefined || !isInstanceExpression(sourceCode, key) || rest.length > 0) {
        isRecord = true;
      } else if (access.written !== null) {
        if (isRecordValue(sourceCode, access.written)) isRecord = true;
        write = access.end;
      } else {
        reads++;
        const alias = findAlias(sourceCode, access.end);
        if (alias?.references.some(({ identifier: each }) => followAccess(each).keys.length > 0)) {
          isRecord = true;
        }
      }
    }
    if (write !== null && reads > 0 && !isRecord) {
      return { kind: "map", name: variable.name, uses, variable, write };
    }
  }
  return null;
}

function isMap(variable: Variable): boolean {
  const init = findInitializer(variable);
  if (init === null) return false;
  const value = unwrap(init);
  return (
    value.type === "NewExpression" &&
    value.callee.type === "Identifier" &&
    /^(?:Weak)?Map$/.test(value.callee.name)
  );
}

/** `new Map()`, `{}`, or a local that holds one. */
function isRecordValue(sourceCode: Source, node: TSESTree.Node): boolean {
  if (isContainer(node)) return true;
  const variable = findExpressionVariable(sourceCode, node);
  return (
    variable?.references.some(
      ({ writeExpr }) => writeExpr !== null && writeExpr !== undefined && isContainer(writeExpr),
    ) ?? false
  );
}

/** A mark on a foreign object that stops a second instance from doing its own work on it. */
export interface SharedMark {
  name: string;
  write: TSESTree.Node;
}

/**
 * The finding when a method patches an object it is given, once, and remembers that under a constant
 * symbol: the patch belongs to one instance, the mark stops all others.
 */
export function findSharedMark(sourceCode: Source, method: FunctionFacts): SharedMark | null {
  const { node } = method;
  if (method.ownerClass === null || isStatic(node) || method.thisNodes.length === 0) return null;
  for (const write of method.memberWrites) {
    if (write.left.type !== "MemberExpression" || !write.left.computed) continue;
    const isMark = unwrap(write.right).type === "Literal" || isContainer(write.right);
    if (!isMark || write.left.object.type === "ThisExpression") continue;
    const key = findExpressionVariable(sourceCode, write.left.property);
    const object = findExpressionVariable(sourceCode, write.left.object);
    if (key === null || object === null || getConstantKey(sourceCode, write.left) === null)
      continue;
    if (!isGivenObject(sourceCode, object, method)) continue;
    if (isGuarded(object, key, node) && patches(sourceCode, object, method)) {
      return { name: key.name, write: write.left };
    }
  }
  return null;
}

function isStatic(node: FunctionFacts["node"]): boolean {
  return node.parent.type === "MethodDefinition" && node.parent.static;
}

function isGivenObject(sourceCode: Source, variable: Variable, method: FunctionFacts): boolean {
  const parameters = getParameters(sourceCode, method.node);
  if (parameters.includes(variable)) return true;
  const value = findConstantValue(variable);
  const origin = value && findExpressionVariable(sourceCode, value);
  return origin !== null && parameters.includes(origin);
}

/** Whether the method asks first: `if (object[key]) return`. */
function isGuarded(object: Variable, key: Variable, node: TSESTree.Node): boolean {
  return object.references.some(({ identifier }) => {
    const member = identifier.parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) return false;
    if (member.property.type !== "Identifier" || member.property.name !== key.name) return false;
    for (let each = getParent(member); each !== null && each !== node; each = getParent(each)) {
      if (each.type === "IfStatement") return isInside(member, each.test);
    }
    return false;
  });
}

/** Whether the method replaces members of the object by functions that belong to `this`. */
function patches(sourceCode: Source, object: Variable, method: FunctionFacts): boolean {
  const all = (facts: FunctionFacts): TSESTree.AssignmentExpression[] => [
    ...facts.memberWrites,
    ...facts.children.flatMap(all),
  ];
  return all(method).some(
    ({ left, right }) =>
      left.type === "MemberExpression" &&
      findExpressionVariable(sourceCode, left.object) === object &&
      mentionsInstance(sourceCode, resolveFunction(sourceCode, right) ?? right),
  );
}
