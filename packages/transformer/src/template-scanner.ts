import { isHole } from "@weakfield/core";
import type { Hole, Piece } from "@weakfield/core";

/** The kind of a token: one of these or, for a sign such as `(`, the code of its character, which is none of these. */
export const TokenKind = {
  end: 0,
  hole: 1,
  name: 2,
  private: 3,
  string: 4,
  number: 5,
  // Words of the grammar, which are names where a name stands.
  const: 128,
  let: 129,
  return: 130,
  this: 131,
  void: 132,
  in: 133,
  get: 134,
  set: 135,
  static: 136,
  constructor: 137,
} as const;

export const Sign = {
  "(": 40,
  ")": 41,
  ",": 44,
  ".": 46,
  ":": 58,
  ";": 59,
  "=": 61,
  "?": 63,
  "[": 91,
  "]": 93,
  "{": 123,
  "}": 125,
} as const;

/**
 * Cuts the pieces of the template into tokens, one at a time; borders are for printers of text only. A token may go on in
 * the next piece of text. By hand and by character codes: a large program has hundreds of thousands of tokens.
 */
export class TemplateScanner {
  /** The kind of the next token. */
  kind = 0;
  /** A name, a private name with its `#`, the value of a string, the digits of a number. */
  value = "";
  /** The expression of the user that a token of the kind `hole` stands for. */
  hole: Hole | null = null;
  readonly #pieces: readonly Piece[];
  #nextPiece = 0;
  #text = "";
  #start = 0;
  #end = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    this.next();
  }

  /**
   * Goes on to the token behind.
   *
   * @throws if there is something that no token begins with, or a string without an end
   */
  next(): void {
    const text = this.#text;
    let start = this.#end;
    while (text.charCodeAt(start) <= SPACE) start++;
    this.#start = start;
    if (start >= text.length) {
      this.#end = start;
      this.#readPiece();
      return;
    }
    const code = text.charCodeAt(start);
    const characterClass = classOf(code);
    if (characterClass === Class.sign) {
      this.kind = code;
      this.#end = start + 1;
    } else if (characterClass === Class.quote) this.#readString(text, start);
    else if (characterClass === Class.none) {
      throw new Error(`The template has no token at \`${text.slice(start, start + 20)}\`.`);
    } else this.#readWord(text, start, characterClass);
  }

  /** Is there a name? A word of the grammar is one, too. */
  get isName(): boolean {
    return this.kind === TokenKind.name || this.kind >= TokenKind.const;
  }

  /** How the next token is written, for messages. */
  get written(): string {
    if (this.kind === TokenKind.hole) return "an expression";
    return `\`${this.#text.slice(this.#start, this.#end)}\``;
  }

  #readWord(text: string, start: number, characterClass: number): void {
    let end = start + 1;
    for (;;) {
      const next = classOf(text.charCodeAt(end));
      if (next !== Class.name && next !== Class.digit) break;
      end++;
    }
    this.#end = end;
    this.value = text.slice(start, end);
    if (characterClass === Class.name) this.kind = WORDS.get(this.value) ?? TokenKind.name;
    else this.kind = characterClass === Class.digit ? TokenKind.number : TokenKind.private;
  }

  #readString(text: string, start: number): void {
    let end = start + 1;
    let hasEscapes = false;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        hasEscapes = true;
        end++;
      }
      if (++end > text.length) {
        throw new Error(`The template has a string without an end: ${text.slice(start)}.`);
      }
    }
    this.#end = end + 1;
    this.kind = TokenKind.string;
    this.value = hasEscapes
      ? (JSON.parse(text.slice(start, end + 1)) as string)
      : text.slice(start + 1, end);
  }

  /** The text up to the next hole, the hole, or the end. */
  #readPiece(): void {
    const pieces = this.#pieces;
    const first = pieces[this.#nextPiece];
    if (first === undefined) {
      this.kind = TokenKind.end;
      return;
    }
    if (isHole(first)) {
      this.#nextPiece++;
      this.kind = TokenKind.hole;
      this.hole = first;
      return;
    }
    let text = "";
    for (; this.#nextPiece < pieces.length; this.#nextPiece++) {
      const piece = pieces[this.#nextPiece] as Piece;
      if (typeof piece === "string") text += piece;
      else if (isHole(piece)) break;
    }
    this.#text = text;
    this.#end = 0;
    this.next();
  }
}

const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries(TokenKind).filter(([, kind]) => kind >= TokenKind.const),
);
const [SPACE, QUOTE, BACKSLASH] = [32, 34, 92] as const;

const Class = { none: 0, name: 1, digit: 2, hash: 3, quote: 4, sign: 5 } as const;
const CLASSES = createClasses();

function createClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  const fill = (characters: string, characterClass: number) => {
    for (const character of characters) classes[character.charCodeAt(0)] = characterClass;
  };
  fill("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_", Class.name);
  fill("0123456789", Class.digit);
  fill("#", Class.hash);
  fill('"', Class.quote);
  fill(Object.keys(Sign).join(""), Class.sign);
  return classes;
}

/** Whatever is not ASCII belongs to a name here: strings are quoted, and letters of Unicode take long to tell. */
function classOf(code: number): number {
  return code > 127 ? Class.name : (CLASSES[code] ?? Class.none);
}
