import { readFileSync, statSync } from "node:fs";

/** When a file was last changed, and its size; and its content where these could not tell a later change. */
export type Stamp = readonly [changed: number, size: number, content?: string];

/** By absolute paths; null where there is nothing. */
export type Stamps = Readonly<Record<string, Stamp | null>>;

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
  return [...stamp, contentOf(file)];
}

/** Is the file as it was? */
export function isUnchanged(file: string, before: Stamp | null | undefined): boolean {
  const now = stampOf(file);
  if (now === null || !before) return now === (before ?? null);
  if (now[0] !== before[0] || now[1] !== before[1]) return false;
  return before[2] === undefined || before[2] === contentOf(file);
}

/** A digest, by a module that takes longer to load than most files to read. */
function contentOf(file: string): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(readFileSync(file)).digest("base64");
}
