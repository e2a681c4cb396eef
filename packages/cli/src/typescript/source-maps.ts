import remapping from "@jridgewell/remapping";
import { dirname, relative, resolve, sep } from "node:path";

/** A source map as the compiler writes it. */
interface RawMap {
  sources: string[];
  sourcesContent?: (string | null)[];
  sourceRoot?: string;
}

/** How a map of the compiler becomes one of the user's files. */
export interface MapChange {
  /** Where the map was written, which its sources are relative to. */
  readonly writtenAt: string;
  /** Where it will be. */
  readonly movedTo: string;
  /** The file of the user that a source of the map stands for. */
  readonly originalOf: (file: string) => string;
  /** The map from what the compiler read to the user's file; undefined if it read the file itself. */
  readonly mapOf: (original: string) => string | undefined;
  readonly sourceRoot: string | undefined;
  /** The user's text, where the map is to hold it. */
  readonly contentOf: ((original: string) => string) | null;
}

/** The map from the compiler's output to the user's files. */
export function adaptMap(text: string, change: MapChange): string {
  const original = (source: string) =>
    change.originalOf(resolve(dirname(change.writtenAt), source));
  const first = (JSON.parse(text) as RawMap).sources[0] ?? "";
  const own = change.mapOf(original(first));
  // Depth 1 only: the sources of our own map have the names of what it maps from.
  const composed =
    own === undefined
      ? (JSON.parse(text) as RawMap)
      : (JSON.parse(
          remapping(text, (_file, { depth }) => (depth === 1 ? own : null)).toString(),
        ) as RawMap);
  const target = original(first);
  const from = change.sourceRoot === undefined ? dirname(change.movedTo) : null;
  composed.sources = [from === null ? target : slashes(relative(from, target))];
  if (change.sourceRoot !== undefined) composed.sourceRoot = change.sourceRoot;
  if (change.contentOf) composed.sourcesContent = [change.contentOf(target)];
  else delete composed.sourcesContent;
  return JSON.stringify(composed);
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}
