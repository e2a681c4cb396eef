import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { findManifest } from "../typescript/compiler.ts";

/** What can be read off a project without running anything of it. */
export interface Project {
  readonly folder: string;
  /** The version of an installed package; null if it is not installed. */
  readonly versionOf: (name: string) => string | null;
  /** The name that an installed package gives itself, which an alias hides. */
  readonly realNameOf: (name: string) => string | null;
  /** Is the package among the dependencies that the project or its workspace states? */
  readonly dependsOn: (name: string) => boolean;
  /** A package of the workspace that the project depends on and that has another package itself; null if none has it. */
  readonly holderOf: (name: string) => { readonly holder: string; readonly version: string } | null;
  readonly scripts: Readonly<Record<string, string>>;
  /** The first of some configuration files that there is; null if none. */
  readonly findFile: (names: readonly string[]) => { name: string; text: string } | null;
  /** The text of package.json. */
  readonly manifestText: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/** Reads a project. */
export function readProject(folder: string): Project {
  const path = join(folder, "package.json");
  const manifestText = existsSync(path) ? readFileSync(path, "utf8") : "{}";
  const manifest = JSON.parse(manifestText) as Manifest;
  const installed = (name: string): Manifest | null => {
    const file = findManifest(folder, name);
    return file === null ? null : (JSON.parse(readFileSync(file, "utf8")) as Manifest);
  };
  return {
    folder,
    manifestText,
    versionOf: (name) => installed(name)?.version ?? null,
    realNameOf: (name) => installed(name)?.name ?? null,
    dependsOn: (name) =>
      name in { ...manifest.dependencies, ...manifest.devDependencies } && installed(name) !== null,
    holderOf(name) {
      for (const holder of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
        const file = findManifest(folder, holder);
        const place = file === null ? "" : realpathSync(dirname(file));
        if (file === null || /[\\/]node_modules[\\/]/.test(place)) continue;
        const { dependencies } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
        const found = name in { ...dependencies } ? findManifest(place, name) : null;
        if (found === null) continue;
        const { version = "" } = JSON.parse(readFileSync(found, "utf8")) as Manifest;
        return { holder, version };
      }
      return null;
    },
    scripts: manifest.scripts ?? {},
    findFile(names) {
      const name = names.find((candidate) => existsSync(join(folder, candidate)));
      return name === undefined ? null : { name, text: readFileSync(join(folder, name), "utf8") };
    },
  };
}
