/**
 * A node of the tree that oxc-parser (`start`/`end`) or typescript-eslint (`range` in their place) made.
 * Only what the analysis reads is typed; both parsers agree on all of it.
 */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly range?: readonly [number, number];
}

/** A stretch of the original text, in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Identifier extends Node {
  readonly name: string;
}

export interface DecoratorNode extends Node {
  readonly expression: Node;
}

export interface ClassNode extends Node {
  readonly id: Identifier | null;
  readonly superClass: Node | null;
  readonly body: ClassBodyNode;
  readonly declare?: boolean;
}

export interface ClassBodyNode extends Node {
  readonly body: readonly MemberNode[];
}

/** Any element of a class body: property, accessor property, method, static block, index signature. */
export interface MemberNode extends Node {
  readonly key?: Node;
  readonly value?: Node | null;
  readonly computed?: boolean;
  readonly static?: boolean;
  readonly declare?: boolean;
  readonly kind?: string;
}

export interface FunctionNode extends Node {
  readonly params: readonly Node[];
  readonly body: Node | null;
}

/** Where a node stands in the text. */
export function spanOf(node: Node): Span {
  return { start: startOf(node), end: endOf(node) };
}

export function startOf(node: Node): number {
  return node.range ? node.range[0] : node.start;
}

export function endOf(node: Node): number {
  return node.range ? node.range[1] : node.end;
}

/** The decorators of a node; parsers of plain JavaScript have no property for them. */
export function decoratorsOf(node: Node): readonly DecoratorNode[] {
  return (node as { decorators?: readonly DecoratorNode[] }).decorators ?? [];
}

/** Properties that hold objects which are no children. */
const NO_CHILD = new Set(["range", "loc", "parent", "tokens", "comments"]);

/** Calls `visit` with every child node and the name of the property that holds it, in the order of the properties. */
export function forEachChild(node: Node, visit: (child: Node, property: string) => void): void {
  for (const property in node) {
    const value = (node as unknown as Record<string, unknown>)[property];
    if (typeof value !== "object" || value === null || NO_CHILD.has(property)) continue;
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isNode(item)) visit(item, property);
    } else if (isNode(value)) visit(value, property);
  }
}

/** One of TypeScript's wrappers that leave no trace at run time: `x as T`, `x satisfies T`, `x!`, `<T>x`, `x<T>`. */
export function isErasedWrapper(node: Node): boolean {
  return ERASED_WRAPPERS.has(node.type);
}

/** The expression inside TypeScript's wrappers. */
export function unwrap(node: Node): Node {
  let current = node;
  while (isErasedWrapper(current)) {
    current = (current as Node & { expression: Node }).expression;
  }
  return current;
}

const ERASED_WRAPPERS = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
