import { existsSync } from "node:fs";
import { join } from "node:path";
import { configNames } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Project } from "./project.ts";

/** Angular, whose builder compiles with a compiler of its own. */
export function checkAngular({ versionOf, dependsOn }: Project): Finding | null {
  const name = ["@angular/build", "@angular-devkit/build-angular"].find(dependsOn);
  if (name === undefined) return null;
  return {
    tool: `${name} ${versionOf(name) ?? ""}`,
    state: "advice",
    found:
      "it takes no plugin and no transformer: a class with fields in the application is not compiled",
    remedy:
      "Keep such classes in a library of the workspace that `tspc` or `weakfield build` compiles, and import what that writes.",
  };
}

/** The server of Nuxt, which is not bundled by Vite. */
export function checkNuxtServer({
  folder,
  versionOf,
  dependsOn,
  findFile,
}: Project): Finding | null {
  if (!dependsOn("nuxt") || !existsSync(join(folder, "server"))) return null;
  const config = findFile(configNames("nuxt.config"));
  const plugin = "@weakfield/unplugin/rollup";
  // The finding of Nuxt itself shows that it is there.
  if (config?.text.includes(plugin) === true) return null;
  return {
    tool: `nuxt ${versionOf("nuxt") ?? ""}`,
    state: "advice",
    found: "Nitro bundles the folder `server` without the plugins of Vite",
    remedy: `for fields there, in ${config?.name ?? "nuxt.config.ts"}: import nitro from "${plugin}"; … nitro: { rollupConfig: { plugins: [nitro()] } }`,
  };
}
