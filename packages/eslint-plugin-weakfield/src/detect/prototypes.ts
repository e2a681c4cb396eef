import type { TSESTree } from "@typescript-eslint/utils";
import { isContainer } from "./containers.ts";
import { getFileIndex } from "./file-index.ts";
import {
  findProperty,
  isFunction,
  type SourceCode,
  staticName,
  unwrap,
  type Variable,
  wrapped,
} from "./syntax.ts";
import { findConstantValue, findVariable } from "./variables.ts";

/** The name of the class in `X.prototype`, or in a constant that holds it; else null. */
export function findPrototypeOwner(sourceCode: SourceCode, node: TSESTree.Node): Prototype | null {
  const expression = unwrap(node);
  if (expression.type === "Identifier") {
    if (!hasAliases(sourceCode)) return null;
    const variable = findVariable(sourceCode, expression);
    const value = variable && findConstantValue(variable);
    return value && unwrap(value).type === "MemberExpression"
      ? findPrototypeOwner(sourceCode, value)
      : null;
  }
  if (expression.type !== "MemberExpression") return null;
  const name = staticName(expression);
  if (name !== "prototype" && name !== "fn") return null;
  const owner = unwrap(expression.object);
  if (name === "fn" && !(owner.type === "Identifier" && /^(?:\$|jQuery)$/.test(owner.name))) {
    return null;
  }
  return {
    name: owner.type === "Identifier" ? owner.name : sourceCode.getText(owner).slice(0, 40),
    variable: owner.type === "Identifier" ? findVariable(sourceCode, owner) : null,
  };
}

const aliases = new WeakMap<object, boolean>();

