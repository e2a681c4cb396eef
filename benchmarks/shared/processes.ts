import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

/** The folder of the benchmarks. */
export const root: string = path.dirname(import.meta.dirname);

/** The JSON that a Node script of `workers/` prints in a process of its own. */
export function runWorker<Result>(
  worker: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Result {
  const script = path.join(root, "workers", worker);
  const output = execFileSync(process.execPath, [...flags, script, ...args], {
    encoding: "utf8",
    // MobX checks more in development.
    env: { ...process.env, NODE_ENV: "production" },
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(output) as Result;
}

/** Calls `action` with an empty folder inside of this one, from which packages resolve, and removes the folder. */
export async function withFolder<Result>(
  action: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
  const parent = path.join(root, ".tmp");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "run-"));
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
