import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findManifest } from "../typescript/compiler.ts";
import { configsWithPlugin } from "./compile-scripts.ts";
import { probeScripts } from "./probe-scripts.ts";
import type { ProbeScript } from "./probe-scripts.ts";
import type { Project } from "./project.ts";

/** A way to send a file through a tool as the project configures it. */
export interface Probe {
  /** Can it be done in this project? */
  readonly isPossible: (project: Project) => boolean;
  /** Most projects only check types with the tool: it is not worth a word that it was not run. */
  readonly isOptional?: boolean;
  /** Returns the JavaScript that the tool makes of `probe.ts` in a folder inside the project, or rejects. */
  readonly compile: (project: Project, folder: string) => Promise<string>;
}

const run = promisify(execFile);
/** A tool that takes longer hangs. */
const TIMEOUT = 60_000;

/** Thrown where a tool cannot be tried without what the project's configuration does besides. */
export class NotTried extends Error {}

/**
 * Runs Node in a folder and returns what it printed; rejects with that if it fails.
 *
 * @param env variables besides those of this process
 */
export async function runNode(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { cwd: folder, timeout: TIMEOUT, env: { ...process.env, ...env } };
  const { stdout } = await run(process.execPath, words, options);
  return stdout;
}

/**
 * Writes a configuration for the probe alone, with the settings of one of the project's.
 *
 * @throws if there is no such file, which some tools pass over in silence
 */
export function writeTsconfig(folder: string, base: string): void {
  if (!existsSync(base)) throw new Error(`${base} does not exist.`);
  const config = {
    extends: base,
    compilerOptions: {
      noEmit: false,
      emitDeclarationOnly: false,
      outDir: "out",
      rootDir: ".",
      // Nothing is written where the project keeps its own.
      composite: false,
      tsBuildInfoFile: null,
      declarationDir: null,
    },
    include: [],
    files: ["probe.ts"],
    references: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
}

type ProbeName = Exclude<ProbeScript, "nx"> | "node" | "tsx" | "typescript" | "vitest";

/**
 * Runs a program of ours in the project, which finds the project's own packages, and returns the compiled probe.
 *
 * @param config what the program is told besides where things are
 */
export async function runScript(
  name: ProbeScript,
  { folder: root }: Project,
  folder: string,
  config: unknown,
): Promise<string> {
  const path = join(folder, "run.mjs");
  writeFileSync(path, probeScripts[name]);
  const input = { root, folder, probe: join(folder, "probe.ts"), config };
  await runNode(root, [path, JSON.stringify(input)]);
  return readFileSync(join(folder, "compiled.txt"), "utf8");
}

/** Tries a tool by a program, which is told the name of the configuration. */
function script(name: Exclude<ProbeScript, "nx">, config: RegExp | null): Probe {
  const find = ({ folder }: Project) =>
    config && (readdirSync(folder).find((file) => config.test(file)) ?? null);
  return {
    isPossible: (project) => config === null || find(project) !== null,
    compile: (project, folder) => runScript(name, project, folder, find(project)),
  };
}

/** Runs the probe itself with a hook: it prints what has become of it. */
function hook(start: (project: Project) => readonly string[]): Probe {
  return {
    isPossible: ({ versionOf }) => versionOf("@weakfield/unplugin") !== null,
    async compile(project, folder) {
      const path = join(folder, "print.ts");
      const import_ = 'import { Probe } from "./probe.ts";\n';
      writeFileSync(path, `${import_}console.log(new Probe().value, "weakfield/internal");\n`);
      const words = [...start(project), "--import", "@weakfield/unplugin/register", path];
      return runNode(project.folder, words);
    },
  };
}

const isPatched = (project: Project) =>
  project.versionOf("ts-patch") !== null && configsWithPlugin(project).length > 0;

/** How each tool is tried. */
export const probes: Readonly<Record<ProbeName, Probe>> = {
  typescript: {
    isPossible: isPatched,
    isOptional: true,
    async compile(project, folder) {
      const { folder: root } = project;
      const [config = join(root, "tsconfig.json")] = configsWithPlugin(project);
      writeTsconfig(folder, config);
      const manifest = findManifest(root, "ts-patch") ?? "";
      await runNode(root, [join(dirname(manifest), "bin/tspc.js"), "-p", folder]);
      return readFileSync(join(folder, "out/probe.js"), "utf8");
    },
  },
  vite: script("vite", null),
  vitest: {
    ...script("vite", /^vitest\.config\.[cm]?[jt]s$/),
    // Without a configuration of its own, it is Vite that has been tried.
    isPossible: (project) =>
      project.versionOf("vite") !== null &&
      readdirSync(project.folder).some((name) => /^vitest\.config\.[cm]?[jt]s$/.test(name)),
  },
  rollup: script("rollup", /^rollup\.config\.[cm]?js$/),
  rolldown: script("rolldown", /^rolldown\.config\.[cm]?[jt]s$/),
  webpack: script("webpack", /^webpack\.config\.[cm]?js$/),
  rspack: script("rspack", /^rspack\.config\.[cm]?js$/),
  jest: script("jest", null),
  babel: script("babel", null),
  "ts-node": script("ts-node", null),
  tsx: hook(({ folder }) => {
    const manifest = findManifest(folder, "tsx") ?? "";
    return [join(dirname(manifest), "dist/cli.mjs")];
  }),
  node: hook(() => []),
};

/** Was the probe compiled? The import of the runtime says so, which bundlers may have resolved. */
export function isCompiled(code: string): boolean {
  return /weakfield[\\/](?:dist[\\/])?internal/.test(code);
}
