import { RUNTIME_MODULE } from "@weakfield/core";
import type { Options, ResolvedOptions } from "@weakfield/core";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createUnplugin } from "unplugin";
import type { UnpluginInstance, UnpluginOptions } from "unplugin";
import { resolvePluginOptions } from "./plugin-options.ts";
import { rewrite } from "./rewrite.ts";
import { hasFieldInFrontmatter } from "./script-blocks.ts";

export type { Options } from "@weakfield/core";

/** Compiles `@field` declarations in every bundler that unplugin serves. Faulty options stop the build. */
export const unplugin: UnpluginInstance<Options | undefined, false> = createUnplugin(
  (raw: Options | undefined) => createPlugin(resolvePluginOptions(raw)),
);

/** Files that can hold TypeScript or JavaScript; of components with a query, the script. */
const SCRIPTS = [
  /\.[cm]?[jt]sx?(?:$|\?)/,
  /\.(?:astro|vue|svelte)$/,
  /\.(?:vue|svelte)\?(?:.*&)?type=script(?:&|$)/,
];

/** The package of which compiled programs import a module. */
const RUNTIME_PACKAGE = "weakfield";

/** Is the runtime in a `node_modules` that Vite looks into from a folder? With Yarn's Plug'n'Play there is none to look into. */
function hasRuntime(folder: string): boolean {
  if (process.versions["pnp"] !== undefined) return true;
  for (let parent = resolve(folder); ; parent = dirname(parent)) {
    if (existsSync(join(parent, "node_modules", RUNTIME_PACKAGE))) return true;
    if (parent === dirname(parent)) return false;
  }
}

function createPlugin(options: ResolvedOptions): UnpluginOptions {
  return {
    name: "weakfield",
    // Before anything erases types or lowers decorators.
    enforce: "pre",
    transform: {
      // The same among plugins that are "pre" as well, wherever this one stands in the list; unplugin hands it on.
      ...({ order: "pre" } as object),
      filter: {
        id: { include: SCRIPTS, exclude: /[\\/]node_modules[\\/]/ },
        code: { include: [...options.modules] },
      },
      handler(code, id) {
        if (hasFieldInFrontmatter(id, code)) {
          this.error(
            `${id}: fields are not compiled in the frontmatter of a component, which runs once for each page. Put the class into a module of its own and import it.`,
          );
        }
        const { printed, failure } = rewrite(id, code, options);
        if (failure) this.error(failure);
        return printed && { code: printed.code, map: printed.map };
      },
    },
    esbuild: { onLoadFilter: /\.(?:[cm]?[jt]sx?|vue|svelte)$/ },
    rollup: {
      buildStart({ plugins }) {
        if (!plugins.some(({ name }) => name === "typescript")) return;
        this.warn(
          "@rollup/plugin-typescript reads files itself, past this plugin, so that their fields stay uncompiled. Give it the transformer: `typescript({ transformers: { before: [before()] } })` with `before` of @weakfield/transformer/before.",
        );
      },
    },
    vite: {
      // Only rewritten code imports it: found late, it would make the dev server reload the page. A linked package may
      // have it where the root of the project has not, and Vite warns of what it does not find.
      config: ({ root = process.cwd() }) => ({
        optimizeDeps: { include: hasRuntime(root) ? [RUNTIME_PACKAGE, RUNTIME_MODULE] : [] },
      }),
    },
  };
}
