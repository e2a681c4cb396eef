import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAll } from "../write-all.ts";
import { stampOf } from "./state.ts";

/** A rewritten text, and the map from it to its original. */
export interface Printed {
  readonly code: string;
  readonly map: string;
}

/** Rewritten texts of earlier builds. */
export interface PrintedCache {
  /** Null: the file has no fields. Undefined: it has changed, or is not known. */
  readonly find: (file: string) => Printed | null | undefined;
  /** `stamp` is that of the file before it was read. */
  readonly keep: (file: string, stamp: ReturnType<typeof stampOf>, printed: Printed | null) => void;
  readonly save: () => void;
}

type Entry = readonly [stamp: readonly [number, number], printed: Printed | null];

/** Opens the cache in a folder of intermediate files, which is emptied when options change. */
export function openPrinted(folder: string): PrintedCache {
  const path = join(folder, "fields.json");
  const entries = new Map(Object.entries(read(path)));
  let isChanged = false;
  return {
    find(file) {
      const [stamp, printed] = entries.get(file) ?? [];
      const now = stampOf(file);
      return now && stamp?.[0] === now[0] && stamp[1] === now[1] ? printed : undefined;
    },
    keep(file, stamp, printed) {
      if (stamp === null) return;
      entries.set(file, [stamp, printed]);
      isChanged = true;
    },
    save() {
      if (isChanged) writeAll(new Map([[path, JSON.stringify(Object.fromEntries(entries))]]));
      isChanged = false;
    },
  };
}

function read(path: string): Record<string, Entry> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, Entry>;
  } catch {
    return {};
  }
}
