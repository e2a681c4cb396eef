import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "../failure.ts";

/** A TypeScript compiler of a project. */
export interface Compiler {
  /** The package under the name by which the project knows it. */
  readonly name: string;
  readonly version: string;
  /** The program and its first arguments. */
  readonly command: readonly [string, ...string[]];
}

/** What a run of the compiler gave. */
export interface CompilerRun {
  readonly status: number;
  readonly output: string;
}

/**
 * The compiler of a project: the package that `wanted` names; else `@typescript/native`, where TypeScript 7 stands beside
 * an older `typescript`; else `typescript`.
 *
 * @throws if there is none
 */
export async function findCompiler(folder: string, wanted: string | undefined): Promise<Compiler> {
  const names = wanted === undefined ? ["@typescript/native", "typescript"] : [wanted];
  for (const name of names) {
    const manifest = findManifest(folder, name);
    if (manifest === null) continue;
    const { version, bin } = JSON.parse(readFileSync(manifest, "utf8")) as {
      version: string;
      bin?: Record<string, string>;
    };
    const script = bin?.["tsc"] ?? bin?.["tsgo"];
    if (script === undefined) continue;
    const root = dirname(manifest);
    const native = join(root, "lib/getExePath.js");
    if (existsSync(native)) {
      // Without the launcher, which costs a start of Node.
      const { default: getExecutable } = (await import(pathToFileURL(native).href)) as {
        default: () => string;
      };
      return { name, version, command: [getExecutable()] };
    }
    return { name, version, command: [process.execPath, join(root, script)] };
  }
  const lacking = `\`build\` needs a TypeScript compiler, and ${folder} has no package \`${names.at(-1)}\``;
  throw new Failure(
    isPlugAndPlay(folder)
      ? `${lacking} in a folder \`node_modules\`, the only place where TypeScript 7 looks. With Yarn, write \`nodeLinker: node-modules\` into .yarnrc.yml and run \`yarn\`.`
      : `${lacking}. Run \`npm install --save-dev typescript\`.`,
  );
}

/** Does Yarn keep the packages of the project in archives? */
function isPlugAndPlay(folder: string): boolean {
  for (let parent = folder; ; parent = dirname(parent)) {
    if (existsSync(join(parent, ".pnp.cjs"))) return true;
    if (parent === dirname(parent)) return false;
  }
}

/** The package.json of an installed package, also where the package does not export it; null if not installed. */
export function findManifest(folder: string, name: string): string | null {
  // Not by Node's own paths: NODE_PATH, as pnpm sets it, adds packages that the project does not depend on.
  for (let parent = folder; ; parent = dirname(parent)) {
    const manifest = join(parent, "node_modules", name, "package.json");
    if (existsSync(manifest)) return manifest;
    if (parent === dirname(parent)) return null;
  }
}

/** Runs the compiler and waits for its end. It is ended with this program. */
export function runCompiler(
  { command: [file, ...first] }: Compiler,
  compilerArguments: readonly string[],
  folder: string,
): Promise<CompilerRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...first, ...compilerArguments], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stop = () => child.kill();
    process.once("exit", stop);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (status) => {
      process.off("exit", stop);
      // 128 and more is what a shell shows for a program that was ended by a signal.
      resolve({ status: status ?? 128, output: Buffer.concat(chunks).toString() });
    });
  });
}
