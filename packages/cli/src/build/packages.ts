import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** What package managers write last when they have changed a folder of packages. */
const MARKS = [".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity"];

/**
 * What decides, besides the files of a program, what they mean: package.json files, which say how modules are written
 * and where packages are, and what shows that packages were installed. Paths at which there is nothing are among them.
 */
export function packageFiles(files: readonly string[]): string[] {
  const found = new Set<string>();
  // There are thousands of files, in few folders.
  const examples = new Map(files.map((file) => [file.slice(0, file.lastIndexOf(sep)), file]));
  const folders = new Set([...examples.values()].map((file) => dirname(file)));
  const parents = new Set<string>();
  for (const start of folders) {
    for (let folder = start; ; folder = dirname(folder)) {
      const manifest = join(folder, "package.json");
      const isKnown = found.has(manifest);
      found.add(manifest);
      if (isKnown || existsSync(manifest) || folder === dirname(folder)) break;
    }
    for (let folder = start; !parents.has(folder); folder = dirname(folder)) parents.add(folder);
  }
  for (const folder of parents) {
    const modules = join(folder, "node_modules");
    if (folder.includes("node_modules") || !existsSync(modules)) continue;
    found.add(modules);
    for (const mark of MARKS) if (existsSync(join(modules, mark))) found.add(join(modules, mark));
  }
  return [...found];
}
