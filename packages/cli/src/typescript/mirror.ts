import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { ResolvedOptions } from "@weakfield/core";
import type { Report } from "../report.ts";
import { compileSource, isScript, listFiles } from "../source-files.ts";
import { writeAll } from "../write-all.ts";
import type { Config } from "./config.ts";

/** The sources of a project, rewritten, in a folder of their own, at the same places relative to each other. */
export interface Mirror {
  /** The tsconfig.json that emits JavaScript from them. */
  readonly config: string;
  /** The original of a mirrored file. */
  readonly originalOf: (file: string) => string;
  /** Maps from rewritten texts to originals, by original path. */
  readonly maps: ReadonlyMap<string, string>;
}

/**
 * Mirrors the files of a program.
 *
 * @param folder where to; kept between runs, so that only what has changed is written
 * @param files all files of the program, absolute
 * @param emitted where the compiler is to write JavaScript
 * @param buildInfo where it is to note what it has written
 */
export function createMirror(
  config: Config,
  files: readonly string[],
  target: { folder: string; emitted: string; buildInfo: string; isBesideSources: boolean },
  options: ResolvedOptions,
  report: Report,
): Mirror {
  const { folder } = target;
  // Declarations outside the project are those of linked packages, which are found where they are.
  const own = files.filter(
    (file) =>
      !/[\\/]node_modules[\\/]/.test(file) &&
      (isScript(file) || file.startsWith(config.folder + sep)),
  );
  const base = commonFolder([...own.map((file) => dirname(file)), config.folder]);
  const place = (file: string) => join(folder, relative(base, file));
  const contents = new Map<string, string | Uint8Array>();
  const maps = new Map<string, string>();
  for (const file of own) {
    const content = readFileSync(file);
    contents.set(place(file), content);
    if (!isScript(file)) continue;
    const text = content.toString();
    const { printed, faults } = compileSource(file, text, options);
    report.faults(relative(process.cwd(), file), text, faults);
    if (!printed) continue;
    contents.set(place(file), printed.code);
    maps.set(file, printed.map.toString());
  }
  for (const manifest of manifestsBetween(base, own)) {
    contents.set(place(manifest), readFileSync(manifest));
  }
  const mirrored = place(join(config.folder, "tsconfig.json"));
  contents.set(
    mirrored,
    JSON.stringify({
      compilerOptions: {
        ...config.compilerOptions,
        ...emitOnly(config, target),
        ...(target.isBesideSources ? { rootDir: "." } : {}),
      },
      files: config.rootFiles.map(place),
    }),
  );
  if (existsSync(folder)) {
    for (const file of listFiles(folder)) if (!contents.has(file)) rmSync(file);
  }
  writeAll(contents);
  const modules = join(config.folder, "node_modules");
  const link = place(modules);
  if (existsSync(modules) && !existsSync(link)) symlinkSync(modules, link, "junction");
  return {
    config: mirrored,
    maps,
    originalOf: (file) => join(base, relative(folder, file)),
  };
}

/** What differs where JavaScript alone is wanted, from text that is not to be checked. */
function emitOnly(
  { compilerOptions }: Config,
  { emitted, buildInfo }: { emitted: string; buildInfo: string },
): Record<string, unknown> {
  const wantsMap =
    compilerOptions["sourceMap"] === true || compilerOptions["inlineSourceMap"] === true;
  return {
    noCheck: true,
    outDir: emitted,
    sourceMap: wantsMap,
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
    incremental: true,
    tsBuildInfoFile: buildInfo,
    noEmit: false,
    noEmitOnError: false,
    plugins: undefined,
  };
}

/** The package.json files that decide how the files are modules. */
function manifestsBetween(base: string, files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    let folder = dirname(file);
    while (!folders.has(folder) && (folder === base || folder.startsWith(base + sep))) {
      folders.add(folder);
      folder = dirname(folder);
    }
  }
  return [...folders].map((folder) => join(folder, "package.json")).filter(existsSync);
}

function commonFolder(folders: readonly string[]): string {
  const [first = "", ...others] = folders;
  let common = first;
  for (const folder of others) {
    while (folder !== common && !folder.startsWith(common === sep ? sep : common + sep)) {
      common = dirname(common);
    }
  }
  return common;
}
