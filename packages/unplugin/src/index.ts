import type { Options, ResolvedOptions } from "@weakfield/core";
import { createUnplugin } from "unplugin";
import type { UnpluginInstance, UnpluginOptions } from "unplugin";
import { resolvePluginOptions } from "./plugin-options.ts";
import { rewrite } from "./rewrite.ts";

export type { Options } from "@weakfield/core";

/** Compiles `@field` declarations in every bundler that unplugin serves. Faulty options stop the build. */
export const unplugin: UnpluginInstance<Options | undefined, false> = createUnplugin(
  (raw: Options | undefined) => createPlugin(resolvePluginOptions(raw)),
);

/** Files that can hold TypeScript or JavaScript; of components with a query, the script. */
const SCRIPTS = [
  /\.[cm]?[jt]sx?(?:$|\?)/,
  /\.(?:vue|svelte)$/,
  /\.(?:vue|svelte)\?(?:.*&)?type=script(?:&|$)/,
];

function createPlugin(options: ResolvedOptions): UnpluginOptions {
  return {
    name: "weakfield",
    // Before anything erases types or lowers decorators.
    enforce: "pre",
    transform: {
      filter: {
        id: { include: SCRIPTS, exclude: /[\\/]node_modules[\\/]/ },
        code: { include: [...options.modules] },
      },
      handler(code, id) {
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
      // Only rewritten code imports it: found late, it would make the dev server reload the page.
      config: () => ({ optimizeDeps: { include: ["weakfield", "weakfield/internal"] } }),
    },
  };
}
