import { isUsedAsDecorator, isUsedAsDescriptor } from "./decorator-uses.ts";
import {
  DESCRIPTOR_FUNCTIONS,
  getDescriptorValues,
  getObjectLiterals,
  hasAccessor,
  hasDescriptorFlags,
} from "./descriptors.ts";
import { getFacts } from "./facts.ts";
import type { FunctionFacts } from "./function-facts.ts";
import {
  calleeName,
  type FunctionNode,
  isFunction,
  type SourceCode,
  staticName,
  unwrap,
  type Variable,
  wrapped,
} from "./syntax.ts";
import {
  findConstantValue,
  findExpressionVariable,
  getAliases,
  getParameters,
  resolveFunction,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** Standard decorators are told by what they take from their context, or by its type. */
export function matchStandard(
  node: FunctionNode,
  parameters: readonly (Variable | null)[],
  context: Variable | null,
): "standard" | null {
  if (takesAccessors(node) || takesContext(node)) return "standard";
  if (parameters.length !== 2 || context === null) return null;
  if (/Class\w*DecoratorContext|^DecoratorContext/.test(getTypeName(node, 1) ?? "")) {
    return "standard";
  }
  const used = context.references.flatMap(({ identifier }) => getReadNames(identifier));
  if (used.includes("addInitializer")) return "standard";
  return used.includes("kind") && used.some((name) => /^(?:access|name|static)$/.test(name))
    ? "standard"
    : null;
}

/** `name` in `context.name` and in `const { name } = context`. */
function getReadNames(identifier: TSESTree.Node): readonly string[] {
  const { parent } = identifier;
  if (parent?.type === "MemberExpression" && parent.object === identifier) {
    return [staticName(parent) ?? ""];
  }
  if (parent?.type !== "VariableDeclarator" || parent.init !== identifier) return [];
  if (parent.id.type !== "ObjectPattern") return [];
  return parent.id.properties.map((property) => staticName(property) ?? "");
}

/** `(value, { kind, name }) => …` and `(value, { addInitializer }) => …`. */
function takesContext({ params }: FunctionNode): boolean {
  const [, context, ...more] = params;
  if (context?.type !== "ObjectPattern" || more.length > 0) return false;
  const names = context.properties.map((each) =>
    each.type === "Property" ? staticName(each) : null,
  );
  const isContext = names.every(
    (name) =>
      name !== null && /^(?:access|addInitializer|kind|metadata|name|private|static)$/.test(name),
  );
  return isContext && (names.includes("addInitializer") || names.includes("kind"));
}

/** `({ get, set }, context) => …`: the decorator of an `accessor`. */
function takesAccessors({ params }: FunctionNode): boolean {
  const [value] = params;
  if (value?.type !== "ObjectPattern" || params.length > 2) return false;
  const names = value.properties.map((each) =>
    each.type === "Property" ? staticName(each) : null,
  );
  return names.length > 0 && names.every((name) => name === "get" || name === "set");
}

/** The name of the type written at a parameter: `PropertyDescriptor`. */
function getTypeName(node: FunctionNode, index: number): string | null {
  let parameter = node.params[index];
  if (parameter?.type === "AssignmentPattern") parameter = parameter.left;
  /* v8 ignore next -- only names are asked about: patterns have no variable */
  const type = parameter?.type === "Identifier" ? parameter.typeAnnotation?.typeAnnotation : null;
  const types = type?.type === "TSUnionType" ? type.types : type ? [type] : [];
  for (const each of types) {
    if (each.type === "TSTypeReference" && each.typeName.type === "Identifier") {
      return each.typeName.name;
    }
  }
  return null;
}

/** Legacy method decorators are told by what they do with their third parameter, or by its type. */
export function matchLegacy(
  sourceCode: SourceCode,
  facts: FunctionFacts,
  parameters: readonly (Variable | null)[],
): "legacy" | null {
  const descriptor = parameters[2] ?? null;
  if (descriptor === null) return null;
  if (/PropertyDescriptor$/.test(getTypeName(facts.node, 2) ?? "")) return "legacy";
  let reads = 0;
  let writes = 0;
  let passedOn = false;
  const references = [descriptor, ...getAliases(sourceCode, descriptor)].flatMap(
    (variable) => variable.references,
  );
  for (const { identifier } of references) {
    const { parent } = identifier;
    if (parent?.type === "MemberExpression" && parent.object === identifier) {
      const name = staticName(parent) ?? "";
      if (!(DESCRIPTOR_FUNCTIONS as readonly string[]).includes(name)) continue;
      const assignment = wrapped(parent).parent;
      if (assignment?.type === "AssignmentExpression" && assignment.left === wrapped(parent)) {
        const value = unwrap(assignment.right);
        if (isFunction(value) || value.type === "CallExpression") writes++;
        else if (resolveFunction(sourceCode, value) !== null) writes++;
      } else reads++;
    } else if (parent?.type === "UnaryExpression" && isAskedForFunction(parent)) {
      return null; // a function, or the descriptor of one: what takes either is applied to any object
    } else if (
      parent?.type === "CallExpression" &&
      parent.callee !== identifier &&
      facts.children.length > 0
    ) {
      passedOn = true;
    }
  }
  const isNamed = /^_*desc/i.test(descriptor.name);
  if (writes > 0 && (reads > 0 || isNamed)) return "legacy";
  if (isNamed && (passedOn || reads > 0)) return "legacy";
  return reads > 0 && getReturnedLiterals(sourceCode, facts).length > 0 ? "legacy" : null;
}

/** `typeof x === "function"` */
function isAskedForFunction(node: TSESTree.UnaryExpression): boolean {
  const { parent } = node;
  if (node.operator !== "typeof" || parent.type !== "BinaryExpression") return false;
  const other = parent.left === node ? parent.right : parent.left;
  return other.type === "Literal" && other.value === "function";
}

/** The descriptor literals among what the function returns. */
function getReturnedLiterals(
  sourceCode: SourceCode,
  facts: FunctionFacts,
): TSESTree.ObjectExpression[] {
  return facts.returned
    .flatMap((node) => {
      const variable = findExpressionVariable(sourceCode, node);
      return getObjectLiterals((variable && findConstantValue(variable)) ?? node);
    })
    .filter((literal) => hasAccessor(literal) || getDescriptorValues(literal).some(isFunction));
}

/** Property decorators define an accessor for the name they are given, or return its descriptor. */
export function matchProperty(
  sourceCode: SourceCode,
  facts: FunctionFacts,
  parameters: readonly (Variable | null)[],
  usedNames: ReadonlySet<string | null>,
): "property" | null {
  const [target = null, key = null] = parameters;
  if (target === null || key === null || parameters.length > 3) return null;
  const defines = facts.definitions.some(
    ({ arguments: [object, name] }) =>
      isTarget(sourceCode, object, target) && isKey(sourceCode, name, key),
  );
  // A constructor may define accessors too: on `this`, for one instance.
  const gives =
    facts.thisNodes.length === 0 &&
    (facts.descriptors.some((each) => hasDescriptorFlags(each) && hasAccessor(each)) ||
      getReturnedLiterals(sourceCode, facts).some(hasAccessor));
  if (!defines && !gives) return null;
  const usesThis = (fn: FunctionFacts): boolean =>
    fn.children.some(
      (child) => (child.ownerClass === null && child.thisNodes.length > 0) || usesThis(child),
    );
  if (isUsedAsDecorator(facts, usedNames)) return "property";
  if (/^_*(?:target|proto|klass|clazz|cls|ctor|constructor)/i.test(target.name)) return "property";
  if (!defines) return isReturned(sourceCode, facts) && usesThis(facts) ? "property" : null;
  // `define(object, key)` may be applied to each instance; a function made to be applied is not.
  return isReturned(sourceCode, facts) || usesThis(facts) ? "property" : null;
}

/** `target`, `target.constructor`, `target.prototype`. */
function isTarget(
  sourceCode: SourceCode,
  node: TSESTree.Node | undefined,
  target: Variable,
): boolean {
  /* v8 ignore if -- what is taken for a definition has three arguments */
  if (node === undefined) return false;
  let object = unwrap(node);
  while (object.type === "MemberExpression") object = unwrap(object.object);
  return findExpressionVariable(sourceCode, object) === target;
}

/** `key`, `String(key)`, `key.toString()`, one of them by a condition, or a constant that holds one. */
function isKey(sourceCode: SourceCode, node: TSESTree.Node | undefined, key: Variable): boolean {
  /* v8 ignore if -- as above */
  if (node === undefined) return false;
  const expression = unwrap(node);
  if (expression.type === "CallExpression") {
    const [argument] = expression.arguments;
    if (argument !== undefined) return isKey(sourceCode, argument, key);
    const callee = unwrap(expression.callee);
    return callee.type === "MemberExpression" && isKey(sourceCode, callee.object, key);
  }
  if (expression.type === "ConditionalExpression") {
    return [expression.consequent, expression.alternate].some((each) =>
      isKey(sourceCode, each, key),
    );
  }
  const variable = findExpressionVariable(sourceCode, expression);
  if (variable === null || variable === key) return variable === key;
  const value = findConstantValue(variable);
  return value !== null && value.type !== "Identifier" && isKey(sourceCode, value, key);
}

/** Whether the function is what the function around it returns, as a decorator factory does. */
function isReturned(sourceCode: SourceCode, facts: FunctionFacts): boolean {
  return (
    facts.parent?.returned.some((node) => resolveFunction(sourceCode, node) === facts.node) ?? false
  );
}

/** `createDecorator((options, key) => { options.methods[key] = … })`: a decorator for components of Vue. */
export const isOfComponent = ({ node, children }: FunctionFacts): boolean =>
  node.parent.type === "CallExpression" &&
  node.parent.arguments[0] === node &&
  calleeName(node.parent) === "createDecorator" &&
  children.some(({ thisNodes }) => thisNodes.length > 0);

/** Makes the descriptor for a property of any name; its accessors are written for any instance. */
export function matchFactory(sourceCode: SourceCode, facts: FunctionFacts): "factory" | null {
  const candidates = facts.descriptors.filter(
    (literal) => hasDescriptorFlags(literal) || isUsedAsDescriptor(sourceCode, facts),
  );
  if (candidates.length === 0) return null;
  const returned = getReturnedLiterals(sourceCode, facts);
  for (const literal of candidates) {
    if (!returned.includes(literal) && !isDefinedByName(sourceCode, facts, literal)) continue;
    const usesThis = getDescriptorValues(literal).some((value) => {
      const fn = resolveFunction(sourceCode, value);
      /* v8 ignore next -- every function has its facts */
      return fn !== null && (getFacts(sourceCode).get(fn)?.thisNodes.length ?? 0) > 0;
    });
    if (usesThis || facts.children.some((child) => child.thisNodes.length > 0)) return "factory";
  }
  return null;
}

/** `Object.defineProperty(x, name, { … })` where the function is given the name. */
function isDefinedByName(
  sourceCode: SourceCode,
  facts: FunctionFacts,
  literal: TSESTree.ObjectExpression,
): boolean {
  const call = wrapped(literal).parent;
  if (call?.type !== "CallExpression" || call.arguments[1] === undefined) return false;
  const name = findExpressionVariable(sourceCode, call.arguments[1]);
  return name !== null && getParameters(sourceCode, facts.node).includes(name);
}
