import type { MemberName } from "../analyze/class-model.ts";
import type { Span } from "../estree.ts";
import type { ResolvedOptions } from "../options.ts";

/**
 * What becomes of a file: plain data, positions in the original text, no node of any tree. It can be printed, compared,
 * and carried out by the text printer or by a compiler.
 */
export interface FilePlan {
  readonly imports: ImportPlan;
  /** In source order; a class inside another comes after it. */
  readonly classes: readonly ClassPlan[];
}

export interface ImportPlan {
  /** The local name of the namespace import of `weakfield/internal`. */
  readonly runtime: string;
  /** The declaration in whose place, or behind which, the runtime is imported. */
  readonly anchor: Span;
  /** True where the file can only say `import x = require()`. */
  readonly isRequire: boolean;
  /** The marker's imports of which no use is left. */
  readonly removed: readonly RemovedImport[];
}

export interface RemovedImport {
  readonly declaration: Span;
  /** Null: the whole declaration goes. */
  readonly specifier: Span | null;
  /** The specifiers of the declaration that stay. */
  readonly kept: readonly Span[];
}

export interface ClassPlan {
  /** From the first character of the class, its decorators included, to the last. */
  readonly span: Span;
  /** Offset of the `{` of the class body, by which a printer finds its own node. */
  readonly bodyStart: number;
  /** The name for messages: as written, or inferred, or `""`. */
  readonly owner: string;
  /** The `name` that an anonymous class has by its position, `""` included; null if it has one of its own. */
  readonly assumedName: string | null;
  /** The name that a class declaration declares; null for any other class. */
  readonly declaredName: string | null;
  /** Does the class, or a member of it, have a decorator of somebody else? */
  readonly isDecorated: boolean;
  /** Does a member, with `@field` or without, have a name whose evaluation can be told? `[Symbol.iterator]` cannot. */
  readonly hasComputedNames: boolean;
  readonly isDerived: boolean;
  readonly place: Place;
  readonly properties: ResolvedOptions["properties"];
  /** Local of the handle of the class, which the runtime makes. */
  readonly handle: string;
  readonly store: StoreKind;
  /**
   * Where the class is entered with its fields: in a statement behind it, which costs less, where none of its own code can
   * run before that; else in its first static block.
   */
  readonly entered: "behind" | "inside";
  readonly fields: readonly FieldPlan[];
  readonly initialization: Initialization;
  /** Local of the function that defines own accessors, with `properties: "own"`. */
  readonly ownLocal: string | null;
  /** Local of the list of live instances, with `inspect`. */
  readonly liveLocal: string | null;
}

/** Where the variables of a class are declared, so that each evaluation of the class has its own. */
export type Place =
  | { readonly kind: "statement"; readonly offset: number }
  /** The arrow function whose expression body becomes a block; `bodyStart` is behind the arrow. */
  | { readonly kind: "arrow"; readonly bodyStart: number; readonly bodyEnd: number }
  /** A function around the class expression; `name` is what an anonymous class was to take from its position. */
  | { readonly kind: "function"; readonly name: string | null };

export type StoreKind =
  /** A record per instance, with a slot per field. */
  | "records"
  /** The only field's value itself. */
  | "values"
  /** A `#private` slot per field. */
  | "private"
  /** No instance fields. */
  | "none";

export interface FieldPlan {
  /** The member that the field replaces, decorators included. */
  readonly member: Span;
  /** Does an unterminated property stand before it, one called `get` for example, that would take our first word? */
  readonly needsSeparator: boolean;
  readonly name: MemberName;
  readonly isStatic: boolean;
  /** The record's slot, the private slot without `#`, or the variable of a static field. */
  readonly slot: string;
  readonly converter: ConverterPlan | null;
  readonly key: { readonly expression: ExpressionPlan; readonly local: string } | null;
  readonly initializer: InitializerPlan | null;
  /** Can code run that reads or writes the field before it is initialized? Then each access tests for it. */
  readonly isChecked: boolean;
}

/** An expression of the user; `isSequence` if it needs parentheses as an argument. */
export interface ExpressionPlan {
  readonly span: Span;
  readonly isSequence: boolean;
}

export interface ConverterPlan {
  readonly expression: ExpressionPlan;
  readonly local: string;
  /**
   * Beside the class, in the key of its member, or, where the name allows no expression, in the first static block or in
   * one of its own in place of the member.
   */
  readonly evaluated: "beside" | "key" | "static-block" | "own-block";
}

export interface InitializerPlan {
  readonly expression: ExpressionPlan;
  /** An anonymous function or class, which takes the field's name. */
  readonly takesName: boolean;
  /** A literal on one line, which may be evaluated in another place. */
  readonly isMovable: boolean;
}

export type Initialization =
  /** Nothing to do, or done by the slots themselves. */
  | { readonly kind: "none" }
  /** All fields at once, by a statement of the constructor. */
  | { readonly kind: "constructor"; readonly at: ConstructorPlan }
  /** By carriers in place of the members. */
  | { readonly kind: "carriers"; readonly carriers: readonly CarrierPlan[] };

export type ConstructorPlan =
  | { readonly kind: "new" }
  /** `offset` is where the statement goes; `statement` its index in the body. */
  | { readonly kind: "existing"; readonly offset: number; readonly statement: number };

/** A private field that exists for its initializer: it fills the slots of neighboring fields at their place in the order. */
export interface CarrierPlan {
  /** Without `#`; null where another carrier has initialized the whole run. */
  readonly name: string | null;
  /** Indices of the neighboring members it stands for. */
  readonly run: readonly number[];
  /** The fields of the record that are evaluated before the record exists; only of the first carrier. */
  readonly created: readonly number[];
  /** The fields that are set one after the other once the record exists. */
  readonly set: readonly number[];
}
