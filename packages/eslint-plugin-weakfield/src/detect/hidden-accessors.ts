import type { TSESTree } from "@typescript-eslint/utils";
import {
  type ClassNode,
  getParent,
  staticName,
  isFunction,
  unwrap,
  getDecorators,
  type SourceCode,
} from "./syntax.ts";
import { findDecorators, type MemberDecorator } from "./decorators.ts";
import { getObjectLiterals, hasAccessor } from "./descriptors.ts";
import { getFileIndex } from "./file-index.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findModuleName,
  findVariable,
  resolveFunction,
} from "./variables.ts";

/** A class field that becomes an own property in front of an accessor. */
export interface HiddenAccessor {
  name: TSESTree.Node;
  /** Null for a parameter property. */
  field: TSESTree.PropertyDefinition | null;
  /** Who installs the accessor: the name of a decorator, or of the class with the `@field`. */
  by: string;
  kind: "decorator" | "inherited";
  /** The `@field` of the base class, as it is written there. */
  marker: string | null;
}

/** The fields that can hide an accessor: the decorated ones, and those of classes with a base class. */
export function findFields(sourceCode: SourceCode): TSESTree.PropertyDefinition[] {
  return getFileIndex(sourceCode).classes.flatMap(({ body, superClass }) =>
    body.body.filter(
      (member): member is TSESTree.PropertyDefinition =>
        member.type === "PropertyDefinition" &&
        (superClass !== null || getDecorators(member).length > 0),
    ),
  );
}

/** A parameter that is a property, too: `constructor(readonly size = 1)`. */
export interface ParameterProperty {
  name: TSESTree.Identifier;
  owner: ClassNode;
}

/** The parameter properties of classes with a base class. */
export function findParameterProperties(sourceCode: SourceCode): ParameterProperty[] {
  const owners = getFileIndex(sourceCode).classes.filter(({ superClass }) => superClass !== null);
  return owners.flatMap((owner) =>
    owner.body.body.flatMap((member) => {
      if (member.type !== "MethodDefinition" || member.kind !== "constructor") return [];
      return member.value.params.flatMap((node) => {
        if (node.type !== "TSParameterProperty") return [];
        const { parameter } = node;
        const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
        return [{ name, owner }];
      });
    }),
  );
}

/** The finding for a parameter property, or null. */
export function findHiddenByParameter(
  sourceCode: SourceCode,
  { name, owner }: ParameterProperty,
  modules: readonly string[],
): HiddenAccessor | null {
  const inherited = findInherited(sourceCode, owner, name.name, modules);
  return inherited && { ...inherited, name, field: null, kind: "inherited" };
}

/** The finding for a field of a class, or null. `modules` export the marker `field`. */
export function findHiddenAccessor(
  sourceCode: SourceCode,
  field: TSESTree.PropertyDefinition,
  modules: readonly string[],
): HiddenAccessor | null {
  const name = staticName(field);
  if (field.declare || field.static || name === null) return null;
  if (field.key.type === "PrivateIdentifier") return null;
  for (const { expression } of getDecorators(field)) {
    if (getMarker(sourceCode, expression, modules) !== null) return null;
    const by = findInstaller(sourceCode, expression);
    if (by !== null) return { by, name: field.key, field, kind: "decorator", marker: null };
  }
  const inherited = findInherited(sourceCode, field.parent.parent, name, modules);
  return inherited && { ...inherited, name: field.key, field, kind: "inherited" };
}

/** The name of the decorator when the file shows that it defines the accessor on its target. */
function findInstaller(sourceCode: SourceCode, expression: TSESTree.Node): string | null {
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  let fn = resolveFunction(sourceCode, callee);
  if (fn === null || callee.type !== "Identifier") return null;
  const byNode = new Map(findDecorators(sourceCode).map((each) => [each.facts.node, each]));
  if (expression.type === "CallExpression") {
    // The factory gives the decorator: the function that it returns.
    const factory = fn;
    fn =
      [...byNode.keys()].find((node) => {
        let around = getParent(node);
        while (around !== null && !isFunction(around)) around = getParent(around);
        return around === factory;
      }) ?? null;
  }
  const decorator = fn && byNode.get(fn);
  return decorator && installsAccessor(sourceCode, decorator) ? callee.name : null;
}

