import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, type FileIndex } from "./file-index.ts";
import { type FunctionNode, isFunction, type Node, type Variable, wrapped } from "./syntax.ts";

/** Every callee that names a function of the file; null when other files may call it, or what it is handed to. */
export function findEveryCall(node: FunctionNode, index: FileIndex): Node[] | null {
  const { parent } = wrapped(node);
  const name =
    node.type === "FunctionDeclaration"
      ? node.id
      : parent?.type === "VariableDeclarator"
        ? parent.id
        : null;
  const variable = name ? index.variableOf(name) : null;
  if (!variable || declaredNode(variable) !== node) return null;
  if (
    node.parent.type === "ExportNamedDeclaration" ||
    parent?.parent?.parent?.type === "ExportNamedDeclaration"
  ) {
    return null;
  }
  const reads = variable.references.filter((reference) => reference.isRead());
  const places = reads.map((reference) => wrapped(reference.identifier));
  return places.every(isCallee) ? places : null;
}

/** Whether an expression is what a call calls. */
export const isCallee = (node: Node): boolean =>
  node.parent?.type === "CallExpression" && node.parent.callee === node;

/** What a parameter is given by every call that there is; null when the file does not show them all. */
export function findArguments(parameter: Variable, index: FileIndex): readonly Node[] | null {
  const definition = parameter.defs[0];
  if (definition?.type !== "Parameter") return null;
  const fn = definition.node as Node;
  /* v8 ignore if -- only functions have parameters of their own */
  if (!isFunction(fn)) return null;
  const position = fn.params.findIndex((each) => each === definition.name);
  const calls = position < 0 ? null : findEveryCall(fn, index);
  if (calls === null || calls.length === 0) return null;
  const given: Node[] = [];
  for (const callee of calls) {
    const { arguments: list } = callee.parent as TSESTree.CallExpression;
    const argument = list[position];
    if (argument === undefined || list.some(({ type }) => type === "SpreadElement")) return null;
    given.push(argument);
  }
  return given;
}
