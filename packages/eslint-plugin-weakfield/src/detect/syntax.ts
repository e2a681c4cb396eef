import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { isFunction, type ClassNode, type FunctionNode } from "./ast.ts";

export { isFunction, isInside as isWithin, type ClassNode, type FunctionNode } from "./ast.ts";

export type Node = TSESTree.Node;
export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Variable = TSESLint.Scope.Variable;

/** Tells whether a node is a class declaration or expression. */
export function isClass(node: Node): node is ClassNode {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** Strips what changes neither value nor identity: type assertions, `!`, `?.` chains, sequences. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSInstantiationExpression":
    case "ChainExpression":
      return unwrap(node.expression);
    case "AwaitExpression":
      return unwrap(node.argument);
    case "SequenceExpression": {
      const last = node.expressions.at(-1);
      return last === undefined ? node : unwrap(last);
    }
    default:
      return node;
  }
}

/** Climbs to the outermost node that `unwrap` would bring back to this one; awaits and sequences end it. */
export function wrapped(node: Node): Node {
  const { parent } = node;
  switch (parent?.type) {
    case "TSAsExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "ChainExpression":
      return wrapped(parent);
    default:
      return node;
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

function keyText(node: Node): string | null {
  if (node.type === "Identifier") return node.name;
  if (node.type === "PrivateIdentifier") return `#${node.name}`;
  return literalText(node);
}

function literalText(node: Node): string | null {
  if (node.type === "Literal") return node.value === null ? null : String(node.value);
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
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
