// Installs, builds and runs every check. Usage: npm test
// A check that fails does not keep the others from running; the last line counts them together with the tests.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { progress, root, run, setup } from "./setup.mjs";

const env = await setup();
let passed = 0;
let failed = 0;

/** A check is one command; its output is shown when it fails. */
async function check(title, command, args) {
  try {
    await progress(console.log, title, () => run(command, args, { env }));
    passed++;
  } catch (error) {
    failed++;
    console.error(`- ${title}: FAILED\n${error.message}`);
  }
}

await check("format", "prettier", ["--check", "."]);
await check("types", "node", ["scripts/check-types.mjs"]);
await check("lint", "eslint", ["."]);
await check("import cycles", "oxlint", [
  "-A",
  "all",
  "-D",
  "import/no-cycle",
  "--import-plugin",
  "packages",
]);
await check("unused code", "npm", ["run", "lint:unused"]);
for (const name of (await readdir(path.join(root, "packages"))).sort()) {
  const folder = path.join("packages", name);
  await check(`publint ${name}`, "publint", [folder, "--strict", "--pack", "npm"]);
  // Only the runtime is also CommonJS.
  const profile = name === "weakfield" ? "node16" : "esm-only";
  await check(`attw ${name}`, "attw", ["--pack", folder, "--profile", profile]);
}

const folder = await mkdtemp(path.join(tmpdir(), "weakfield-test-"));
try {
  const report = path.join(folder, "report.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile=${report}`];
  try {
    await progress(console.log, "tests", () => run("vitest", args, { env }));
  } catch (error) {
    console.error(error.message);
  }
  const { numPassedTests, numFailedTests, numTotalTestSuites, success } = JSON.parse(
    await readFile(report, "utf8"),
  );
  passed += numPassedTests;
  // A file that cannot be loaded has no failed test of its own.
  failed += numFailedTests || (success && numTotalTestSuites > 0 ? 0 : 1);
} finally {
  await rm(folder, { recursive: true, force: true });
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
