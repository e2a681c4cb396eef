import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Makes a folder below this one, from which the packages of the workspace can be found. */
export function createProject(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(here, ".tmp", name.replace(/\W+/g, "-"));
  rmSync(folder, { recursive: true, force: true });
  writeFiles(folder, files);
  return folder;
}

/** Makes a folder outside the workspace. It has these packages, what they depend on, and nothing else. */
export function createLoneProject(
  packages: readonly string[],
  files: Readonly<Record<string, string>>,
): string {
  // Somebody may have installed packages in the folder for temporary files.
  const parents = [tmpdir(), "/var/tmp", homedir()].filter((candidate) => existsSync(candidate));
  const parent = parents.find((candidate) => !hasPackagesAbove(realpathSync(candidate)));
  if (parent === undefined) throw new Error(`Packages are installed in ${parents.join(", ")}.`);
  const folder = realpathSync(mkdtempSync(path.join(parent, "weakfield-lint-")));
  writeFiles(folder, files);
  for (const name of packages) copyPackage(name, here, path.join(folder, "node_modules"));
  return folder;
}

/**
 * Runs Node and returns what it printed. Linters leave with 1 where they have something to report; rejects with all
 * output where the exit code is none of the expected.
 */
export async function runNode(
  folder: string,
  args: readonly string[],
  expectedCodes: readonly number[] = [0],
): Promise<string> {
  // What a test runner sets for its own processes is not for the tools under test.
  const env = { ...process.env, NODE_OPTIONS: "", NODE_PATH: "", NODE_ENV: "", NO_COLOR: "1" };
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(
    process.execPath,
    args,
    { cwd: folder, env, maxBuffer: 2 ** 26 },
    (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number" && expectedCodes.includes(code)) resolve(stdout + stderr);
      else reject(new Error(`exit code ${code}\n${stdout}${stderr}`));
    },
  );
  return promise;
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  const manifest = { "package.json": JSON.stringify({ type: "module" }) };
  for (const [name, text] of Object.entries({ ...manifest, ...files })) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** Copies what an install would bring; an optional dependency of another platform is not there. */
function copyPackage(name: string, importer: string, target: string): void {
  const source = findPackage(name, importer);
  const copy = path.join(target, name);
  if (source === null || existsSync(copy)) return;
  cpSync(source, copy, {
    recursive: true,
    filter: (file) => !path.relative(source, file).split(path.sep).includes("node_modules"),
  });
  const manifest = readFileSync(path.join(source, "package.json"), "utf8");
  const { dependencies, optionalDependencies } = JSON.parse(manifest) as Record<
    "dependencies" | "optionalDependencies",
    Record<string, string> | undefined
  >;
  for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
    copyPackage(dependency, source, target);
  }
}

function hasPackagesAbove(folder: string): boolean {
  const parent = path.dirname(folder);
  if (existsSync(path.join(folder, "node_modules"))) return true;
  return parent !== folder && hasPackagesAbove(parent);
}

function findPackage(name: string, importer: string): string | null {
  const found = path.join(importer, "node_modules", name);
  if (existsSync(found)) return realpathSync(found);
  const parent = path.dirname(importer);
  return parent === importer ? null : findPackage(name, parent);
}
