/**
 * Compiles `@field` declarations while a program is loaded: by Node with its own type stripping, tsx, Deno or Bun.
 *
 * @example
 * ```sh
 * node --import @weakfield/unplugin/register app.ts
 * tsx --import @weakfield/unplugin/register app.ts
 * deno run -A --preload=npm:@weakfield/unplugin/register app.ts
 * bun --preload @weakfield/unplugin/register app.ts
 * ```
 */
import { RUNTIME_MODULE, withInlineMap } from "@weakfield/core";
import type { Options, ResolvedOptions } from "@weakfield/core";
import fs from "node:fs";
import nodeModule from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolvePluginOptions } from "./plugin-options.ts";
import { rewrite } from "./rewrite.ts";

export type { Options } from "@weakfield/core";

/**
 * Registers the hooks with other options than the defaults. Importing this module has registered them; a later call
 * replaces the options.
 */
export function register(raw?: Options): void {
  registration.options = resolvePluginOptions(raw);
  if (registration.isActive) return;
  const { Bun } = globalThis as { Bun?: BunLike };
  if (Bun !== undefined) {
    registration.isActive = true;
    Bun.plugin({ name: "weakfield", setup: loadInBun });
    return;
  }
  if (typeof nodeModule.registerHooks !== "function") {
    throw new Error(
      `@weakfield/unplugin/register needs Node 22.18 or newer, not ${process.version}. Update Node, or run \`weakfield rewrite\` of @weakfield/cli before the program.`,
    );
  }
  registration.isActive = true;
  nodeModule.registerHooks({ load });
  wrapForeignExtensions();
}

/** The one registration of a process. */
const registration: { options: ResolvedOptions; isActive: boolean } = {
  options: resolvePluginOptions(undefined),
  isActive: false,
};

/**
 * The next loader, Node or tsx, is handed the rewritten text in place of the file's, so that it compiles what is left:
 * types, enums, JSX, module formats.
 */
const load: nodeModule.LoadHookSync = (url, context, nextLoad) => {
  const code = url.startsWith("file:") ? compile(fileURLToPath(url)) : null;
  if (code === null) return nextLoad(url, context);
  if ("Deno" in globalThis)
    return { format: "module", source: erase(url, code), shortCircuit: true };
  const result = nextLoad(url, { ...context, source: code } as typeof context);
  if (textOf(result.source).includes(RUNTIME_MODULE)) return result;
  // A loader that read the file itself: the file unchanged, or left to the handlers of `require`.
  if (result.format?.endsWith("-typescript")) return { ...result, source: code };
  if (result.format === "commonjs") return result;
  throw new Error(bypassed(fileURLToPath(url)));
};

/** The text without types. Deno erases them only from what it has read itself. */
function erase(url: string, code: string): string {
  if (/\.[cm]?js$/.test(url)) return code;
  if (/\.[cm]?ts$/.test(url)) {
    try {
      return nodeModule.stripTypeScriptTypes(code);
    } catch {
      // Enums and the like are more than types.
      return nodeModule.stripTypeScriptTypes(code, { mode: "transform", sourceMap: true });
    }
  }
  throw new Error(
    `@weakfield/unplugin/register cannot compile JSX under Deno, which erases it only from files that it has read itself. Put the classes of ${url} into a module without JSX.`,
  );
}

/** The part of Bun that takes plugins. */
interface BunLike {
  plugin(plugin: { name: string; setup(build: BunBuild): void }): void;
}
interface BunBuild {
  onLoad(
    options: { filter: RegExp },
    load: (file: { path: string }) => { contents: string; loader: string },
  ): void;
}

/** Bun has no hooks of Node. Its own have to give the text of each file, which Bun then takes for an ECMAScript module. */
function loadInBun(build: BunBuild): void {
  const filter = /^(?!.*[\\/]node_modules[\\/]).*\.(?:m?ts|tsx)$/;
  build.onLoad({ filter }, ({ path }) => {
    const text = fs.readFileSync(path, "utf8");
    if (/\bexports\b/.test(text) && !/^\s*(?:import|export)\b/m.test(text)) {
      throw new Error(
        `@weakfield/unplugin/register: Bun loads no CommonJS module past a plugin. Rename ${path} to .cts, or write it with import and export.`,
      );
    }
    return { contents: compile(path) ?? text, loader: path.replace(/^.*\.m?/, "") };
  });
}

function textOf(source: nodeModule.ModuleSource | undefined): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}

type ExtensionHandler = (module: unknown, fileName: string) => void;

/**
 * tsx compiles CommonJS modules in handlers of file extensions, which read the file themselves: for the time of that
 * one synchronous read, the file is the rewritten text.
 */
function wrapForeignExtensions(): void {
  const { _extensions: extensions } = nodeModule as unknown as {
    _extensions: Record<string, ExtensionHandler | undefined>;
  };
  if (!process.execArgv.some((argument) => /\btsx\b/.test(argument))) return;
  for (const extension of [".js", ".ts", ".tsx", ".jsx", ".mts", ".cts"]) {
    const inner = extensions[extension];
    if (!inner) continue;
    const wrapped: ExtensionHandler = (module, fileName) => {
      const file = fileName.replace(/\?.*$/s, "");
      const code = compile(file);
      if (code === null) {
        inner(module, fileName);
        return;
      }
      const { readFileSync } = fs;
      const restore = () => {
        fs.readFileSync = readFileSync;
      };
      fs.readFileSync = ((path: unknown, ...rest: [never]) => {
        if (path !== file) return readFileSync(path as string, ...rest);
        restore();
        return code;
      }) as typeof readFileSync;
      try {
        inner(module, fileName);
      } finally {
        restore();
      }
    };
    // Not enumerable, as tsx has it: enumerable ones change how extensions are looked up.
    Object.defineProperty(extensions, extension, {
      value: wrapped,
      enumerable: Object.prototype.propertyIsEnumerable.call(extensions, extension),
      configurable: true,
      writable: true,
    });
  }
}

/** The rewritten text with its map inline, or null where there is nothing to do. */
function compile(file: string): string | null {
  if (!/\.[cm]?[jt]sx?$/.test(file) || /[\\/]node_modules[\\/]/.test(file)) return null;
  const { printed, failure } = rewrite(file, fs.readFileSync(file, "utf8"), registration.options);
  if (failure) throw Object.assign(new SyntaxError(failure.message), { code: "WEAKFIELD_INVALID" });
  if (printed === null) return null;
  printed.map.sources = [pathToFileURL(file).href];
  return withInlineMap(printed);
}

function bypassed(file: string): string {
  return `@weakfield/unplugin/register could not compile the fields of ${file}: a loader that was registered before it reads the file itself. Put \`--import @weakfield/unplugin/register\` before that loader, or into NODE_OPTIONS.`;
}

register();
