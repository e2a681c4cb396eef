import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, type FileIndex } from "./file-index.ts";
import { verdictOfVariable } from "./instances.ts";
import { isModuleFunction } from "./lifetime.ts";
import { enclosingFunction, isFunction, unwrap, type Node, type Variable } from "./syntax.ts";

/** A function that a library memoizes for good, by an argument that is an instance. */
export interface MemoizedByInstance {
  call: TSESTree.CallExpression;
  callee: string;
  parameter: string;
}

/** Modules whose default export remembers every argument it was ever called with, strongly. */
const MODULES =
  /^(?:lodash(?:-es)?\/memoize(?:\.js)?|lodash\.memoize|mem|memize|memoize|memoizee)$/;
/** Modules of many functions, of which `memoize` does. */
const LIBRARIES = /^lodash(?:-es)?$/;

/** Finds calls at module level such as `memoize((element) => …)`, where `memoize` comes from a known library. */
export function findMemoizedByInstance(index: FileIndex): MemoizedByInstance[] {
  const found: MemoizedByInstance[] = [];
  for (const statement of index.sourceCode.ast.body) {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") continue;
    for (const specifier of statement.specifiers) {
      if (!isMemoizer(specifier, statement.source.value)) continue;
      const variable = index.variableOf(specifier.local);
      /* v8 ignore else -- what is imported has a variable */
      if (variable !== null) found.push(...findCalls(variable, index));
    }
  }
  return found;
}

function isMemoizer(specifier: TSESTree.ImportClause, source: string): boolean {
  if (MODULES.test(source))
    return specifier.type === "ImportDefaultSpecifier" || specifier.local.name === "memoize";
  if (!LIBRARIES.test(source) || specifier.type !== "ImportSpecifier") return false;
  const { imported } = specifier;
  return imported.type === "Identifier" && imported.name === "memoize";
}

function findCalls(variable: Variable, index: FileIndex): MemoizedByInstance[] {
  const found: MemoizedByInstance[] = [];
  for (const reference of variable.references) {
    const callee = reference.identifier as Node;
    const call = callee.parent;
    if (call?.type !== "CallExpression" || call.callee !== callee) continue;
    const around = enclosingFunction(call);
    if (around !== null && !isModuleFunction(around)) continue;
    const [subject, options] = call.arguments;
    if (subject === undefined || options !== undefined) continue;
    const parameter = findInstanceParameter(subject, index);
    if (parameter !== null) found.push({ call, callee: variable.name, parameter });
  }
  return found;
}

function findInstanceParameter(subject: Node, index: FileIndex): string | null {
  const node = unwrap(subject);
  const variable = node.type === "Identifier" ? index.variableOf(node) : null;
  const target = variable === null ? node : declaredNode(variable);
  if (target === null || !isFunction(target)) return null;
  const [first] = target.params;
  const parameter = first?.type === "Identifier" ? index.variableOf(first) : null;
  if (parameter === null) return null;
  const verdict = verdictOfVariable(parameter, index);
  return verdict.role === "instance" && verdict.strength === 3 ? parameter.name : null;
}
