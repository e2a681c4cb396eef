import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { findManifest } from "../typescript/compiler.ts";
import { installLine, missing, ok } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { bundledProbe } from "./probe-scripts.ts";
import { runNode, writeTsconfig } from "./probes.ts";
import type { Probe } from "./probes.ts";
import type { Project } from "./project.ts";

const CONFIGS = ["nest-cli.json", ".nest-cli.json"];
const BEFORE = "@weakfield/transformer/before";

interface NestOptions {
  readonly builder?: string | { readonly type: string; readonly options?: { configPath?: string } };
  readonly plugins?: readonly (string | { readonly name: string })[];
  readonly tsConfigPath?: string;
  /** The older way to choose the builder. */
  readonly webpack?: boolean;
  readonly webpackConfigPath?: string;
}

interface NestConfig {
  readonly compilerOptions?: NestOptions;
  readonly projects?: Readonly<Record<string, NestConfig>>;
}

/** The options of the application that has our transformer, else those of all; null if there is no configuration. */
function readOptions(project: Project): NestOptions | null {
  const file = project.findFile(CONFIGS);
  if (file === null) return null;
  // As strict as the Nest CLI, which reads it with `JSON.parse` too.
  const { compilerOptions = {}, projects = {} } = JSON.parse(file.text) as NestConfig;
  const own = Object.values(projects).map((app) => ({
    ...compilerOptions,
    ...app.compilerOptions,
  }));
  return [compilerOptions, ...own].find(hasTransformer) ?? compilerOptions;
}

function hasTransformer({ plugins = [] }: NestOptions): boolean {
  return plugins.some((plugin) => (typeof plugin === "string" ? plugin : plugin.name) === BEFORE);
}

function builderOf({ builder = "tsc", webpack }: NestOptions): string {
  if (webpack === true) return "webpack";
  return typeof builder === "string" ? builder : builder.type;
}

function bundlerConfig(options: NestOptions): string {
  const { builder, webpackConfigPath } = options;
  const own = typeof builder === "object" ? builder.options?.configPath : undefined;
  return webpackConfigPath ?? own ?? `${builderOf(options)}.config.js`;
}

/** Does the Nest CLI run this bundler, with a configuration that is a part of its own? */
export function isRunByNest(project: Project, bundler: string): boolean {
  if (!project.dependsOn("@nestjs/cli")) return false;
  try {
    return builderOf(readOptions(project) ?? {}) === bundler;
  } catch {
    return false;
  }
}

/** The Nest CLI, with each of its builders. */
export function checkNest(project: Project): Finding | null {
  const version = project.versionOf("@nestjs/cli");
  if (version === null || !project.dependsOn("@nestjs/cli")) return null;
  const title = `@nestjs/cli ${version}`;
  const name = project.findFile(CONFIGS)?.name ?? "nest-cli.json";
  let options: NestOptions;
  try {
    options = readOptions(project) ?? {};
  } catch (error) {
    return missing(title, `${name} is no JSON`, `Mend it: ${(error as Error).message}`);
  }
  const builder = builderOf(options);
  const plugins = `"plugins": ["${BEFORE}"]`;
  if (builder === "rspack" || builder === "webpack") {
    const config = bundlerConfig(options);
    const plugin = `@weakfield/unplugin/${builder}`;
    if (project.findFile([config])?.text.includes(plugin) === true) {
      return ok(title, `plugin in ${config}`);
    }
    if (builder === "rspack") {
      return missing(
        title,
        `no plugin in ${config}, and the builder "rspack" runs no transformer`,
        `${installLine(project, "@weakfield/unplugin")}in ${config}: import weakfield from "${plugin}"; … plugins: [weakfield(), ...plugins]`,
      );
    }
  } else if (builder !== "tsc") {
    return missing(
      title,
      `the builder "${builder}" runs no transformer`,
      `${installLine(project, "@weakfield/transformer")}in ${name}: "compilerOptions": { "builder": "tsc", ${plugins} }`,
    );
  }
  const install = installLine(project, "@weakfield/transformer");
  if (hasTransformer(options)) {
    if (install === "") return ok(title, `\`${BEFORE}\` in ${name}`);
    return missing(title, `\`${BEFORE}\` is in ${name}, but not installed`, install.trimEnd());
  }
  return missing(
    title,
    `no \`${BEFORE}\` in "plugins" of ${name}`,
    `${install}in ${name}: "compilerOptions": { ${plugins} }`,
  );
}

/** `nest build`, with the project's builder and plugins and with the probe as its only source. */
export const nestProbe: Probe = {
  isPossible: () => true,
  async compile(project, folder) {
    const { folder: root } = project;
    const options = readOptions(project) ?? {};
    const { builder, tsConfigPath } = options;
    const own = typeof builder === "object" && builder.type === "tsc" ? builder.options : undefined;
    const usual = existsSync(join(root, "tsconfig.build.json"))
      ? "tsconfig.build.json"
      : "tsconfig.json";
    writeTsconfig(folder, join(root, tsConfigPath ?? own?.configPath ?? usual));
    const here = relative(root, folder).replaceAll("\\", "/");
    const config = {
      sourceRoot: here,
      entryFile: "probe",
      compilerOptions: {
        ...options,
        builder: builderOf(options),
        tsConfigPath: `${here}/tsconfig.json`,
        // They would be copied into a folder of the project.
        assets: [],
      },
    };
    writeFileSync(join(folder, "nest-cli.json"), JSON.stringify(config));
    const nest = join(dirname(findManifest(root, "@nestjs/cli") ?? ""), "bin/nest.js");
    const words = ["build", "--config", `${here}/nest-cli.json`];
    const bundler = builderOf(options);
    if (bundler === "tsc") {
      await runNode(root, [nest, ...words]);
      return readFileSync(join(folder, "out/probe.js"), "utf8");
    }
    writeFileSync(
      join(folder, "bundler.cjs"),
      bundlerProgram(root, folder, bundlerConfig(options)),
    );
    await runNode(root, [nest, ...words, `--${bundler}Path`, `${here}/bundler.cjs`]);
    return readFileSync(join(folder, "out.js"), "utf8");
  },
};

/** A configuration that asks that of the project, as the Nest CLI would, and takes the probe in. */
function bundlerProgram(root: string, folder: string, config: string): string {
  const path = join(root, config);
  const input = { folder, probe: join(folder, "probe.ts"), path: existsSync(path) ? path : null };
  return `const { folder, probe, path } = ${JSON.stringify(input)};
const module_ = path === null ? {} : require(path);
const [given] = [module_.default ?? module_].flat();
module.exports = (defaults, bundler) => {
  const options = typeof given === "function" ? given(defaults, bundler) : given;
  return { ...defaults, ...options, ${bundledProbe} };
};
`;
}
