import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { toolCommand } from "../tool-command.ts";
import type { Host } from "./host.ts";
import { programsOf } from "./programs.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A folder in which a tool finds sources and its configuration, as in a user's project. */
export interface Project {
  readonly folder: string;
  /** Runs a tool of the workspace in the folder; rejects with all it printed if it fails. */
  readonly execute: (command: readonly string[]) => Promise<string>;
}

/**
 * Makes the project of a host anew.
 *
 * @param sources instead of the fixture programs: texts by path
 */
export function createProject(
  host: Host,
  name: string = host.name,
  sources: Readonly<Record<string, string>> = Object.fromEntries(
    programsOf(host).map((program) => [`src/${program.name}.ts`, program.text]),
  ),
): Project {
  const base = host.packages ? join(here, host.packages) : here;
  const folder = join(base, ".tmp", name.replace(/\W+/g, "-"));
  rmSync(folder, { recursive: true, force: true });
  const names = Object.keys(sources).map((source) => source.replace(/^src\/|\.\w+$/g, ""));
  const files: Record<string, string> = {
    "package.json": JSON.stringify({ name: "programs", type: host.type ?? "module" }),
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        target: "ES2022",
        // Compilers read less than with the DOM, which takes longer than the programs do.
        lib: ["ES2022"],
        module: "NodeNext",
        moduleResolution: "NodeNext",
        strict: true,
        rootDir: "src",
        outDir: "dist",
        sourceMap: true,
        declaration: false,
        skipLibCheck: true,
        types: ["node"],
        ...host.compilerOptions,
      },
      include: ["src"],
    }),
    ...host.files,
    ...sources,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll("PROGRAMS", JSON.stringify(names)));
  }
  const bin = [base, here, join(here, "../..")].map((root) => join(root, "node_modules/.bin"));
  const env = {
    ...process.env,
    PATH: [...bin, process.env["PATH"]].join(delimiter),
    // What a test runner sets for its own processes is not for the tools under test.
    NODE_OPTIONS: "",
    NODE_ENV: "",
    VITEST: undefined,
    FORCE_COLOR: undefined,
    NO_COLOR: "1",
    // Tests start nothing that outlives them, and report to nobody.
    NEXT_TELEMETRY_DISABLED: "1",
    NX_DAEMON: "false",
  };
  return {
    folder,
    async execute([name = "", ...commandArguments]) {
      const { file, args, shell } = toolCommand(name, commandArguments);
      try {
        const { stdout } = await run(file, args, { cwd: folder, env, shell });
        return stdout;
      } catch (error) {
        const { stdout, message } = error as Error & { stdout?: string };
        throw new Error(`${message}\n${stdout ?? ""}`);
      }
    },
  };
}

const run = promisify(execFile);
