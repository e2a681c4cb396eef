import type { ClassNode, DecoratorNode, Identifier, Node } from "../estree.ts";
import { forEachChild, isClass, isFunction } from "../estree.ts";

/** What one walk over a program finds; everything later works on this. */
export interface Scan {
  /** Every class, in source order, with its ancestors from the program down to its parent. */
  readonly classes: readonly ClassSite[];
  /** Every decorator of a node that is no class member, or of a class member, in source order. */
  readonly decorated: readonly DecoratedSite[];
  /** Uses of the watched names, where they mean the import. */
  readonly references: readonly Reference[];
  /** All identifiers of the file, so that new names can avoid them. */
  readonly names: ReadonlySet<string>;
  /** All private names of the file, without `#`. */
  readonly privateNames: ReadonlySet<string>;
}

export interface ClassSite {
  readonly node: ClassNode;
  readonly ancestors: readonly Ancestor[];
}

/** A node above another, and the property of it that leads down. */
export interface Ancestor {
  readonly node: Node;
  readonly property: string;
}

export interface DecoratedSite {
  readonly node: Node;
  readonly parent: Node;
  readonly decorators: readonly DecoratorNode[];
}

export interface Reference {
  readonly identifier: Identifier;
  readonly parent: Node;
  readonly property: string;
  readonly isType: boolean;
}

interface Scope {
  readonly parent: Scope | null;
  readonly isFunction: boolean;
  /** Only watched names, since no other can hide an import that matters. */
  readonly names: Set<string>;
}

/**
 * Walks the program once.
 *
 * @param watched the names that imports bind and whose uses matter
 */
export function scanProgram(program: Node, watched: ReadonlySet<string>): Scan {
  const classes: ClassSite[] = [];
  const decorated: DecoratedSite[] = [];
  const candidates: (Reference & { scope: Scope })[] = [];
  const names = new Set<string>();
  const privateNames = new Set<string>();
  const ancestors: Ancestor[] = [];

  const declare = (pattern: Node | null | undefined, scope: Scope) => {
    if (!pattern) return;
    forEachBoundName(pattern, (name) => {
      if (watched.has(name)) scope.names.add(name);
    });
  };

  const visit = (node: Node, property: string, outer: Scope, inType: boolean) => {
    const parent = ancestors.at(-1)?.node ?? node;
    let scope = outer;
    let isType = inType;
    const decorators = (node as { decorators?: readonly DecoratorNode[] }).decorators;
    if (decorators && decorators.length > 0) decorated.push({ node, parent, decorators });

    if (isClass(node)) {
      classes.push({ node, ancestors: [...ancestors] });
      if (node.type === "ClassDeclaration") declare(node.id, outer);
      scope = newScope(outer, false);
      declare(node.id, scope);
    } else if (isFunction(node)) {
      if (node.type === "FunctionDeclaration") declare((node as Partial<NamedNode>).id, outer);
      scope = newScope(outer, true);
      if (node.type === "FunctionExpression") declare((node as Partial<NamedNode>).id, scope);
      for (const parameter of node.params) declare(parameter, scope);
    } else if (SCOPED.has(node.type)) {
      scope = newScope(outer, node.type === "StaticBlock" || node.type === "TSModuleBlock");
      if (node.type === "CatchClause") declare((node as CatchNode).param, scope);
    } else if (node.type === "VariableDeclaration") {
      const { kind, declarations } = node as VariableNode;
      let target = outer;
      if (kind === "var") while (!target.isFunction && target.parent) target = target.parent;
      for (const declarator of declarations) declare(declarator.id, target);
    } else if (NAMED_DECLARATIONS.has(node.type)) {
      declare((node as Partial<NamedNode>).id, outer);
    } else if (node.type === "PrivateIdentifier") {
      privateNames.add((node as Identifier).name);
    } else if (node.type === "Identifier") {
      const identifier = node as Identifier;
      names.add(identifier.name);
      const isForeignExport =
        parent.type === "ExportSpecifier" && Boolean((ancestors.at(-2)?.node as ExportNode).source);
      if (watched.has(identifier.name) && !isForeignExport && isReference(property, parent, node)) {
        candidates.push({ identifier, parent, property, isType, scope: outer });
      }
    } else if (node.type.startsWith("TS") && !VALUE_NODES.has(node.type)) isType = true;

    ancestors.push({ node, property: "" });
    forEachChild(node, (child, childProperty) => {
      ancestors[ancestors.length - 1] = { node, property: childProperty };
      visit(child, childProperty, scope, isType);
    });
    ancestors.pop();
  };

  visit(program, "", newScope(null, true), false);
  const references = candidates.filter(
    ({ identifier, scope }) => !isHidden(identifier.name, scope),
  );
  const order = (a: Node, b: Node) =>
    (a.range?.[0] ?? a.start ?? 0) - (b.range?.[0] ?? b.start ?? 0);
  classes.sort((a, b) => order(a.node.body, b.node.body));
  decorated.sort((a, b) => order(a.decorators[0] ?? a.node, b.decorators[0] ?? b.node));
  references.sort((a, b) => order(a.identifier, b.identifier));
  return { classes, decorated, references, names, privateNames };
}

