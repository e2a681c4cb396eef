import { installLine, missing, ok } from "./finding.ts";
import type { Check } from "./finding.ts";
import type { Project } from "./project.ts";

const HOOK = "@weakfield/unplugin/register";

/** A script that has a runtime run TypeScript itself. */
function findScript(project: Project, pattern: RegExp): string | null {
  const tasks = project.findFile(["deno.json", "deno.jsonc"])?.text ?? "";
  return [...Object.values(project.scripts), tasks].find((text) => pattern.test(text)) ?? null;
}

/** Bun, which takes the hook from its own configuration. */
export const checkBun: Check = (project) => {
  if (Object.values(project.scripts).some((text) => /\bbun\s+build\b/.test(text))) {
    return missing(
      "bun",
      "`bun build` takes no plugin",
      `${installLine(project, "@weakfield/unplugin")}in a script, run in its place: import weakfield from "@weakfield/unplugin/esbuild"; … await Bun.build({ entrypoints, outdir, plugins: [weakfield()] })`,
    );
  }
  const config = project.findFile(["bunfig.toml"]);
  const runs = findScript(project, /\bbun\s+(?:test\b|(?:[^&|;"]*\s)?\S+\.m?tsx?\b)/);
  if (runs === null && config === null) return null;
  if (config?.text.includes(HOOK)) return ok("bun", `\`${HOOK}\` in bunfig.toml`);
  if (runs?.includes(HOOK)) return ok("bun", `\`${HOOK}\` in a script`);
  return missing(
    "bun",
    config === null ? "no bunfig.toml" : `no \`${HOOK}\` in bunfig.toml`,
    `${installLine(project, "@weakfield/unplugin")}in bunfig.toml: preload = ["${HOOK}"], and the same under [test]`,
  );
};

/** Deno, which takes the hook from its command line. */
export const checkDeno: Check = (project) => {
  const runs = findScript(project, /\bdeno\s+(?:run|test|serve|bench)\b/);
  if (runs === null) return null;
  if (runs.includes(HOOK)) return ok("deno", `\`${HOOK}\` in its command`);
  return missing(
    "deno",
    "its command registers nothing",
    `${installLine(project, "@weakfield/unplugin")}in the command: deno run --preload=npm:${HOOK} …`,
  );
};
