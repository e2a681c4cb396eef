import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction, type SourceCode, staticName, unwrap, type Variable } from "./syntax.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findVariable,
  isDeclaredInside,
  isMemberName,
} from "./variables.ts";

/** Whether an expression is `this`, or a constant that holds it. */
export function isInstanceExpression(sourceCode: SourceCode, node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  if (expression.type === "ThisExpression") return true;
  const variable = findExpressionVariable(sourceCode, expression);
  return variable !== null && findConstantValue(variable)?.type === "ThisExpression";
}

/**
 * Whether the value of an expression can differ from one instance to the next: it reads `this`, the
 * arguments of the function that runs for the instance, or a local made from them.
 */
export function dependsOnInstance(
  sourceCode: SourceCode,
  node: TSESTree.Node,
  instanceFunction: TSESTree.Node,
  seen: Set<Variable> = new Set(),
): boolean {
  return someNode(sourceCode, node, (current) => {
    if (current.type === "ThisExpression") return true;
    if (current.type !== "Identifier" || isMemberName(current)) return false;
    if (current.name === "arguments") return true;
    const variable = findVariable(sourceCode, current);
    if (variable === null || seen.has(variable)) return false;
    seen.add(variable);
    if (!isDeclaredInside(variable, instanceFunction)) return false;
    const [definition] = variable.defs;
    if (definition?.type === "Parameter") return true;
    if (definition?.type !== "Variable") return false;
    return variable.references.some(
      ({ writeExpr }) =>
        writeExpr && dependsOnInstance(sourceCode, writeExpr, instanceFunction, seen),
    );
  });
}

/**
 * Whether an expression names the instance itself: `this`, `self` with `const self = this`, or
 * something computed from it. The receiver of `fn.apply(this, args)` does not count: what the call
 * gives is not made from the instance.
 */
export function mentionsInstance(
  sourceCode: SourceCode,
  node: TSESTree.Node,
  seen: Set<Variable> = new Set(),
): boolean {
  return someNode(sourceCode, node, (current) => {
    if (current.type === "ThisExpression") return !isReceiverArgument(current);
    if (current.type !== "Identifier") return false;
    const variable = findVariable(sourceCode, current);
    const [definition] = variable?.defs ?? [];
    if (variable === null || definition?.type !== "Variable" || seen.has(variable)) return false;
    seen.add(variable);
    // `for (const each of seen)` and `let x = a` hold other things than what names the instance.
    const { init } = definition.node;
    if (init === null) return false;
    return (
      !isReceiverArgument(current) && !isFunction(init) && mentionsInstance(sourceCode, init, seen)
    );
  });
}

/** `f.call(this)`, `f.apply(this, args)`, `f.bind(this)`, `Reflect.apply(f, this, args)`. */
export function isReceiverArgument(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type !== "CallExpression") return false;
  const callee = unwrap(parent.callee);
  if (callee.type !== "MemberExpression") return false;
  const name = staticName(callee) ?? "";
  if (callee.object.type === "Identifier" && callee.object.name === "Reflect") {
    return parent.arguments[1] === node;
  }
  return ["apply", "bind", "call"].includes(name) && parent.arguments[0] === node;
}

/** Whether the test holds for the node or one below it; stops at the first. */
export function someNode(
  sourceCode: SourceCode,
  root: TSESTree.Node,
  test: (node: TSESTree.Node) => boolean,
): boolean {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (test(node)) return true;
    /* v8 ignore next -- a parser names the keys of all its nodes */
    const keys = sourceCode.visitorKeys[node.type] ?? [];
    for (const key of keys) {
      const child: unknown = (node as unknown as Record<string, unknown>)[key];
      for (const each of Array.isArray(child) ? (child as unknown[]) : [child]) {
        if (typeof each === "object" && each !== null && "type" in each) {
          stack.push(each as TSESTree.Node);
        }
      }
    }
  }
  return false;
}
