import { parseSync } from "oxc-parser";

/** A node of oxc-parser's tree, read by the names of its properties. */
export interface Tree {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** A text and its tree. */
export interface Parsed {
  readonly text: string;
  readonly program: Tree;
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

/** Parses as every door of weakfield does; a message where the text cannot be parsed. */
export function parse(fileName: string, text: string): Parsed | string {
  const lang = fileName.endsWith(".tsx") ? "tsx" : "ts";
  const options = { lang, preserveParens: false, astType: "ts" } as const;
  const { program, errors, comments } = parseSync(fileName, text, options);
  const [error] = errors;
  if (error) return error.message;
  return { text, program: program as unknown as Tree, comments };
}

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && typeof (value as Tree).type === "string";
}

/** The nodes right below a node, with the property that holds each. */
export function* childrenOf(node: Tree): Generator<{ child: Tree; property: string }> {
  for (const property in node) {
    const value = node[property];
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isTree(child)) yield { child, property };
    }
  }
}

/** A node and all below it. */
export function* nodesOf(node: Tree): Generator<Tree> {
  yield node;
  for (const { child } of childrenOf(node)) yield* nodesOf(child);
}

export function listOf(node: Tree, property: string): readonly Tree[] {
  const value = node[property];
  return Array.isArray(value) ? (value as unknown[]).filter(isTree) : [];
}

export function childOf(node: Tree, property: string): Tree | null {
  const value = node[property];
  return isTree(value) ? value : null;
}

export function isClass({ type }: Tree): boolean {
  return type === "ClassDeclaration" || type === "ClassExpression";
}
