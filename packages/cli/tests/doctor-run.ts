import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createFolder, weakfield } from "./run.ts";
import type { Run } from "./run.ts";

/** Where bundlers and test runners are installed. */
export const hosts: string = fileURLToPath(
  new URL("../../../tests/hosts/.tmp/doctor/", import.meta.url),
);
/** Where frameworks are installed. */
export const frameworks: string = fileURLToPath(
  new URL("../../../tests/hosts/frameworks/.tmp/doctor/", import.meta.url),
);

/** A project in which a tool is really run. */
export interface Row {
  readonly dependencies: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** Of package.json; `module` if undefined. */
  readonly type?: "commonjs";
  /** By path; `ONLY` is replaced by what keeps the plugin from the probe, or by nothing. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder where its tool is installed. */
  readonly parent: string;
  /** Undefined: there is no way to keep it from the probe. */
  readonly only?: string;
}

/** What `doctor` said of a project, and where that is. */
export interface DoctorRun extends Run {
  readonly folder: string;
}

/** Runs `doctor` in a folder. */
type Start = (folder: string) => Promise<Run>;
const inProcess: Start = (folder) => weakfield(folder, "doctor");

/**
 * Makes the project and runs `doctor` in it, which leaves nothing behind.
 *
 * @param only what keeps the plugin from the probe
 */
export async function doctor(row: Row, only = "", start: Start = inProcess): Promise<DoctorRun> {
  const { dependencies, scripts, type = "module", files = {} } = row;
  const folder = createFolder(
    {
      "package.json": JSON.stringify({
        type,
        scripts,
        dependencies: Object.fromEntries(dependencies.map((name) => [name, "*"])),
      }),
      ...Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, text.replaceAll("ONLY", only)]),
      ),
    },
    row.parent,
  );
  const before = readdirSync(folder, { recursive: true });
  const run = await start(folder);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
  return { ...run, folder };
}

/** Tests of projects, by the name of the tool and what else tells them apart. */
export function testRows(rows: Readonly<Record<string, Row>>): void {
  test.each(Object.entries(rows))("a probe goes through %s", async (title, row) => {
    const { status, stdout } = await doctor(row);
    expect(stdout).toContain(`✓ probe through ${nameOf(title)}: compiled\n`);
    // Nor is it said of a compiler that only checks types.
    expect(stdout).not.toContain("read, not run");
    expect(stdout).toMatch(/\nNothing is missing\.\n$/);
    expect(status).toBe(0);
  });

  const limited = Object.entries(rows).flatMap(([title, row]) =>
    row.only === undefined ? [] : [[title, row, row.only] as const],
  );
  test.each(limited)("a plugin that %s keeps from the file is found", async (title, row, only) => {
    const { status, stdout } = await doctor(row, only);
    const said = `\\n✗ probe through ${nameOf(title)}: (failed|\`@field\` was left)`;
    expect(stdout).toMatch(new RegExp(said));
    expect(status).toBe(1);
  });
}

const nameOf = (title: string) => title.replace(/(?: with|,) .*/, "");

/** The packages of a project that is only read: they have a name and a version. */
export const installed = (versions: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version }),
    ]),
  );

/** The same, and the package.json that asks for them. */
export const manifest = (
  dependencies: Readonly<Record<string, string>>,
  scripts: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  "package.json": JSON.stringify({ dependencies, scripts }),
  ...installed(dependencies),
});

/** Runs `doctor` over files outside the workspace, where nothing else is installed, without trying a tool. */
export const read = (files: Readonly<Record<string, string>>): Promise<Run> =>
  weakfield(createFolder(files, tmpdir()), "doctor", "--no-probe");

/** A tsconfig.json with the plugin. */
export const settings = `{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "types": [], "skipLibCheck": true, "plugins": [{ "transform": "@weakfield/transformer" }] } }`;

/** The same, with all that a compiler writes besides. */
export const writing: string = settings.replace(
  '"types"',
  `"incremental": true, "tsBuildInfoFile": "a.tsbuildinfo", "declaration": true, "declarationDir": "declared", "types"`,
);
