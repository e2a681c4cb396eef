import type { TSESTree } from "@typescript-eslint/utils";
import type { Scope } from "@typescript-eslint/utils/ts-eslint";
import {
  type FunctionNode,
  isFunction,
  isInside,
  unwrap,
  type SourceCode,
  type Variable,
} from "./syntax.ts";

/** The variable that the identifier means, or null when nothing in the file declares it. */
export function findVariable(
  sourceCode: SourceCode,
  node: TSESTree.Identifier | TSESTree.JSXIdentifier,
): Variable | null {
  if (isMemberName(node)) return null;
  const { parent } = node;
  let scope: Scope.Scope | null = sourceCode.getScope(node);
  // The name of a function is declared around it, and may be declared again inside.
  if (parent.type === "FunctionDeclaration" && parent.id === node) scope = scope.upper;
  while (scope !== null) {
    const variable = scope.set.get(node.name);
    if (variable !== undefined) return variable.defs.length > 0 ? variable : null;
    scope = scope.upper;
  }
  return null;
}

/** Whether an identifier is a mere name: `name` in `x.name` and `{ name: x }`. */
export function isMemberName(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.property === node && !parent.computed;
    case "Property":
      return parent.key === node && !parent.computed && !parent.shorthand;
    default:
      return false;
  }
}

/** The variable that an expression is, when it is a plain identifier. */
export function findExpressionVariable(
  sourceCode: SourceCode,
  node: TSESTree.Node | null | undefined,
): Variable | null {
  if (node === null || node === undefined) return null;
  const expression = unwrap(node);
  return expression.type === "Identifier" ? findVariable(sourceCode, expression) : null;
}

/** The value that the variable has all its life: the initializer of a variable written once. */
export function findConstantValue(variable: Variable): TSESTree.Expression | null {
  const init = findInitializer(variable);
  return init !== null && variable.references.every((ref) => !ref.isWrite() || ref.init)
    ? init
    : null;
}

/** What the declaration of the variable assigns, or the default of a parameter. */
export function findInitializer(variable: Variable): TSESTree.Expression | null {
  if (variable.defs.length !== 1) return null;
  const [definition] = variable.defs;
  if (definition?.type === "Variable") {
    return definition.node.id.type === "Identifier" ? definition.node.init : null;
  }
  if (definition?.type === "Parameter") {
    const { parent } = definition.name;
    if (parent?.type === "AssignmentPattern" && parent.left === definition.name) {
      return parent.right;
    }
  }
  return null;
}

/** The function that an expression stands for: written there, declared, or held by a constant. */
export function resolveFunction(
  sourceCode: SourceCode,
  node: TSESTree.Node | null | undefined,
): FunctionNode | null {
  if (node === null || node === undefined) return null;
  const expression = unwrap(node);
  if (isFunction(expression)) return expression;
  if (expression.type === "AssignmentExpression") {
    return resolveFunction(sourceCode, expression.right);
  }
  if (expression.type !== "Identifier") return null;
  const variable = findVariable(sourceCode, expression);
  if (variable === null) return null;
  const [definition] = variable.defs;
  if (definition?.type === "FunctionName" && isFunction(definition.node)) return definition.node;
  const value = findConstantValue(variable);
  if (value === null) return null;
  const inner = unwrap(value);
  if (inner.type === "AssignmentExpression") return resolveFunction(sourceCode, inner.right);
  return isFunction(inner) ? inner : null;
}

/** The variables that a node declares. */
export function getDeclared(sourceCode: SourceCode, node: TSESTree.Node): readonly Variable[] {
  /* v8 ignore next -- ESLint since 8.38 has the method, which the types leave open */
  return sourceCode.getDeclaredVariables?.(node) ?? [];
}

/** The variables of the parameters in order; null where a parameter is a pattern. */
export function getParameters(sourceCode: SourceCode, fn: FunctionNode): (Variable | null)[] {
  const declared = getDeclared(sourceCode, fn);
  const parameters: (Variable | null)[] = [];
  for (const parameter of fn.params) {
    const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    if (name.type !== "Identifier") parameters.push(null);
    // The first parameter of a TypeScript function may only give the type of `this`.
    else if (name.name !== "this") {
      /* v8 ignore next -- each name is one of a variable */
      parameters.push(declared.find((variable) => variable.identifiers.includes(name)) ?? null);
    }
  }
  return parameters;
}

/** The references to variables that are declared outside the function. */
export function getCaptured(sourceCode: SourceCode, fn: FunctionNode): readonly Scope.Reference[] {
  /* v8 ignore next -- every function has a scope */
  return sourceCode.scopeManager?.acquire(fn, true)?.through ?? [];
}

/** Whether the variable is declared inside the node. */
export function isDeclaredInside(variable: Variable, node: TSESTree.Node): boolean {
  const [identifier] = variable.identifiers;
  return identifier !== undefined && isInside(identifier, node);
}

/** Whether the variable belongs to the file and to no function in it. */
export function isModuleVariable(variable: Variable): boolean {
  const { block } = variable.scope.variableScope;
  return block.type === "Program" && variable.defs.length > 0;
}

/** Whether the variable is imported, also by `const x = require("…")`. */
export function isImported(variable: Variable): boolean {
  return findModuleName(variable) !== null;
}

/** The name of the module that the variable is imported from, also through compiled `require`. */
export function findModuleName(variable: Variable): string | null {
  const [definition] = variable.defs;
  if (definition?.type === "ImportBinding") {
    const { parent } = definition;
    return parent?.type === "ImportDeclaration" ? parent.source.value : null;
  }
  if (definition?.type !== "Variable") return null;
  return definition.node.init === null ? null : findRequiredModule(definition.node.init, 0);
}

function findRequiredModule(node: TSESTree.Node, depth: number): string | null {
  const expression = unwrap(node);
  if (depth > 3) return null;
  if (expression.type === "MemberExpression") {
    return findRequiredModule(expression.object, depth + 1);
  }
  if (expression.type !== "CallExpression") return null;
  const [first] = expression.arguments;
  if (first === undefined) return null;
  if (expression.callee.type === "Identifier" && expression.callee.name === "require") {
    return first.type === "Literal" && typeof first.value === "string" ? first.value : null;
  }
  // `__importDefault(require("x"))`, `_interopRequireDefault(require("x"))`
  return expression.callee.type === "Identifier" || expression.callee.type === "MemberExpression"
    ? first.type === "CallExpression"
      ? findRequiredModule(first, depth + 1)
      : null
    : null;
}

/** The constants that are other names for the variable: `const d = descriptor`. */
export function getAliases(sourceCode: SourceCode, variable: Variable): Variable[] {
  return variable.references.flatMap(({ identifier }) => {
    const { parent } = identifier;
    return parent?.type === "VariableDeclarator" &&
      parent.init === identifier &&
      parent.id.type === "Identifier"
      ? getDeclared(sourceCode, parent)
      : [];
  });
}