/** Defines an accessor on the target, and hands back none for the compiler to place. */
function installsAccessor(sourceCode: SourceCode, decorator: MemberDecorator): boolean {
  const { definitions, returned } = decorator.facts;
  if (decorator.target === null || returned.some((node) => !isNothing(node))) return false;
  return definitions.some(({ arguments: [object, , descriptor] }) => {
    /* v8 ignore if -- what is taken for a definition has three arguments */
    if (object === undefined || descriptor === undefined) return false;
    if (findExpressionVariable(sourceCode, object) !== decorator.target) return false;
    const variable = findExpressionVariable(sourceCode, descriptor);
    const value = (variable && findConstantValue(variable)) ?? descriptor;
    return getObjectLiterals(value).some(hasAccessor);
  });
}

function isNothing(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    (value.type === "Identifier" && value.name === "undefined") ||
    (value.type === "UnaryExpression" && value.operator === "void")
  );
}

/** A base class of the file that declares the same name with `@field`. */
function findInherited(
  sourceCode: SourceCode,
  owner: ClassNode,
  name: string,
  modules: readonly string[],
): Pick<HiddenAccessor, "by" | "marker"> | null {
  const seen = new Set<ClassNode>();
  let base = findBase(sourceCode, owner);
  while (base !== null && !seen.has(base)) {
    seen.add(base);
    for (const member of base.body.body) {
      if (member.type !== "PropertyDefinition" && member.type !== "AccessorProperty") continue;
      if (member.static || staticName(member) !== name) continue;
      for (const { expression } of getDecorators(member)) {
        const marker = getMarker(sourceCode, expression, modules);
        const by = base.id?.name ?? "the base class";
        if (marker !== null) return { by, marker };
      }
      return null;
    }
    base = findBase(sourceCode, base);
  }
  return null;
}

function findBase(sourceCode: SourceCode, node: ClassNode): ClassNode | null {
  const variable = findExpressionVariable(sourceCode, node.superClass);
  const [definition] = variable?.defs ?? [];
  if (definition?.type === "ClassName") return definition.node;
  const value = variable && findConstantValue(variable);
  return value?.type === "ClassExpression" ? value : null;
}

/** `field`, `f` or `w.field` when it is the imported marker; else null. */
export function getMarker(
  sourceCode: SourceCode,
  expression: TSESTree.Node,
  modules: readonly string[],
): string | null {
  const callee = expression.type === "CallExpression" ? expression.callee : expression;
  const root = callee.type === "MemberExpression" ? callee.object : callee;
  if (root.type !== "Identifier") return null;
  const variable = findVariable(sourceCode, root);
  const [definition] = variable?.defs ?? [];
  if (variable === null || definition?.type !== "ImportBinding") return null;
  /* v8 ignore next -- what is imported has a module */
  if (!modules.includes(findModuleName(variable) ?? "")) return null;
  if (callee.type === "MemberExpression") {
    const isNamespace = definition.node.type === "ImportNamespaceSpecifier";
    return isNamespace && staticName(callee) === "field" ? sourceCode.getText(callee) : null;
  }
  if (definition.node.type !== "ImportSpecifier") return null;
  const { imported } = definition.node;
  const name = imported.type === "Identifier" ? imported.name : imported.value;
  return name === "field" ? root.name : null;
}

/**
 * Whether the compiler is known to assign class fields instead of defining them, so that they go
 * through the accessor. Only a program of TypeScript tells; without one the answer is false.
 */
export function assignsFields(sourceCode: SourceCode): boolean {
  const program = sourceCode.parserServices?.program;
  const options = program?.getCompilerOptions();
  if (options === undefined) return false;
  // ES2022 is 9: from there on `useDefineForClassFields` is the default.
  return options.useDefineForClassFields === undefined
    ? (options.target ?? 0) < 9
    : !options.useDefineForClassFields;
}
