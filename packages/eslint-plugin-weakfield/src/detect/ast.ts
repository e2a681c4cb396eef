import type { TSESTree } from "@typescript-eslint/utils";

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

/** The expression without what only types or evaluation order need: `x as T`, `x!`, `(0, x)`, `x?.y`. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  for (;;) {
    switch (current.type) {
      case "TSAsExpression":
      case "TSNonNullExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "ChainExpression":
        current = current.expression;
        break;
      case "SequenceExpression": {
        const last = current.expressions.at(-1);
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
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (
    current.parent &&
    (current.parent.type === "TSAsExpression" ||
      current.parent.type === "TSNonNullExpression" ||
      current.parent.type === "TSSatisfiesExpression" ||
      current.parent.type === "TSTypeAssertion" ||
      current.parent.type === "ChainExpression" ||
      (current.parent.type === "SequenceExpression" &&
        current.parent.expressions.at(-1) === current))
  ) {
    current = current.parent;
  }
  return current;
}

/** The name of `x.name`, `x["name"]` or of a property or member, or null when it is computed. */
export function getPropertyName(
  node:
    | TSESTree.MemberExpression
    | TSESTree.MethodDefinition
    | TSESTree.Property
    | TSESTree.PropertyDefinition
    | TSESTree.AccessorProperty,
): string | null {
  const key = node.type === "MemberExpression" ? node.property : node.key;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (!node.computed && key.type === "Identifier") return key.name;
  if (key.type === "Literal") return String(key.value);
  if (key.type === "TemplateLiteral" && key.expressions.length === 0) {
    return key.quasis[0]?.value.cooked ?? null;
  }
  return null;
}

/** Whether the call is `Object.defineProperty(…)` or `Reflect.defineProperty(…)`, also when bundled. */
export function isDefineProperty(node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression" || node.arguments.length < 3) return false;
  const callee = unwrap(node.callee);
  if (callee.type === "Identifier") return /^_{0,2}def(?:ineProperty|Prop)\d*$/.test(callee.name);
  return callee.type === "MemberExpression" && getPropertyName(callee) === "defineProperty";
}

/** The value of the property `name` in the object literal, or null; a method gives its function. */
export function findProperty(
  object: TSESTree.ObjectExpression,
  name: string,
): TSESTree.Property | null {
  for (const property of object.properties) {
    if (property.type === "Property" && getPropertyName(property) === name) return property;
  }
  return null;
}

/** The name under which a function is called or read: `name()`, `x.name()`, `(0, x.name)()`. */
export function getCalleeName(call: TSESTree.CallExpression): string | null {
  const callee = unwrap(call.callee);
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? getPropertyName(callee) : null;
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
