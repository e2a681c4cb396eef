import { isHole } from "@weakfield/core";
import type { Hole, Piece } from "@weakfield/core";

/** A token of the template: a hole, or its text. Names carry no marks; a string literal is its value. */
export type Token =
  | { readonly kind: "hole"; readonly hole: Hole }
  | { readonly kind: "name" | "private" | "string" | "number" | "sign"; readonly text: string }
  | { readonly kind: "end"; readonly text: "" };

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

/** By hand: a regular expression makes an array for each token, and took longer than all that is done with them. */
function readText(text: string, tokens: Token[]): void {
  let at = 0;
  while (at < text.length) {
    const start = at;
    const first = text.charCodeAt(at++);
    if (first <= SPACE) continue;
    if (first === QUOTE) {
      while (at < text.length && text.charCodeAt(at) !== QUOTE) {
        at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
      }
      const string = text.slice(start, ++at);
      if (at > text.length) throw new Error(`The template has a string without an end: ${string}.`);
      tokens.push({ kind: "string", text: JSON.parse(string) as string });
      continue;
    }
    if (isDigit(first) || isNamePart(first) || first === HASH) {
      while (isNamePart(text.charCodeAt(at)) || isDigit(text.charCodeAt(at))) at++;
      const kind = isDigit(first) ? "number" : first === HASH ? "private" : "name";
      tokens.push({ kind, text: text.slice(start, at) });
      continue;
    }
    const sign = text.charAt(start);
    if (!SIGNS.has(sign)) {
      throw new Error(`The template has no token at \`${text.slice(start, start + 20)}\`.`);
    }
    tokens.push({ kind: "sign", text: sign });
  }
}

const [SPACE, QUOTE, BACKSLASH, HASH] = [" ", '"', "\\", "#"].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];
const SIGNS: ReadonlySet<string> = new Set("(),.:;=?[]{}");

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Whatever is not ASCII belongs to a name here: strings are quoted, and letters of Unicode take long to tell. */
const isNamePart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 36 ||
  code === 95 ||
  code > 127;
