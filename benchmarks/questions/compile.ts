// What does the transformer add to a build by TypeScript, and how does that grow?
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeConfig, writeProgram } from "../programs/sources.ts";
import type { Style } from "../programs/sources.ts";
import type { Question } from "../shared/question.ts";
import { root, runWorker, withFolder } from "../shared/processes.ts";
import { rounded } from "../shared/statistics.ts";

/** A whole run of the command line. */
export interface BuildRow {
  readonly id: string;
  readonly files: number;
  /** Seconds of CPU time of all threads, for each round. */
  readonly seconds: readonly number[];
}

/** Emitting a program that is parsed and checked. */
export interface EmitRow {
  readonly id: string;
  readonly files: number;
  /** Seconds, for each round. */
  readonly seconds: readonly number[];
  /** Of all files together. */
  readonly bytes: number;
  /** Microseconds of the transformer in one file: the median over files, for each round. */
  readonly middle?: readonly number[];
  /** The same, the mean of CPU time. */
  readonly mean?: readonly number[];
}

export interface CompileData {
  readonly builds: readonly BuildRow[];
  readonly emits: readonly EmitRow[];
}

const plugin = { transform: "@weakfield/transformer" };

/** The commands, as `docs/benchmarks.md` names them. */
export const builds: Readonly<
  Record<
    string,
    { title: string; command: "tsc" | "tspc"; style: Style; plugins: readonly object[] }
  >
> = {
  tsc: { title: "`tsc`, plain properties", command: "tsc", style: "none", plugins: [] },
  tspc: {
    title: "`tspc` without a plugin, plain properties",
    command: "tspc",
    style: "none",
    plugins: [],
  },
  "tspc-none": {
    title: "**`tspc` with ours, plain properties**",
    command: "tspc",
    style: "none",
    plugins: [plugin],
  },
  "tsc-hand": { title: "`tsc`, `#x` by hand", command: "tsc", style: "hand", plugins: [] },
  "tspc-marker": {
    title: "**`tspc` with ours, `@field`**",
    command: "tspc",
    style: "marker",
    plugins: [plugin],
  },
  "tsc-decorators": {
    title: "`tsc`, `@dec accessor`",
    command: "tsc",
    style: "decorators",
    plugins: [],
  },
};

/** What is emitted, and with which storage by us. */
export const emits: Readonly<Record<string, { title: string; style: Style; storage?: string }>> = {
  hand: { title: "`#x` by hand", style: "hand" },
  weakmap: { title: "**`@field`, weakmap**", style: "marker", storage: "weakmap" },
  private: { title: "**`@field`, private**", style: "marker", storage: "private" },
  decorators: { title: "`@dec accessor`, TypeScript", style: "decorators" },
  none: { title: "**plain properties, with ours**", style: "none", storage: "weakmap" },
};

const FULL = [
  { files: 100, rounds: 5 },
  { files: 1000, rounds: 3 },
  { files: 5000, rounds: 1 },
];
const QUICK = [{ files: 100, rounds: 1 }];

/** Measures the compiler with and without us. */
export const compile: Question<CompileData> = {
  name: "compile",
  packages: ["ts-patch", "typescript"],
  measure: ({ isQuick, log }) =>
    withFolder((folder) => {
      const buildRows: BuildRow[] = [];
      const emitRows: EmitRow[] = [];
      for (const { files, rounds } of isQuick ? QUICK : FULL) {
        log(`${files} files, ${rounds} rounds`);
        const seconds = new Map<string, number[]>();
        const results = new Map<string, EmitResult[]>();
        for (let round = 0; round < rounds; round++) {
          for (const [id, build] of Object.entries(builds)) {
            const program = writeProgram(folder, build.style, files);
            const config = writeConfig(program, id, build.plugins);
            push(seconds, id, runCompiler(build.command, config, folder));
          }
          for (const [id, { style, storage }] of Object.entries(emits)) {
            const program = writeProgram(folder, style, files);
            const config = writeConfig(program, "emit", []);
            const args = storage === undefined ? [config] : [config, storage];
            push(results, id, runWorker<EmitResult>("emit.mjs", args));
          }
        }
        for (const [id, all] of seconds) buildRows.push({ id, files, seconds: all });
        for (const [id, all] of results) emitRows.push(toRow(id, files, all));
      }
      return { builds: buildRows, emits: emitRows };
    }),
};

interface EmitResult {
  readonly seconds: number;
  readonly bytes: number;
  readonly middle?: number;
  readonly mean?: number;
}

function toRow(id: string, files: number, results: readonly EmitResult[]): EmitRow {
  const all = (pick: (result: EmitResult) => number | undefined) =>
    results.flatMap((result) => pick(result) ?? []).map((value) => rounded(value));
  const middle = all((result) => result.middle);
  const row = {
    id,
    files,
    seconds: all((result) => result.seconds),
    bytes: results[0]?.bytes ?? 0,
  };
  return middle.length === 0 ? row : { ...row, middle, mean: all((result) => result.mean) };
}

function push<Value>(lists: Map<string, Value[]>, id: string, value: Value): void {
  lists.set(id, [...(lists.get(id) ?? []), value]);
}

const scripts = {
  tsc: path.join(root, "node_modules/typescript/bin/tsc"),
  tspc: path.join(root, "node_modules/ts-patch/bin/tspc.js"),
};

function runCompiler(command: "tsc" | "tspc", config: string, folder: string): number {
  const report = path.join(folder, "cpu.txt");
  rmSync(report, { force: true });
  const hook = pathToFileURL(path.join(root, "workers/report-cpu.mjs")).href;
  execFileSync(process.execPath, ["--import", hook, scripts[command], "-p", config], {
    env: { ...process.env, CPU_REPORT: report },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return rounded(Number(readFileSync(report, "utf8")));
}