/** A declaration of the same name between the use and the top of the file hides the import. */
function isHidden(name: string, scope: Scope): boolean {
  for (let current: Scope | null = scope; current; current = current.parent) {
    if (current.names.has(name)) return true;
  }
  return false;
}

function newScope(parent: Scope | null, isFunctionScope: boolean): Scope {
  return { parent, isFunction: isFunctionScope, names: new Set() };
}

/** Is an identifier at this place a use of a variable, not a name of a property, label, or specifier? */
function isReference(property: string, parent: Node, node: Node): boolean {
  const { computed, shorthand } = parent as { computed?: boolean; shorthand?: boolean };
  switch (parent.type) {
    case "MemberExpression":
      return property === "object" || computed === true;
    case "Property":
      // A shorthand `{ field }` holds the identifier twice; the value counts.
      return property === "value" || (computed === true && shorthand !== true);
    case "PropertyDefinition":
    case "AccessorProperty":
    case "MethodDefinition":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractAccessorProperty":
    case "TSAbstractMethodDefinition":
      return property !== "key" || computed === true;
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
      return false;
    case "TSQualifiedName":
      return property === "left";
    case "TSEnumMember":
      return property === "initializer";
    case "ExportSpecifier":
      return property === "local" && (parent as { local?: Node }).local === node;
    case "TSImportEqualsDeclaration":
    case "ClassDeclaration":
    case "ClassExpression":
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      return property !== "id" && property !== "params";
    default:
      return true;
  }
}

/** The names a pattern binds; TypeScript's parameter properties are patterns too. */
function forEachBoundName(pattern: Node, found: (name: string) => void): void {
  const part = pattern as {
    name?: string;
    left?: Node;
    argument?: Node;
    parameter?: Node;
    value?: Node;
    elements?: readonly (Node | null)[];
    properties?: readonly Node[];
  };
  if (pattern.type === "Identifier") {
    found(part.name ?? "");
    return;
  }
  const inner = [
    // The default value of a pattern, like the key of a property, binds nothing.
    part.left,
    part.argument,
    part.parameter,
    pattern.type === "Property" ? part.value : null,
    ...(part.elements ?? []),
    ...(part.properties ?? []),
  ];
  for (const child of inner) if (child) forEachBoundName(child, found);
}

const SCOPED = new Set([
  "BlockStatement",
  "StaticBlock",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "CatchClause",
  "TSModuleBlock",
]);

const NAMED_DECLARATIONS = new Set([
  "TSEnumDeclaration",
  "TSModuleDeclaration",
  "TSDeclareFunction",
]);

/** Nodes whose type begins with `TS` and whose children are values all the same. */
const VALUE_NODES = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSExportAssignment",
  "TSParameterProperty",
  "TSAbstractPropertyDefinition",
  "TSAbstractAccessorProperty",
  "TSAbstractMethodDefinition",
  "TSEmptyBodyFunctionExpression",
  "TSImportEqualsDeclaration",
]);

interface NamedNode extends Node {
  readonly id: Node | null;
}

interface ExportNode extends Node {
  readonly source?: Node | null;
}

interface CatchNode extends Node {
  readonly param: Node | null;
}

interface VariableNode extends Node {
  readonly kind: string;
  readonly declarations: readonly (Node & { id: Node })[];
}
