import type { Node, SourceCode } from "./syntax.ts";

/** What a walk calls. */
interface Visitor {
  enter(node: Node): void;
  /** Called for functions, fields and static blocks, after everything inside them. */
  leave(node: Node): void;
}

type Child = Node | null | undefined;

/** What only types hold: no value is made, read or written there. */
const TYPE_KEYS: ReadonlySet<string> = new Set([
  "implements",
  "returnType",
  "superTypeArguments",
  "superTypeParameters",
  "typeAnnotation",
  "typeArguments",
  "typeParameters",
]);

/**
 * Walks over the code of a file in source order; types, imports, plain names and literals are passed
 * by. With a stack of its own: minified files nest deeper than the call stack allows.
 */
export function walkCode({ ast, visitorKeys }: SourceCode, visitor: Visitor): void {
  const keysOfType = getKeys(visitorKeys);
  // Null stands above a node that is to be left.
  const stack: (Node | null)[] = [ast];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null) {
      visitor.leave(stack.pop() as Node);
      continue;
    }
    visitor.enter(node);
    if (isLeft(node.type)) stack.push(node, null);
    if (pushFrequent(node, stack)) continue;
    /* v8 ignore next -- a parser names the keys of all its nodes */
    const keys = keysOfType.get(node.type) ?? [];
    for (const key of keys) {
      const child = (node as unknown as Record<string, Child | Child[]>)[key];
      if (Array.isArray(child)) pushAll(child, stack);
      else push(child, stack);
    }
  }
}

/** By a parser's list of keys, of which there is one for all its files. */
const codeKeys = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** The keys of each type under which there may be code, the last one first. */
function getKeys(visitorKeys: SourceCode["visitorKeys"]): ReadonlyMap<string, readonly string[]> {
  let keys = codeKeys.get(visitorKeys);
  if (keys === undefined) {
    keys = new Map(
      Object.entries(visitorKeys).map(([type, all]) => [
        type,
        all.filter((key) => !TYPE_KEYS.has(key)).reverse(),
      ]),
    );
    codeKeys.set(visitorKeys, keys);
  }
  return keys;
}

/**
 * Pushes the children of a node of the types that most nodes have, the last one first; false for every other type.
 * A name that is written out is read several times as fast as one that is looked up among the keys of a type.
 */
function pushFrequent(node: Node, stack: (Node | null)[]): boolean {
  switch (node.type) {
    case "MemberExpression":
      if (node.computed) push(node.property, stack);
      push(node.object, stack);
      return true;
    case "CallExpression":
    case "NewExpression":
      pushAll(node.arguments, stack);
      push(node.callee, stack);
      return true;
    case "ExpressionStatement":
      push(node.expression, stack);
      return true;
    case "BlockStatement":
      pushAll(node.body, stack);
      return true;
    case "Property":
      push(node.value, stack);
      if (node.computed) push(node.key, stack);
      return true;
    case "ObjectExpression":
      pushAll(node.properties, stack);
      return true;
    case "ReturnStatement":
      push(node.argument, stack);
      return true;
    case "AssignmentExpression":
    case "BinaryExpression":
    case "LogicalExpression":
      push(node.right, stack);
      push(node.left, stack);
      return true;
    case "VariableDeclaration":
      pushAll(node.declarations, stack);
      return true;
    case "VariableDeclarator":
      push(node.init, stack);
      push(node.id, stack);
      return true;
    case "IfStatement":
      push(node.alternate, stack);
      push(node.consequent, stack);
      push(node.test, stack);
      return true;
    case "ThisExpression":
      return true;
    default:
      return false;
  }
}

function pushAll(children: readonly Child[], stack: (Node | null)[]): void {
  for (let index = children.length - 1; index >= 0; index--) push(children[index], stack);
}

function push(child: Child, stack: (Node | null)[]): void {
  if (child && !isPassedBy(child)) stack.push(child);
}

function isPassedBy(node: Node): boolean {
  switch (node.type) {
    case "Identifier": {
      // A parameter may be decorated; not every parser has the list.
      const { decorators } = node as { decorators?: readonly Node[] };
      return decorators === undefined || decorators.length === 0;
    }
    case "Literal":
    case "ExportAllDeclaration":
    case "ImportDeclaration":
    case "PrivateIdentifier":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TemplateElement":
      return true;
    default:
      return false;
  }
}

function isLeft(type: string): boolean {
  switch (type) {
    case "AccessorProperty":
    case "ArrowFunctionExpression":
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "PropertyDefinition":
    case "StaticBlock":
      return true;
    default:
      return false;
  }
}
