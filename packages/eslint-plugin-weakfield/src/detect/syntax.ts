import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
export type Node = TSESTree.Node;
export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Variable = TSESLint.Scope.Variable;
export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Whether the node is a function with a body of its own: a declaration, an expression or an arrow. */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression" ||
    node?.type === "FunctionDeclaration"
  );
}

/** Tells whether a node is a class declaration or expression. */
export function isClass(node: Node): node is ClassNode {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/**
 * The expression without what changes neither value nor identity: type assertions, `!`, `?.` chains,
 * `await`, and what stands before the last comma of a sequence.
 */
export function unwrap(node: Node): Node {
  let current = node;
  for (;;) {
    switch (current.type) {
      case "TSAsExpression":
      case "TSInstantiationExpression":
      case "TSNonNullExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "ChainExpression":
        current = current.expression;
        break;
      case "AwaitExpression":
        current = current.argument;
        break;
      case "SequenceExpression": {
        const last = current.expressions.at(-1);
        /* v8 ignore if -- a sequence is not empty */
        if (last === undefined) return current;
        current = last;
        break;
      }
      default:
        return current;
    }
  }
}

/** The outermost expression that `unwrap` would lead back from: the place where the value is used. */
export function wrapped(node: Node): Node {
  let current = node;
  for (;;) {
    const { parent } = current;
    switch (parent?.type) {
      case "TSAsExpression":
      case "TSInstantiationExpression":
      case "TSNonNullExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "ChainExpression":
        current = parent;
        break;
      case "SequenceExpression":
        if (parent.expressions.at(-1) !== current) return current;
        current = parent;
        break;
      default:
        return current;
    }
  }
}

/** The name that a key or a member expression states in the source: `a.b`, `a["b"]`, `a.#b` as `#b`. */
export function staticName(node: Node): string | null {
  switch (node.type) {
    case "MemberExpression":
      return node.computed ? literalText(node.property) : keyText(node.property);
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
    case "Property":
      return node.computed ? literalText(node.key) : keyText(node.key);
    default:
      return null;
  }
}

/** The same, or the constant in the brackets: `this[kClients]` is `[kClients]`, `this[symbols.clients]` `[symbols.clients]`. */
export function memberName(node: Node): string | null {
  const name = staticName(node);
  const inBrackets = name === null ? keyInBrackets(node) : null;
  if (inBrackets === null) return name;
  const key = unwrap(inBrackets);
  if (key.type === "Identifier") return SYMBOL_NAME.test(key.name) ? `[${key.name}]` : null;
  if (key.type !== "MemberExpression" || key.object.type !== "Identifier") return null;
  const inner = staticName(key);
  return inner === null || !/symbol/i.test(key.object.name)
    ? null
    : `[${key.object.name}.${inner}]`;
}

/** The key of what has no name that is stated: it stands in brackets. */
function keyInBrackets(node: Node): Node | null {
  switch (node.type) {
    case "MemberExpression":
      return node.property;
    case "AccessorProperty":
    case "Property":
    case "PropertyDefinition":
      return node.key;
    default:
      return null;
  }
}

/** What constants that hold a symbol are called. */
const SYMBOL_NAME = /^k[A-Z]\w*$|^[A-Z][A-Z\d_]+$|^sym[A-Z]\w*$|Symbol$/;

function keyText(node: Node): string | null {
  if (node.type === "Identifier") return node.name;
  if (node.type === "PrivateIdentifier") return `#${node.name}`;
  return literalText(node);
}

function literalText(node: Node): string | null {
  if (node.type === "Literal") return node.value === null ? null : String(node.value);
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    /* v8 ignore next -- a template without expressions is one text */
    return node.quasis[0]?.value.cooked ?? null;
  }
  return null;
}

/** The nearest function around a node, not counting the node itself. */
export function enclosingFunction(node: Node): FunctionNode | null {
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current)) return current;
  }
  return null;
}

/** The call whose callee is this member expression: `map.set(…)` for `map.set`. */
export function callOf(member: Node): TSESTree.CallExpression | null {
  const outer = wrapped(member);
  const { parent } = outer;
  return parent?.type === "CallExpression" && parent.callee === outer ? parent : null;
}

/** The last name of a callee: `a.b.c()` is `c`, `f()` is `f`. */
export function calleeName(node: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
  const callee = unwrap(node.callee);
  return callee.type === "Identifier" ? callee.name : staticName(callee);
}

/** The expressions that a value may come from: the branches of `?:`, `||`, `&&`, `??`, the right side of `=`. */
export function possibleValues(node: Node): Node[] {
  const value = unwrap(node);
  switch (value.type) {
    case "ConditionalExpression":
      return [...possibleValues(value.consequent), ...possibleValues(value.alternate)];
    case "LogicalExpression":
      return value.operator === "&&"
        ? possibleValues(value.right)
        : [...possibleValues(value.left), ...possibleValues(value.right)];
    case "AssignmentExpression":
      return possibleValues(value.right);
    default:
      return [value];
  }
}

/** Whether the call is `Object.defineProperty(…)` or `Reflect.defineProperty(…)`, also when bundled. */
export function isDefineProperty(node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression" || node.arguments.length < 3) return false;
  const callee = unwrap(node.callee);
  if (callee.type === "Identifier") return /^_{0,2}def(?:ineProperty|Prop)\d*$/.test(callee.name);
  return callee.type === "MemberExpression" && staticName(callee) === "defineProperty";
}

/** The value of the property `name` in the object literal, or null; a method gives its function. */
export function findProperty(
  object: TSESTree.ObjectExpression,
  name: string,
): TSESTree.Property | null {
  for (const property of object.properties) {
    if (property.type === "Property" && staticName(property) === name) return property;
  }
  return null;
}

/** Whether the expression is written to: the target of an assignment, `++`, `--` or `delete`. */
export function isWriteTarget(node: TSESTree.Node): boolean {
  const place = wrapped(node);
  const { parent } = place;
  switch (parent?.type) {
    case "AssignmentExpression":
      return parent.left === place;
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return parent.operator === "delete";
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left === place;
    case "AssignmentPattern":
      return parent.left === place && parent.parent.type !== "FunctionExpression";
    default:
      return false;
  }
}

/** Whether `inner` lies in `outer` (or is it). */
export function isInside(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

/** The node around a node; ESLint gives the program `null` where the types say `undefined`. */
export function getParent(node: TSESTree.Node): TSESTree.Node | null {
  return (node.parent as TSESTree.Node | null | undefined) ?? null;
}

/** The decorators of a node; a parser of plain JavaScript leaves the list out. */
export function getDecorators(node: {
  decorators?: TSESTree.Decorator[];
}): readonly TSESTree.Decorator[] {
  return node.decorators ?? [];
}
