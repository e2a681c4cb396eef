// Runs the pnpm that the workspace names, on a machine that has none. Usage: node scripts/pnpm.mjs audit --prod
import { pnpmArguments, root, start } from "./setup.mjs";

const args = [...(await pnpmArguments()), ...process.argv.slice(2)];
const child = start("npx", args, { cwd: root, stdio: "inherit" });
child.on("error", (error) => {
  throw error;
});
child.on("close", (status) => {
  process.exitCode = status ?? 1;
});
