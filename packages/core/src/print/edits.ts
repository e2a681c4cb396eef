import { encode } from "@jridgewell/sourcemap-codec";
import type { SourceMapSegment } from "@jridgewell/sourcemap-codec";
import type { Span } from "../estree.ts";
import { lowerBound } from "../lower-bound.ts";

/** A rewritten text. */
export interface PrintedText {
  readonly code: string;
  /** From `code` to the original text, exact for every expression of the user. */
  readonly map: SourceMap;
}

/** A source map of version 3 (ECMA-426), one source with its content. */
export interface SourceMap {
  version: 3;
  sources: string[];
  sourcesContent: string[];
  names: string[];
  mappings: string;
}

/** The code with its map in a comment behind it, as tools read it that are given a text and nothing else. */
export function withInlineMap({ code, map }: PrintedText): string {
  const data = Buffer.from(JSON.stringify(map)).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${data}\n`;
}

/** What is put into a text: code, code that is mapped to an offset, or a stretch of the original together with the edits in it. */
export type Part = string | MappedCode | Span;

export interface MappedCode {
  readonly code: string;
  readonly at: number;
}

/** Edits of a text, to be carried out all at once. */
export interface Edits {
  /** Puts parts before what begins at the offset. The code in them has no place in the original. */
  readonly insert: (offset: number, parts: readonly Part[]) => void;
  /**
   * Puts code in place of a stretch, where it is mapped to if not elsewhere; what is inserted where an empty stretch is comes
   * before it.
   */
  readonly replace: (span: Span, ...code: readonly (string | MappedCode)[]) => void;
  /** Edits inside of a replaced stretch count where a part of it is put. */
  readonly print: (fileName: string) => PrintedText;
}

interface Edit extends Span {
  readonly parts: readonly Part[];
  readonly isMapped: boolean;
}

/** Collects edits of a text. At one offset, the first insertion comes first. */
export function createEdits(text: string): Edits {
  const edits: Edit[] = [];
  return {
    insert(offset, parts) {
      edits.push({ start: offset, end: offset, parts, isMapped: false });
    },
    replace({ start, end }, ...parts) {
      edits.push({ start, end, parts, isMapped: true });
    },
    print(fileName) {
      edits.sort((a, b) => a.start - b.start || Number(a.isMapped) - Number(b.isMapped));
      const starts = edits.map(({ start }) => start);
      const output = createOutput(text);
      const put = (start: number, end: number): void => {
        let at = start;
        for (let index = lowerBound(starts, start); index < edits.length; index++) {
          const edit = edits[index] as Edit;
          if (edit.start > end) break;
          if (edit.start < at || edit.end > end) continue;
          output.original(at, edit.start);
          for (const part of edit.parts) {
            if (typeof part === "string") output.code(part, edit.isMapped ? edit.start : null);
            else if ("code" in part) output.code(part.code, part.at);
            else put(part.start, part.end);
          }
          at = edit.end;
        }
        output.original(at, end);
      };
      put(output.begin, text.length);
      return output.finish(fileName);
    },
  };
}

/** Writes a text from its start to its end, and the map beside it. */
function createOutput(text: string) {
  // A byte order mark is no part of the first line.
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const hasOnlyFeeds = !OTHER_LINE_ENDS.some((end) => text.includes(end));
  const nextLine = (part: string, from: number): number =>
    hasOnlyFeeds ? part.indexOf("\n", from) + 1 : afterLineEnd(part, from);
  const lineStarts = [begin];
  for (let at = nextLine(text, 0); at > 0; at = nextLine(text, at)) lineStarts.push(at);
  const lineOf = (offset: number): number => lowerBound(lineStarts, offset + 1) - 1;
  const segments: SourceMapSegment[][] = [[]];
  let code = text.slice(0, begin);
  let line = segments[0] as SourceMapSegment[];
  let lineStart = begin;

  const breakLine = (nextStart: number): void => {
    line = [];
    segments.push(line);
    lineStart = nextStart;
  };

  return {
    /** Where the text begins. */
    begin,
    /** Code of ours, all of it mapped to one offset of the original or to none. */
    code(added: string, offset: number | null): void {
      const from = offset === null ? 0 : lineOf(offset);
      const column = offset === null ? 0 : offset - (lineStarts[from] as number);
      const shift = code.length;
      code += added;
      let at = 0;
      for (;;) {
        if (offset !== null && at < added.length) {
          line.push([shift + at - lineStart, 0, from, column]);
        }
        at = nextLine(added, at);
        if (at === 0) return;
        breakLine(shift + at);
      }
    },
    /** A stretch of the original: each word of it and each sign has a mapping of its own. */
    original(start: number, end: number): void {
      if (start === end) return;
      const shift = code.length - start;
      code += text.slice(start, end);
      let from = lineOf(start);
      let column = lineStarts[from] as number;
      let wasWord = false;
      for (let at = start; at < end; at++) {
        const char = text.charCodeAt(at);
        if (char === LINE_FEED || (!hasOnlyFeeds && isLineEnd(text, at, char))) {
          from++;
          column = at + 1;
          breakLine(at + 1 + shift);
          wasWord = false;
          continue;
        }
        const isPart = isWord(char);
        // A blank at the start counts: without it, the mapping of what we put there would go on.
        if (isPart ? !wasWord : char > SPACE || (at === start && char !== CARRIAGE_RETURN)) {
          line.push([at + shift - lineStart, 0, from, at - column]);
        }
        wasWord = isPart;
      }
    },
    finish(fileName: string): PrintedText {
      const map: SourceMap = {
        version: 3,
        // Sources are URLs: a path of Windows has the other slashes.
        sources: [fileName.replaceAll("\\", "/")],
        sourcesContent: [text],
        names: [],
        mappings: encode(segments),
      };
      return { code, map };
    },
  };
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/** What ends lines besides line feeds, all of which most texts have none of. */
const OTHER_LINE_ENDS = ["\r", "\u2028", "\u2029"];

/** Does a line end with this character? Of CRLF, with the second. */
function isLineEnd(text: string, at: number, char: number): boolean {
  if (char > CARRIAGE_RETURN) return char === LINE_SEPARATOR || char === PARAGRAPH_SEPARATOR;
  if (char === CARRIAGE_RETURN) return text.charCodeAt(at + 1) !== LINE_FEED;
  return char === LINE_FEED;
}

/** Where the next line begins; 0 if there is none. */
function afterLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (isLineEnd(text, at, text.charCodeAt(at))) return at + 1;
  }
  return 0;
}

/** What is not ASCII is taken for signs, so that whatever follows a blank of Unicode has a mapping of its own. */
const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 36 ||
  code === 95;
