// What does a second `weakfield build` take, after one edit, beside the native compiler alone?
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { moduleSource, writeConfig, writeProgram } from "../programs/sources.ts";
import type { Question } from "../shared/question.ts";
import { withFolder } from "../shared/processes.ts";
import { rounded } from "../shared/statistics.ts";

/** Builds after one edit: seconds from start to end of the whole command, for each round. */
export interface RebuildRow {
  readonly id: keyof typeof commands;
  readonly files: number;
  readonly edit: keyof typeof edits;
  readonly seconds: readonly number[];
}

export interface RebuildData {
  readonly rows: readonly RebuildRow[];
}

/** Which file is edited, of a program half of whose files have fields. */
export const edits = { plain: "a file without fields", fields: "a file with fields" } as const;

const require = createRequire(import.meta.url);
const compiler = path.dirname(require.resolve("@typescript/native/package.json"));
const cli = path.dirname(require.resolve("@weakfield/cli/package.json"));
const { default: getExecutable } = (await import(
  pathToFileURL(path.join(compiler, "lib/getExePath.js")).href
)) as { default: () => string };

/** What is run, as `docs/benchmarks.md` names it. */
export const commands: Readonly<
  Record<"native" | "tsc" | "ours", { title: string; words: readonly [string, ...string[]] }>
> = {
  native: { title: "the executable of TypeScript 7", words: [getExecutable(), "-p"] },
  tsc: {
    title: "`tsc` of TypeScript 7, as npm runs it",
    words: [process.execPath, path.join(compiler, "bin/tsc"), "-p"],
  },
  ours: {
    title: "**`weakfield build`**",
    words: [process.execPath, path.join(cli, "dist/cli.js"), "build", "-p"],
  },
};
const ids = Object.keys(commands) as (keyof typeof commands)[];

/** Measures builds after one edit. */
export const rebuild: Question<RebuildData> = {
  name: "rebuild",
  packages: ["@typescript/native"],
  measure: ({ isQuick, log }) =>
    withFolder((folder) => ({
      rows: (isQuick ? [100] : [400, 2000]).flatMap((files) => {
        const rounds = isQuick ? 3 : 11;
        log(`${files} files, ${rounds} rounds`);
        return measureProgram(path.join(folder, String(files)), files, rounds);
      }),
    })),
};

function measureProgram(folder: string, files: number, rounds: number): RebuildRow[] {
  const projects = ids.map((id) => ({ id, config: writeProject(path.join(folder, id), files) }));
  // The first build is not asked for, and the second has more to find out than those after it.
  for (const { id, config } of [...projects, ...projects]) run(id, config);
  const seconds = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [index, edit] of Object.keys(edits).entries()) {
      for (const { id, config } of projects) {
        const file = path.join(path.dirname(config), `src/module${index}.ts`);
        const text = readFileSync(file, "utf8").replace(/ x\d* "/, ` x${round} "`);
        writeFileSync(file, text);
        const key = `${id} ${edit}`;
        seconds.set(key, [...(seconds.get(key) ?? []), run(id, config)]);
      }
    }
  }
  return ids.flatMap((id) =>
    (Object.keys(edits) as (keyof typeof edits)[]).map((edit) => ({
      id,
      files,
      edit,
      seconds: seconds.get(`${id} ${edit}`) ?? [],
    })),
  );
}

/** Every other file has fields. */
function writeProject(parent: string, files: number): string {
  const folder = writeProgram(parent, "none", files);
  for (let index = 1; index < files; index += 2) {
    writeFileSync(path.join(folder, `src/module${index}.ts`), moduleSource("marker", index));
  }
  const config = writeConfig(folder, "rebuild", []);
  const settings = JSON.parse(readFileSync(config, "utf8")) as { compilerOptions: object };
  Object.assign(settings.compilerOptions, { declaration: true, incremental: true });
  writeFileSync(config, JSON.stringify(settings));
  return config;
}

function run(id: keyof typeof commands, config: string): number {
  const [file, ...words] = commands[id].words;
  const start = performance.now();
  const { status, stdout } = spawnSync(file, [...words, config], { encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${id} failed:\n${stdout}`);
  return rounded(seconds);
}
