import type { Node, SourceCode } from "./syntax.ts";

/** What a walk calls. */
interface Visitor {
  enter(node: Node): void;
  /** Called for functions, fields and static blocks, after everything inside them. */
  leave(node: Node): void;
}

type Children = Record<string, Node | (Node | null)[] | null | undefined>;

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
  const keysOfType = new Map<string, readonly string[]>();
  // Null stands above a node that is to be left.
  const stack: (Node | null)[] = [ast];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null) {
      visitor.leave(stack.pop() as Node);
      continue;
    }
    visitor.enter(node);
    let keys = keysOfType.get(node.type);
    if (keys === undefined) {
      keys = (visitorKeys[node.type] ?? []).filter((key) => !TYPE_KEYS.has(key)).reverse();
      keysOfType.set(node.type, keys);
    }
    if (isLeft(node.type)) stack.push(node, null);
    for (const key of keys) {
      const child = (node as unknown as Children)[key];
      if (!child) continue;
      if (!Array.isArray(child)) {
        if (!isPassedBy(child)) stack.push(child);
        continue;
      }
      for (let index = child.length - 1; index >= 0; index--) {
        const item = child[index];
        if (item && !isPassedBy(item)) stack.push(item);
      }
    }
  }
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
