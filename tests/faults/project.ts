import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";

const require = createRequire(import.meta.url);
const packageOf = (name: string) => path.dirname(require.resolve(`${name}/package.json`));

/** What is run by its file, so that Node's own flags can be given. */
export const tools: Readonly<Record<"tspc" | "weakfield", string>> = {
  tspc: path.join(packageOf("ts-patch"), "bin/tspc.js"),
  weakfield: path.join(packageOf("@weakfield/cli"), "dist/cli.js"),
};

/** One folder for each file of tests, which run beside each other. */
const temporary = fileURLToPath(new URL(`.tmp/${process.pid}-${threadId}/`, import.meta.url));

/** Makes a folder with these files, from which this folder's packages are found. */
export function createFolder(files: Readonly<Record<string, string>>): string {
  mkdirSync(temporary, { recursive: true });
  const folder = mkdtempSync(path.join(temporary, "project-"));
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

export interface Run {
  /** Null: the process was ended by a signal. */
  readonly status: number | null;
  readonly output: string;
}

/** Runs a tool in a folder; never rejects. */
export function run(
  folder: string,
  tool: keyof typeof tools,
  words: readonly string[],
  { flags = [], env = {} }: { flags?: readonly string[]; env?: Record<string, string> } = {},
): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...flags, tools[tool], ...words],
      { cwd: folder, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        const status = error ? (typeof error.code === "number" ? error.code : null) : 0;
        resolve({ status, output: stdout + stderr });
      },
    );
  });
}

/** All files below a folder, by their paths. */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .map((name) => name.split(path.sep).join("/"))
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

/** Removes all that {@link createFolder} has made. */
export function removeFolders(): void {
  rmSync(temporary, { recursive: true, force: true });
}

/** A number of modules with fields, each of which uses the one before. */
export function modules(count: number, change = ""): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `src/m${index}.ts`,
      `import { field, integer } from "weakfield";
${index > 0 ? `import { M${index - 1} } from "./m${index - 1}.js";\n` : ""}
export class M${index}${index > 0 ? ` extends M${index - 1}` : ""} {
  @field(integer) a${index} = ${index};
  @field b${index}: string = "b${change}";
}
`,
    ]),
  );
}

/** A tsconfig.json with the transformer. */
export function tsconfig(compilerOptions: object = {}, rest: object = {}): string {
  return JSON.stringify({
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2022"],
      module: "NodeNext",
      strict: true,
      skipLibCheck: true,
      types: [],
      rootDir: "src",
      outDir: "dist",
      plugins: [{ transform: "@weakfield/transformer" }],
      ...compilerOptions,
    },
    include: ["src"],
    ...rest,
  });
}
