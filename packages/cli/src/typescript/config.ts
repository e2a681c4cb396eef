import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../failure.ts";
import { runCompiler } from "./compiler.ts";
import type { Compiler } from "./compiler.ts";

/** A tsconfig.json as the compiler understands it: `extends` followed, files listed. */
export interface Config {
  readonly path: string;
  readonly folder: string;
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  /** Absolute. */
  readonly rootFiles: readonly string[];
  /** The patterns by which files are included. */
  readonly include: readonly string[];
  /** Those by which they are left out; null if none are given, and the compiler takes its own. */
  readonly exclude: readonly string[] | null;
}

/**
 * Asks the compiler what a tsconfig.json means.
 *
 * @returns null if it cannot be understood: the compiler's own run says why
 */
export async function readConfig(compiler: Compiler, path: string): Promise<Config | null> {
  const folder = dirname(path);
  const { status, output } = await runCompiler(compiler, ["-p", path, "--showConfig"], folder);
  if (status !== 0) return null;
  const {
    compilerOptions = {},
    files = [],
    include = [],
    exclude = null,
  } = JSON.parse(output) as {
    compilerOptions?: Record<string, unknown>;
    files?: string[];
    include?: string[];
    exclude?: string[];
  };
  return {
    path,
    folder,
    compilerOptions,
    rootFiles: files.map((file) => resolve(folder, file)),
    include,
    exclude,
  };
}

/** Options whose values are paths, which the compiler shows relative to the tsconfig.json. */
const PATH_OPTIONS = new Set(["baseUrl", "rootDir", "rootDirs", "typeRoots"]);

/** The options as they would stand in a tsconfig.json of another folder. */
export function absoluteOptions({ compilerOptions, folder }: Config): Record<string, unknown> {
  const absolute = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(absolute);
    return typeof value === "string" ? resolve(folder, value) : value;
  };
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(compilerOptions)) {
    options[name] = PATH_OPTIONS.has(name) ? absolute(value) : value;
  }
  const { paths, types, baseUrl } = compilerOptions;
  if (typeof paths === "object" && paths !== null && baseUrl === undefined) {
    options["paths"] = Object.fromEntries(
      Object.entries(paths).map(([pattern, targets]) => [pattern, absolute(targets)]),
    );
  }
  if (Array.isArray(types)) {
    // A name, or a path.
    options["types"] = types.map((type: unknown) =>
      String(type).startsWith(".") ? absolute(type) : type,
    );
  }
  return options;
}

/** The tsconfig.json that `-p` means. */
export function findConfig(folder: string, project: string | undefined): string {
  const path = resolve(folder, project ?? ".");
  const file =
    existsSync(path) && statSync(path).isDirectory() ? join(path, "tsconfig.json") : path;
  if (existsSync(file)) return file;
  throw new Failure(`There is no \`${file}\`. Name a tsconfig.json with \`-p\`.`);
}
