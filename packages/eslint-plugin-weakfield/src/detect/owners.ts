import { declaredNode, type FileIndex } from "./file-index.ts";
import {
  isClass,
  isFunction,
  staticName,
  unwrap,
  type FunctionNode,
  type Node,
  type Variable,
} from "./syntax.ts";

/** What a `this` stands for: the class, constructor function or object literal whose members it reads. */
export interface Owner {
  node: Node;
  isStatic: boolean;
}

/** Finds what a `this` at a node stands for; null at the top level of a file. */
export function findThisOwner(node: Node, index: FileIndex): Owner | null {
  let current = node;
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (isFunction(parent) && parent.type !== "ArrowFunctionExpression") {
      return ownerOfFunction(parent, index);
    }
    if (
      (parent.type === "PropertyDefinition" || parent.type === "AccessorProperty") &&
      current === parent.value
    ) {
      return { node: parent.parent.parent, isStatic: parent.static };
    }
    if (parent.type === "StaticBlock") return { node: parent.parent.parent, isStatic: true };
    current = parent;
  }
  return null;
}

/** What `this` means in a function: its class, the constructor whose prototype it is put on, or its object. */
export function ownerOfFunction(node: FunctionNode, index: FileIndex): Owner {
  const { parent } = node;
  if (parent.type === "MethodDefinition") {
    return { node: parent.parent.parent, isStatic: parent.static };
  }
  if (parent.type === "Property" && parent.value === node) {
    return ownerOfObject(parent.parent, index);
  }
  if (parent.type === "AssignmentExpression" && parent.right === node) {
    return ownerOfAssignment(parent.left, index) ?? { node, isStatic: false };
  }
  return { node, isStatic: false };
}

/** `Foo.prototype.bar = function` belongs to `Foo`, `Foo.bar = function` to its static side. */
function ownerOfAssignment(left: Node, index: FileIndex): Owner | null {
  if (left.type !== "MemberExpression") return null;
  const constructor = prototypeOwner(left.object, index);
  if (constructor !== null) return { node: constructor, isStatic: false };
  const object = constructorNamed(left.object, index);
  return object === null ? null : { node: object, isStatic: !isObject(object) };
}

const isObject = (node: Node): boolean => node.type === "ObjectExpression";

/** `Foo.prototype = { … }`, `assign(Foo.prototype, { … })`, `createClass(Foo, [{ key, value }])` belong to `Foo`. */
function ownerOfObject(object: Node, index: FileIndex): Owner {
  const self = { node: object, isStatic: false };
  const { parent } = object;
  if (parent?.type === "AssignmentExpression" && parent.right === object) {
    const constructor = prototypeOwner(parent, index) ?? prototypeOwner(parent.left, index);
    return constructor === null ? self : { node: constructor, isStatic: false };
  }
  if (parent?.type === "CallExpression") {
    const first = parent.arguments[0];
    /* v8 ignore next -- the object is one of the arguments */
    const constructor = first === undefined ? null : prototypeOwner(first, index);
    return constructor === null ? self : { node: constructor, isStatic: false };
  }
  if (parent?.type === "ArrayExpression" && parent.parent.type === "CallExpression") {
    const [first] = parent.parent.arguments;
    /* v8 ignore next -- the list is one of the arguments */
    const constructor = first === undefined ? null : constructorNamed(first, index);
    if (constructor === null) return self;
    return { node: constructor, isStatic: parent.parent.arguments.indexOf(parent) === 2 };
  }
  return self;
}

function prototypeOwner(node: Node, index: FileIndex): Node | null {
  const member = unwrap(node);
  return member.type === "MemberExpression" && staticName(member) === "prototype"
    ? constructorNamed(member.object, index)
    : null;
}

/** The class, function or object literal that an identifier names, when the file declares it. */
export function constructorNamed(node: Node, index: FileIndex): Node | null {
  const name = unwrap(node);
  const variable = name.type === "Identifier" ? index.variableOf(name) : null;
  return variable === null ? null : declaredNode(variable);
}

/** The owner whose member `receiver.x` is: `this.x`, `self.x` after `const self = this`, `Foo.x` for a class `Foo`. */
export function findReceiverOwner(receiver: Node, index: FileIndex): Owner | null {
  const node = unwrap(receiver);
  if (node.type === "ThisExpression") return findThisOwner(node, index);
  if (node.type !== "Identifier") return null;
  const variable = index.variableOf(node);
  if (variable === null) return null;
  const self = thisAlias(variable);
  if (self !== null) return findThisOwner(self, index);
  const declared = declaredNode(variable);
  if (declared === null) return null;
  return { node: declared, isStatic: isClass(declared) || isFunction(declared) };
}

/** The `this` that a variable like `const self = this` holds. */
function thisAlias(variable: Variable): Node | null {
  for (const reference of variable.references) {
    const value = reference.writeExpr;
    if (value?.type === "ThisExpression") return value;
  }
  return null;
}

/** The name a class, constructor function or object goes by; empty when it has none. */
export function ownerName(node: Node): string {
  if ((isClass(node) || isFunction(node)) && node.id) return node.id.name;
  const { parent } = node;
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    return parent.id.name;
  }
  if (parent?.type === "AssignmentExpression") {
    if (parent.left.type === "Identifier") return parent.left.name;
    if (isClass(node)) return staticName(parent.left) ?? "";
  }
  return "";
}
