import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, findProperty, staticName, isFunction, unwrap } from "./syntax.ts";

const FLAGS = ["enumerable", "configurable", "writable"];

/** The functions of a property descriptor that run for one instance each time. */
export const DESCRIPTOR_FUNCTIONS = ["get", "set", "value", "initializer", "init"] as const;

/** Whether the object can only be meant as a property descriptor: it sets one of its flags. */
export function hasDescriptorFlags(object: TSESTree.ObjectExpression): boolean {
  return FLAGS.some((flag) => findProperty(object, flag) !== null);
}

/** Whether the object has a function, or a name that may stand for one, as `get` or `set`. */
export function hasAccessor(object: TSESTree.ObjectExpression): boolean {
  return ["get", "set"].some((name) => {
    const value = findProperty(object, name)?.value;
    return value !== undefined && (isFunction(value) || value.type === "Identifier");
  });
}

/** Whether the object has an accessor or the flags of a descriptor: `hasAccessor` or the flags, at once. */
export function isDescriptorLike(object: TSESTree.ObjectExpression): boolean {
  return object.properties.some((property) => {
    if (property.type !== "Property") return false;
    const name = staticName(property) ?? "";
    if (FLAGS.includes(name)) return true;
    const { value } = property;
    return (name === "get" || name === "set") && (isFunction(value) || value.type === "Identifier");
  });
}

/** The values under `get`, `set`, `value` and `initializer` of a descriptor literal. */
export function getDescriptorValues(object: TSESTree.ObjectExpression): TSESTree.Node[] {
  return DESCRIPTOR_FUNCTIONS.flatMap((name) => findProperty(object, name)?.value ?? []);
}

/**
 * Every object literal that an expression may give: itself, the branches of a condition, what is
 * merged by `{ ...a }`, `Object.assign({}, a, { … })` or a helper of the same form.
 */
export function getObjectLiterals(node: TSESTree.Node): TSESTree.ObjectExpression[] {
  const expression = unwrap(node);
  switch (expression.type) {
    case "ObjectExpression":
      return [expression];
    case "ConditionalExpression":
      return [
        ...getObjectLiterals(expression.consequent),
        ...getObjectLiterals(expression.alternate),
      ];
    case "LogicalExpression":
      return [...getObjectLiterals(expression.left), ...getObjectLiterals(expression.right)];
    case "AssignmentExpression":
      return getObjectLiterals(expression.right);
    case "CallExpression":
      return expression.arguments.filter((argument) => argument.type === "ObjectExpression");
    default:
      return [];
  }
}

/** Whether the function is called where it stands: `(function () { … })()`. */
export function isCalledAtOnce(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === "CallExpression") return parent.callee === fn;
  return (
    parent.type === "MemberExpression" &&
    parent.object === fn &&
    parent.parent.type === "CallExpression" &&
    parent.parent.callee === parent
  );
}
