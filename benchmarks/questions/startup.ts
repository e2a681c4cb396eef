// What does a class with four converted fields cost before it has done anything: bytes, and compiling, defining and first using it?
import esbuild from "esbuild";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { candidates } from "../candidates/candidates.ts";
import { toCommonjs } from "../candidates/compilers.ts";
import type { Question } from "../shared/question.ts";
import { runWorker, withFolder } from "../shared/processes.ts";
import { rounded } from "../shared/statistics.ts";

export interface StartupRow {
  readonly candidate: string;
  /** Of a module with one class, imports and helper functions included. */
  readonly bytes: number;
  /** The same without blanks and with short names. */
  readonly minified: number;
  /** A value for each round. */
  readonly microseconds: readonly number[];
}

export interface StartupData {
  readonly classes: number;
  readonly rows: readonly StartupRow[];
}

const FIELDS = 4;

/** Measures the first moments of a class. */
export const startup: Question<StartupData> = {
  name: "startup",
  packages: [
    "@babel/core",
    "@babel/plugin-proposal-decorators",
    "@swc/core",
    "esbuild",
    "typescript",
  ],
  measure: ({ isQuick, log }) =>
    withFolder((folder) => {
      const classes = isQuick ? 100 : 300;
      const rounds = isQuick ? 3 : 15;
      log(`${classes} classes, ${rounds} rounds`);
      const chosen = candidates.flatMap(({ id, write }) => {
        const texts = Array.from({ length: classes }, (_, index) => {
          const name = `Subject${index}`;
          const text = write({ name, fields: FIELDS, isConverted: true });
          return text === null ? [] : [{ name, text: toCommonjs(text) }];
        }).flat();
        const text = write({ name: "Subject", fields: FIELDS, isConverted: true });
        if (text === null) return [];
        const file = path.join(folder, `${id}.json`);
        writeFileSync(file, JSON.stringify(texts));
        const minified = esbuild.transformSync(text, { minify: true, format: "esm" }).code;
        return [{ id, file, bytes: text.length, minified: minified.length }];
      });
      const times = new Map(chosen.map(({ id }) => [id, new Array<number>()]));
      for (let round = 0; round < rounds; round++) {
        for (const { id, file } of chosen) {
          const { microseconds } = runWorker<{ microseconds: number }>("startup.mjs", [file]);
          times.get(id)?.push(rounded(microseconds));
        }
      }
      const rows = chosen.map(({ id, bytes, minified }) => ({
        candidate: id,
        bytes,
        minified,
        microseconds: times.get(id) ?? [],
      }));
      return { classes, rows };
    }),
};
