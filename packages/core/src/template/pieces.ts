import type { Span } from "../estree.ts";

/**
 * Code to emit: text of ours, holes for expressions of the user, and the borders between the members that a stretch of
 * code replaces (`next`), so that a printer of text can keep each expression on its line.
 */
export type Piece = string | Hole | Border;

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

export function isHole(piece: Piece): piece is Hole {
  return typeof piece === "object" && "role" in piece;
}

export function isBorder(piece: Piece): piece is Border {
  return typeof piece === "object" && "next" in piece;
}

/** A tagged template that keeps holes as holes and splices lists of pieces in. */
export function pieces(
  texts: TemplateStringsArray,
  ...values: readonly (Piece | readonly Piece[])[]
): Piece[] {
  const result: Piece[] = [];
  const add = (piece: Piece) => {
    if (piece !== "") result.push(piece);
  };
  texts.forEach((text, index) => {
    add(text);
    const value = values[index] ?? "";
    if (isPiece(value)) add(value);
    else value.forEach(add);
  });
  return result;
}

function isPiece(value: Piece | readonly Piece[]): value is Piece {
  return !Array.isArray(value);
}

/** Pieces with `separator` between them. */
export function join(lists: readonly (readonly Piece[])[], separator: string): Piece[] {
  return lists.flatMap((list, index) => (index === 0 ? list : [separator, ...list]));
}
