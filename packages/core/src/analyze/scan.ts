import type { ClassNode, FunctionNode, Identifier, Node } from "../estree.ts";
import { decoratorsOf, forEachChild, startOf } from "../estree.ts";
import { findSightings } from "./sightings.ts";

/** What one walk over a program finds; everything later works on this. */
export interface Scan {
  /** Every class, in source order. */
  readonly classes: readonly ClassSite[];
  /** Every node with decorators. */
  readonly decorated: readonly DecoratedSite[];
  /** Uses of the watched names, where they mean the import. */
  readonly references: readonly Reference[];
}

export interface ClassSite {
  readonly node: ClassNode;
  /** A class has the program above it, if nothing else. */
  readonly above: Ancestor;
}

/** A node above another, the property of it that leads down, and what is above the node. */
export interface Ancestor {
  readonly node: Node;
  readonly property: string;
  readonly above: Ancestor | null;
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
 * Walks the program once, past all that has neither a class nor a decorator nor a watched name in its text.
 *
 * @param watched the names that imports bind and whose uses matter
 */
export function scanProgram(program: Node, text: string, watched: ReadonlySet<string>): Scan {
  const isOfInterest = findSightings(text, ["class", "@", ...watched]);
  const classes: ClassSite[] = [];
  const decorated: DecoratedSite[] = [];
  const candidates: (Reference & { scope: Scope })[] = [];

  const declare = (pattern: Node | null | undefined, into: Set<string>) => {
    if (!pattern) return;
    forEachBoundName(pattern, (name) => {
      if (watched.has(name)) into.add(name);
    });
  };

  const visit = (node: Node, above: Ancestor | null, outer: Scope, inType: boolean) => {
    const parent = above ? above.node : node;
    const property = above ? above.property : "";
    let scope = outer;
    let isType = inType;
    switch (kindOf(node)) {
      case "plain":
        break;
      case "identifier": {
        const identifier = node as Identifier;
        if (watched.has(identifier.name) && isReference(property, parent)) {
          const isForeignExport =
            parent.type === "ExportSpecifier" && Boolean((above?.above?.node as ExportNode).source);
          if (!isForeignExport) {
            candidates.push({ identifier, parent, property, isType, scope: outer });
          }
        }
        break;
      }
      case "class":
        classes.push({ node: node as ClassNode, above: above as Ancestor });
        if (node.type === "ClassDeclaration") declare((node as NamedNode).id, outer.names);
        scope = newScope(outer, false);
        declare((node as NamedNode).id, scope.names);
        break;
      case "function":
        if (node.type === "FunctionDeclaration") declare((node as NamedNode).id, outer.names);
        scope = newScope(outer, true);
        if (node.type === "FunctionExpression") declare((node as NamedNode).id, scope.names);
        for (const parameter of (node as FunctionNode).params) declare(parameter, scope.names);
        break;
      case "block":
        scope = newScope(outer, false);
        break;
      case "function-block":
        scope = newScope(outer, true);
        break;
      case "catch":
        scope = newScope(outer, false);
        declare((node as CatchNode).param, scope.names);
        break;
      case "variables": {
        const { kind, declarations } = node as VariableNode;
        const into = kind === "var" ? outer.functionNames : outer.names;
        for (const declarator of declarations) declare(declarator.id, into);
        break;
      }
      case "signature":
        isType = true;
      // falls through
      case "declaration":
        declare((node as NamedNode).id, outer.names);
        break;
      case "element-name": {
        const identifier = node as Identifier;
        if (watched.has(identifier.name) && isElementName(property, parent, identifier)) {
          candidates.push({ identifier, parent, property, isType, scope: outer });
        }
        break;
      }
      case "type":
        isType = true;
    }

    forEachChild(node, (child, childProperty) => {
      if (decoratorsOf(child).length > 0) decorated.push({ node: child, parent: node });
      else if (!isOfInterest(child)) return;
      visit(child, { node, property: childProperty, above }, scope, isType);
    });
  };

  visit(program, null, newScope(null, true), false);
  const references = candidates.filter(
    ({ identifier, scope }) => !isHidden(identifier.name, scope),
  );
  // The parsers differ on where decorators stand among the properties of a node.
  classes.sort((a, b) => startOf(a.node.body) - startOf(b.node.body));
  return { classes, decorated, references };
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
    case "TSQualifiedName":
      return property === "left";
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

/** What a node means to the walk. */
type Kind =
  | "plain"
  | "identifier"
  | "element-name"
  | "class"
  | "function"
  | "variables"
  /** Something else that declares its `id`. */
  | "declaration"
  /** The same, a type. */
  | "signature"
  | "block"
  /** A block in which `var` stays. */
  | "function-block"
  | "catch"
  | "type";

/** The nodes whose type alone does not tell what they mean. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["Identifier", "identifier"],
  ["JSXIdentifier", "element-name"],
  ["ClassDeclaration", "class"],
  ["ClassExpression", "class"],
  ["FunctionDeclaration", "function"],
  ["FunctionExpression", "function"],
  ["ArrowFunctionExpression", "function"],
  ["VariableDeclaration", "variables"],
  ["TSEnumDeclaration", "declaration"],
  ["TSModuleDeclaration", "declaration"],
  ["TSDeclareFunction", "signature"],
  ["BlockStatement", "block"],
  ["ForStatement", "block"],
  ["ForInStatement", "block"],
  ["ForOfStatement", "block"],
  ["SwitchStatement", "block"],
  ["StaticBlock", "function-block"],
  ["TSModuleBlock", "function-block"],
  ["CatchClause", "catch"],
  // Their children are values, though their types begin with `TS`.
  ["TSAsExpression", "plain"],
  ["TSSatisfiesExpression", "plain"],
  ["TSNonNullExpression", "plain"],
  ["TSTypeAssertion", "plain"],
  ["TSInstantiationExpression", "plain"],
  ["TSEnumBody", "plain"],
  ["TSEnumMember", "plain"],
  ["TSExportAssignment", "plain"],
  ["TSParameterProperty", "plain"],
  ["TSAbstractPropertyDefinition", "plain"],
  ["TSAbstractAccessorProperty", "plain"],
  ["TSAbstractMethodDefinition", "plain"],
  ["TSImportEqualsDeclaration", "plain"],
  // Of a value in `import f = w.field`; what has one in a type is a type itself.
  ["TSQualifiedName", "plain"],
]);

/** One look at the type of a node, which is a new string for each: parsers hand trees over as JSON. */
function kindOf({ type }: Node): Kind {
  return KINDS.get(type) ?? (type.startsWith("TS") ? "type" : "plain");
}

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
