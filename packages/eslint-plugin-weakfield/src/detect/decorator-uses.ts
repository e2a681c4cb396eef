import type { FileFacts, FunctionFacts } from "./function-facts.ts";
import { findPrototypeOwner } from "./prototypes.ts";
import {
  calleeName,
  type FunctionNode,
  isDefineProperty,
  type SourceCode,
  staticName,
  wrapped,
} from "./syntax.ts";
import { findExpressionVariable, findVariable, getParameters } from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** The names that stand behind an `@`, or in the list of TypeScript's compiled `__decorate`. */
export function getUsedNames(facts: FileFacts): Set<string | null> {
  const names = new Set(facts.decorators.map(getDecoratorName));
  for (const call of facts.top.calls) {
    const [list] = call.arguments;
    if (list?.type !== "ArrayExpression" || calleeName(call) !== "__decorate") continue;
    for (const each of list.elements) {
      const callee = each?.type === "CallExpression" ? each.callee : each;
      if (callee?.type === "Identifier") names.add(callee.name);
    }
  }
  return names;
}

/** The name in `@name` or `@name(…)`, or null. */
export function getDecoratorName(decorator: TSESTree.Decorator): string | null {
  const { expression } = decorator;
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  return callee.type === "Identifier" ? callee.name : null;
}

/** Whether the function, or one around it, stands behind an `@` or is typed as a decorator. */
export function isUsedAsDecorator(
  facts: FunctionFacts,
  usedNames: ReadonlySet<string | null>,
): boolean {
  if (isTypedAsDecorator(facts)) return true;
  for (let fn: FunctionFacts | null = facts; fn !== null; fn = fn.parent) {
    const name = getFunctionName(fn.node);
    if (name !== null && usedNames.has(name)) return true;
  }
  return false;
}

/** `const d: PropertyDecorator = …`, or what a function of the return type `PropertyDecorator` gives. */
function isTypedAsDecorator({ node, parent }: FunctionFacts): boolean {
  const { parent: place } = node;
  const annotation =
    place.type === "VariableDeclarator" && place.id.type === "Identifier"
      ? place.id.typeAnnotation
      : parent?.node.returnType;
  const type = annotation?.typeAnnotation;
  return (
    type?.type === "TSTypeReference" &&
    type.typeName.type === "Identifier" &&
    /^(?:Property|Method)Decorator$/.test(type.typeName.name)
  );
}

/** The name that the file has for a function: its own, or that of the constant that holds it. */
export function getFunctionName(node: FunctionNode): string | null {
  if (node.type === "FunctionDeclaration" && node.id !== null) return node.id.name;
  const { parent } = node;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    return parent.id.name;
  }
  return node.id?.name ?? null;
}

/** Whether the file uses the decorator for static members alone, of which there is one each. */
export function isForStaticOnly(file: FileFacts, facts: FunctionFacts): boolean {
  if (file.decorators.length === 0) return false;
  let outer = facts;
  while (outer.parent !== null) outer = outer.parent;
  const name = getFunctionName(outer.node);
  if (name === null || isExported(outer.node)) return false;
  const uses = file.decorators.filter((decorator) => getDecoratorName(decorator) === name);
  return uses.length > 0 && uses.every(({ parent }) => "static" in parent && parent.static);
}

function isExported(node: FunctionNode): boolean {
  const { parent } = node;
  const statement = parent.type === "VariableDeclarator" ? parent.parent.parent : parent;
  return (
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
  );
}

/** Whether the file hands what the function returns to `Object.defineProperty`. */
export function isUsedAsDescriptor(sourceCode: SourceCode, facts: FunctionFacts): boolean {
  return findDefinedObjects(sourceCode, facts).length > 0;
}

/** Whether one of the objects that get the descriptor is a prototype, or an option of a decorator. */
export function isMadeForPrototype(sourceCode: SourceCode, facts: FunctionFacts): boolean {
  const { parent } = facts.node;
  if (parent.type === "Property" && staticName(parent) === "descriptor") return true;
  if (facts.definitions.some((call) => isDefinedOnTarget(sourceCode, facts, call))) return true;
  return findDefinedObjects(sourceCode, facts).some(
    (object) => findPrototypeOwner(sourceCode, object) !== null,
  );
}

/** `function define(options, target, key) { Object.defineProperty(target, key, …) }` */
function isDefinedOnTarget(
  sourceCode: SourceCode,
  { node }: FunctionFacts,
  { arguments: [object, key] }: TSESTree.CallExpression,
): boolean {
  const parameters = getParameters(sourceCode, node);
  const target = findExpressionVariable(sourceCode, object);
  const name = findExpressionVariable(sourceCode, key);
  return (
    target !== null &&
    /^_*(?:target|proto)/i.test(target.name) &&
    parameters.includes(target) &&
    parameters.includes(name)
  );
}

/** The objects on which the file defines what the function returns. */
function findDefinedObjects(sourceCode: SourceCode, { node }: FunctionFacts): TSESTree.Node[] {
  const id =
    node.type === "FunctionDeclaration"
      ? node.id
      : node.parent.type === "VariableDeclarator"
        ? node.parent.id
        : null;
  if (id?.type !== "Identifier") return [];
  const variable = findVariable(sourceCode, id);
  /* v8 ignore next -- what is declared has a variable */
  const references = variable?.references ?? [];
  return references.flatMap(({ identifier }) => {
    const call = identifier.parent;
    if (call?.type !== "CallExpression" || call.callee !== identifier) return [];
    const outer = wrapped(call).parent;
    const list = outer?.type === "Property" ? outer.parent.parent : outer;
    if (list?.type !== "CallExpression") return [];
    const isDefinition =
      outer?.type === "Property"
        ? ["create", "defineProperties"].includes(calleeName(list) ?? "")
        : isDefineProperty(list);
    return isDefinition ? list.arguments.slice(0, 1) : [];
  });
}
