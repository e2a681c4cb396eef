import { candidates } from "../candidates/candidates.ts";
import type { Column, EmittedCell, EmittedData } from "../questions/emitted.ts";
import { columns } from "../questions/emitted.ts";
import { edits } from "../questions/rebuild.ts";
import type { Ratio } from "../shared/statistics.ts";
import { median, ratioOf } from "../shared/statistics.ts";
import type { Results } from "./results.ts";

/** A figure that the project means to reach. */
export interface Figure {
  readonly text: string;
  /** At most this. */
  readonly target: number;
  readonly unit: "times" | "µs";
  readonly measured: Ratio;
}

/** The values of one cell's column, or none. */
export function valuesOf(
  { cells }: EmittedData,
  candidate: string,
  fields: number,
  instances: number,
  column: Column,
): readonly number[] {
  const isCell = (cell: EmittedCell) =>
    cell.candidate === candidate && cell.fields === fields && cell.instances === instances;
  return cells.find(isCell)?.values[column] ?? [];
}

/** Fields and instances that both candidates were measured with. */
export function commonShapes(
  { cells }: EmittedData,
  one: string,
  other: string,
): { fields: number; instances: number }[] {
  return cells.filter(
    ({ candidate, fields, instances }) =>
      candidate === one &&
      cells.some(
        (cell) =>
          cell.candidate === other && cell.fields === fields && cell.instances === instances,
      ),
  );
}

/** All figures for which there are results, in the order of the questions. */
export function figures(results: Results): Figure[] {
  return [
    ...(results.emitted ? emittedFigures(results.emitted.data) : []),
    ...startupFigures(results),
    ...compileFigures(results),
    ...rebuildFigures(results),
    ...doorFigures(results),
    ...lintFigures(results),
  ];
}

function emittedFigures(data: EmittedData): Figure[] {
  const list: Figure[] = [];
  const add = (
    text: string,
    target: number,
    [one, other]: readonly [string, string],
    [fields, instances]: readonly [number, number],
    column: Column,
  ) => {
    const values = valuesOf(data, one, fields, instances, column);
    const reference = valuesOf(data, other, fields, instances, column);
    if (values.length === 0 || reference.length === 0) return;
    const measured = ratioOf(values, reference);
    list.push({ text, target, unit: "times", measured });
  };
  const thousands = (count: number) => count.toLocaleString("en-US");
  for (const column of Object.keys(columns) as Column[]) {
    if (column === "dropped") continue;
    const instances = column === "pause" ? 1_000_000 : 100_000;
    add(
      `\`private\` of \`#x\` by hand: ${columns[column]}, 4 fields, ${thousands(instances)} instances`,
      1.05,
      ["private", "hand-private"],
      [4, instances],
      column,
    );
  }
  for (const fields of [1, 4, 16]) {
    add(
      `\`private\` of TypeScript's \`@dec accessor\`: construct, ${fields} fields, 100,000 instances`,
      1,
      ["private", "typescript"],
      [fields, 100_000],
      "construct",
    );
  }
  const pair = ["weakmap", "hand-weakmap"] as const;
  const ours = "`weakmap` of a `WeakMap` per field";
  for (const [fields, target] of [
    [4, 0.3],
    [8, 0.2],
  ] as const) {
    add(
      `${ours}: construct, ${fields} fields, 100,000 instances`,
      target,
      pair,
      [fields, 100_000],
      "construct",
    );
  }
  for (const [fields, target] of [
    [1, 1],
    [4, 0.95],
    [8, 0.75],
  ] as const) {
    add(
      `${ours}: memory, ${fields} fields, 100,000 instances`,
      target,
      pair,
      [fields, 100_000],
      "memory",
    );
  }
  for (const fields of [4, 8]) {
    add(
      `${ours}: longest pause, ${fields} fields, 1,000,000 instances`,
      0.5,
      pair,
      [fields, 1_000_000],
      "pause",
    );
  }
  for (const [column, target] of [
    ["readHot", 1.1],
    ["writeHot", 1.1],
    ["readSpread", 1.3],
    ["readSweep", 1.3],
    ["writeSpread", 1.3],
  ] as const) {
    for (const fields of [4, 8]) {
      add(
        `${ours}: ${columns[column].replace(" (ns)", "")}, ${fields} fields, 100,000 instances`,
        target,
        pair,
        [fields, 100_000],
        column,
      );
    }
  }
  return list;
}

