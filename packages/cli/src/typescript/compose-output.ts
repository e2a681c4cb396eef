import remapping from "@jridgewell/remapping";
import { COMMENT, DATA, decode, encode } from "./source-maps.ts";
import type { RawMap } from "./source-maps.ts";

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
