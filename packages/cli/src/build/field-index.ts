import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAll } from "../write-all.ts";
import type { Stamp } from "./stamps.ts";

/** Which files have fields, as earlier builds have found. */
export interface FieldIndex {
  /** Undefined: the file has changed, or is not known. */
  readonly has: (file: string, stamp: Stamp | null) => boolean | undefined;
  /** `stamp` is that of the file before it was read. */
  readonly keep: (file: string, stamp: Stamp | null, hasFields: boolean) => void;
  readonly save: () => void;
}

type Entry = readonly [stamp: Stamp, hasFields: boolean];

/** Opens the index in a folder of intermediate files, which is emptied when options change. */
export function openFieldIndex(folder: string): FieldIndex {
  const path = join(folder, "fields.json");
  const entries = new Map(Object.entries(read(path)));
  let isChanged = false;
  return {
    has(file, stamp) {
      const entry = entries.get(file);
      return entry && stamp && isSameStamp(entry[0], stamp) ? entry[1] : undefined;
    },
    keep(file, stamp, hasFields) {
      if (stamp === null) return;
      entries.set(file, [stamp, hasFields]);
      isChanged = true;
    },
    save() {
      if (isChanged) writeAll(new Map([[path, JSON.stringify(Object.fromEntries(entries))]]));
      isChanged = false;
    },
  };
}

/** Contents are compared where one of them could have been changed unnoticed. */
function isSameStamp(before: Stamp, now: Stamp): boolean {
  return before[0] === now[0] && before[1] === now[1] && before[2] === now[2];
}

function read(path: string): Record<string, Entry> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, Entry>;
  } catch {
    return {};
  }
}
