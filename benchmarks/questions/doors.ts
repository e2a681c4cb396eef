// What do the doors that rewrite text add to parsing, and to a bundler's own time?
import { writeFileSync } from "node:fs";
import path from "node:path";
import { moduleSource, writeProgram } from "../programs/sources.ts";
import type { Style } from "../programs/sources.ts";
import type { Question } from "../shared/question.ts";
import { runWorker, withFolder } from "../shared/processes.ts";
import { rounded } from "../shared/statistics.ts";

/** One text: microseconds, for each round. */
export interface TextRow {
  readonly style: Style;
  readonly classes: number;
  readonly bytes: number;
  readonly parse: readonly number[];
  readonly door: readonly number[];
  readonly search: readonly number[];
}

/** One bundle: seconds from start to end, for each round. */
export interface BundleRow {
  readonly bundler: string;
  readonly files: number;
  readonly id: string;
  readonly seconds: readonly number[];
}

export interface DoorsData {
  readonly texts: readonly TextRow[];
  readonly bundles: readonly BundleRow[];
}

/** What is bundled, with our plugin or without. */
export const bundles: Readonly<
  Record<string, { title: string; style: Style; hasPlugin: boolean }>
> = {
  none: { title: "plain properties, bundler alone", style: "none", hasPlugin: false },
  "none-plugin": { title: "**plain properties, with ours**", style: "none", hasPlugin: true },
  hand: { title: "`#x` by hand, bundler alone", style: "hand", hasPlugin: false },
  marker: { title: "**`@field`, with ours**", style: "marker", hasPlugin: true },
};

/** Measures the text doors. */
export const doors: Question<DoorsData> = {
  name: "doors",
  packages: ["esbuild", "mitata", "oxc-parser", "rolldown", "vite"],
  measure: ({ isQuick, log }) =>
    withFolder((folder) => ({
      texts: measureTexts(folder, isQuick, log),
      bundles: measureBundles(folder, isQuick, log),
    })),
};

function measureTexts(folder: string, isQuick: boolean, log: (line: string) => void): TextRow[] {
  const cases = (isQuick ? [3] : [1, 3, 30]).flatMap((classes) =>
    (["marker", "none"] as const).map((style) => ({
      style,
      classes,
      text: moduleSource(style, 0, classes),
    })),
  );
  log(`${cases.length} texts`);
  const file = path.join(folder, "texts.json");
  writeFileSync(file, JSON.stringify(cases.map(({ text }) => text)));
  type Times = Record<"parse" | "door" | "search", number>;
  const rounds = Array.from({ length: isQuick ? 1 : 5 }, () =>
    runWorker<Times[]>("door.mjs", [file], ["--no-concurrent-recompilation"]),
  );
  return cases.map(({ style, classes, text }, index) => {
    const of = (key: keyof Times) => rounds.map((round) => rounded(round[index]?.[key] ?? NaN));
    const times = { parse: of("parse"), door: of("door"), search: of("search") };
    return { style, classes, bytes: text.length, ...times };
  });
}

function measureBundles(
  folder: string,
  isQuick: boolean,
  log: (line: string) => void,
): BundleRow[] {
  const rows: BundleRow[] = [];
  for (const bundler of ["vite", "esbuild"]) {
    for (const files of isQuick ? [100] : [100, 1000]) {
      log(`${bundler}, ${files} files`);
      const seconds = new Map<string, number[]>();
      for (let round = 0; round < (isQuick ? 1 : 5); round++) {
        for (const [id, { style, hasPlugin }] of Object.entries(bundles)) {
          const program = writeProgram(folder, style, files);
          const args = [bundler, program, ...(hasPlugin ? ["plugin"] : [])];
          const { elapsed } = runWorker<{ elapsed: number }>("bundle.mjs", args);
          seconds.set(id, [...(seconds.get(id) ?? []), rounded(elapsed)]);
        }
      }
      for (const [id, all] of seconds) rows.push({ bundler, files, id, seconds: all });
    }
  }
  return rows;
}
