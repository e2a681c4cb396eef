import { getConstantKey } from "./constant-keys.ts";
import { isContainer } from "./containers.ts";
import { mentionsInstance } from "./dependence.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { getParent, isInside, type SourceCode, unwrap, type Variable } from "./syntax.ts";
import {
  findConstantValue,
  findExpressionVariable,
  getParameters,
  resolveFunction,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** A mark on a foreign object that stops a second instance from doing its own work on it. */
export interface SharedMark {
  name: string;
  write: TSESTree.Node;
}

/**
 * The finding when a method patches an object it is given, once, and remembers that under a constant
 * symbol: the patch belongs to one instance, the mark stops all others.
 */
export function findSharedMark(sourceCode: SourceCode, method: FunctionFacts): SharedMark | null {
  const { node } = method;
  if (method.ownerClass === null || method.memberWrites.length === 0) return null;
  if (isStatic(node) || method.thisNodes.length === 0) return null;
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

function isGivenObject(sourceCode: SourceCode, variable: Variable, method: FunctionFacts): boolean {
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
function patches(sourceCode: SourceCode, object: Variable, method: FunctionFacts): boolean {
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
