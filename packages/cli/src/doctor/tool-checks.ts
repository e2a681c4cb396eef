import { esbuildScripts } from "./esbuild.ts";
import { configNames, installLine, missing, ok } from "./finding.ts";
import type { Check, Finding } from "./finding.ts";
import { isRunByNest } from "./nest.ts";
import type { Project } from "./project.ts";

/** Tools that run a bundler without its own configuration file. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  vite: ["astro", "electron-vite", "nuxt"],
  rspack: ["@rsbuild/core", "@rslib/core"],
  esbuild: ["tsup"],
  rolldown: ["tsdown"],
};

/** A bundler with a plugin of ours. */
export function checkBundler(name: string): Check {
  const title = name === "rspack" ? "@rspack/core" : name;
  return (project) => {
    const version = project.versionOf(title);
    if (version === null || !project.dependsOn(title)) return null;
    // It is tried with the Nest CLI, which has a configuration to begin with.
    if (isRunByNest(project, name)) return null;
    const plugin = `@weakfield/unplugin/${name}`;
    const config = project.findFile(
      name === "esbuild" ? esbuildScripts : configNames(`${name}.config`),
    );
    if (config?.text.includes(plugin)) return ok(`${title} ${version}`, `plugin in ${config.name}`);
    // A tool that brings a configuration of its own says what it lacks.
    if (config === null && (wrappers[name] ?? []).some(project.dependsOn)) return null;
    const before = "@weakfield/transformer/before";
    if (takesTransformers(name) && config?.text.includes(before)) {
      return ok(`${title} ${version}`, `transformer in ${config.name}`);
    }
    if (name === "rollup" && config?.text.includes("@rollup/plugin-typescript")) {
      return missing(
        `${title} ${version}`,
        "@rollup/plugin-typescript reads files past other plugins",
        `${installLine(project, "@weakfield/transformer")}in ${config.name}: import { before } from "${before}"; … typescript({ transformers: { before: [before()] } })`,
      );
    }
    return missing(
      `${title} ${version}`,
      config === null ? "no configuration was found" : `no plugin in ${config.name}`,
      `${installLine(project, "@weakfield/unplugin")}in ${config?.name ?? `${name}.config.js`}: import weakfield from "${plugin}"; … plugins: [weakfield()]`,
    );
  };
}

/** Vitest, which may have a configuration of its own. */
export function checkVitest(project: Project): Finding | null {
  const version = project.versionOf("vitest");
  if (version === null || !project.dependsOn("vitest")) return null;
  const config = project.findFile([...configNames("vitest.config"), ...configNames("vite.config")]);
  const plugin = "@weakfield/unplugin/vite";
  if (config?.text.includes(plugin)) return ok(`vitest ${version}`, `plugin in ${config.name}`);
  // A configuration of its own may take over that of Vite.
  if (config?.text.includes("mergeConfig")) return ok(`vitest ${version}`, `${config.name} merges`);
  // It takes the configuration of Vite, of which it is said already.
  if (project.dependsOn("vite") && !config?.name.startsWith("vitest")) return null;
  return missing(
    `vitest ${version}`,
    config === null ? "no configuration" : `no plugin in ${config.name}`,
    `${installLine(project, "@weakfield/unplugin")}in ${config?.name ?? "vitest.config.js"}: import weakfield from "${plugin}"; … plugins: [weakfield()]`,
  );
}

/** Jest, with ts-jest or Babel. */
export function checkJest(project: Project): Finding | null {
  const version = project.versionOf("jest");
  if (version === null || !project.dependsOn("jest")) return null;
  const config = project.findFile([...configNames("jest.config"), "jest.config.json"]);
  const text = config?.text ?? project.manifestText;
  const name = config?.name ?? "package.json";
  const plugin = "@weakfield/transformer/ts-jest";
  if (text.includes(plugin)) return ok(`jest ${version}`, `transformer in ${name}`);
  const babel = project.findFile([...configNames("babel.config"), "babel.config.json", ".babelrc"]);
  if (babel?.text.includes("@weakfield/unplugin/babel")) {
    return ok(`jest ${version}`, `plugin in ${babel.name}`);
  }
  if (babel !== null && !text.includes("ts-jest")) {
    return missing(
      `jest ${version}`,
      `no plugin in ${babel.name}`,
      `${installLine(project, "@weakfield/unplugin")}in ${babel.name}: plugins: ["@weakfield/unplugin/babel"]`,
    );
  }
  return missing(
    `jest ${version}`,
    text.includes("@swc/jest")
      ? `@swc/jest in ${name} runs no transformer`
      : `no transformer in ${name}`,
    `${installLine(project, "ts-jest")}${installLine(project, "@weakfield/transformer")}in ${name}: transform: { "\\\\.tsx?$": ["ts-jest", { astTransformers: { before: ["${plugin}"] } }] }`,
  );
}

/** A program that runs TypeScript itself and takes a hook. */
export function checkScripts(tool: string, pattern: RegExp): Check {
  return (project) => findHook(project, tool, pattern);
}

function findHook(project: Project, tool: string, pattern: RegExp): Finding | null {
  const scripts = Object.entries(project.scripts).filter(([, script]) => pattern.test(script));
  const hook = "--import @weakfield/unplugin/register";
  const bare = scripts.find(([, script]) => !script.includes("@weakfield/unplugin/register"));
  if (scripts.length === 0) return null;
  if (!bare) return ok(tool, `\`${hook}\` in ${scripts.map(([name]) => `"${name}"`).join(", ")}`);
  const [name, script] = bare;
  const word = new RegExp(`(^|[\\s&|;])${tool}\\s`);
  return missing(
    tool,
    `the script "${name}" registers nothing`,
    `${installLine(project, "@weakfield/unplugin")}in "scripts" of package.json: "${name}": ${JSON.stringify(script.replace(word, `$1${tool} ${hook} `))}`,
  );
}

/** Can it run a loader or plugin that takes transformers of TypeScript? */
function takesTransformers(bundler: string): boolean {
  return ["rollup", "webpack", "rspack"].includes(bundler);
}
