import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** What the list of names begins and ends with, in a file without blanks. */
const LIST = { start: '"fileNames":[', end: '"]' };

/**
 * The files of a program, absolute, as the compiler has noted them; null if it has noted none.
 *
 * @param path its `.tsbuildinfo`, which is not a documented format: nothing but the list of names is read
 */
export function readProgramFiles(path: string): string[] | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  const names = listIn(text) ?? wholeList(text);
  if (!names) return null;
  const folder = dirname(path);
  // TypeScript 7 notes its own library by bare names.
  return names
    .filter((name) => !/^lib\.[\w.]+\.d\.ts$/.test(name))
    .map((name) => resolve(folder, name));
}

/** The list alone, where it can be found without reading all of the rest; null if not. */
function listIn(text: string): string[] | null {
  const start = text.indexOf(LIST.start);
  const end = text.indexOf(LIST.end, start);
  if (start < 0 || end < 0) return null;
  try {
    return JSON.parse(text.slice(start + LIST.start.length - 1, end + LIST.end.length)) as string[];
  } catch {
    // A name has such letters in it.
    return null;
  }
}

function wholeList(text: string): string[] | undefined {
  const info = JSON.parse(text) as { fileNames?: string[]; program?: { fileNames?: string[] } };
  // Before TypeScript 5.6, one level deeper.
  return info.fileNames ?? info.program?.fileNames;
}
