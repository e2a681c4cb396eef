// Empty projects, and package managers that carry out in them the commands of a page.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { pnpm, type Registry } from "./registry.ts";

const run = promisify(execFile);
/** What package managers read, and what they make. */
const isKept = /^(package(-lock)?\.json|node_modules|pnpm-.*|yarn\.lock|\.(npmrc|pnp|yarn).*)$/;
const yarnScript = createRequire(import.meta.url).resolve("@yarnpkg/cli-dist/bin/yarn.js");

/** A package manager: what it reads from a project, and how it spells what pages write for npm. */
export interface Manager {
  readonly name: string;
  readonly files: (registry: Registry) => Readonly<Record<string, string>>;
  /** The command line that does what the given words, a line of a page, do with npm. */
  readonly translate: (words: readonly string[]) => readonly string[];
}

const yarn = (linker: string): Manager => ({
  name: `yarn, ${linker}`,
  files: ({ folder, filteredUrl }) => ({
    ".yarnrc.yml": [
      `nodeLinker: ${linker}`,
      `npmRegistryServer: ${JSON.stringify(filteredUrl)}`,
      "unsafeHttpWhitelist: [127.0.0.1]",
      // Its cache goes by names and versions, and would give back what was packed last time.
      `globalFolder: ${JSON.stringify(join(folder, "yarn"))}`,
      "enableTelemetry: false",
      "enableImmutableInstalls: false",
    ].join("\n"),
    // Without it, Yarn takes the folder for a part of a project above it.
    "yarn.lock": "",
  }),
  translate([command = "", ...words]) {
    const start = [process.execPath, yarnScript];
    if (command === "npx") return [...start, "run", ...words];
    if (command === "node") return [...start, "node", ...words];
    return [...start, "add", ...words.slice(1).map((word) => word.replace("--save-dev", "--dev"))];
  },
});

/** The package managers whose users are to find that the commands of the pages work. */
export const managers: readonly Manager[] = [
  {
    name: "npm",
    files: ({ url }) => ({ ".npmrc": `registry=${url}\naudit=false\nfund=false\n` }),
    translate: (words) => words,
  },
  {
    name: "pnpm",
    files: ({ url }) => ({
      ".npmrc": `registry=${url}\n`,
      // The tools that a project has beside ours may want to run scripts; nobody is there to be asked.
      "pnpm-workspace.yaml": "strictDepBuilds: false\n",
    }),
    translate([command = "", ...words]) {
      if (command === "npx") return [...pnpm, "exec", ...words];
      if (command === "node") return [command, ...words];
      return [...pnpm, "add", ...words.slice(1)];
    },
  },
  yarn("node-modules"),
  yarn("pnp"),
];

/** A project in a folder of its own, outside of this workspace, so that only what it has installed is found. */
export class Project {
  readonly folder: string = mkdtempSync(join(tmpdir(), "weakfield-project-"));
  readonly #manager: Manager;

  constructor(manager: Manager, registry: Registry) {
    this.#manager = manager;
    this.write({ "package.json": "{}", ...manager.files(registry) });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  /** Removes every file but those of the package manager, and begins anew with others. */
  begin(files: Readonly<Record<string, string>>, type: "commonjs" | "module" = "module"): void {
    for (const name of readdirSync(this.folder)) {
      if (!isKept.test(name)) rmSync(join(this.folder, name), { recursive: true });
    }
    const manifest = JSON.parse(readFileSync(join(this.folder, "package.json"), "utf8")) as object;
    this.write({ ...files, "package.json": JSON.stringify({ ...manifest, type }, null, 2) });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Carries out a line of a page with the package manager.
   *
   * @returns what it printed to its standard output; rejects with all that it printed if it fails
   */
  async execute(line: string): Promise<string> {
    const [command = "", ...args] = this.#manager.translate(line.split(" "));
    try {
      return (await run(command, args, { cwd: this.folder, env: environment() })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${line}\n${stdout}${stderr}`, { cause: error });
    }
  }
}

/** The environment without what belongs to this workspace and to the test runner: a tool is found where it is installed. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|npm_|NODE_(ENV|OPTIONS)$|FORCE_COLOR$|INIT_CWD$)/i.test(name),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter);
  const outside = path.filter((folder) => !/node_modules[/\\]\.bin$/.test(folder));
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), ...outside].join(delimiter),
    CI: "true",
    NO_COLOR: "1",
  };
}
