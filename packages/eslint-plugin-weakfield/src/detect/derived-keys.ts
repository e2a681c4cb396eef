import { findDecorators } from "./decorators.ts";
import { isInstanceExpression, someNode } from "./dependence.ts";
import { getFixedText, type KeyExpression } from "./derived-texts.ts";
import { getDescriptorValues } from "./descriptors.ts";
import { getFacts } from "./facts.ts";
import { getFileIndex } from "./file-index.ts";
import {
  type Variable,
  findProperty,
  type FunctionNode,
  staticName,
  isDefineProperty,
  isFunction,
  isWriteTarget,
  unwrap,
  wrapped,
  getParent,
  type SourceCode,
} from "./syntax.ts";
import {
  findInitializer,
  findVariable,
  getParameters,
  isDeclaredInside,
  resolveFunction,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";
/** A storage key that is made from the name of a property: `"_" + name`. */
export interface DerivedKey {
  /** The expression that makes the key. */
  node: KeyExpression;
  /** The fixed text in it: `_`. */
  text: string;
}

const PLACES: ReadonlySet<string> = new Set([
  "AssignmentExpression",
  "CallExpression",
  "MemberExpression",
  "VariableDeclarator",
]);

/** Every key of the file that is made from the name of a property and stores a value on the instance. */
export function findDerivedKeys(sourceCode: SourceCode): DerivedKey[] {
  return getFileIndex(sourceCode)
    .texts.filter(isInKeyPlace)
    .flatMap((node) => findDerivedKey(sourceCode, node) ?? []);
}

/** Whether a text stands where a key may stand. Cheap: most texts do not. */
export function isInKeyPlace(node: KeyExpression): boolean {
  /* v8 ignore next -- an expression has a parent */
  return PLACES.has(getPlace(node).parent?.type ?? "");
}

/** The outermost expression that gives the text, or one of several by a condition. */
function getPlace(node: KeyExpression): TSESTree.Node {
  let place: TSESTree.Node = wrapped(node);
  while (
    place.parent?.type === "ConditionalExpression" ||
    place.parent?.type === "LogicalExpression"
  ) {
    place = wrapped(place.parent);
  }
  return place;
}

/**
 * The finding when the expression is the key under which a decorator or property factory keeps the
 * value on the instance, else null. A derived name that only looks something up is none.
 */
export function findDerivedKey(sourceCode: SourceCode, node: KeyExpression): DerivedKey | null {
  const place = getPlace(node);
  const { parent } = place;
  const text = getFixedText(node);
  if (text === null) return null;
  const finding = { node, text };
  switch (parent?.type) {
    case "MemberExpression":
      return isInstanceStorage(sourceCode, parent, node) ? finding : null;
    case "VariableDeclarator":
    case "AssignmentExpression": {
      const id = parent.type === "VariableDeclarator" ? parent.id : parent.left;
      if (id.type !== "Identifier") return null;
      const variable = findVariable(sourceCode, id);
      return variable !== null && isStorageKey(sourceCode, variable, node) ? finding : null;
    }
    case "CallExpression":
      return isStorageArgument(sourceCode, parent, place, node) ? finding : null;
    /* v8 ignore next -- what stands in no such place was left out before */
    default:
      return null;
  }
}

/** `this[key]` written in an accessor or wrapper, by a key that comes from outside of it. */
function isInstanceStorage(
  sourceCode: SourceCode,
  member: TSESTree.MemberExpression,
  key: TSESTree.Node,
): boolean {
  if (!isWriteTarget(member) || !isInstanceExpression(sourceCode, member.object)) return false;
  const fn = getReceiverFunction(member);
  return fn !== null && isInstanceFunction(sourceCode, fn) && comesFromOutside(sourceCode, key, fn);
}

/** The function that gives `this` its value. */
function getReceiverFunction(node: TSESTree.Node): FunctionNode | null {
  for (let current = getParent(node); current !== null; current = getParent(current)) {
    if (current.type === "PropertyDefinition" || current.type === "StaticBlock") return null;
    if (isFunction(current) && current.type !== "ArrowFunctionExpression") return current;
  }
  return null;
}

const instanceFunctions = new WeakMap<object, ReadonlySet<FunctionNode>>();

/** Whether the function is an accessor of a descriptor, or a function that a decorator installs. */
function isInstanceFunction(sourceCode: SourceCode, fn: FunctionNode): boolean {
  let known = instanceFunctions.get(sourceCode.ast);
  if (known === undefined) {
    const facts = getFacts(sourceCode);
    const found = new Set<FunctionNode>();
    for (const decorator of findDecorators(sourceCode)) {
      for (const each of decorator.instanceFunctions) found.add(each.node);
    }
    for (const literal of [...facts.functions, facts.top].flatMap((each) => each.descriptors)) {
      for (const value of getDescriptorValues(literal)) {
        const resolved = resolveFunction(sourceCode, value);
        if (resolved !== null) found.add(resolved);
      }
    }
    known = found;
    instanceFunctions.set(sourceCode.ast, known);
  }
  return known.has(fn);
}

/** Whether the key reads a name that the function around `fn` was given, and nothing unique. */
function comesFromOutside(
  sourceCode: SourceCode,
  key: TSESTree.Node,
  fn: FunctionNode,
  depth = 0,
): boolean {
  return someNode(sourceCode, key, (node) => {
    if (node.type !== "Identifier") return false;
    const variable = findVariable(sourceCode, node);
    if (variable === null) return false;
    if (!isDeclaredInside(variable, fn)) return isGivenName(sourceCode, variable, 0);
    const init = findInitializer(variable);
    return init !== null && depth < 2 && variable.defs[0]?.type === "Variable"
      ? comesFromOutside(sourceCode, init, fn, depth + 1)
      : false;
  });
}

/** A parameter, or a constant made from one. A loop over a fixed list of names does not count. */
function isGivenName(sourceCode: SourceCode, variable: Variable, depth: number): boolean {
  const [definition] = variable.defs;
  if (definition?.type === "Parameter") return !isFixedList(definition.node);
  if (definition?.type !== "Variable" || depth > 2) return false;
  const { init } = definition.node;
  return (
    init !== null &&
    someNode(sourceCode, init, (node) => {
      if (node.type !== "Identifier") return false;
      const inner = findVariable(sourceCode, node);
      return inner !== null && inner !== variable && isGivenName(sourceCode, inner, depth + 1);
    })
  );
}

/** `["a", "b"].forEach((name) => …)`: the author of the list sees every name. */
function isFixedList(fn: TSESTree.Node): boolean {
  const call = fn.parent;
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  const list = unwrap(call.callee.object);
  return list.type === "ArrayExpression" && staticName(call.callee) === "forEach";
}

/** Whether the variable with the key is used as a storage key anywhere below. */
function isStorageKey(sourceCode: SourceCode, variable: Variable, key: KeyExpression): boolean {
  return variable.references.some(({ identifier }) => {
    const { parent } = identifier;
    if (parent?.type === "MemberExpression") return isInstanceStorage(sourceCode, parent, key);
    return parent?.type === "CallExpression"
      ? isStorageArgument(sourceCode, parent, identifier, key)
      : false;
  });
}

/**
 * The key is handed to a function of the file that stores under it, or to `Object.defineProperty`
 * that makes room under it on the target of a decorator.
 */
function isStorageArgument(
  sourceCode: SourceCode,
  call: TSESTree.CallExpression,
  argument: TSESTree.Node,
  key: KeyExpression,
): boolean {
  const index = call.arguments.findIndex((each) => each === argument);
  /* v8 ignore if -- the key is one of the arguments */
  if (index < 0) return false;
  if (isDefineProperty(call)) return index === 1 && makesRoom(sourceCode, call, key);
  if (isReflectSet(call)) return index === 1 && isSetOnInstance(sourceCode, call, key);
  const fn = resolveFunction(sourceCode, call.callee) ?? findMethod(call);
  if (fn === null || !usesParameter(sourceCode, key)) return false;
  const parameter = getParameters(sourceCode, fn)[index];
  return (
    parameter?.references.some(({ identifier }) => {
      const { parent } = identifier;
      return (
        parent?.type === "MemberExpression" &&
        isWriteTarget(parent) &&
        isInstanceExpression(sourceCode, parent.object) &&
        getReceiverFunction(parent) !== fn
      );
    }) ?? false
  );
}

/** `Reflect.set(target, key, value)` */
function isReflectSet({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "Reflect" &&
    staticName(callee) === "set"
  );
}

/** `Reflect.set(this, key, value)` in an accessor or wrapper, which does what `this[key] = value` does. */
function isSetOnInstance(
  sourceCode: SourceCode,
  call: TSESTree.CallExpression,
  key: TSESTree.Node,
): boolean {
  const [object] = call.arguments;
  const fn = getReceiverFunction(call);
  return (
    object !== undefined &&
    fn !== null &&
    isInstanceExpression(sourceCode, object) &&
    isInstanceFunction(sourceCode, fn) &&
    comesFromOutside(sourceCode, key, fn)
  );
}

function usesParameter(sourceCode: SourceCode, key: TSESTree.Node): boolean {
  return someNode(sourceCode, key, (node) => {
    if (node.type !== "Identifier") return false;
    const variable = findVariable(sourceCode, node);
    return variable !== null && isGivenName(sourceCode, variable, 0);
  });
}

/** `Object.defineProperty(target, key, { writable: true })` beside the name the key is made from. */
function makesRoom(
  sourceCode: SourceCode,
  call: TSESTree.CallExpression,
  key: KeyExpression,
): boolean {
  const [object, , descriptor] = call.arguments;
  if (object === undefined || descriptor?.type !== "ObjectExpression") return false;
  if (isInstanceExpression(sourceCode, object)) return isSetOnInstance(sourceCode, call, key);
  if (findProperty(descriptor, "writable") === null) return false;
  const target = unwrap(object);
  const variable = target.type === "Identifier" ? findVariable(sourceCode, target) : null;
  return (
    variable?.defs[0]?.type === "Parameter" &&
    usesParameter(sourceCode, key) &&
    /^_*(?:target|proto|klass|clazz|cls|ctor|constructor)/i.test(variable.name)
  );
}

/** `this.method(…)` where the class around it has the method. */
function findMethod(call: TSESTree.CallExpression): FunctionNode | null {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || callee.object.type !== "ThisExpression") return null;
  const name = staticName(callee);
  let around = getParent(call);
  while (around !== null && around.type !== "ClassBody") around = getParent(around);
  for (const member of around?.body ?? []) {
    if (member.type === "MethodDefinition" && name !== null && staticName(member) === name) {
      return isFunction(member.value) ? member.value : null;
    }
  }
  return null;
}
