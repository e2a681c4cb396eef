// What does a field cost at run time, beside the other ways to keep a value of an instance?
//
// Each candidate is measured in processes of its own, in turn with all others, so that a drift of the machine reaches all alike.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { candidates } from "../candidates/candidates.ts";
import type { Candidate } from "../candidates/candidates.ts";
import { rounded } from "../shared/statistics.ts";
import { runWorker, withFolder } from "../shared/processes.ts";
import type { Question } from "../shared/question.ts";

/** What is measured of a class, in the order of the tables. */
export const columns = {
  construct: "construct (ns)",
  readHot: "read hot (ns)",
  readSpread: "read spread (ns)",
  readSweep: "read all, spread (ns)",
  writeHot: "write hot (ns)",
  writeSpread: "write spread (ns)",
  writeConverted: "write through `integer` (ns)",
  memory: "memory of an instance (bytes)",
  pause: "longest pause (ms)",
  dropped: "memory after dropping (bytes)",
} as const;

export type Column = keyof typeof columns;

/** One candidate at one number of fields and instances: of each column, a value for each round. */
export interface EmittedCell {
  readonly candidate: string;
  readonly fields: number;
  readonly instances: number;
  readonly values: Readonly<Partial<Record<Column, readonly number[]>>>;
}

export interface EmittedData {
  readonly cells: readonly EmittedCell[];
}

interface Grid {
  readonly fields: readonly number[];
  readonly instances: number;
  readonly rounds: number;
  readonly has: (candidate: Candidate, fields: number) => boolean;
}

const OURS_AND_HAND = ["private", "weakmap", "hand-private", "hand-weakmap"];
const MAIN = [...OURS_AND_HAND, "plain"];
/** Their longest pauses are as short as the other work of a machine, so that one round says little. */
const PAUSES = ["private", "hand-private"];
const isIn = (list: readonly string[]) => (candidate: Candidate) => list.includes(candidate.id);

const FULL: readonly Grid[] = [
  { fields: [1, 2, 4, 8, 16], instances: 1000, rounds: 2, has: isIn(MAIN) },
  { fields: [1, 2, 16], instances: 100_000, rounds: 3, has: isIn(MAIN) },
  // What the figures are about, some of which are near the size of a cache.
  { fields: [4, 8], instances: 100_000, rounds: 5, has: isIn(MAIN) },
  { fields: [4], instances: 1000, rounds: 1, has: (one) => !isIn(MAIN)(one) },
  {
    fields: [1, 4, 16],
    instances: 100_000,
    rounds: 1,
    has: (one, fields) => !isIn(MAIN)(one) && !(one.isHeavy && fields > 4),
  },
  { fields: [4], instances: 1_000_000, rounds: 5, has: isIn(PAUSES) },
  {
    fields: [1, 4, 8],
    instances: 1_000_000,
    rounds: 1,
    has: (one, fields) => isIn(OURS_AND_HAND)(one) && !(fields === 4 && isIn(PAUSES)(one)),
  },
  {
    fields: [4],
    instances: 1_000_000,
    rounds: 1,
    has: isIn(["plain", "hand-map", "typescript", "esbuild", "legacy-weakmap"]),
  },
];

const QUICK: readonly Grid[] = [
  { fields: [4], instances: 1000, rounds: 1, has: (one) => one.isHeavy !== true },
  { fields: [4], instances: 100_000, rounds: 1, has: isIn(MAIN) },
];

/** Measures the classes. */
export const emitted: Question<EmittedData> = {
  name: "emitted",
  packages: [
    "@babel/core",
    "@babel/plugin-proposal-decorators",
    "@swc/core",
    "esbuild",
    "mitata",
    "mobx",
    "typescript",
  ],
  measure: ({ isQuick, log }) =>
    withFolder((folder) => {
      const cells: EmittedCell[] = [];
      for (const grid of isQuick ? QUICK : FULL) {
        for (const fields of grid.fields) {
          const chosen = candidates.filter((candidate) => grid.has(candidate, fields));
          log(`${fields} fields, ${grid.instances} instances, ${chosen.length} candidates`);
          cells.push(...measureCells(folder, chosen, fields, grid));
        }
      }
      return { cells };
    }),
};

function measureCells(
  folder: string,
  chosen: readonly Candidate[],
  fields: number,
  { instances, rounds }: Grid,
): EmittedCell[] {
  const values = new Map<string, Partial<Record<Column, number[]>>>();
  for (let round = 0; round < rounds; round++) {
    for (const candidate of chosen) {
      const module = writeModule(folder, candidate, fields);
      const args = [pathToFileURL(module).href, String(fields), String(instances)];
      const result = runWorker<Partial<Record<Column, number>>>("class.mjs", args, [
        "--expose-gc",
        "--no-concurrent-recompilation",
        "--max-old-space-size=8192",
      ]);
      const own = values.get(candidate.id) ?? {};
      values.set(candidate.id, own);
      for (const column of Object.keys(columns) as Column[]) {
        const value = result[column];
        if (value !== undefined) (own[column] ??= []).push(rounded(value));
      }
    }
  }
  return chosen.map(({ id }) => ({
    candidate: id,
    fields,
    instances,
    values: values.get(id) ?? {},
  }));
}

/** `Subject`, whose fields take anything, and `Converted`, whose fields are integers. */
function writeModule(folder: string, candidate: Candidate, fields: number): string {
  const base = path.join(folder, `${candidate.id}-${fields}`);
  const plain = candidate.write({ name: "Subject", fields, isConverted: false });
  const converted = candidate.write({ name: "Subject", fields, isConverted: true });
  writeFileSync(`${base}-plain.mjs`, plain ?? "");
  if (converted !== null) writeFileSync(`${base}-converted.mjs`, converted);
  const name = path.basename(base);
  writeFileSync(
    `${base}.mjs`,
    `export { Subject } from "./${name}-plain.mjs";\n` +
      (converted === null
        ? ""
        : `export { Subject as Converted } from "./${name}-converted.mjs";\n`),
  );
  return `${base}.mjs`;
}
