import type { TSESTree } from "@typescript-eslint/utils";
import {
  isFunction,
  staticName,
  unwrap,
  type Node,
  type SourceCode,
  type Variable,
} from "./syntax.ts";

/** What several rules need of a file, gathered in one walk. Nothing here outlives the file's `sourceCode`. */
export interface FileIndex {
  sourceCode: SourceCode;
  /** Expressions that make an empty container, in source order. */
  creations: Node[];
  /** Member expressions by the name they state (`#x` for a private one). */
  members: Map<string, TSESTree.MemberExpression[]>;
  /** Properties of object patterns by the name they read. */
  patterns: Map<string, TSESTree.Property[]>;
  /** `new X(…)` by the name of `X`. */
  news: Map<string, TSESTree.NewExpression[]>;
  /** Every function that contains a call of `addEventListener` or `on`, with those calls. */
  listeners: TSESTree.CallExpression[];
  /** Member expressions with a computed, not literal, property. */
  brackets: TSESTree.MemberExpression[];
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
    default:
      return false;
  }
}

const LISTENING = new Set(["addEventListener", "addListener", "on", "once"]);

function createFileIndex(sourceCode: SourceCode): FileIndex {
  const creations: Node[] = [];
  const members: FileIndex["members"] = new Map();
  const patterns: FileIndex["patterns"] = new Map();
  const news: FileIndex["news"] = new Map();
  const listeners: TSESTree.CallExpression[] = [];
  const brackets: TSESTree.MemberExpression[] = [];
  const keysOf = sourceCode.visitorKeys;
  const stack: Node[] = [sourceCode.ast];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isCreation(node)) creations.push(node);
    switch (node.type) {
      case "MemberExpression": {
        const name = staticName(node);
        if (name !== null) append(members, name, node);
        if (node.computed) brackets.push(node);
        break;
      }
      case "ObjectPattern":
        for (const property of node.properties) {
          if (property.type !== "Property") continue;
          const name = staticName(property);
          if (name !== null) append(patterns, name, property);
        }
        break;
      case "NewExpression":
        if (node.callee.type === "Identifier") append(news, node.callee.name, node);
        break;
      case "CallExpression":
        if (
          node.callee.type === "MemberExpression" &&
          LISTENING.has(staticName(node.callee) ?? "")
        ) {
          listeners.push(node);
        }
        break;
      default:
    }
    const keys = keysOf[node.type] ?? [];
    for (let index = keys.length - 1; index >= 0; index--) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[
        keys[index] as string
      ];
      if (Array.isArray(child)) {
        for (let item = child.length - 1; item >= 0; item--) {
          const element = child[item];
          if (element) stack.push(element);
        }
      } else if (child) stack.push(child);
    }
  }

  let variables: ReadonlyMap<Node, Variable> | null = null;
  return {
    sourceCode,
    creations,
    members,
    patterns,
    news,
    listeners,
    brackets,
    variableOf: (identifier) => {
      // Most files have nothing to ask for.
      variables ??= collectVariables(sourceCode);
      const variable = variables.get(identifier);
      return variable === undefined || variable.defs.length === 0 ? null : variable;
    },
  };
}

/** The variable of each identifier that declares or uses one. */
function collectVariables(sourceCode: SourceCode): Map<Node, Variable> {
  const variables = new Map<Node, Variable>();
  for (const scope of sourceCode.scopeManager?.scopes ?? []) {
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) variables.set(identifier, variable);
      for (const reference of variable.references) variables.set(reference.identifier, variable);
    }
  }
  return variables;
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
  const bare = unwrap(value);
  return isFunction(bare) || bare.type === "ClassExpression" || bare.type === "ObjectExpression"
    ? bare
    : null;
}
