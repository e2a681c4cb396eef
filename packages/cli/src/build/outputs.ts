import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Failure } from "../failure.ts";
import { allFiles } from "../files.ts";
import type { Config } from "../typescript/config.ts";
import { moveMap, moveText } from "../typescript/source-maps.ts";
import { renameOver } from "../write-all.ts";
import { OUTPUT_KINDS } from "./kept-outputs.ts";
import type { OutputKind, StagedFile } from "./kept-outputs.ts";
import { isSettled, stampOf } from "./stamps.ts";
import type { Memory } from "./state.ts";

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

/** The staged output of a project. */
export interface Staged {
  /** Contents by the path where the user wants them; without those that are there and have not changed. */
  readonly contents: Map<string, string | Uint8Array>;
  /** Where the user wants each kind of output, and the names of all its files below that folder. */
  readonly kinds: Readonly<
    Record<OutputKind, { readonly target: string; readonly names: ReadonlySet<string> }>
  >;
  /** Adds the contents of a script and its map, changed or not. */
  readonly load: (script: StagedFile) => void;
  /** The JavaScript of a source; null if the compiler has made none. */
  readonly scriptOf: (source: string) => StagedFile | null;
}

/**
 * Collects the output for the places where the user wants it: what the compiler has staged now, and what it wrote in
 * earlier builds. What is there and has not changed costs nothing but its name: there are thousands.
 *
 * @param files all files of the program; what is left of others is removed
 * @param memory of earlier builds
 */
export function collectStaged(
  config: Config,
  plan: OutputPlan,
  files: readonly string[],
  version: string,
  memory: Pick<Memory, "files" | "outputs">,
): Staged {
  const { compilerOptions, folder } = config;
  const { outDir, declarationDir, sourceRoot, mapRoot } = compilerOptions;
  const isRelative = sourceRoot === undefined && mapRoot === undefined;
  const contents = new Map<string, string | Uint8Array>();
  const found = {
    output: findStaged("output", plan, files, memory),
    declarations: findStaged("declarations", plan, files, memory),
  };
  const scripts = files.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  const root = outputRoot(config, found.output.names, scripts, version);
  const targets = {
    output: typeof outDir === "string" ? resolve(folder, outDir) : root,
    declarations: resolve(folder, typeof declarationDir === "string" ? declarationDir : "."),
  };
  const fileOf = (kind: OutputKind, name: string): StagedFile => ({
    writtenAt: plan.staging[kind] + sep + name,
    keptAt: plan.kept[kind] + sep + name,
    movedTo: targets[kind] + sep + name,
    isNew: found[kind].fresh.has(name),
  });
  const read = ({ writtenAt, movedTo, keptAt }: StagedFile): void => {
    if (contents.has(movedTo)) return;
    const content = readFileSync(keptAt);
    const change = writtenAt.endsWith(".map") ? moveMap : moveText;
    const text = () => change(content.toString(), { writtenAt, movedTo }, isRelative);
    contents.set(movedTo, writtenAt.endsWith(".json") ? content : text());
  };
  for (const kind of OUTPUT_KINDS) {
    const { names, fresh } = found[kind];
    const last = memory.outputs[kind];
    const isMoved = last.target !== targets[kind];
    const changed = last.changed();
    for (const name of isMoved ? names : [...fresh, ...changed]) {
      if (names.has(name)) read(fileOf(kind, name));
    }
  }
  return {
    contents,
    kinds: {
      output: { target: targets.output, names: found.output.names },
      declarations: { target: targets.declarations, names: found.declarations.names },
    },
    load(script) {
      read(script);
      const name = `${script.keptAt}.map`.slice(plan.kept.output.length + 1);
      if (found.output.names.has(name)) read(fileOf("output", name));
    },
    scriptOf(source) {
      // Not `relative`, for thousands of them.
      const isWithin = source.startsWith(root + sep);
      const path = isWithin ? source.slice(root.length + 1) : relative(root, source);
      const name = stagedScripts(path).find((script) => found.output.names.has(script));
      return name === undefined ? null : fileOf("output", name);
    },
  };
}

/** The names of all output of a kind, and of what the compiler has written in this build, which is put to the rest. */
function findStaged(
  kind: OutputKind,
  plan: OutputPlan,
  files: readonly string[],
  memory: Pick<Memory, "files" | "outputs">,
): { names: Set<string>; fresh: Set<string> } {
  const earlier = memory.outputs[kind].stamps;
  const fresh = keepStaged(plan.staging[kind], plan.kept[kind], earlier);
  const names = new Set([...earlier.keys(), ...fresh]);
  const isSameProgram = isSameSet(files, memory.files);
  const doubtful = isSameProgram ? [...fresh].filter((name) => !earlier.has(name)) : [...names];
  if (doubtful.length === 0) return { names, fresh };
  const isCurrent = outputsOf(files);
  for (const name of doubtful) {
    if (isCurrent(name)) continue;
    names.delete(name);
    rmSync(join(plan.kept[kind], name), { force: true });
  }
  return { names, fresh };
}

function isSameSet(files: readonly string[], others: readonly string[]): boolean {
  if (files.length !== others.length) return false;
  if (files.every((file, index) => file === others[index])) return true;
  const all = new Set(files);
  return others.every((file) => all.has(file));
}

/** Has the compiler written output since a moment? What builds that were refused have left may be there too. */
export function hasStaged({ staging }: OutputPlan, since: number): boolean {
  return OUTPUT_KINDS.flatMap((kind) => allFiles(staging[kind])).some((file) => {
    const stamp = stampOf(file);
    return stamp !== null && !isSettled(stamp, since);
  });
}

/** The line of a file in the list that `listEmittedFiles` makes among the compiler's words. */
const LISTED = /^TSFILE: (.*?)(\r?\n|$)/gm;

/**
 * The compiler's words as they would be had it written to the places where the user wants the output.
 *
 * @param kinds these places; null if nothing has been put there
 */
export function moveList(
  output: string,
  { staging }: OutputPlan,
  kinds: Staged["kinds"] | null,
): string {
  return output.replaceAll(LISTED, (_line, written: string, end: string) => {
    const file = resolve(written);
    const kind = OUTPUT_KINDS.find((one) => file.startsWith(staging[one] + sep));
    // The rest are notes of the compiler for itself.
    if (kind === undefined || kinds === null) return "";
    const moved = kinds[kind].target + file.slice(staging[kind].length);
    return `TSFILE: ${moved.split(sep).join("/")}${end}`;
  });
}

/**
 * Moves what the compiler has written to where it is kept, and returns its names.
 *
 * @param earlier what is kept there, by name
 */
function keepStaged(
  staging: string,
  kept: string,
  earlier: ReadonlyMap<string, unknown>,
): Set<string> {
  const names = new Set(allFiles(staging).map((file) => file.slice(staging.length + 1)));
  if (!existsSync(staging)) return names;
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    renameOver(staging, kept);
  } else if (earlier.size < 2 * names.size) {
    // Fewer are to be moved the other way.
    moveAll(
      [...earlier.keys()].filter((name) => !names.has(name)),
      kept,
      staging,
    );
    rmSync(kept, { recursive: true, maxRetries: 5 });
    renameOver(staging, kept);
  } else moveAll([...names], staging, kept);
  return names;
}

function moveAll(names: readonly string[], from: string, to: string): void {
  for (const folder of new Set(names.map((name) => dirname(name)))) {
    mkdirSync(join(to, folder), { recursive: true });
  }
  for (const name of names) renameOver(join(from, name), join(to, name));
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
