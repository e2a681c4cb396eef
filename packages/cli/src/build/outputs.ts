import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Failure } from "../failure.ts";
import { listFiles } from "../source-files.ts";
import type { Config } from "../typescript/config.ts";
import { moveMap, moveText } from "../typescript/source-maps.ts";
import type { Move } from "../typescript/source-maps.ts";

/** What a run of the compiler is to write. */
export interface OutputPlan {
  readonly writesJavaScript: boolean;
  readonly writesDeclarations: boolean;
  /** Where the compiler is told to write, in place of the user's folders. */
  readonly staged: string;
  readonly stagedDeclarations: string;
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
  const staged = join(cache, "output");
  const stagedDeclarations = join(cache, "declarations");
  const { declarationDir, outDir, rootDir } = compilerOptions;
  if (has("noEmit")) {
    return {
      writesJavaScript: false,
      writesDeclarations: false,
      staged,
      stagedDeclarations,
      flags: [],
    };
  }
  const flags = ["--outDir", staged];
  if (declarationDir !== undefined) flags.push("--declarationDir", stagedDeclarations);
  if (outDir === undefined && rootDir === undefined && Number.parseInt(version) >= 6) {
    // As it is without an output folder; with one, the compiler wants to be told.
    flags.push("--rootDir", folder);
  }
  return {
    writesJavaScript: !has("emitDeclarationOnly"),
    writesDeclarations: has("declaration") || has("composite"),
    staged,
    stagedDeclarations,
    flags,
  };
}

/** The staged output of a project. */
export interface Staged {
  /** Contents by the path where the user wants them; without those that are there and have not changed. */
  readonly contents: Map<string, string | Uint8Array>;
  /** All that was staged, and where it goes. */
  readonly moves: ReadonlyMap<string, Move>;
  /** Adds the contents of a script and its map, changed or not. */
  readonly load: (script: Move) => void;
  /** The staged JavaScript of a source; null if the compiler has made none. */
  readonly scriptOf: (source: string) => Move | null;
}

/**
 * Collects what the compiler has staged, for the places where the user wants it.
 *
 * @param files all files of the program; what has been staged for others is left from earlier runs and is removed
 */
export function collectStaged(
  config: Config,
  plan: OutputPlan,
  files: readonly string[],
  version: string,
  isSame: (file: string) => boolean,
): Staged {
  const { compilerOptions, folder } = config;
  const { outDir, declarationDir, sourceRoot, mapRoot } = compilerOptions;
  const isRelative = sourceRoot === undefined && mapRoot === undefined;
  const contents = new Map<string, string | Uint8Array>();
  const moves = new Map<string, Move>();
  const isCurrent = outputsOf(files);
  const read = (move: Move): void => {
    const { writtenAt, movedTo } = move;
    if (contents.has(movedTo)) return;
    const content = readFileSync(writtenAt);
    const change = writtenAt.endsWith(".map") ? moveMap : moveText;
    contents.set(
      movedTo,
      writtenAt.endsWith(".json") ? content : change(content.toString(), move, isRelative),
    );
  };
  const take = (from: string, to: string): void => {
    for (const writtenAt of existsSync(from) ? listFiles(from) : []) {
      if (!isCurrent(relative(from, writtenAt))) {
        rmSync(writtenAt);
        continue;
      }
      const move = { writtenAt, movedTo: join(to, relative(from, writtenAt)) };
      moves.set(writtenAt, move);
      if (!isSame(writtenAt) || !isSame(move.movedTo)) read(move);
    }
  };
  const scripts = files.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  const root = stagedRoot(config, plan, scripts, version);
  take(plan.staged, typeof outDir === "string" ? resolve(folder, outDir) : root);
  if (typeof declarationDir === "string")
    take(plan.stagedDeclarations, resolve(folder, declarationDir));
  return {
    contents,
    moves,
    load(script) {
      read(script);
      const map = moves.get(`${script.writtenAt}.map`);
      if (map) read(map);
    },
    scriptOf(source) {
      const staged = stagedScripts(join(plan.staged, relative(root, source)));
      return staged.map((file) => moves.get(file)).find((move) => move !== undefined) ?? null;
    },
  };
}

/** The folder that staged paths are relative to: the compiler's to choose, and seen from what it has staged. */
function stagedRoot(
  { compilerOptions, folder, rootFiles }: Config,
  { staged }: OutputPlan,
  sources: readonly string[],
  version: string,
): string {
  const { rootDir } = compilerOptions;
  if (typeof rootDir === "string") return resolve(folder, rootDir);
  if (Number.parseInt(version) >= 6) return folder;
  // The folder that the sources have in common; but which of them count differs between versions.
  const own = sources.filter((file) => !/\.d\.[cm]?ts$/.test(file));
  const score = (root: string) =>
    own.filter((file) => stagedScripts(join(staged, relative(root, file))).some(existsSync)).length;
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
  const sources = new Set<string>();
  for (const file of files) {
    // Every end of the path, since the folder that output is relative to is the compiler's to choose.
    const parts = withoutExtension(file).split(/[\\/]/);
    for (let from = 0; from < parts.length; from++) sources.add(parts.slice(from).join("/"));
  }
  return (output) =>
    sources.has(
      withoutExtension(output.replace(/\.map$/, ""))
        .split(sep)
        .join("/"),
    );
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.(?:[cm]?[jt]sx?|json)$/, "");
}
