import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure.ts";

/** What the names of files end with until they are complete. */
const SUFFIX = /\.\d+\.tmp$/;

/**
 * Writes files so that none is ever half written, and none is written before all of them are ready: first all of them
 * under names of their own, then each is renamed. A file that has the content already is left alone. What a run that was
 * killed has left under such names is removed.
 *
 * @param files contents by path
 * @param isAfterKill whether an earlier run may have been killed
 * @returns the paths that were written
 */
export function writeAll(
  files: ReadonlyMap<string, string | Uint8Array>,
  isAfterKill = true,
): string[] {
  const folders = isAfterKill ? new Set([...files.keys()].map((path) => dirname(path))) : [];
  for (const folder of folders) removeLeftOver(folder, files);
  const staged: { path: string; temporary: string }[] = [];
  // No other work, and no signal that has a handler, comes between: all of this is synchronous.
  try {
    for (const [path, content] of files) {
      if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) continue;
      mkdirSync(dirname(path), { recursive: true });
      const temporary = `${path}.${process.pid}.tmp`;
      staged.push({ path, temporary });
      writeFileSync(temporary, content);
    }
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw error;
    throw new Failure(
      `Cannot write \`${path.replace(SUFFIX, "")}\` (${code}). Nothing was written.`,
    );
  }
  for (const { path, temporary } of staged) renameSync(temporary, path);
  return staged.map(({ path }) => path);
}

/** Writes a file in an existing folder so that it is never half written. */
export function replaceFile(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/** Removes temporary files of these targets whose process has ended. */
function removeLeftOver(folder: string, files: ReadonlyMap<string, unknown>): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, target = "", id] = /^(.+)\.(\d+)\.tmp$/.exec(name) ?? [];
    if (id === undefined || !files.has(join(folder, target)) || isRunning(Number(id))) continue;
    rmSync(join(folder, name), { force: true });
  }
}

/** Is there such a process? */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
