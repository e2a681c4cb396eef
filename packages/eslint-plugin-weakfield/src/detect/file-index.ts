import type { TSESTree } from "@typescript-eslint/utils";
import { type FileFacts, FactsCollector } from "./function-facts.ts";
import {
  type ClassNode,
  isFunction,
  memberName,
  staticName,
  unwrap,
  type Node,
  type SourceCode,
  type Variable,
} from "./syntax.ts";
import { findVariable } from "./variables.ts";
import { walkCode } from "./walk.ts";

/** What several rules need of a file, gathered in one walk. Nothing here outlives the file's `sourceCode`. */
export interface FileIndex {
  sourceCode: SourceCode;
  facts: FileFacts;
  /** Expressions that make an empty container, in source order. */
  creations: readonly Node[];
  /** Member expressions by the name they state (`#x` for a private one). */
  members: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>;
  /** Properties of object patterns by the name they read. */
  patterns: ReadonlyMap<string, readonly TSESTree.Property[]>;
  /** `new X(…)` by the name of `X`. */
  news: ReadonlyMap<string, readonly TSESTree.NewExpression[]>;
  /** Calls of `addEventListener`, `on` and their like. */
  listeners: readonly TSESTree.CallExpression[];
  /** Member expressions with brackets. */
  brackets: readonly TSESTree.MemberExpression[];
  classes: readonly ClassNode[];
  /** Texts put together at run time: `"_" + name`. */
  texts: readonly (
    TSESTree.BinaryExpression | TSESTree.CallExpression | TSESTree.TemplateLiteral
  )[];
  /** The variable an identifier refers to, or null when the file does not declare it. */
  variableOf(identifier: Node): Variable | null;
}

const indexes = new WeakMap<Node, FileIndex>();

/** The index of a file, made when it is first asked for. */
export function getFileIndex(sourceCode: SourceCode): FileIndex {
  let index = indexes.get(sourceCode.ast);
  if (index === undefined) indexes.set(sourceCode.ast, (index = createFileIndex(sourceCode)));
  return index;
}

/** Tells whether an expression makes a container with nothing in it, or a `Map` or `Set` with anything. */
function isCreation(node: Node): boolean {
  switch (node.type) {
    case "ArrayExpression":
      return node.elements.length === 0;
    case "ObjectExpression":
      return node.properties.length === 0;
    case "NewExpression":
      return (
        node.callee.type === "Identifier" &&
        /^(?:Weak)?(?:Map|Set)$|^Array$|^Object$/.test(node.callee.name)
      );
    case "CallExpression": {
      const callee = unwrap(node.callee);
      return (
        callee.type === "MemberExpression" &&
        callee.object.type === "Identifier" &&
        callee.object.name === "Object" &&
        staticName(callee) === "create" &&
        node.arguments[0]?.type === "Literal"
      );
    }
    /* v8 ignore next -- nothing else is asked about */
    default:
      return false;
  }
}

/** `"_".concat(name)` is what compilers make of a template. */
const isText = (node: Node): boolean => node.type === "Literal" && typeof node.value === "string";

function createFileIndex(sourceCode: SourceCode): FileIndex {
  const places = new PlaceCollector();
  walkCode(sourceCode, places);
  let members: FileIndex["members"] | null = null;
  let patterns: FileIndex["patterns"] | null = null;
  return {
    sourceCode,
    facts: places.facts,
    creations: places.creations,
    news: places.news,
    listeners: places.listeners,
    brackets: places.brackets,
    classes: places.classes,
    texts: places.texts,
    // Most files have nothing to ask for.
    get members() {
      return (members ??= groupByName(places.members));
    },
    get patterns() {
      return (patterns ??= groupByName(places.patterns));
    },
    variableOf: (node) => (node.type === "Identifier" ? findVariable(sourceCode, node) : null),
  };
}

/** The places of a file that detectors start from. */
class PlaceCollector {
  readonly facts = new FactsCollector();
  // eslint-disable-next-line weakfield/no-strong-instance-map -- it is freed with the tree it describes
  readonly creations: Node[] = [];
  readonly members: TSESTree.MemberExpression[] = [];
  readonly patterns: TSESTree.Property[] = [];
  readonly news = new Map<string, TSESTree.NewExpression[]>();
  readonly listeners: TSESTree.CallExpression[] = [];
  readonly brackets: TSESTree.MemberExpression[] = [];
  readonly classes: ClassNode[] = [];
  // eslint-disable-next-line weakfield/no-strong-instance-map -- it is freed with the tree it describes
  readonly texts: FileIndex["texts"][number][] = [];

