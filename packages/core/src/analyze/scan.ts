import type { ClassNode, Identifier, Node } from "../estree.ts";
import { decoratorsOf, forEachChild, isClass, isFunction, startOf } from "../estree.ts";

/** What one walk over a program finds; everything later works on this. */
export interface Scan {
  /** Every class, in source order, with its ancestors from the program down to its parent. */
  readonly classes: readonly ClassSite[];
  /** Every node with decorators. */
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
}

export interface Reference {
  readonly identifier: Identifier;
  readonly parent: Node;
  readonly property: string;
  readonly isType: boolean;
}

interface Scope {
  readonly parent: Scope | null;
  /** Only watched names, since no other can hide an import that matters. */
  readonly names: Set<string>;
  /** The names of the function around it, where `var` declares. */
  readonly functionNames: Set<string>;
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
  // Changed as the walk goes on.
  const ancestors: { readonly node: Node; property: string }[] = [];

  const declare = (pattern: Node | null | undefined, into: Set<string>) => {
    if (!pattern) return;
    forEachBoundName(pattern, (name) => {
      if (watched.has(name)) into.add(name);
    });
  };

  const visit = (node: Node, property: string, outer: Scope, inType: boolean) => {
    const parent = ancestors.at(-1)?.node ?? node;
    let scope = outer;
    let isType = inType;
    if (decoratorsOf(node).length > 0) decorated.push({ node, parent });

    if (isClass(node)) {
      classes.push({ node, ancestors: ancestors.map((ancestor) => ({ ...ancestor })) });
      if (node.type === "ClassDeclaration") declare(node.id, outer.names);
      scope = newScope(outer, false);
      declare(node.id, scope.names);
    } else if (isFunction(node)) {
      if (node.type === "FunctionDeclaration") declare((node as NamedNode).id, outer.names);
      scope = newScope(outer, true);
      if (node.type === "FunctionExpression") declare((node as NamedNode).id, scope.names);
      for (const parameter of node.params) declare(parameter, scope.names);
    } else if (SCOPED.has(node.type)) {
      scope = newScope(outer, node.type === "StaticBlock" || node.type === "TSModuleBlock");
      if (node.type === "CatchClause") declare((node as CatchNode).param, scope.names);
    } else if (node.type === "VariableDeclaration") {
      const { kind, declarations } = node as VariableNode;
      const into = kind === "var" ? outer.functionNames : outer.names;
      for (const declarator of declarations) declare(declarator.id, into);
    } else if (NAMED_DECLARATIONS.has(node.type)) {
      declare((node as NamedNode).id, outer.names);
      isType ||= node.type === "TSDeclareFunction";
    } else if (node.type === "PrivateIdentifier") {
      privateNames.add((node as Identifier).name);
    } else if (node.type === "Identifier") {
      const identifier = node as Identifier;
      names.add(identifier.name);
      const isForeignExport =
        parent.type === "ExportSpecifier" && Boolean((ancestors.at(-2)?.node as ExportNode).source);
      if (watched.has(identifier.name) && !isForeignExport && isReference(property, parent)) {
        candidates.push({ identifier, parent, property, isType, scope: outer });
      }
    } else if (node.type === "JSXIdentifier") {
      const identifier = node as Identifier;
      names.add(identifier.name);
      if (watched.has(identifier.name) && isElementName(property, parent, identifier)) {
        candidates.push({ identifier, parent, property, isType, scope: outer });
      }
    } else if (node.type.startsWith("TS") && !VALUE_NODES.has(node.type)) isType = true;

    const here = { node, property: "" };
    ancestors.push(here);
    forEachChild(node, (child, childProperty) => {
      here.property = childProperty;
      visit(child, childProperty, scope, isType);
    });
    ancestors.pop();
  };

  visit(program, "", newScope(null, true), false);
  const references = candidates.filter(
    ({ identifier, scope }) => !isHidden(identifier.name, scope),
  );
  // The parsers differ on where decorators stand among the properties of a node.
  classes.sort((a, b) => startOf(a.node.body) - startOf(b.node.body));
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
  const names = new Set<string>();
  return {
    parent,
    names,
    functionNames: parent && !isFunctionScope ? parent.functionNames : names,
  };
}

/**
 * Is an identifier at this place a use of a variable, not a name of a property, label, or specifier? Names that are
 * declared here count: their own scope hides the import from them.
 */
function isReference(property: string, parent: Node): boolean {
  const { computed } = parent as { computed?: boolean };
  switch (parent.type) {
    case "MemberExpression":
      return property === "object" || computed === true;
    // A shorthand `{ field }` holds the identifier twice; the value counts.
    case "Property":
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
    case "TSEnumMember":
      return property === "initializer";
    case "ExportSpecifier":
      return property === "local";
    case "TSImportEqualsDeclaration":
      return property !== "id";
    default:
      return true;
  }
}

/** `w` of `<w.Button>`, `Button` of `<Button>`; not `button` of `<button>`, which is a string, nor the closing tag's. */
function isElementName(property: string, parent: Node, { name }: Identifier): boolean {
  if (parent.type === "JSXMemberExpression") return property === "object";
  return parent.type === "JSXOpeningElement" && property === "name" && !/^[a-z]|-/.test(name);
}

/** The names a pattern binds; TypeScript's parameter properties are patterns too. */
function forEachBoundName(pattern: Node, found: (name: string) => void): void {
  if (pattern.type === "Identifier") found((pattern as Identifier).name);
  else {
    forEachChild(pattern, (child, property) => {
      if (BINDING.has(property)) forEachBoundName(child, found);
    });
  }
}

/** The properties of patterns that hold what is bound: not the key of a property, not a default value. */
const BINDING = new Set(["argument", "elements", "left", "parameter", "properties", "value"]);

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
  "TSImportEqualsDeclaration",
]);

interface NamedNode extends Node {
  readonly id?: Node | null;
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
