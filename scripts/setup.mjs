// Installs the workspace and builds its packages on a machine that has only Node 20 and npm. No command of its own: the
// entry scripts import it.
//
//   import { progress, run, setup } from "./setup.mjs";
//
//   const env = await setup({ log: console.log }); // prints one line per step, with its seconds
//   await run("vitest", ["run"], { env }); // finds the workspace's own tools and its own Node first
//
// A step's output is kept back and becomes part of the error when the step fails.
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the workspace. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Installs, builds, and returns the environment for all further commands: its PATH begins with the tools of the
 * workspace, the Node that it asks for among them.
 *
 * @param {{ log?: (line: string) => void, only?: readonly string[] | null }} options `only`: folders of the workspace; what
 *   neither they nor the packages nor the root need is not installed. A whole install that is there stays whole.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function setup({ log = console.log, only = null } = {}) {
  const pnpm = await pnpmArguments();
  const folders =
    only === null ? [] : [".", "./packages/*", ...only.map((folder) => `./${folder}`)];
  const filters = folders.flatMap((folder) => ["--filter", folder]);
  // Under CI, pnpm asks no questions.
  const quiet = { ...process.env, CI: "true" };
  await progress(log, "install", () =>
    run("npx", [...pnpm, ...filters, "install", "--frozen-lockfile"], { env: quiet }),
  );
  // The tools run on the Node that stands beside them; without it, on the one that runs this.
  if (process.env.WEAKFIELD_NODE === "host") {
    for (const name of ["node", "node.CMD", "node.ps1", "node.exe"]) {
      await rm(path.join(root, "node_modules", ".bin", name), { force: true });
    }
  }
  const env = workspaceEnv();
  await progress(log, "build the packages", () =>
    run("npx", [...pnpm, "--filter", "./packages/*", "run", "build"], {
      env: { ...env, CI: "true" },
    }),
  );
  return env;
}

/** What `npx` is given to run the pnpm that the workspace names. */
export async function pnpmArguments() {
  const { packageManager } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  // A hash may follow the version; npm would take it for a part of it. The version is the pinned one already, so that pnpm
  // need not look for it in the registry, which a frozen lockfile without an entry for it would not allow.
  return ["--yes", packageManager.replace(/\+.*$/, ""), "--pm-on-fail=ignore"];
}

/** Runs an action and logs its name with the seconds that it took. */
export async function progress(log, title, action) {
  const start = performance.now();
  const result = await action();
  log(`- ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}

/**
 * Runs a command without input and returns what it printed. Rejects, with all of its output, when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (status, signal) => {
      const text = Buffer.concat(output).toString();
      if (status === 0) resolve(text);
      else reject(new Error(`${[command, ...args].join(" ")}: ${signal ?? status}\n\n${text}`));
    });
  });
}

/** Starts a command. Windows finds `npx.cmd` and the like only through a shell, which takes a line apart again. */
export function start(command, args, options) {
  if (process.platform !== "win32") return spawn(command, args, options);
  // A backslash stands for itself, but before a quotation mark.
  const words = args
    .map((arg) => arg.replace(/\\+(?="|$)/g, "$&$&").replaceAll('"', '\\"'))
    .map((arg) => `"${arg}"`);
  return spawn([command, ...words].join(" "), { ...options, shell: true });
}

function workspaceEnv() {
  const env = { ...process.env };
  // The variable is called `Path` on Windows.
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  env[name] = [path.join(root, "node_modules", ".bin"), env[name]].join(path.delimiter);
  return env;
}
