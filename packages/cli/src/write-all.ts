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
  for (const [index, { path, temporary }] of staged.entries()) {
    try {
      renameOver(temporary, path);
    } catch (error) {
      for (const rest of staged.slice(index)) rmSync(rest.temporary, { force: true });
      const { code = "" } = error as NodeJS.ErrnoException;
      throw new Failure(
        `Cannot replace \`${path}\` (${code}). Of ${staged.length} files, ${index} were written.`,
      );
    }
  }
  return staged.map(({ path }) => path);
}

/** Writes a file in an existing folder so that it is never half written. */
export function replaceFile(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameOver(temporary, path);
}

/** What Windows says of a file or folder that another program has open, be it to look for viruses. */
const IN_USE = new Set(["EACCES", "EBUSY", "EPERM"]);
/** How long that is waited for, all in all about twice as long, in milliseconds. */
const LONGEST_WAIT = 500;

/** Renames a file or a folder, in place of what is there. */
export function renameOver(from: string, to: string): void {
  for (let wait = 1; ; wait *= 2) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isInUse(error) || wait > LONGEST_WAIT) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
  }
}

/** Does Windows refuse for as long as another program has a file open? */
export function isInUse(error: unknown): boolean {
  const { code = "" } = error as NodeJS.ErrnoException;
  return process.platform === "win32" && IN_USE.has(code);
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