/** Where a peer over `WeakMap`s is as fast as our `weakmap`, or faster, by the medians. */
export function unbeatenPeers(data: EmittedData): { text: string; measured: Ratio }[] {
  return candidates
    .filter(({ isWeakmapPeer }) => isWeakmapPeer)
    .flatMap(({ id, title }) =>
      commonShapes(data, "weakmap", id).flatMap(({ fields, instances }) =>
        (Object.keys(columns) as Column[]).flatMap((column) => {
          const values = valuesOf(data, "weakmap", fields, instances, column);
          const reference = valuesOf(data, id, fields, instances, column);
          if (values.length === 0 || reference.length === 0) return [];
          // At 1,000 instances there is no pause and what stays is the heap's own noise.
          if (column === "dropped" || (column === "pause" && instances < 1_000_000)) return [];
          const measured = ratioOf(values, reference);
          if (!(measured.value > 1)) return [];
          const text = `${title}: ${columns[column]}, ${fields} fields, ${instances.toLocaleString("en-US")} instances`;
          return [{ text, measured }];
        }),
      ),
    );
}

const one = (value: number): Ratio => ({ value, low: value, high: value });

function startupFigures({ startup }: Results): Figure[] {
  const rowOf = (id: string) => startup?.data.rows.find(({ candidate }) => candidate === id);
  const hand = rowOf("hand-private");
  return ["private", "weakmap"].flatMap((id): Figure[] => {
    const row = rowOf(id);
    if (!row || !hand) return [];
    const of = `\`${id}\` of \`#x\` by hand`;
    return [
      {
        text: `${of}: compile, define and first use`,
        target: 1.1,
        unit: "times",
        measured: ratioOf(row.microseconds, hand.microseconds),
      },
      {
        text: `${of}: bytes of a class`,
        target: 1.5,
        unit: "times",
        measured: one(row.bytes / hand.bytes),
      },
    ];
  });
}

function compileFigures({ compile }: Results): Figure[] {
  const emits = compile?.data.emits ?? [];
  return emits.flatMap((row): Figure[] => {
    const hand = emits.find(({ id, files }) => id === "hand" && files === row.files);
    if (!hand || !row.middle) return [];
    const times = `${row.files.toLocaleString("en-US")} files`;
    const own: Figure = {
      text: `transformer's own time for a file${row.id === "none" ? " without the marker" : ` of 3 classes, \`${row.id}\``}, ${times}`,
      target: row.id === "none" ? 10 : 250,
      unit: "µs",
      measured: spreadOf(row.middle),
    };
    if (row.id === "none") return [own];
    const of = `\`${row.id}\` of \`#x\` by hand, ${times}`;
    return [
      {
        text: `${of}: time of emit`,
        target: 1.15,
        unit: "times",
        measured: ratioOf(row.seconds, hand.seconds),
      },
      {
        text: `${of}: size of output`,
        target: 1.3,
        unit: "times",
        measured: one(row.bytes / hand.bytes),
      },
      own,
    ];
  });
}

function spreadOf(values: readonly number[]): Ratio {
  return { value: median(values), low: Math.min(...values), high: Math.max(...values) };
}

function rebuildFigures({ rebuild }: Results): Figure[] {
  const rows = rebuild?.data.rows ?? [];
  return rows
    .filter(({ id }) => id === "ours")
    .flatMap(({ files, edit, seconds }) =>
      (["tsc", "native"] as const).map((id): Figure => {
        const other = rows.find((row) => row.id === id && row.files === files && row.edit === edit);
        const title = id === "tsc" ? "TypeScript 7's `tsc`" : "TypeScript 7's executable";
        return {
          text: `build after one edit of ${title}: ${edits[edit]} of ${files.toLocaleString("en-US")}`,
          target: 1.3,
          unit: "times",
          measured: ratioOf(seconds, other?.seconds ?? []),
        };
      }),
    );
}

function doorFigures({ doors }: Results): Figure[] {
  return (doors?.data.texts ?? []).flatMap((row): Figure[] =>
    row.style === "marker"
      ? [
          {
            text: `text door of oxc-parser, ${row.classes} classes in a file`,
            target: 2,
            unit: "times",
            measured: ratioOf(row.door, row.parse),
          },
        ]
      : [],
  );
}

function lintFigures({ lint }: Results): Figure[] {
  if (!lint) return [];
  const { parse, weakfield } = lint.data;
  return [
    {
      text: "all rules of `eslint-plugin-weakfield` of parsing",
      target: 0.1,
      unit: "times",
      measured: ratioOf(weakfield, parse),
    },
  ];
}