  enter(node: Node): void {
    switch (node.type) {
      case "MemberExpression":
        this.members.push(node);
        if (node.computed) this.brackets.push(node);
        break;
      case "CallExpression":
        this.facts.addCall(node);
        if (node.callee.type === "MemberExpression") this.#enterMethodCall(node, node.callee);
        else if (node.callee.type !== "Identifier" && isCreation(node)) this.creations.push(node);
        break;
      case "ThisExpression":
        this.facts.addThis(node);
        break;
      case "ReturnStatement":
        if (node.argument !== null) this.facts.addReturned(node.argument);
        break;
      case "AssignmentExpression":
        this.facts.addAssignment(node);
        break;
      case "ArrayExpression":
        if (isCreation(node)) this.creations.push(node);
        break;
      case "ObjectExpression":
        if (isCreation(node)) this.creations.push(node);
        else this.facts.addObject(node);
        break;
      case "ArrowFunctionExpression":
      case "FunctionDeclaration":
      case "FunctionExpression":
        this.facts.enterFunction(node);
        break;
      case "BinaryExpression":
        if (node.operator === "+") this.texts.push(node);
        break;
      case "TemplateLiteral":
        if (node.expressions.length > 0) this.texts.push(node);
        break;
      case "NewExpression":
        if (isCreation(node)) this.creations.push(node);
        if (node.callee.type === "Identifier") append(this.news, node.callee.name, node);
        break;
      case "ObjectPattern":
        for (const property of node.properties) {
          if (property.type === "Property") this.patterns.push(property);
        }
        break;
      case "AccessorProperty":
      case "PropertyDefinition":
      case "StaticBlock":
        this.facts.enterInitializer();
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        this.classes.push(node);
        break;
      case "Decorator":
        this.facts.decorators.push(node);
        break;
      default:
    }
  }

  leave(node: Node): void {
    this.facts.leave(node);
  }

  #enterMethodCall(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression): void {
    switch (staticName(callee)) {
      case "addEventListener":
      case "addListener":
      case "on":
      case "once":
        this.listeners.push(node);
        break;
      case "concat":
        if (isText(callee.object)) this.texts.push(node);
        break;
      case "create":
        if (isCreation(node)) this.creations.push(node);
        break;
      default:
    }
  }
}

function groupByName<Place extends Node>(places: readonly Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const name = memberName(place);
    if (name !== null) append(groups, name, place);
  }
  return groups;
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The one expression a variable is initialized with, or null when it has none or several. */
export function onlyValue(variable: Variable): Node | null {
  let value: Node | null = null;
  for (const reference of variable.references) {
    if (!reference.isWrite()) continue;
    if (value !== null || !reference.writeExpr) return null;
    const parent = reference.identifier.parent;
    const isWhole =
      (parent.type === "VariableDeclarator" &&
        parent.id === reference.identifier &&
        parent.init === reference.writeExpr) || // a loop writes its elements
      (parent.type === "AssignmentExpression" &&
        parent.operator === "=" &&
        parent.left === reference.identifier);
    if (!isWhole) return null;
    value = reference.writeExpr;
  }
  return value;
}

/** The function or class that a name is declared as or initialized with. */
export function declaredNode(variable: Variable): Node | null {
  const definition = variable.defs[0];
  if (definition === undefined) return null;
  const { node } = definition as { node: Node };
  if (isFunction(node) && definition.type !== "Parameter") return node;
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression") return node;
  if (node.type !== "VariableDeclarator") return null;
  const value = onlyValue(variable);
  if (value === null) return null;
  let bare = unwrap(value);
  while (bare.type === "AssignmentExpression") bare = unwrap(bare.right); // `const Foo = exports.Foo = …`
  return isFunction(bare) || bare.type === "ClassExpression" || bare.type === "ObjectExpression"
    ? bare
    : null;
}
