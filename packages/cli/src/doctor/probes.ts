import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findManifest } from "../typescript/compiler.ts";
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

type ProbeName = ProbeScript | "node" | "tsx" | "typescript" | "vitest";

/** Runs a program of ours in the project, which finds the project's own packages and prints the compiled probe. */
function script(name: ProbeScript, config: RegExp | null): Probe {
  const find = ({ folder }: Project) =>
    config && (readdirSync(folder).find((file) => config.test(file)) ?? null);
  return {
    isPossible: (project) => config === null || find(project) !== null,
    async compile(project, folder) {
      const path = join(folder, "run.mjs");
      writeFileSync(path, probeScripts[name]);
      const input = {
        root: project.folder,
        folder,
        probe: join(folder, "probe.ts"),
        config: find(project),
      };
      await run(process.execPath, [path, JSON.stringify(input)], {
        cwd: project.folder,
        timeout: TIMEOUT,
      });
      return readFileSync(join(folder, "compiled.txt"), "utf8");
    },
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
      const { stdout } = await run(process.execPath, words, {
        cwd: project.folder,
        timeout: TIMEOUT,
      });
      return stdout;
    },
  };
}

const isPatched = ({ plugins, versionOf }: Project) =>
  versionOf("ts-patch") !== null &&
  (plugins ?? []).some(({ transform }) => transform === "@weakfield/transformer");

/** How each tool is tried. */
export const probes: Readonly<Record<ProbeName, Probe>> = {
  typescript: {
    isPossible: isPatched,
    isOptional: true,
    async compile({ folder: root }, folder) {
      const config = {
        extends: "../../tsconfig.json",
        compilerOptions: { noEmit: false, outDir: "out", rootDir: ".", composite: false },
        include: [],
        files: ["probe.ts"],
        references: [],
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
      const manifest = findManifest(root, "ts-patch") ?? "";
      await run(process.execPath, [join(dirname(manifest), "bin/tspc.js"), "-p", folder], {
        cwd: root,
      });
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
