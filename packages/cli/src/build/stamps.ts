import { readFileSync, statSync } from "node:fs";

/** When a file was last changed, and its size; and a checksum where these could not tell a later change. */
export type Stamp = readonly [changed: number, size: number, checksum?: number];

/** By absolute paths, or names in a folder; null where there is nothing. */
export type Stamps = ReadonlyMap<string, Stamp | null>;

/** Stamps as they are kept in a file: thousands of them are read and written by each build, and lists take the least time. */
export interface StampTable {
  readonly names: readonly string[];
  /** Null where there is nothing. */
  readonly changed: readonly (number | null)[];
  readonly sizes: readonly number[];
  /** By the index of the name. */
  readonly checksums: Readonly<Record<number, number>>;
}

/** Which form all has that builds keep for the next one. Raised with each change of it: versions that are at work on are built with too. */
export const KEPT_FORM = 3;

/** Clocks of file systems tick, some only every other second: whole seconds are taken for such a clock, in milliseconds. */
const TICK = { fine: 20, coarse: 2000 };

/** Had the last change before a moment, or a later one, been told apart from a change after that moment? */
export function isSettled([changed]: Stamp, moment: number): boolean {
  return changed < moment - (changed % 1000 === 0 ? TICK.coarse : TICK.fine);
}

/** The stamp of a file or folder; null if there is none. */
export function stampOf(path: string): readonly [number, number] | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? [stats.mtimeMs, stats.size] : null;
}

/** The stamp of a file that is about to be read, by which any later change is noticed. */
export function safeStampOf(file: string): Stamp | null {
  const stamp = stampOf(file);
  if (stamp === null || isSettled(stamp, Date.now())) return stamp;
  return [...stamp, checksumOf(file)];
}

/** Is the file as it was? */
export function isUnchanged(file: string, before: Stamp | null | undefined): boolean {
  return isStampUnchanged(file, stampOf(file), before);
}

/** Is the file, of which `now` has just been seen, as it was? */
export function isStampUnchanged(
  file: string,
  now: Stamp | null,
  before: Stamp | null | undefined,
): boolean {
  if (now === null || !before) return now === (before ?? null);
  if (now[0] !== before[0] || now[1] !== before[1]) return false;
  return before[2] === undefined || before[2] === checksumOf(file);
}

/** The table of stamps, in their order. */
export function toTable(stamps: Iterable<readonly [string, Stamp | null]>): StampTable {
  const names: string[] = [];
  const changed: (number | null)[] = [];
  const sizes: number[] = [];
  const checksums: Record<number, number> = {};
  for (const [name, stamp] of stamps) {
    if (stamp?.[2] !== undefined) checksums[names.length] = stamp[2];
    names.push(name);
    changed.push(stamp?.[0] ?? null);
    sizes.push(stamp?.[1] ?? 0);
  }
  return { names, changed, sizes, checksums };
}

/** The stamps of a table, in their order. */
export function fromTable(table: StampTable | undefined): Map<string, Stamp | null> {
  const stamps = new Map<string, Stamp | null>();
  if (table === undefined) return stamps;
  const { names, changed, sizes, checksums } = table;
  for (const [index, name] of names.entries()) {
    const time = changed[index] ?? null;
    const size = sizes[index] ?? 0;
    const checksum = checksums[index];
    if (time === null) stamps.set(name, null);
    else stamps.set(name, checksum === undefined ? [time, size] : [time, size, checksum]);
  }
  return stamps;
}

/**
 * A checksum of 32 bits, FNV-1a. It has to tell apart two contents of the same size of the same file within one tick of a
 * clock. Node's own digests would do too, but their modules take longer to load than these few files to read.
 */
function checksumOf(file: string): number {
  let sum = 0x811c9dc5;
  for (const byte of readFileSync(file)) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}
