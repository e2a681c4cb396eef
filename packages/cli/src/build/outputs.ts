import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Failure } from "../failure.ts";
import { listFiles } from "../files.ts";
import type { Config } from "../typescript/config.ts";
import { moveMap, moveText } from "../typescript/source-maps.ts";
import type { Move } from "../typescript/source-maps.ts";
import type { Memory } from "./state.ts";

/** Output goes to one folder, or declarations to another. */
export const OUTPUT_KINDS = ["output", "declarations"] as const;
export type OutputKind = (typeof OUTPUT_KINDS)[number];

/** What a run of the compiler is to write. */
export interface OutputPlan {
  readonly writesJavaScript: boolean;
  readonly writesDeclarations: boolean;
  /** Where the compiler is told to write, in place of the user's folders. Empty between builds. */
  readonly staging: Readonly<Record<OutputKind, string>>;
  /** Where all that it has written is kept, as it was written. */
  readonly kept: Readonly<Record<OutputKind, string>>;
  /** What tells it so. */
  readonly flags: readonly string[];
}

/**
 * Plans the output of a project.
 *
 * @param cache the folder of intermediate files
 * @param version of the compiler
 * @throws if the project is to be one file
 */
export function planOutput(config: Config, cache: string, version: string): OutputPlan {
  const { compilerOptions, folder, path } = config;
  const has = (name: string) => compilerOptions[name] === true;
  if (compilerOptions["outFile"] !== undefined && Number.parseInt(version) < 7) {
    throw new Failure(
      `\`build\` cannot make one file of a program, and TypeScript 7 cannot either: remove "outFile" from ${path}, and use a bundler.`,
    );
  }
  const foldersIn = (folder: string) => ({
    output: join(folder, "output"),
    declarations: join(folder, "declarations"),
  });
  const staging = foldersIn(join(cache, "staging"));
  const kept = foldersIn(cache);
  const { declarationDir, outDir, rootDir } = compilerOptions;
  if (has("noEmit")) {
    return {
      writesJavaScript: false,
      writesDeclarations: false,
      staging,
      kept,
      flags: [],
    };
  }
  const flags = ["--outDir", staging.output];
  if (declarationDir !== undefined) flags.push("--declarationDir", staging.declarations);
  if (outDir === undefined && rootDir === undefined && Number.parseInt(version) >= 6) {
    // As it is without an output folder; with one, the compiler wants to be told.
    flags.push("--rootDir", folder);
  }
  return {
    writesJavaScript: !has("emitDeclarationOnly"),
    writesDeclarations: has("declaration") || has("composite"),
    staging,
    kept,
    flags,
  };
}

/** One file of the output. */
export interface StagedFile extends Move {
  /** Where it is kept as the compiler has written it. */
  readonly keptAt: string;
  readonly kind: OutputKind;
  /** Its path below the folder of its kind. */
  readonly name: string;
  /** Has the compiler written it in this build? */
  readonly isNew: boolean;
}

/** The staged output of a project. */
export interface Staged {
  /** Contents by the path where the user wants them; without those that are there and have not changed. */
  readonly contents: Map<string, string | Uint8Array>;
  /** All output. */
  readonly files: readonly StagedFile[];
  /** Where the user wants each kind of it. */
  readonly targets: Readonly<Record<OutputKind, string>>;
  /** Adds the contents of a script and its map, changed or not. */
  readonly load: (script: StagedFile) => void;
  /** The JavaScript of a source; null if the compiler has made none. */
  readonly scriptOf: (source: string) => StagedFile | null;
}

/**
 * Collects the output for the places where the user wants it: what the compiler has staged now, and what it wrote in
 * earlier builds.
 *
 * @param files all files of the program; what is left of others is removed
 * @param memory of earlier builds
 */
