import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceCode } from "@typescript-eslint/utils/ts-eslint";
import {
  type FunctionNode,
  getCalleeName,
  getPropertyName,
  isDefineProperty,
  isFunction,
  unwrap,
  wrapped,
} from "./ast.ts";
import {
  DESCRIPTOR_FUNCTIONS,
  getDescriptorValues,
  getObjectLiterals,
  hasAccessor,
  hasDescriptorFlags,
  isCalledAtOnce,
} from "./descriptors.ts";
import { type FileFacts, type FunctionFacts, getFacts } from "./facts.ts";
import { findPrototypeOwner } from "./prototypes.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findVariable,
  getAliases,
  getParameters,
  resolveFunction,
  type Variable,
} from "./variables.ts";

type Source = Readonly<SourceCode>;

/**
 * A function that runs once for each member it is applied to: whatever it or the functions around
 * it keep in variables is there once for all instances.
 */
export interface MemberDecorator {
  facts: FunctionFacts;
  /**
   * `legacy`: `(target, key, descriptor)`. `property`: `(target, key)`, defines the accessor itself
   * or returns it. `standard`: `(value, context)`. `factory`: makes the descriptor of a property of
   * any name.
   */
  kind: "factory" | "legacy" | "property" | "standard";
  target: Variable | null;
  key: Variable | null;
  descriptor: Variable | null;
  /** Whether the file shows that what it makes is put on a prototype, not on each instance. */
  isOnPrototype: boolean;
  /** The functions that run for one instance each time: accessors, wrappers of methods. */
  instanceFunctions: readonly FunctionFacts[];
}

const cache = new WeakMap<object, readonly MemberDecorator[]>();

/** Every member decorator and descriptor factory that the file defines, in source order. */
export function findDecorators(sourceCode: Source): readonly MemberDecorator[] {
  let found = cache.get(sourceCode.ast);
  if (found === undefined) {
    const facts = getFacts(sourceCode);
    const usedNames = getUsedNames(facts);
    found = facts.functions.flatMap((fn) => matchDecorator(sourceCode, facts, fn, usedNames) ?? []);
    cache.set(sourceCode.ast, found);
  }
  return found;
}

