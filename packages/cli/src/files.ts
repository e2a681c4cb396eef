import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";

/** Can the file hold TypeScript or JavaScript? Declaration files hold no code. */
export function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.(?:[^/\\]+\.)?[cm]?ts$/.test(file);
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
