// Type-checks every workspace package that has a tsconfig.json. Usage: node scripts/check-types.mjs
import { existsSync, globSync } from "node:fs";
import { run } from "./setup.mjs";

const projects = ["packages/*", "tests", "tests/hosts", "benchmarks"].flatMap((pattern) =>
  globSync(pattern),
);
const failed = [];
for (const project of projects.filter((folder) => existsSync(`${folder}/tsconfig.json`))) {
  try {
    await run("tsc", ["-p", project]);
  } catch (error) {
    failed.push(project);
    console.error(error.message);
  }
}
if (failed.length > 0) throw new Error(`Type errors in ${failed.join(", ")}.`);
