import { type FileIndex, declaredNode } from "./file-index.ts";
import {
  enclosingFunction,
  isFunction,
  isInside,
  unwrap,
  type FunctionNode,
  type Node,
  type Variable,
} from "./syntax.ts";

/** What a closure could keep alive: the value of a variable, or the `this` of a function. */
export type Subject = { variable: Variable } | { thisOf: FunctionNode | null };

/** The variable or `this` that an expression names; null for every other expression and for variables that change. */
export function findSubject(expression: Node, index: FileIndex): Subject | null {
  const node = unwrap(expression);
  if (node.type === "ThisExpression") return { thisOf: thisScope(node) };
  if (node.type !== "Identifier") return null;
  const variable = index.variableOf(node);
  if (variable === null || variable.scope.type === "module" || variable.scope.type === "global")
    return null;
  const writes = variable.references.filter((reference) => reference.isWrite() && !reference.init);
  const isFixed =
    variable.defs[0]?.type === "Parameter"
      ? writes.length === 0
      : writes.every(({ writeExpr }) => writeExpr?.type !== "Literal");
  return isFixed ? { variable } : null;
}

/** The function whose `this` a node sees: the nearest one that is no arrow function. */
function thisScope(node: Node): FunctionNode | null {
  let around = enclosingFunction(node);
  while (around?.type === "ArrowFunctionExpression") around = enclosingFunction(around);
  return around;
}

/** Tells whether an expression names the subject itself. */
export function isSubject(expression: Node, subject: Subject, index: FileIndex): boolean {
  const node = unwrap(expression);
  if ("thisOf" in subject)
    return node.type === "ThisExpression" && thisScope(node) === subject.thisOf;
  return node.type === "Identifier" && index.variableOf(node) === subject.variable;
}

/** The first place in a closure that names the subject, also by way of other closures that it calls. */
export function findCapture(
  closure: FunctionNode,
  subject: Subject,
  index: FileIndex,
  depth = 0,
): Node | null {
  if ("thisOf" in subject) {
    const found = closure.type === "ArrowFunctionExpression" ? findThis(closure, index) : null;
    if (found !== null && thisScope(found) === subject.thisOf) return found;
  } else {
    const { variable } = subject;
    const definition = variable.defs[0]?.name as Node | undefined;
    if (definition !== undefined && isInside(definition, closure)) return null;
    for (const reference of variable.references) {
      const identifier = reference.identifier as Node;
      if (isInside(identifier, closure)) return identifier;
    }
  }
  return depth > 2 ? null : findIndirectCapture(closure, subject, index, depth);
}

function findIndirectCapture(
  closure: FunctionNode,
  subject: Subject,
  index: FileIndex,
  depth: number,
): Node | null {
  /* v8 ignore next -- every function has a scope */
  const through = index.sourceCode.scopeManager?.acquire(closure)?.through ?? [];
  for (const { identifier, resolved } of through) {
    if (resolved === null || resolved.scope.type === "module" || resolved.scope.type === "global")
      continue;
    const helper = declaredNode(resolved);
    if (helper === null || !isFunction(helper) || isInside(closure, helper)) continue;
    if (findCapture(helper, subject, index, depth + 1) !== null) return identifier;
  }
  return null;
}

/** The first `this` in an arrow function that is the `this` around it. */
function findThis(closure: FunctionNode, index: FileIndex): Node | null {
  const { visitorKeys } = index.sourceCode;
  const stack: Node[] = [closure.body, ...closure.params];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "ThisExpression" || node.type === "Super") return node;
    if (
      node.type === "FunctionExpression" ||
      node.type === "FunctionDeclaration" ||
      node.type === "ClassBody"
    )
      continue;
    /* v8 ignore next -- a parser names the keys of all its nodes */
    const keys = visitorKeys[node.type] ?? [];
    for (const key of keys) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[
        key
      ];
      if (Array.isArray(child)) stack.push(...child.filter((item) => item !== null));
      else if (child) stack.push(child);
    }
  }
  return null;
}
