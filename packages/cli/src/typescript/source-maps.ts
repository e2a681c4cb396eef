import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

/** A source map as the compiler writes it. */
export interface RawMap {
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

/** What the last line of a text says of its source map. */
export const COMMENT: RegExp = /\/\/# sourceMappingURL=(\S*)\s*$/;
/** What the address of a map that stands in the code begins with. */
export const DATA = "data:application/json;base64,";

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

/** A reference relative to a file; absolute ones stay. */
function moveReference(reference: string, { writtenAt, movedTo }: Move): string {
  if (isAbsolute(reference) || /^[a-z][a-z+.-]*:/i.test(reference)) return reference;
  const target = resolve(dirname(writtenAt), reference);
  // What stands beside the file moves with it.
  if (dirname(target) === dirname(writtenAt)) return reference;
  return relative(dirname(movedTo), target).split(sep).join("/");
}

/** The map in such an address. */
export function decode(url: string): string {
  return Buffer.from(url.slice(DATA.length), "base64").toString();
}

/** The address of a map that stands in the code. */
export function encode(map: string): string {
  return DATA + Buffer.from(map).toString("base64");
}