/** Whether the file gives any prototype a second name; asked before scopes are searched for it. */
function hasAliases(sourceCode: SourceCode): boolean {
  let has = aliases.get(sourceCode.ast);
  if (has === undefined) {
    has = /=\s*[\w$.]+\.(?:prototype|fn)\b(?!\s*[.[(=])/.test(sourceCode.text);
    aliases.set(sourceCode.ast, has);
  }
  return has;
}

export interface Prototype {
  /** The class as the user wrote it. */
  name: string;
  variable: Variable | null;
}

/** A property that is put on a prototype. */
export interface PrototypeProperty {
  prototype: Prototype;
  name: string;
  value: TSESTree.Expression;
  /** The place to report: the property or the assignment's target. */
  node: TSESTree.Node;
  /** The literal that holds the other members, when they stand together. */
  literal: TSESTree.ObjectExpression | null;
}

const cache = new WeakMap<object, readonly PrototypeProperty[]>();

/**
 * The containers and the results of calls that the file puts on a prototype: by assignment, by
 * replacing the prototype, by `Object.assign(X.prototype, { … })` or by `X.extend({ … })`.
 */
export function findPrototypeProperties(sourceCode: SourceCode): readonly PrototypeProperty[] {
  let found = cache.get(sourceCode.ast);
  if (found === undefined) {
    found = collect(sourceCode, (value) => value.type === "CallExpression" || isContainer(value));
    cache.set(sourceCode.ast, found);
  }
  return found;
}

const methods = new WeakMap<object, readonly PrototypeProperty[]>();

/** The functions that the file puts on prototypes in the same ways. */
export function findPrototypeMethods(sourceCode: SourceCode): readonly PrototypeProperty[] {
  let found = methods.get(sourceCode.ast);
  if (found === undefined) {
    found = collect(sourceCode, isFunction);
    methods.set(sourceCode.ast, found);
  }
  return found;
}

type Wanted = (value: TSESTree.Node) => boolean;

/** The members without which nothing is put on a prototype. */
const NEEDED = ["prototype", "fn", "extend", "create"];

function collect(sourceCode: SourceCode, isWanted: Wanted): PrototypeProperty[] {
  const { facts, members } = getFileIndex(sourceCode);
  const found: PrototypeProperty[] = [];
  // Cheap: most files have neither such a member nor `methods: { … }`.
  if (!NEEDED.some((name) => members.has(name)) && !sourceCode.text.includes("methods")) {
    return found;
  }
  const { functions, top } = facts;
  for (const { calls, memberWrites } of [top, ...functions]) {
    for (const write of memberWrites) addAssignment(sourceCode, write, isWanted, found);
    for (const call of calls) {
      addCall(sourceCode, call, isWanted, found);
      if (call.parent.type === "Property" && isWanted(call)) addMethod(call, call.parent, found);
    }
  }
  return found;
}

function addAssignment(
  sourceCode: SourceCode,
  write: TSESTree.AssignmentExpression,
  isWanted: Wanted,
  found: PrototypeProperty[],
): void {
  const { left } = write;
  if (write.operator !== "=" || left.type !== "MemberExpression") return;
  const name = staticName(left) ?? "[computed]";
  if (name === "prototype" && write.right.type === "ObjectExpression") {
    const prototype = findPrototypeOwner(sourceCode, left);
    /* v8 ignore else -- whatever has a `prototype` is the owner of one */
    if (prototype !== null) addLiteral(write.right, prototype, isWanted, found);
    return;
  }
  // The value is looked at first: whose prototype it is takes a search through the scopes.
  if (left.object.type === "ThisExpression" || !isWanted(write.right)) return;
  const prototype = findPrototypeOwner(sourceCode, left.object) ?? findOptions(sourceCode, left);
  if (prototype === null) return;
  found.push({ literal: null, name, node: left, prototype, value: write.right });
}

/** `methods: { save: debounce(…) }`: the methods of a Vue component, as its options list them. */
function addMethod(
  call: TSESTree.CallExpression,
  node: TSESTree.Property,
  found: PrototypeProperty[],
): void {
  if (node.value !== call) return;
  const methods = node.parent.parent;
  const name = staticName(node);
  if (methods.type !== "Property" || staticName(methods) !== "methods" || name === null) return;
  const prototype = { name: "methods", variable: null };
  found.push({ literal: null, name, node, prototype, value: call });
}

/** `options.methods[key] = …`: the methods of a Vue component, one object for all its instances. */
function findOptions(sourceCode: SourceCode, left: TSESTree.MemberExpression): Prototype | null {
  const methods = unwrap(left.object);
  if (methods.type !== "MemberExpression" || staticName(methods) !== "methods") return null;
  const options = unwrap(methods.object);
  if (options.type !== "Identifier") return null;
  const isGiven = findVariable(sourceCode, options)?.defs[0]?.type === "Parameter";
  return isGiven ? { name: sourceCode.getText(methods), variable: null } : null;
}

const MERGING: ReadonlySet<string | null> = new Set(["assign", "create", "extend", "mixin"]);

function addCall(
  sourceCode: SourceCode,
  call: TSESTree.CallExpression,
  isWanted: Wanted,
  found: PrototypeProperty[],
): void {
  if (call.callee.type === "Identifier") return;
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return;
  const name = staticName(callee);
  if (!MERGING.has(name)) return;
  const [first] = call.arguments;
  const target = first === undefined ? null : findPrototypeOwner(sourceCode, first);
  const literals = call.arguments.filter((each) => each.type === "ObjectExpression");
  if (target !== null) {
    const add = name === "create" ? addDescriptors : addLiteral;
    for (const literal of literals) add(literal, target, isWanted, found);
    return;
  }
  const isExtension = name === "extend" || (name === "create" && isMixin(callee.object));
  if (!isExtension || !isClassLike(callee.object)) return;
  const prototype = { name: getClassName(sourceCode, call), variable: null };
  for (const literal of literals) {
    if (hasMethod(literal)) addLiteral(literal, prototype, isWanted, found);
  }
}

function isMixin(node: TSESTree.Node): boolean {
  const object = unwrap(node);
  if (object.type === "MemberExpression") return staticName(object) === "Mixin";
  return object.type === "Identifier" && object.name === "Mixin";
}

/** `Base.extend(…)`: `_.extend`, `$.extend` and their like copy properties and make no class. */
function isClassLike(node: TSESTree.Node): boolean {
  const object = unwrap(node);
  if (object.type === "MemberExpression") return /^[A-Z]/.test(staticName(object) ?? "");
  return object.type === "Identifier" && /^[A-Z]/.test(object.name) && object.name !== "Object";
}

function hasMethod(literal: TSESTree.ObjectExpression): boolean {
  return literal.properties.some(
    (property) =>
      property.type === "Property" &&
      (isFunction(property.value) ||
        // `actions: { … }`
        (property.value.type === "ObjectExpression" && hasMethod(property.value))),
  );
}

/** The name of what the call defines: `const X = Base.extend(…)`, else the base. */
function getClassName(sourceCode: SourceCode, call: TSESTree.CallExpression): string {
  const { parent } = wrapped(call);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    return parent.id.name;
  }
  if (parent?.type === "AssignmentExpression") return sourceCode.getText(parent.left).slice(0, 40);
  return call.callee.type === "MemberExpression"
    ? sourceCode.getText(call.callee.object).slice(0, 40)
    : "the class";
}

/** `Object.create(X.prototype, { list: { value: [] } })`: the prototype of a class that extends `X`. */
function addDescriptors(
  literal: TSESTree.ObjectExpression,
  { name: base }: Prototype,
  isWanted: Wanted,
  found: PrototypeProperty[],
): void {
  for (const node of literal.properties) {
    if (node.type !== "Property" || node.value.type !== "ObjectExpression") continue;
    const name = staticName(node);
    const value = findProperty(node.value, "value")?.value as TSESTree.Expression | undefined;
    if (name === null || value === undefined || !isWanted(value)) continue;
    found.push({ literal, name, node, prototype: { name: base, variable: null }, value });
  }
}

function addLiteral(
  literal: TSESTree.ObjectExpression,
  prototype: Prototype,
  isWanted: Wanted,
  found: PrototypeProperty[],
): void {
  for (const node of literal.properties) {
    if (node.type !== "Property" || node.kind !== "init" || !isWanted(node.value)) continue;
    const name = staticName(node);
    if (name === null) continue;
    const value = node.value;
    found.push({ literal, name, node, prototype, value });
  }
}
