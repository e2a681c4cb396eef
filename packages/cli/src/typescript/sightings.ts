import { readFileSync, realpathSync, statSync } from "node:fs";

/** What was seen of the file system, by absolute paths; null where there was nothing. */
export interface Sightings {
  readonly texts: Readonly<Record<string, string | null>>;
  /** Whether there is a file or a folder, and where it really is. */
  readonly places: Readonly<Record<string, string | null>>;
}

/** Looks at the file system and notes all that it sees. */
export interface Lookout {
  readonly seen: Sightings;
  /** Set to false where something was looked up that is not noted. */
  isComplete: boolean;
  readonly text: (path: string) => string | null;
  readonly isFile: (path: string) => boolean;
  readonly isFolder: (path: string) => boolean;
}

export function createLookout(): Lookout {
  const texts: Record<string, string | null> = {};
  const places: Record<string, string | null> = {};
  const place = (path: string) => (places[path] ??= placeOf(path));
  return {
    seen: { texts, places },
    isComplete: true,
    text: (path) => (texts[path] ??= textOf(path)),
    isFile: (path) => place(path)?.startsWith("file ") === true,
    isFolder: (path) => place(path)?.startsWith("folder ") === true,
  };
}

/** Would all of it be seen again? Texts are compared whole: times and sizes can be equal by chance. */
export function isStillSeen({ texts, places }: Sightings): boolean {
  return (
    Object.entries(texts).every(([path, text]) => textOf(path) === text) &&
    Object.entries(places).every(([path, place]) => placeOf(path) === place)
  );
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function placeOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  return `${stats.isDirectory() ? "folder" : "file"} ${realpathSync.native(path)}`;
}
