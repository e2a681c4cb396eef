import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join, parse, relative, sep } from "node:path";
import { allFiles } from "../files.ts";
import { writeAll } from "../write-all.ts";
import { absoluteOptions } from "./config.ts";
import type { Config } from "./config.ts";

/** The rewritten files of a project, in a folder of their own, at the same places relative to each other. */
export interface Mirror {
  /**
   * Writes rewritten texts, removes all others, and returns the tsconfig.json that emits JavaScript from these.
   *
   * @param texts by the absolute paths of their originals
   * @param isAlone whether no other file is read for it
   */
  readonly write: (texts: ReadonlyMap<string, string>, isAlone: boolean) => string;
  /** Where the JavaScript of an original file is written, by any extension of it. */
  readonly emittedPath: (original: string) => string;
}

/** Where a mirror is. */
export interface MirrorPlaces {
  readonly sources: string;
  /** Kept between runs. */
  readonly emitted: string;
}

/**
 * Mirrors files with fields. All others are read where they are: `rootDirs` lets the compiler see both folders
 * as one.
 *
 * @param originals all files with fields, absolute: what they have in common decides where each is put
 * @param references the tsconfig.json files that the project refers to
 */
export function createMirror(
  config: Config,
  originals: readonly string[],
  places: MirrorPlaces,
  references: readonly string[],
): Mirror {
  const base = commonFolder([config.folder, ...originals.map((file) => dirname(file))]);
  const place = (file: string) => join(places.sources, relative(base, file));
  return {
    // The compiler is told that all paths are relative to the root of the file system.
    emittedPath: (original) =>
      join(places.emitted, relative(parse(places.sources).root, place(original))),
    write(texts, isAlone) {
      const folders = [...texts.keys()].map((file) => dirname(file));
      const contents = new Map<string, string | Uint8Array>();
      for (const [file, text] of texts) contents.set(place(file), text);
      for (const [file, content] of manifests(folders, base, places.sources)) {
        contents.set(file, content);
      }
      const path = join(places.sources, "tsconfig.mirror.json");
      contents.set(path, JSON.stringify(mirrorConfig([...texts.keys()].map(place), isAlone)));
      for (const file of allFiles(places.sources)) if (!contents.has(file)) rmSync(file);
      writeAll(contents);
      return path;
    },
  };

  function mirrorConfig(files: readonly string[], isAlone: boolean): object {
    const options = absoluteOptions(config);
    const { rootDirs } = options;
    const folders = Array.isArray(rootDirs) ? (rootDirs as string[]) : [];
    return {
      compilerOptions: {
        ...options,
        ...emitOnly(options, places),
        rootDir: parse(places.sources).root,
        rootDirs: [
          ...folders.flatMap((folder) =>
            isWithin(base, folder) ? [place(folder), folder] : [folder],
          ),
          places.sources,
          base,
        ],
        ...(isAlone ? { noResolve: true, types: [] } : {}),
      },
      files,
      references: references.map((reference) => ({ path: reference })),
    };
  }
}

/** What differs where JavaScript alone is wanted, from text that is not to be checked. */
function emitOnly(
  options: Readonly<Record<string, unknown>>,
  { emitted }: MirrorPlaces,
): Record<string, unknown> {
  return {
    noCheck: true,
    // It declares types, which are not checked; only metadata of decorators is made from them.
    ...(options["emitDecoratorMetadata"] === true
      ? {}
      : { noLib: true, lib: undefined, libReplacement: undefined }),
    outDir: emitted,
    sourceMap: options["sourceMap"] === true || options["inlineSourceMap"] === true,
    inlineSourceMap: undefined,
    inlineSources: undefined,
    sourceRoot: undefined,
    mapRoot: undefined,
    declaration: false,
    declarationMap: false,
    declarationDir: undefined,
    emitDeclarationOnly: false,
    isolatedDeclarations: false,
    composite: false,
    incremental: false,
    tsBuildInfoFile: undefined,
    noEmit: false,
    noEmitOnError: false,
    plugins: undefined,
  };
}

/** The package.json files that mirrored files need, where one of them would find another than its original does. */
function manifests(
  folders: readonly string[],
  base: string,
  sources: string,
): [string, Uint8Array][] {
  const outer = nearestManifest(sources);
  const nearest = new Set(folders.map(nearestManifest));
  if ([...nearest].every((manifest) => manifest === outer)) return [];
  return [...nearest].flatMap((manifest) => {
    if (manifest === null) return [];
    const target = isWithin(base, manifest) ? relative(base, dirname(manifest)) : "";
    return [[join(sources, target, "package.json"), readFileSync(manifest)]];
  });
}

function nearestManifest(folder: string): string | null {
  for (let parent = folder; ; parent = dirname(parent)) {
    const manifest = join(parent, "package.json");
    // Not what an earlier run has put here.
    if (!parent.includes(`${sep}.weakfield${sep}`) && existsSync(manifest)) return manifest;
    if (parent === dirname(parent)) return null;
  }
}

/** The folder that all are in; of two drives of Windows, the root of the first. */
export function commonFolder(folders: readonly string[]): string {
  const [first = "", ...others] = folders;
  let common = first;
  for (const folder of others) {
    while (!isWithin(common, folder) && dirname(common) !== common) common = dirname(common);
  }
  return common;
}

function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