/** The names that stand behind an `@`, or in the list of TypeScript's compiled `__decorate`. */
function getUsedNames(facts: FileFacts): Set<string | null> {
  const names = new Set(facts.decorators.map(getDecoratorName));
  for (const call of facts.top.calls) {
    const [list] = call.arguments;
    if (getCalleeName(call) !== "__decorate" || list?.type !== "ArrayExpression") continue;
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

function matchDecorator(
  sourceCode: Source,
  file: FileFacts,
  facts: FunctionFacts,
  usedNames: ReadonlySet<string | null>,
): MemberDecorator | null {
  if (facts.ownerClass !== null && facts.children.length === 0) return null;
  const { node } = facts;
  if (facts.children.length === 0 && facts.calls.length === 0) return null;
  if (node.params.length === 0 && facts.descriptors.length === 0) return null;
  const parameters = getParameters(sourceCode, node);
  const [first = null, second = null, third = null] = parameters;
  const kind =
    matchStandard(node, parameters, second) ??
    matchLegacy(sourceCode, facts, parameters) ??
    matchProperty(sourceCode, facts, parameters, usedNames) ??
    matchFactory(sourceCode, facts);
  if (kind === null) return null;
  const hasTarget = kind === "legacy" || kind === "property";
  return {
    facts,
    kind,
    target: hasTarget ? first : null,
    key: hasTarget || kind === "standard" ? second : first,
    descriptor: kind === "legacy" ? third : null,
    isOnPrototype:
      kind === "factory" ? isMadeForPrototype(sourceCode, facts) : !isForStaticOnly(file, facts),
    instanceFunctions: collectInstanceFunctions(
      sourceCode,
      file,
      facts,
      kind,
      kind === "legacy" ? third : null,
    ),
  };
}

/** Standard decorators are told by what they take from their context, or by its type. */
function matchStandard(
  node: FunctionNode,
  parameters: readonly (Variable | null)[],
  context: Variable | null,
): "standard" | null {
  if (takesAccessors(node)) return "standard";
  if (parameters.length !== 2 || context === null) return null;
  if (/Class\w*DecoratorContext|^DecoratorContext/.test(getTypeName(node, 1) ?? "")) {
    return "standard";
  }
  const used = new Set<string>();
  for (const { identifier } of context.references) {
    const { parent } = identifier;
    if (parent?.type === "MemberExpression" && parent.object === identifier) {
      used.add(getPropertyName(parent) ?? "");
    } else if (
      parent?.type === "VariableDeclarator" &&
      parent.init === identifier &&
      parent.id.type === "ObjectPattern"
    ) {
      for (const property of parent.id.properties) {
        if (property.type === "Property") used.add(getPropertyName(property) ?? "");
      }
    }
  }
  if (used.has("addInitializer")) return "standard";
  return used.has("kind") && (used.has("name") || used.has("access") || used.has("static"))
    ? "standard"
    : null;
}

/** `({ get, set }, context) => …`: the decorator of an `accessor`. */
function takesAccessors({ params }: FunctionNode): boolean {
  const [value] = params;
  if (value?.type !== "ObjectPattern" || params.length > 2) return false;
  const names = value.properties.map((each) =>
    each.type === "Property" ? getPropertyName(each) : null,
  );
  return names.length > 0 && names.every((name) => name === "get" || name === "set");
}

/** The name of the type written at a parameter: `PropertyDescriptor`. */
function getTypeName(node: FunctionNode, index: number): string | null {
  let parameter = node.params[index];
  if (parameter?.type === "AssignmentPattern") parameter = parameter.left;
  const type = parameter?.type === "Identifier" ? parameter.typeAnnotation?.typeAnnotation : null;
  const types = type?.type === "TSUnionType" ? type.types : type ? [type] : [];
  for (const each of types) {
    if (each.type === "TSTypeReference" && each.typeName.type === "Identifier") {
      return each.typeName.name;
    }
  }
  return null;
}

function matchLegacy(
  sourceCode: Source,
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
      const name = getPropertyName(parent) ?? "";
      if (!(DESCRIPTOR_FUNCTIONS as readonly string[]).includes(name)) continue;
      const assignment = wrapped(parent).parent;
      if (assignment?.type === "AssignmentExpression" && assignment.left === wrapped(parent)) {
        const value = unwrap(assignment.right);
        if (isFunction(value) || value.type === "CallExpression") writes++;
        else if (resolveFunction(sourceCode, value) !== null) writes++;
      } else reads++;
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

/** The descriptor literals among what the function returns. */
function getReturnedLiterals(
  sourceCode: Source,
  facts: FunctionFacts,
): TSESTree.ObjectExpression[] {
  return facts.returned
    .flatMap((node) => {
      const variable = findExpressionVariable(sourceCode, node);
      return getObjectLiterals((variable && findConstantValue(variable)) ?? node);
    })
    .filter((literal) => hasAccessor(literal) || getDescriptorValues(literal).some(isFunction));
}

function matchProperty(
  sourceCode: Source,
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
function isTarget(sourceCode: Source, node: TSESTree.Node | undefined, target: Variable): boolean {
  if (node === undefined) return false;
  let object = unwrap(node);
  while (object.type === "MemberExpression") object = unwrap(object.object);
  return findExpressionVariable(sourceCode, object) === target;
}

/** `key`, `String(key)`, `key.toString()` or a constant that holds one of them. */
function isKey(sourceCode: Source, node: TSESTree.Node | undefined, key: Variable): boolean {
  if (node === undefined) return false;
  const expression = unwrap(node);
  if (expression.type === "CallExpression") {
    const [argument] = expression.arguments;
    if (argument !== undefined) return isKey(sourceCode, argument, key);
    const callee = unwrap(expression.callee);
    return callee.type === "MemberExpression" && isKey(sourceCode, callee.object, key);
  }
  const variable = findExpressionVariable(sourceCode, expression);
  if (variable === null || variable === key) return variable === key;
  const value = findConstantValue(variable);
  return value !== null && value.type !== "Identifier" && isKey(sourceCode, value, key);
}

function isUsedAsDecorator(facts: FunctionFacts, usedNames: ReadonlySet<string | null>): boolean {
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
function isForStaticOnly(file: FileFacts, facts: FunctionFacts): boolean {
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

/** Whether the function is what the function around it returns, as a decorator factory does. */
function isReturned(sourceCode: Source, facts: FunctionFacts): boolean {
  return (
    facts.parent?.returned.some((node) => resolveFunction(sourceCode, node) === facts.node) ?? false
  );
}

/** Makes the descriptor for a property of any name; its accessors are written for any instance. */
function matchFactory(sourceCode: Source, facts: FunctionFacts): "factory" | null {
  const candidates = facts.descriptors.filter(
    (literal) => hasDescriptorFlags(literal) || isUsedAsDescriptor(sourceCode, facts),
  );
  if (candidates.length === 0) return null;
  const returned = getReturnedLiterals(sourceCode, facts);
  for (const literal of candidates) {
    if (!returned.includes(literal) && !isDefinedByName(sourceCode, facts, literal)) continue;
    const usesThis = getDescriptorValues(literal).some((value) => {
      const fn = resolveFunction(sourceCode, value);
      return fn !== null && (getFacts(sourceCode).get(fn)?.thisNodes.length ?? 0) > 0;
    });
    if (usesThis || facts.children.some((child) => child.thisNodes.length > 0)) return "factory";
  }
  return null;
}

/** `Object.defineProperty(x, name, { … })` where the function is given the name. */
function isDefinedByName(
  sourceCode: Source,
  facts: FunctionFacts,
  literal: TSESTree.ObjectExpression,
): boolean {
  const call = wrapped(literal).parent;
  if (call?.type !== "CallExpression" || call.arguments[1] === undefined) return false;
  const name = findExpressionVariable(sourceCode, call.arguments[1]);
  return name !== null && getParameters(sourceCode, facts.node).includes(name);
}

/** Whether the file hands what the function returns to `Object.defineProperty`. */
function isUsedAsDescriptor(sourceCode: Source, facts: FunctionFacts): boolean {
  return findDefinedObjects(sourceCode, facts).length > 0;
}

/** Whether one of the objects that get the descriptor is a prototype, or an option of a decorator. */
function isMadeForPrototype(sourceCode: Source, facts: FunctionFacts): boolean {
  const { parent } = facts.node;
  if (parent.type === "Property" && getPropertyName(parent) === "descriptor") return true;
  return findDefinedObjects(sourceCode, facts).some(
    (object) => findPrototypeOwner(sourceCode, object) !== null,
  );
}

/** The objects on which the file defines what the function returns. */
function findDefinedObjects(sourceCode: Source, { node }: FunctionFacts): TSESTree.Node[] {
  const id =
    node.type === "FunctionDeclaration"
      ? node.id
      : node.parent.type === "VariableDeclarator"
        ? node.parent.id
        : null;
  if (id?.type !== "Identifier") return [];
  const variable = findVariable(sourceCode, id);
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = identifier.parent;
    if (call?.type !== "CallExpression" || call.callee !== identifier) return [];
    const outer = wrapped(call).parent;
    const list = outer?.type === "Property" ? outer.parent.parent : outer;
    if (list?.type !== "CallExpression") return [];
    const isDefinition =
      outer?.type === "Property"
        ? ["create", "defineProperties"].includes(getCalleeName(list) ?? "")
        : isDefineProperty(list);
    return isDefinition ? list.arguments.slice(0, 1) : [];
  });
}

/** The functions below a decorator that run once per access or call, the outermost of each. */
function collectInstanceFunctions(
  sourceCode: Source,
  file: FileFacts,
  facts: FunctionFacts,
  kind: MemberDecorator["kind"],
  descriptor: Variable | null,
): FunctionFacts[] {
  const found = new Set<FunctionFacts>();
  const add = (node: TSESTree.Node): void => {
    const fn = resolveFunction(sourceCode, node);
    const own = fn && file.get(fn);
    if (own && own !== facts) found.add(own);
  };
  for (const literal of facts.descriptors) getDescriptorValues(literal).forEach(add);
  for (const node of facts.returned) {
    for (const literal of getObjectLiterals(node)) getDescriptorValues(literal).forEach(add);
    if (kind === "standard") add(node);
  }
  for (const write of facts.memberWrites) {
    if (write.left.type !== "MemberExpression") continue;
    const name = getPropertyName(write.left) ?? "";
    const object = findExpressionVariable(sourceCode, write.left.object);
    if (object === null || !(DESCRIPTOR_FUNCTIONS as readonly string[]).includes(name)) continue;
    if (object === descriptor || !object.defs.some((def) => def.type === "Parameter")) {
      add(write.right);
    }
  }
  const addReceivers = (fn: FunctionFacts): void => {
    for (const child of fn.children) {
      if (child.ownerClass !== null || found.has(child)) continue;
      const isReceiver =
        child.node.type !== "ArrowFunctionExpression" && child.thisNodes.length > 0;
      if (isReceiver && !isCalledAtOnce(child.node)) found.add(child);
      else addReceivers(child);
    }
  };
  addReceivers(facts);
  return [...found];
}
