import { isHole } from "@weakfield/core";
import type { Hole, Piece } from "@weakfield/core";

/** A token of the template: a hole, or its text. Names carry no marks; a string literal is its value. */
export type Token =
  | { readonly kind: "hole"; readonly hole: Hole }
  | { readonly kind: "name" | "private" | "string" | "number" | "sign"; readonly text: string }
  | { readonly kind: "end"; readonly text: "" };

/** Whatever is not ASCII belongs to a name here: strings are quoted, and classes of Unicode letters cost ten times as much. */
const TOKEN =
  /\s*(?:(#?[$A-Z_a-z\u0080-\uffff][$\w\u0080-\uffff]*)|("(?:[^"\\]|\\.)*")|(\d+)|([(),.:;=?[\]{}]))/y;

/** Cuts pieces into tokens; borders are for printers of text only. A token may go on in the next piece of text. */
export function tokenize(pieces: readonly Piece[]): Token[] {
  const tokens: Token[] = [];
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else if (isHole(piece)) {
      readText(text, tokens);
      text = "";
      tokens.push({ kind: "hole", hole: piece });
    }
  }
  readText(text, tokens);
  tokens.push({ kind: "end", text: "" });
  return tokens;
}

function readText(text: string, tokens: Token[]): void {
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const [, name, string, number, sign] = TOKEN.exec(text) ?? [];
    if (name?.startsWith("#")) tokens.push({ kind: "private", text: name });
    else if (name) tokens.push({ kind: "name", text: name });
    else if (string) tokens.push({ kind: "string", text: JSON.parse(string) as string });
    else if (number) tokens.push({ kind: "number", text: number });
    else if (sign) tokens.push({ kind: "sign", text: sign });
    else throw new Error(`The template has no token at \`${text.slice(start, start + 20)}\`.`);
  }
}
