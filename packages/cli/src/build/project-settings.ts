import type { ResolvedOptions } from "@weakfield/core";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { Failure } from "../failure.ts";
import type { Compiler } from "../typescript/compiler.ts";
import { readConfig } from "../typescript/config.ts";
import type { Config } from "../typescript/config.ts";
import { includedFolders } from "../typescript/included-folders.ts";
import { createLookout, isStillSeen } from "../typescript/sightings.ts";
import type { Sightings } from "../typescript/sightings.ts";
import type { TsconfigFacts } from "../typescript/tsconfig-files.ts";
import { writeAll } from "../write-all.ts";
import { fromTable, isSettled, isUnchanged, KEPT_FORM, stampOf, toTable } from "./stamps.ts";
import type { StampTable } from "./stamps.ts";

/** What the settings of a project mean. */
export interface ProjectSettings extends Omit<TsconfigFacts, "pluginOptions"> {
  readonly path: string;
  readonly options: ResolvedOptions;
  /** What the compiler says of them; null if it cannot understand them, and its own run says why. */
  readonly config: () => Promise<Config | null>;
}

/** Settings as an earlier build found them. */
interface Kept {
  /** What they depend on besides files. */
  readonly key: string;
  readonly seen: Sightings;
  readonly facts: Omit<TsconfigFacts, "pluginOptions">;
  readonly options: ResolvedOptions;
  /** Null: not known. */
  readonly config: Config | null;
  /** Folders in which a new file may belong to the project. */
  readonly folders: StampTable;
}

/** The folder of intermediate files of all projects beside a tsconfig.json. */
export function cacheFolder(path: string): string {
  return join(dirname(path), ".weakfield");
}

/** The folder of intermediate files of a project, of which a folder may have several. */
export function projectCache(path: string): string {
  return join(cacheFolder(path), basename(path, ".json"));
}

/**
 * Reads the settings of a project. What an earlier build has found counts as long as every text that it read is the
 * same, and nothing has been put into or taken out of the folders whose files are included.
 *
 * @param givenOptions options that count more than those of the tsconfig.json
 * @throws if an option is wrong, or a reference leads nowhere
 */
export async function readSettings(
  path: string,
  compiler: Compiler,
  givenOptions: Readonly<Record<string, unknown>>,
): Promise<ProjectSettings> {
  const file = join(cacheFolder(path), `${basename(path, ".json")}.settings.json`);
  const key = JSON.stringify([path, compiler, givenOptions, packageJson.version, KEPT_FORM]);
  const kept = readKept(file, key);
  if (
    kept?.config &&
    [...fromTable(kept.folders)].every(([name, stamp]) => isUnchanged(name, stamp))
  ) {
    const { config } = kept;
    return { path, ...kept.facts, options: kept.options, config: () => Promise.resolve(config) };
  }
  const found = kept ?? (await read(path, key, givenOptions));
  // The compiler is not asked about it.
  if (kept === null && found.facts.isSolution && found.isComplete === true) keep(path, file, found);
  return {
    path,
    ...found.facts,
    options: found.options,
    async config() {
      const since = Date.now();
      const config = await readConfig(compiler, path);
      if (config === null || found.isComplete === false) return config;
      const folders = settledStamps(includedFolders(config), since);
      const known = { ...found, config: folders && config, folders: folders ?? toTable([]) };
      if (kept === null || folders !== null) keep(path, file, known);
      return config;
    },
  };
}

/** Keeps the folder of intermediate files, which is made, out of version control. */
export function ignoreCache(path: string): void {
  const ignored = join(cacheFolder(path), ".gitignore");
  if (!existsSync(ignored)) writeAll(new Map([[ignored, "*\n"]]));
}

function keep(path: string, file: string, settings: Kept): void {
  ignoreCache(path);
  writeAll(new Map([[file, JSON.stringify(settings)]]));
}

function readKept(file: string, key: string): (Kept & { isComplete?: boolean }) | null {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Kept;
    return kept.key === key && isStillSeen(kept.seen) ? kept : null;
  } catch {
    return null;
  }
}

async function read(
  path: string,
  key: string,
  givenOptions: Readonly<Record<string, unknown>>,
): Promise<Kept & { isComplete?: boolean }> {
  const [{ readTsconfig }, { diagnosticText, resolveOptions }] = await Promise.all([
    import("../typescript/tsconfig-files.ts"),
    import("@weakfield/core"),
  ]);
  const lookout = createLookout();
  const { pluginOptions, ...facts } = readTsconfig(path, lookout);
  const { options, diagnostics } = resolveOptions({ ...pluginOptions, ...givenOptions });
  if (diagnostics.length > 0) {
    throw new Failure(`${path}: ${diagnostics.map(diagnosticText).join("\n")}`);
  }
  const { seen, isComplete } = lookout;
  return { key, seen, isComplete, facts, options, config: null, folders: toTable([]) };
}

/** Null if one of them may have changed while the compiler looked. */
function settledStamps(folders: readonly string[] | null, since: number): StampTable | null {
  if (folders === null) return null;
  const stamps = folders.map((folder) => [folder, stampOf(folder)] as const);
  const isKnown = stamps.every(([, stamp]) => stamp === null || isSettled(stamp, since));
  return isKnown ? toTable(stamps) : null;
}
