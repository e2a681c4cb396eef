import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "./config.ts";

/** What the compiler never looks into for a pattern. */
const NEVER = new Set(["node_modules", "bower_components", "jspm_packages"]);

/**
 * The folders, and paths where there are none yet, whose entries decide which files a tsconfig.json includes.
 *
 * @returns null where patterns name what is usually left out
 */
export function includedFolders({ folder, include, exclude }: Config): string[] | null {
  const patterns = include.length > 0 ? include : ["**/*"];
  if (patterns.some((pattern) => /node_modules|[*?].*\/\./.test(pattern))) return null;
  const excluded = new Set((exclude ?? []).map((pattern) => resolve(folder, pattern)));
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (path: string): void => {
    const real = realpathSync.native(path);
    // Links may lead in a circle.
    if (seen.has(real)) return;
    seen.add(real);
    found.add(path);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const { name } = entry;
      if (entry.isFile() || name.startsWith(".") || NEVER.has(name)) continue;
      const full = join(path, name);
      if (!excluded.has(full) && isFolder(full)) walk(full);
    }
  };
  for (const pattern of patterns) {
    const isPlain = !/[*?]/.test(pattern);
    const base = resolve(folder, isPlain ? pattern : pattern.replace(/[^/]*[*?].*$/, ""));
    if (isFolder(base)) walk(base);
    else found.add(existsSync(base) ? dirname(base) : base);
  }
  return [...found];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
