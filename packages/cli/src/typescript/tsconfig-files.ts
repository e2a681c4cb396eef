import { pluginOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { Failure } from "../failure.ts";
import { createLookout } from "./sightings.ts";
import type { Lookout } from "./sightings.ts";

/** What this program itself has to know of a tsconfig.json, besides what the compiler says. */
export interface TsconfigFacts {
  /** The tsconfig.json files that `references` names. They are not inherited through `extends`. */
  readonly references: readonly string[];
  /** Is it there for its references alone? */
  readonly isSolution: boolean;
  /** What stands beside `"transform": "@weakfield/transformer"` in it or in one it extends; null if nothing. */
  readonly pluginOptions: Record<string, unknown> | null;
  /** What `pretty` says, which the compiler does not show; null if nothing. */
  readonly isPretty: boolean | null;
}

/**
 * Reads a tsconfig.json and those that it extends.
 *
 * @throws if it refers to a file that does not exist
 */
export function readTsconfig(path: string, lookout: Lookout = createLookout()): TsconfigFacts {
  const config = readJson(path, lookout) as {
    files?: unknown;
    include?: unknown;
    references?: unknown;
  } | null;
  if (config === null) lookout.isComplete = false;
  const own = readPlugins(path, lookout).find(
    ({ transform }) => transform === "@weakfield/transformer",
  );
  const isPretty = readOption(path, "pretty", lookout);
  return {
    references: Array.isArray(config?.references)
      ? config.references.flatMap((reference) => findReference(path, reference, lookout))
      : [],
    isSolution:
      Array.isArray(config?.files) &&
      config.files.length === 0 &&
      config.include === undefined &&
      Array.isArray(config.references),
    pluginOptions: own ? pluginOptions(own) : null,
    isPretty: typeof isPretty === "boolean" ? isPretty : null,
  };
}

/** `compilerOptions.plugins` of a tsconfig.json. */
export function readPlugins(
  path: string,
  lookout: Lookout = createLookout(),
): Record<string, unknown>[] {
  const plugins = readOption(path, "plugins", lookout);
  return Array.isArray(plugins) ? plugins.filter(isRecord) : [];
}

/**
 * One of `compilerOptions`, also of what a tsconfig.json extends: of a list of base files, the last that has it counts.
 *
 * @param above the files that led to this one: they may extend each other in a circle, which the compiler reports
 */
export function readOption(
  path: string,
  name: string,
  lookout: Lookout = createLookout(),
  above: readonly string[] = [],
): unknown {
  const config = readJson(path, lookout) as {
    compilerOptions?: Readonly<Record<string, unknown>>;
    extends?: string | string[];
  } | null;
  // All of them are looked at, also when the first has what is wanted: the compiler reads them.
  const inherited = [config?.extends ?? []].flat().map((base) => {
    const file = findBase(path, base, lookout);
    if (file !== null && !above.includes(file)) {
      return readOption(file, name, lookout, [...above, path]);
    }
    lookout.isComplete = false;
    return undefined;
  });
  return config?.compilerOptions?.[name] ?? inherited.findLast((value) => value !== undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function findReference(path: string, reference: unknown, lookout: Lookout): string[] {
  const named = (reference as { path?: unknown } | null)?.path;
  if (typeof named !== "string") return [];
  const target = resolve(dirname(path), named);
  const file = lookout.isFolder(target) ? join(target, "tsconfig.json") : target;
  if (lookout.isFile(file)) return [file];
  throw new Failure(`${path} refers to \`${named}\`, and there is no \`${file}\`.`);
}

function findBase(path: string, base: string, lookout: Lookout): string | null {
  const isPath = base.startsWith(".") || isAbsolute(base);
  const names = [base, `${base}.json`, `${base}/tsconfig.json`];
  if (isPath) {
    return names.map((name) => resolve(dirname(path), name)).find(lookout.isFile) ?? null;
  }
  watchPackage(path, base, names, lookout);
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

/** Notes what the place of a file in a package depends on. */
function watchPackage(
  path: string,
  base: string,
  names: readonly string[],
  lookout: Lookout,
): void {
  const [name = ""] = /^(?:@[^/]+\/)?[^/]+/.exec(base) ?? [];
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    const modules = join(parent, "node_modules");
    if (lookout.isFolder(join(modules, name))) {
      lookout.text(join(modules, name, "package.json"));
      for (const file of names) lookout.isFile(join(modules, file));
      return;
    }
    if (parent !== dirname(parent)) continue;
    lookout.isComplete = false;
    return;
  }
}

function readJson(path: string, lookout: Lookout): unknown {
  return parseJson(lookout.text(path) ?? "");
}

/** The value of a text that is JSON with comments and trailing commas; null if it is none. */
export function parseJson(text: string): unknown {
  // An array, since a parser takes an object for a block.
  const { program, errors } = parseSync("config.js", `[${text}]`);
  if (errors.length > 0) return null;
  const [statement] = program.body;
  if (statement?.type !== "ExpressionStatement") return null;
  const list = valueOf(statement.expression as unknown as JsonNode);
  return Array.isArray(list) ? ((list[0] as unknown) ?? null) : null;
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
