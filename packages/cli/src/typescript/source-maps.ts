import remapping from "@jridgewell/remapping";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

/** A source map as the compiler writes it. */
interface RawMap {
  file?: string;
  sourceRoot?: string;
  sources: string[];
  names: string[];
  mappings: string;
}

/** A file that is to be moved from where the compiler has written it. */
export interface Move {
  readonly writtenAt: string;
  readonly movedTo: string;
}

const COMMENT = /\/\/# sourceMappingURL=(\S*)\s*$/;
const DATA = "data:application/json;base64,";

/**
 * A source map in another folder.
 *
 * @param isRelative whether the sources are relative to the map: with `sourceRoot` or `mapRoot` they are not
 */
export function moveMap(text: string, move: Move, isRelative: boolean): string {
  if (!isRelative) return text;
  const map = JSON.parse(text) as RawMap;
  map.sources = map.sources.map((source) => moveReference(source, move));
  return JSON.stringify(map);
}

/** A text of the compiler in another folder: what its last line says of the source map changes. */
export function moveText(text: string, move: Move, isRelative: boolean): string {
  return text.replace(COMMENT, (comment, url: string) => {
    if (url.startsWith(DATA))
      return comment.replace(url, encode(moveMap(decode(url), move, isRelative)));
    return comment.replace(url, encodeURI(moveReference(decodeURI(url), move)));
  });
}

/** JavaScript made of a rewritten file, with the source map that leads to the file of the user. */
export interface Composed {
  readonly code: string;
  /** Null: there is none, or it stands in the code. */
  readonly map: string | null;
}

/**
 * Joins what the compiler made of a rewritten file with what it made of the original: the code of the one, everything
 * that the other says about source maps, and mappings that go through both.
 *
 * @param rewritten code and map made of the rewritten file
 * @param original code and map made of the original
 * @param ownMap from the original to the rewritten file
 */
export function composeOutput(
  rewritten: { code: string; map: string | null },
  original: { code: string; map: string | null },
  ownMap: string,
): Composed {
  const [comment = "", url = ""] = COMMENT.exec(original.code) ?? [];
  const code = rewritten.code.replace(COMMENT, "");
  if (rewritten.map === null) return { code, map: null };
  const template = url.startsWith(DATA) ? decode(url) : (original.map ?? "{}");
  const through = remapping(rewritten.map, (_file, { depth }) =>
    // Depth 1 only: the sources of our own map have the names of what it maps from.
    depth === 1 ? ownMap : null,
  );
  const { mappings, names } = JSON.parse(through.toString()) as RawMap;
  const map = JSON.stringify({ ...(JSON.parse(template) as RawMap), names, mappings });
  return url.startsWith(DATA)
    ? { code: code + comment.replace(url, encode(map)), map: null }
    : { code: code + comment, map };
}

/** A reference relative to a file; absolute ones stay. */
function moveReference(reference: string, { writtenAt, movedTo }: Move): string {
  if (isAbsolute(reference) || /^[a-z][a-z+.-]*:/i.test(reference)) return reference;
  const target = resolve(dirname(writtenAt), reference);
  // What stands beside the file moves with it.
  if (dirname(target) === dirname(writtenAt)) return reference;
  return relative(dirname(movedTo), target).split(sep).join("/");
}

function decode(url: string): string {
  return Buffer.from(url.slice(DATA.length), "base64").toString();
}

function encode(map: string): string {
  return DATA + Buffer.from(map).toString("base64");
}
