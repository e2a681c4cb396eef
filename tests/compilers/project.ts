import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toolCommand } from "../tool-command.ts";
import type { ToolCommand } from "../tool-command.ts";

/** A project in a folder of its own below a compiler's workspace, so that it resolves that compiler's packages. */
export interface Project {
  readonly folder: string;
  write: (files: Record<string, string>) => void;
  /** Runs a binary of the workspace; resolves with its exit status, never rejects for it. */
  run: (binary: string, args: readonly string[]) => Promise<Result>;
  /** Starts a binary and collects what it prints. */
  start: (binary: string, args: readonly string[]) => Running;
}

export interface Result {
  readonly status: number;
  readonly output: string;
}

export interface Running {
  /** Ends it. */
  readonly stop: () => void;
  /** Resolves with everything printed since the last call, once it matches. */
  until: (pattern: RegExp) => Promise<string>;
}

/** The environment without the traces of the test runner, which the runtime's errors would name. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.includes("VITEST")),
);

/** @param compiler the folder of the compiler, `ts-6.0` for example */
export function createProject(
  compiler: string,
  name: string,
  files: Record<string, string>,
): Project {
  const workspace = fileURLToPath(new URL(`${compiler}/`, import.meta.url));
  const folder = join(workspace, ".tmp", name);
  rmSync(folder, { recursive: true, force: true });
  const project: Project = {
    folder,
    write(contents) {
      for (const [path, text] of Object.entries(contents)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    run(binary, args) {
      const { file, shell, ...rest } = command(workspace, binary, args);
      return new Promise((resolve) => {
        execFile(file, rest.args, { cwd: folder, env, shell }, (error, stdout, stderr) => {
          const status = error ? Number(error.code ?? 1) : 0;
          resolve({ status, output: stdout + stderr });
        });
      });
    },
    start(binary, args) {
      const { file, shell, ...rest } = command(workspace, binary, args);
      const process = spawn(file, rest.args, { cwd: folder, env, shell });
      let printed = "";
      let check = (): void => undefined;
      const collect = (chunk: Buffer): void => {
        printed += chunk.toString();
        check();
      };
      process.stdout.on("data", collect);
      process.stderr.on("data", collect);
      return {
        stop() {
          // On Windows, it is a shell that would leave the tool behind.
          if (shell) spawnSync("taskkill", ["/pid", String(process.pid), "/t", "/f"]);
          else process.kill();
        },
        until: (pattern) =>
          new Promise((resolve) => {
            check = () => {
              if (!pattern.test(printed)) return;
              check = () => undefined;
              const result = printed;
              printed = "";
              resolve(result);
            };
            check();
          }),
      };
    },
  };
  project.write({ "package.json": '{ "type": "module" }', ...files });
  return project;
}

function command(workspace: string, binary: string, args: readonly string[]): ToolCommand {
  if (binary === "node") return { file: process.execPath, args, shell: false };
  return toolCommand(join(workspace, "node_modules/.bin", binary), args);
}

/** A tsconfig.json with the plugin. */
export function tsconfig(
  options: Record<string, unknown> = {},
  rest: Record<string, unknown> = {},
): string {
  return JSON.stringify(
    {
      compilerOptions: {
        target: "ES2022",
        module: "NodeNext",
        lib: ["ES2022", "DOM"],
        strict: true,
        types: [],
        skipLibCheck: true,
        rootDir: "src",
        outDir: "dist",
        plugins: [{ transform: "@weakfield/transformer" }],
        ...options,
      },
      include: ["src"],
      ...rest,
    },
    null,
    2,
  );
}
