import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceCode } from "@typescript-eslint/utils/ts-eslint";
import {
  findProperty,
  getCalleeName,
  getPropertyName,
  isFunction,
  isInside,
  isWriteTarget,
  unwrap,
  wrapped,
} from "./ast.ts";
import { findAlias, followAccess, isContainer } from "./containers.ts";
import { type FunctionFacts, getFacts } from "./facts.ts";
import { findConstantValue, findVariable, type Variable } from "./variables.ts";

type Source = Readonly<SourceCode>;

/** The name of the class in `X.prototype`, or in a constant that holds it; else null. */
export function findPrototypeOwner(sourceCode: Source, node: TSESTree.Node): Prototype | null {
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
  const name = getPropertyName(expression);
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
function hasAliases(sourceCode: Source): boolean {
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
export function findPrototypeProperties(sourceCode: Source): readonly PrototypeProperty[] {
  let found = cache.get(sourceCode.ast);
  if (found === undefined) {
    found = collect(sourceCode, (value) => value.type === "CallExpression" || isContainer(value));
    cache.set(sourceCode.ast, found);
  }
  return found;
}

const members = new WeakMap<object, readonly PrototypeProperty[]>();

/** The functions that the file puts on prototypes in the same ways. */
function findPrototypeMethods(sourceCode: Source): readonly PrototypeProperty[] {
  let found = members.get(sourceCode.ast);
  if (found === undefined) {
    found = collect(sourceCode, isFunction);
    members.set(sourceCode.ast, found);
  }
  return found;
}

type Wanted = (value: TSESTree.Node) => boolean;

function collect(sourceCode: Source, isWanted: Wanted): PrototypeProperty[] {
  const { functions, top } = getFacts(sourceCode);
  return [top, ...functions].flatMap((facts) => [
    ...facts.memberWrites.flatMap((write) => fromAssignment(sourceCode, write, isWanted)),
    ...facts.calls.flatMap((call) => fromCall(sourceCode, call, isWanted)),
  ]);
}

function fromAssignment(
  sourceCode: Source,
  write: TSESTree.AssignmentExpression,
  isWanted: Wanted,
): PrototypeProperty[] {
  const { left } = write;
  if (write.operator !== "=" || left.type !== "MemberExpression") return [];
  const name = getPropertyName(left) ?? "[computed]";
  if (name === "prototype" && write.right.type === "ObjectExpression") {
    const prototype = findPrototypeOwner(sourceCode, left);
    return prototype === null ? [] : fromLiteral(write.right, prototype, isWanted);
  }
  // The value is looked at first: whose prototype it is takes a search through the scopes.
  if (left.object.type === "ThisExpression" || !isWanted(write.right)) return [];
  const prototype = findPrototypeOwner(sourceCode, left.object) ?? findOptions(sourceCode, left);
  return prototype === null
    ? []
    : [{ literal: null, name, node: left, prototype, value: write.right }];
}

/** `options.methods[key] = …`: the methods of a Vue component, one object for all its instances. */
function findOptions(sourceCode: Source, left: TSESTree.MemberExpression): Prototype | null {
  const methods = unwrap(left.object);
  if (methods.type !== "MemberExpression" || getPropertyName(methods) !== "methods") return null;
  const options = unwrap(methods.object);
  if (options.type !== "Identifier") return null;
  const isGiven = findVariable(sourceCode, options)?.defs[0]?.type === "Parameter";
  return isGiven ? { name: sourceCode.getText(methods), variable: null } : null;
}

function fromCall(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  isWanted: Wanted,
): PrototypeProperty[] {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return [];
  const name = getPropertyName(callee) ?? "";
  if (!["assign", "create", "extend", "mixin"].includes(name)) return [];
  const [first] = call.arguments;
  const target = first === undefined ? null : findPrototypeOwner(sourceCode, first);
  const literals = call.arguments.filter((each) => each.type === "ObjectExpression");
  if (target !== null) {
    return literals.flatMap((literal) => fromLiteral(literal, target, isWanted));
  }
  if (name === "extend" || (name === "create" && isMixin(callee.object))) {
    const prototype = { name: getClassName(sourceCode, call), variable: null };
    return isClassLike(callee.object)
      ? literals.filter(hasMethod).flatMap((literal) => fromLiteral(literal, prototype, isWanted))
      : [];
  }
  return [];
}

function isMixin(node: TSESTree.Node): boolean {
  const object = unwrap(node);
  if (object.type === "MemberExpression") return getPropertyName(object) === "Mixin";
  return object.type === "Identifier" && object.name === "Mixin";
}

/** `Base.extend(…)`: `_.extend`, `$.extend` and their like copy properties and make no class. */
function isClassLike(node: TSESTree.Node): boolean {
  const object = unwrap(node);
  if (object.type === "MemberExpression") return /^[A-Z]/.test(getPropertyName(object) ?? "");
  return object.type === "Identifier" && /^[A-Z]/.test(object.name) && object.name !== "Object";
}

function hasMethod(literal: TSESTree.ObjectExpression): boolean {
  return literal.properties.some(
    (property) => property.type === "Property" && isFunction(property.value),
  );
}

/** The name of what the call defines: `const X = Base.extend(…)`, else the base. */
function getClassName(sourceCode: Source, call: TSESTree.CallExpression): string {
  const { parent } = wrapped(call);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    return parent.id.name;
  }
  if (parent?.type === "AssignmentExpression") return sourceCode.getText(parent.left).slice(0, 40);
  return call.callee.type === "MemberExpression"
    ? sourceCode.getText(call.callee.object).slice(0, 40)
    : "the class";
}

function fromLiteral(
  literal: TSESTree.ObjectExpression,
  prototype: Prototype,
  isWanted: Wanted,
): PrototypeProperty[] {
  return literal.properties.flatMap((property) => {
    if (property.type !== "Property" || property.kind !== "init") return [];
    if (!isWanted(property.value)) return [];
    const name = getPropertyName(property);
    return name === null
      ? []
      : [
          {
            literal,
            name,
            node: property,
            prototype,
            value: property.value as TSESTree.Expression,
          },
        ];
  });
}

/** Names of members that a base class copies for each instance by custom. */
const COPIED_NAME =
  /^(?:options|defaults?|defaultOptions|settings|config|props|properties|events)$/;

/** A mutable object on a prototype that instances change. */
export interface SharedPrototypeValue {
  property: PrototypeProperty;
  /** Where an instance changes it. */
  change: TSESTree.Node;
}

/** The finding when instances change what the property holds, and none has one of its own. */
export function findSharedPrototypeValue(
  sourceCode: Source,
  property: PrototypeProperty,
): SharedPrototypeValue | null {
  if (!isContainer(property.value) || COPIED_NAME.test(property.name)) return null;
  let change: TSESTree.Node | null = null;
  for (const fn of getMembers(sourceCode, property)) {
    for (const node of fn.thisNodes) {
      for (const use of getUses(sourceCode, node, property.name)) {
        if (use.kind === "replace") return null;
        if (use.kind === "change") change ??= use.node;
      }
    }
  }
  return change === null ? null : { change, property };
}

const ownMembers = new WeakMap<object, readonly FunctionFacts[]>();

/** The functions that belong to the class: its body, its constructor, what is on its prototype. */
function getMembers(sourceCode: Source, property: PrototypeProperty): readonly FunctionFacts[] {
  const key = property.prototype.variable ?? property.literal ?? property;
  let found = ownMembers.get(key);
  if (found === undefined) {
    found = collectMembers(sourceCode, property);
    ownMembers.set(key, found);
  }
  return found;
}

function collectMembers(sourceCode: Source, property: PrototypeProperty): FunctionFacts[] {
  const regions: TSESTree.Node[] = property.literal === null ? [] : [property.literal];
  const { variable } = property.prototype;
  if (variable !== null) {
    for (const definition of variable.defs) regions.push(definition.node);
    for (const each of findPrototypeMethods(sourceCode)) {
      if (each.prototype.variable === variable) regions.push(each.value);
    }
  }
  return getFacts(sourceCode).functions.filter(
    (fn) => fn.thisNodes.length > 0 && regions.some((region) => isInside(fn.node, region)),
  );
}

interface Use {
  kind: "change" | "replace";
  node: TSESTree.Node;
}

/** What happens to `this.name`, also through `const self = this` and `get(this, "name")`. */
function getUses(sourceCode: Source, instance: TSESTree.Node, name: string): Use[] {
  const alias = findAlias(sourceCode, instance);
  const own = getDirectUses(sourceCode, instance, name);
  if (alias === null) return own;
  return [
    ...own,
    ...alias.references.flatMap(({ identifier }) =>
      identifier.type === "Identifier" ? getDirectUses(sourceCode, identifier, name) : [],
    ),
  ];
}

function getDirectUses(sourceCode: Source, instance: TSESTree.Node, name: string): Use[] {
  const { parent } = instance;
  if (parent?.type === "MemberExpression" && parent.object === instance) {
    const member = getPropertyName(parent);
    if (member === name) return getAccessUses(sourceCode, parent);
    const call = parent.parent;
    return call.type === "CallExpression" && call.callee === parent && member !== null
      ? getPathUses(sourceCode, call, member, call.arguments[0], name)
      : [];
  }
  if (parent?.type === "CallExpression" && parent.arguments[0] === instance) {
    return getPathUses(sourceCode, parent, getCalleeName(parent) ?? "", parent.arguments[1], name);
  }
  return [];
}

function getAccessUses(sourceCode: Source, place: TSESTree.Node): Use[] {
  if (isWriteTarget(place)) return [{ kind: "replace", node: place }];
  const access = followAccess(place);
  if (access.written !== null || access.removes) return [{ kind: "change", node: access.end }];
  return (findAlias(sourceCode, access.end)?.references ?? []).flatMap((reference) => {
    if (!reference.isRead()) return [];
    const next = followAccess(reference.identifier);
    return next.written !== null || next.removes
      ? [{ kind: "change" as const, node: next.end }]
      : [];
  });
}

/** `set(this, "name.key", value)`, `this.get("name").push(value)`, `this.set("name", [])`. */
function getPathUses(
  sourceCode: Source,
  call: TSESTree.CallExpression,
  method: string,
  path: TSESTree.Node | undefined,
  name: string,
): Use[] {
  const text = getLeadingText(path);
  if (text === null) {
    // `setProperties(this, { name: [] })`, `Object.assign(this, { name: [] })`, `setOptions(this)`
    const isOwn = path?.type === "ObjectExpression" && findProperty(path, name) !== null;
    return isOwn ? [{ kind: "replace", node: call }] : [];
  }
  if (/^set$|^\$set$/.test(method)) {
    if (text === name) return [{ kind: "replace", node: call }];
    return text.startsWith(`${name}.`) ? [{ kind: "change", node: call }] : [];
  }
  if (method === "get" && (text === name || text.startsWith(`${name}.`))) {
    const uses = getAccessUses(sourceCode, call);
    return uses.filter((use) => use.kind === "change");
  }
  return [];
}

/** The text that a string or template starts with; a template that goes on ends in a dot or name. */
function getLeadingText(node: TSESTree.Node | undefined): string | null {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral") return node.quasis[0]?.value.cooked ?? null;
  return node?.type === "BinaryExpression" && node.operator === "+"
    ? getLeadingText(node.left)
    : null;
}