export function collectStaged(
  config: Config,
  plan: OutputPlan,
  files: readonly string[],
  version: string,
  memory: Pick<Memory, "isSame" | "outputs">,
): Staged {
  const { compilerOptions, folder } = config;
  const { outDir, declarationDir, sourceRoot, mapRoot } = compilerOptions;
  const isRelative = sourceRoot === undefined && mapRoot === undefined;
  const contents = new Map<string, string | Uint8Array>();
  const isCurrent = outputsOf(files);
  const byPath = new Map<string, StagedFile>();
  const read = ({ writtenAt, movedTo, keptAt }: StagedFile): void => {
    if (contents.has(movedTo)) return;
    const content = readFileSync(keptAt);
    const change = writtenAt.endsWith(".map") ? moveMap : moveText;
    const text = () => change(content.toString(), { writtenAt, movedTo }, isRelative);
    contents.set(movedTo, writtenAt.endsWith(".json") ? content : text());
  };
  const collect = (kind: OutputKind) => {
    const fresh = keepStaged(plan.staging[kind], plan.kept[kind]);
    const all = new Set([...fresh, ...memory.outputs[kind]]);
    for (const name of all) {
      if (isCurrent(name)) continue;
      all.delete(name);
      rmSync(join(plan.kept[kind], name), { force: true });
    }
    return { fresh, all };
  };
  const names = { output: collect("output"), declarations: collect("declarations") };
  const scripts = files.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  const root = outputRoot(config, names.output.all, scripts, version);
  const targets = {
    output: typeof outDir === "string" ? resolve(folder, outDir) : root,
    declarations: resolve(folder, typeof declarationDir === "string" ? declarationDir : "."),
  };
  for (const kind of OUTPUT_KINDS) {
    for (const name of names[kind].all) {
      const file: StagedFile = {
        kind,
        name,
        // Not `join`: there are thousands, and the names are as `relative` has made them.
        writtenAt: plan.staging[kind] + sep + name,
        keptAt: plan.kept[kind] + sep + name,
        movedTo: targets[kind] + sep + name,
        isNew: names[kind].fresh.has(name),
      };
      byPath.set(file.writtenAt, file);
      if (file.isNew || !memory.isSame(file.movedTo)) read(file);
    }
  }
  return {
    contents,
    files: [...byPath.values()],
    targets,
    load(script) {
      read(script);
      const map = byPath.get(`${script.writtenAt}.map`);
      if (map) read(map);
    },
    scriptOf(source) {
      const written = stagedScripts(join(plan.staging.output, relative(root, source)));
      return written.map((file) => byPath.get(file)).find((file) => file !== undefined) ?? null;
    },
  };
}

/** Moves what the compiler has written to where it is kept, and returns its names. */
function keepStaged(staging: string, kept: string): Set<string> {
  const names = new Set<string>();
  if (!existsSync(staging)) return names;
  for (const file of listFiles(staging)) names.add(relative(staging, file));
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    renameSync(staging, kept);
    return names;
  }
  const others = listFiles(kept).map((file) => relative(kept, file));
  const older = others.filter((name) => !names.has(name));
  if (older.length < names.size) {
    // Fewer are to be moved the other way.
    moveAll(older, kept, staging);
    rmSync(kept, { recursive: true });
    renameSync(staging, kept);
  } else moveAll([...names], staging, kept);
  return names;
}

function moveAll(names: readonly string[], from: string, to: string): void {
  for (const folder of new Set(names.map((name) => dirname(name)))) {
    mkdirSync(join(to, folder), { recursive: true });
  }
  for (const name of names) renameSync(join(from, name), join(to, name));
}

/** The folder that names of output are relative to: the compiler's to choose, and seen from what it has written. */
function outputRoot(
  { compilerOptions, folder, rootFiles }: Config,
  names: ReadonlySet<string>,
  sources: readonly string[],
  version: string,
): string {
  const { rootDir } = compilerOptions;
  if (typeof rootDir === "string") return resolve(folder, rootDir);
  if (Number.parseInt(version) >= 6) return folder;
  // The folder that the sources have in common; but which of them count differs between versions.
  const own = sources.filter((file) => !/\.d\.[cm]?ts$/.test(file));
  const score = (root: string) =>
    own.filter((file) => stagedScripts(relative(root, file)).some((name) => names.has(name)))
      .length;
  let best = { root: folder, score: score(folder) };
  for (let root = dirname(rootFiles[0] ?? folder); root !== dirname(root); root = dirname(root)) {
    const candidate = { root, score: score(root) };
    if (candidate.score > best.score) best = candidate;
  }
  return best.root;
}

/** What the JavaScript of a source may be called. */
function stagedScripts(source: string): string[] {
  const [, kind = ""] = /\.([cm]?)[jt]sx?$/.exec(source) ?? [];
  const name = withoutExtension(source);
  return kind === "" ? [`${name}.js`, `${name}.jsx`] : [`${name}.${kind}js`];
}

/** Tells the outputs of a program's files, by their paths below the output folder. */
function outputsOf(files: readonly string[]): (output: string) => boolean {
  const sources = new Map<string, string[]>();
  for (const file of files) {
    const path = sep + withoutExtension(file).split("/").join(sep);
    const name = basename(path);
    const others = sources.get(name);
    if (others) others.push(path);
    else sources.set(name, [path]);
  }
  return (output) => {
    const path = sep + withoutExtension(output.replace(/\.map$/, ""));
    // The folder that output is relative to is the compiler's to choose.
    return sources.get(basename(path))?.some((source) => source.endsWith(path)) === true;
  };
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.(?:[cm]?[jt]sx?|json)$/, "");
}
