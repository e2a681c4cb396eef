import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Failure } from "./failure.ts";

/** Can the file hold TypeScript or JavaScript? Declaration files hold no code. */
export function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.(?:[^/\\]+\.)?[cm]?ts$/.test(file);
}

/** A path as it is shown, relative to a folder: with slashes, as the compiler shows it on Windows too. */
export function shownPath(folder: string, file: string): string {
  return relative(folder, file).split(sep).join("/");
}

/**
 * The file itself, or all files below the folder, in a fixed order; without `node_modules`, hidden folders and what
 * `except` names.
 *
 * @throws if there is no such file or folder
 */
export function listFiles(path: string, except: readonly string[] = []): string[] {
  if (!existsSync(path)) throw new Failure(`There is no file or folder \`${path}\`.`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = join(path, entry.name);
      if (except.includes(full)) return [];
      if (!entry.isDirectory()) return [full];
      return entry.name === "node_modules" || entry.name.startsWith(".")
        ? []
        : listFiles(full, except);
    });
}

/** All files below a folder that this program or the compiler has filled; none where there is no such folder. */
export function allFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
