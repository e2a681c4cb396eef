import type { Span } from "../estree.ts";

/**
 * Code to emit: text of ours, holes for expressions of the user, the borders between the members that a stretch of
 * code replaces (`next`), so that a printer of text can keep each expression on its line, and the members that text of ours
 * comes from (`from`), so that both printers map it there.
 */
export type Piece = string | Hole | Border | Origin;

/** An expression of the user, by field and role, so that a compiler finds its own node, and by span for text. */
export interface Hole {
  readonly field: number;
  readonly role: "converter" | "key" | "initializer";
  readonly span: Span;
}

/** What follows stands in place of the member of this field. */
export interface Border {
  readonly next: number;
}

/** What follows comes from the member of this field, wherever it stands. Only between class elements. */
export interface Origin {
  readonly from: number;
}

export function isHole(piece: Piece): piece is Hole {
  return typeof piece === "object" && "role" in piece;
}

export function isBorder(piece: Piece): piece is Border {
  return typeof piece === "object" && "next" in piece;
}

export function isOrigin(piece: Piece): piece is Origin {
  return typeof piece === "object" && "from" in piece;
}

/** A tagged template that keeps holes as holes and splices lists of pieces in. */
export function pieces(
  texts: TemplateStringsArray,
  ...values: readonly (Piece | readonly Piece[])[]
): Piece[] {
  const result: Piece[] = [];
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string;
    if (text !== "") result.push(text);
    const value = values[index] ?? "";
    if (!isPiece(value)) result.push(...value);
    else if (value !== "") result.push(value);
  }
  return result;
}

function isPiece(value: Piece | readonly Piece[]): value is Piece {
  return !Array.isArray(value);
}

/** Pieces with `separator` between them. */
export function join(lists: readonly (readonly Piece[])[], separator: string): Piece[] {
  const result: Piece[] = [];
  lists.forEach((list, index) => {
    if (index > 0) result.push(separator);
    result.push(...list);
  });
  return result;
}
