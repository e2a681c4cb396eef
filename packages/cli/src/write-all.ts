import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes files so that none is ever half written, and none is written before all of them are ready: first all of them
 * under names of their own, then each is renamed. A file that has the content already is left alone.
 *
 * @param files contents by path
 * @returns the paths that were written
 */
export function writeAll(files: ReadonlyMap<string, string | Uint8Array>): string[] {
  const staged: { path: string; temporary: string }[] = [];
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
    throw error;
  }
  for (const { path, temporary } of staged) renameSync(temporary, path);
  return staged.map(({ path }) => path);
}
