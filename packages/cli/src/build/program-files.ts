import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What the list of names begins and ends with, in a file without blanks. */
const LIST = { start: '"fileNames":[', end: '"]' };

/**
 * The files of a program, absolute, as the compiler has noted them; null if it has noted none.
 *
 * @param path its `.tsbuildinfo`, which is not a documented format: nothing but the list of names is read
 * @param rootFiles those that the compiler was told of
 */
export function readProgramFiles(path: string, rootFiles: readonly string[]): string[] | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  const names = listIn(text) ?? wholeList(text);
  if (!names) return null;
  const folder = dirname(path);
  // TypeScript 7 notes its own library by bare names.
  const files = names
    .filter((name) => !/^lib\.[\w.]+\.d\.ts$/.test(name))
    .map((name) => resolve(folder, name));
  return names.some((name) => /[A-Z]/.test(name)) ? files : files.map(createRecase(rootFiles));
}

/**
 * Gives files the names that they have: where the file system does not tell capital letters from small ones, the
 * compiler notes names in small ones. Those of packages, which are only looked at, stay.
 */
function createRecase(rootFiles: readonly string[]): (file: string) => string {
  const cased = new Map(rootFiles.map((file) => [file.toLowerCase(), file]));
  const exact = new Set(rootFiles);
  const realName = (path: string) =>
    exact.has(path) ? path : (cased.get(path.toLowerCase()) ?? path);
  const listed = new Set<string>();
  const list = (folder: string): void => {
    if (listed.has(folder)) return;
    listed.add(folder);
    const parent = dirname(folder);
    if (parent !== folder) list(parent);
    const real = realName(folder);
    for (const path of namesIn(real).map((name) => join(real, name))) {
      exact.add(path);
      cased.set(path.toLowerCase(), path);
    }
  };
  return (file) => {
    if (exact.has(file) || /[\\/]node_modules[\\/]/.test(file)) return file;
    if (!cased.has(file.toLowerCase())) list(dirname(file));
    return realName(file);
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not everybody may look into every folder above a project.
    return [];
  }
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
