// Writes docs/licenses.md: what each published package brings along, with versions and licenses. Usage: npm run licenses
import { existsSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { packages, readManifest, root, type Manifest } from "./registry.ts";

const page = join(root, "docs", "licenses.md");

/**
 * Everything that is installed with a published package, apart from packages of this workspace and from peers, which the
 * user has already.
 *
 * @param folder the folder of the package
 * @returns each package.json by name, sorted
 */
export function productionDependencies(folder: string): ReadonlyMap<string, Manifest> {
  const own = new Set([...packages.values()].map((path) => realpathSync(path)));
  const found = new Map<string, Manifest>();
  visit(folder);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));

  function visit(parent: string): void {
    const { dependencies = {}, optionalDependencies = {} } = readManifest(parent);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const child = find(parent, name);
      if (child === null) {
        // One of the optional dependencies fits this machine; the others are the same program for other machines.
        if (name in optionalDependencies) continue;
        throw new Error(`${name}, of ${parent}, is not installed.`);
      }
      const [start = name, ...platform] = name.split(`-${process.platform}-${process.arch}`);
      const shown = platform.length > 0 ? `${start}-*` : name;
      if (found.has(shown)) continue;
      if (!own.has(child)) found.set(shown, readManifest(child));
      visit(child);
    }
  }
}

/** The folder of an installed package as its parent finds it, or null. */
function find(parent: string, name: string): string | null {
  for (let folder = realpathSync(parent); ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === dirname(folder)) return null;
  }
}

/** The text of docs/licenses.md. */
export async function licensesPage(): Promise<string> {
  const lines = [
    "# Licenses",
    "",
    "What is installed with each package, all of it with its license, as `npm run licenses` finds it. Every package of this repository is under the [MIT](../LICENSE) license. Peer dependencies are yours already and not listed; a name that ends in `*` stands for one package per platform.",
  ];
  for (const [name, folder] of packages) {
    const dependencies = [...productionDependencies(folder)];
    lines.push("", `## ${name}`, "");
    if (dependencies.length === 0) lines.push("Nothing.");
    else lines.push("| package | version | license |", "| --- | --- | --- |");
    for (const [dependency, { license, version }] of dependencies) {
      lines.push(`| \`${dependency}\` | ${version} | ${license} |`);
    }
  }
  return format(lines.join("\n"), { ...(await resolveConfig(page)), filepath: page });
}

if (import.meta.main) writeFileSync(page, await licensesPage());
