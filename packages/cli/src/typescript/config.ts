import { pluginOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
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
  } = JSON.parse(output) as {
    compilerOptions?: Record<string, unknown>;
    files?: string[];
    include?: string[];
  };
  return {
    path,
    folder,
    compilerOptions,
    rootFiles: files.map((file) => resolve(folder, file)),
    include,
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

/** What stands beside `"transform": "@weakfield/transformer"` in a tsconfig.json or in one it extends; null if nothing. */
export function readPluginOptions(path: string): Record<string, unknown> | null {
  const plugins = readPlugins(path);
  const own = plugins.find(({ transform }) => transform === "@weakfield/transformer");
  return own ? pluginOptions(own) : null;
}

/** `compilerOptions.plugins` of a tsconfig.json. Of a list of base files, the last that has some counts. */
export function readPlugins(path: string): Record<string, unknown>[] {
  const config = readJson(path) as {
    compilerOptions?: { plugins?: unknown };
    extends?: string | string[];
  } | null;
  const plugins = config?.compilerOptions?.plugins;
  if (Array.isArray(plugins)) return plugins.filter(isRecord);
  for (const base of [config?.extends ?? []].flat().reverse()) {
    const file = findBase(path, base);
    const inherited = file === null ? [] : readPlugins(file);
    if (inherited.length > 0) return inherited;
  }
  return [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function findBase(path: string, base: string): string | null {
  const isPath = base.startsWith(".") || isAbsolute(base);
  const names = [base, `${base}.json`, `${base}/tsconfig.json`];
  if (isPath) {
    const paths = names.map((name) => resolve(dirname(path), name));
    return paths.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
  }
  const require = createRequire(path);
  for (const name of names) {
    try {
      return require.resolve(name);
    } catch {
      // The next spelling.
    }
  }
  return null;
}

/** JSON with comments and trailing commas; null if it is none. */
export function readJson(path: string): unknown {
  // An array, since a parser takes an object for a block.
  const { program, errors } = parseSync("config.js", `[${readFileSync(path, "utf8")}]`);
  if (errors.length > 0) return null;
  const [statement] = program.body;
  if (statement?.type !== "ExpressionStatement") return null;
  const list = valueOf(statement.expression as unknown as JsonNode);
  return Array.isArray(list) ? (list[0] as unknown) : null;
}

interface JsonNode {
  readonly type: string;
  readonly value?: unknown;
  readonly elements?: readonly JsonNode[];
  readonly properties?: readonly { readonly key: JsonNode; readonly value: JsonNode }[];
}

function valueOf(node: JsonNode): unknown {
  if (node.type === "ArrayExpression") return node.elements?.map(valueOf) ?? [];
  if (node.type !== "ObjectExpression") return node.value;
  return Object.fromEntries(
    (node.properties ?? []).map(({ key, value }) => [String(key.value), valueOf(value)]),
  );
}
