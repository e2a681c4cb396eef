// Installs, builds and runs every check. Usage: npm test, or a part of it: npm test -- verify|package|examples|test
// A check that fails does not keep the others from running; the last line counts them together with the tests.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { progress, root, run, setup } from "./setup.mjs";

/** The tests of each part, by a part of their paths. */
const suites = {
  verify: [],
  package: ["tests/packages/"],
  examples: ["examples/", "tests/hosts/examples.test.ts"],
  test: ["packages/", "tests/"],
};
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
for (const part of parts) {
  if (!(part in suites)) throw new Error(`No part ${part}: ${Object.keys(suites).join(", ")}.`);
}
const has = (part) => parts.length === 0 || parts.includes(part);

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

if (has("verify")) {
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
}
if (has("package")) {
  for (const name of (await readdir(path.join(root, "packages"))).sort()) {
    const folder = path.join("packages", name);
    await check(`publint ${name}`, "publint", [folder, "--strict", "--pack", "npm"]);
    // Only the runtime is also CommonJS.
    const profile = name === "weakfield" ? "node16" : "esm-only";
    await check(`attw ${name}`, "attw", ["--pack", folder, "--profile", profile]);
  }
}
if (parts.some((part) => suites[part].length > 0) || parts.length === 0) await test();

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs the tests of the parts that are asked for. */
async function test() {
  const patterns = parts.flatMap((part) => suites[part]);
  // The part `test` is whatever the others leave.
  const others = Object.keys(suites).filter((part) => part !== "test" && !parts.includes(part));
  const excluded = parts.includes("test") ? others.flatMap((part) => suites[part]) : [];
  const folder = await mkdtemp(path.join(tmpdir(), "weakfield-test-"));
  try {
    const report = path.join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${report}`];
    const exclusions = excluded.map((pattern) => `--exclude=${pattern.replace(/\/$/, "/**")}`);
    // The tests of the packages are among those of the part `test`.
    const coverage = patterns.length === 0 || parts.includes("test") ? ["--coverage"] : [];
    const args = ["run", ...patterns, ...exclusions, ...reporters, ...coverage];
    let shortfalls = [];
    try {
      await progress(console.log, "tests", () => run("vitest", args, { env }));
    } catch (error) {
      console.error(error.message);
      shortfalls = error.message.match(/Coverage for branches .*/g) ?? [];
    }
    const { numPassedTests, numFailedTests, numTotalTestSuites, success } = JSON.parse(
      await readFile(report, "utf8"),
    );
    passed += numPassedTests;
    // A file that cannot be loaded has no failed test of its own.
    failed += numFailedTests || (success && numTotalTestSuites > 0 ? 0 : 1);
    // Nothing is said of coverage where a test has failed.
    if (coverage.length > 0 && success) {
      if (shortfalls.length === 0) passed++;
      else {
        failed++;
        console.error(`- branch coverage: FAILED\n${shortfalls.join("\n")}`);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
