import type { ClassNode, DecoratorNode, MemberNode, Node, Span } from "../estree.ts";
import type { ClassSite } from "./scan.ts";

/** The name of a member, as far as the text tells it. */
export type MemberName =
  | { readonly kind: "identifier" | "string" | "number" | "private"; readonly text: string }
  | { readonly kind: "computed"; readonly text: null };

/** What a class body holds, facts only. Nothing here says what becomes of it. */
export interface ClassModel {
  readonly site: ClassSite;
  readonly node: ClassNode;
  /** The name in the source, or the one that the class takes from its position, or `""`. */
  readonly name: string;
  readonly elements: readonly ElementModel[];
  /** Has the class, or anything in it but its fields, a decorator? Those may run code on an instance. */
  readonly hasOtherDecorators: boolean;
  readonly constructorNode: MemberNode | null;
}

export interface ElementModel {
  readonly kind: "field" | "property" | "static-block" | "method" | "accessor" | "type-only";
  readonly node: MemberNode;
  readonly span: Span;
  readonly isStatic: boolean;
  readonly name: MemberName;
  /** Only of a valid `@field`. */
  readonly field: FieldModel | null;
}

export interface FieldModel {
  readonly decorator: DecoratorNode;
  readonly converter: Node | null;
  readonly initializer: Node | null;
  /** The expression of a computed name. */
  readonly key: Node | null;
}

/** The value of a method. */
export interface FunctionValue extends Node {
  readonly params: readonly Node[];
  readonly body: Node | null;
}
