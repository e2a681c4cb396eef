// Runs the pnpm that the workspace names, on a machine that has none. Usage: node scripts/pnpm.mjs audit --prod
import { spawn } from "node:child_process";
import { pnpmArguments, root } from "./setup.mjs";

const args = [...(await pnpmArguments()), ...process.argv.slice(2)];
// Windows finds `npx.cmd` only through a shell.
const shell = process.platform === "win32";
const child = spawn("npx", args, { cwd: root, shell, stdio: "inherit" });
child.on("error", (error) => {
  throw error;
});
child.on("close", (status) => {
  process.exitCode = status ?? 1;
});
