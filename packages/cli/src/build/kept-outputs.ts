import { sep } from "node:path";
import type { Move } from "../typescript/source-maps.ts";
import { fromTable, isSettled, isUnchanged, safeStampOf, toTable } from "./stamps.ts";
import type { Stamp, Stamps, StampTable } from "./stamps.ts";

/** Output goes to one folder, or declarations to another. */
export const OUTPUT_KINDS = ["output", "declarations"] as const;
export type OutputKind = (typeof OUTPUT_KINDS)[number];

/** One kind of output as a build leaves it for the next one: where it is, and the stamps of its files. */
export interface OutputTable extends StampTable {
  readonly target: string;
}

/** One kind of output as the last build has left it. */
export interface KeptOutput {
  /** The folder where the user wants it. */
  readonly target: string;
  /** By names below that folder. */
  readonly stamps: Stamps;
  /** The names of what is not there any more as it was left. It is looked at once. */
  readonly changed: () => ReadonlySet<string>;
}

export function openOutput(table: OutputTable | undefined): KeptOutput {
  const target = table?.target ?? "";
  const stamps = fromTable(table);
  let changed: Set<string> | undefined;
  return {
    target,
    stamps,
    changed() {
      if (changed !== undefined) return changed;
      changed = new Set();
      for (const [name, stamp] of stamps) {
        if (stamp === null || !isUnchanged(target + sep + name, stamp)) changed.add(name);
      }
      return changed;
    },
  };
}

/**
 * What the next build has to know of one kind of output.
 *
 * @param last what this build has found
 * @param names all that there is now
 * @param written the paths of what this build has written
 * @param since when it began: before it looked at what it found
 */
export function outputTable(
  last: KeptOutput,
  target: string,
  names: Iterable<string>,
  written: ReadonlySet<string>,
  since: number,
): OutputTable {
  const isKept = last.target === target;
  const changed = last.changed();
  const stampOf = (name: string): Stamp | null => {
    const stamp = isKept ? last.stamps.get(name) : undefined;
    const path = target + sep + name;
    if (!stamp || changed.has(name) || written.has(path)) return safeStampOf(path);
    // Its content has been compared, where that was needed, at a time from which on a change shows.
    return stamp.length > 2 && isSettled(stamp, since) ? [stamp[0], stamp[1]] : stamp;
  };
  const stamps: [string, Stamp | null][] = [];
  for (const name of names) stamps.push([name, stampOf(name)]);
  return { target, ...toTable(stamps) };
}

/** One file of the output, which the compiler was told to write elsewhere. */
export interface StagedFile extends Move {
  /** Where it is kept as the compiler has written it. */
  readonly keptAt: string;
  /** Has the compiler written it in this build? */
  readonly isNew: boolean;
}
