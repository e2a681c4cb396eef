import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findManifest } from "../typescript/compiler.ts";
import { readPlugins } from "../typescript/tsconfig-files.ts";

/** What can be read off a project without running anything of it. */
export interface Project {
  readonly folder: string;
  /** The version of an installed package; null if it is not installed. */
  readonly versionOf: (name: string) => string | null;
  /** The name that an installed package gives itself, which an alias hides. */
  readonly realNameOf: (name: string) => string | null;
  /** Is the package among the dependencies that the project or its workspace states? */
  readonly dependsOn: (name: string) => boolean;
  readonly scripts: Readonly<Record<string, string>>;
  /** The first of some configuration files that there is; null if none. */
  readonly findFile: (names: readonly string[]) => { name: string; text: string } | null;
  /** `compilerOptions.plugins`; null if there is no tsconfig.json. */
  readonly plugins: readonly Record<string, unknown>[] | null;
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
  const config = join(folder, "tsconfig.json");
  return {
    folder,
    manifestText,
    versionOf: (name) => installed(name)?.version ?? null,
    realNameOf: (name) => installed(name)?.name ?? null,
    dependsOn: (name) =>
      name in { ...manifest.dependencies, ...manifest.devDependencies } && installed(name) !== null,
    scripts: manifest.scripts ?? {},
    plugins: existsSync(config) ? readPlugins(config) : null,
    findFile(names) {
      const name = names.find((candidate) => existsSync(join(folder, candidate)));
      return name === undefined ? null : { name, text: readFileSync(join(folder, name), "utf8") };
    },
  };
}
