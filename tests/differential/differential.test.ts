import { describe, expect, it } from "vitest";
import type { Tally } from "./compare.ts";
import { compare, modeFor } from "./compare.ts";
import { generateProgram } from "./generate/generate.ts";
import { modeName, MODES } from "./modes.ts";
import { chunksOf, render } from "./program.ts";
import { report, shrink } from "./shrink.ts";

/** Fixed, so that a failure is the same on every machine; `pnpm fuzz` takes others. */
const SEED = 20_261_121;
const PROGRAMS = 2_000;
const BATCH = 400;
const TIMEOUT = 300_000;

async function compareBatch(first: number): Promise<{ tally: Tally; reports: string[] }> {
  const items = Array.from({ length: BATCH }, (_, index) => generateProgram(first + index)).flatMap(
    (program) => {
      const mode = modeFor(program);
      return mode ? [{ program, mode }] : [];
    },
  );
  const { differences, tally } = await compare(items);
  const [difference] = differences;
  return { tally, reports: difference ? [report(await shrink(difference))] : [] };
}

describe("`@field` and `accessor`", () => {
  for (let first = SEED; first < SEED + PROGRAMS; first += BATCH) {
    it(
      `are observed alike by the programs from seed ${first}`,
      async () => {
        const { tally, reports } = await compareBatch(first);
        expect(reports).toEqual([]);
        expect(tally.invalid.map(({ seed }) => seed)).toEqual([]);
        expect(tally.programs).toBeGreaterThan(BATCH * 0.95);
        expect(tally.lines / tally.programs).toBeGreaterThan(20);
      },
      TIMEOUT,
    );
  }
});

describe("the generator", () => {
  const programs = Array.from({ length: 500 }, (_, index) => generateProgram(SEED + index));

  it("makes the same program of the same seed", () => {
    const text = (seed: number) => render(generateProgram(seed), "field");
    expect(text(SEED)).toBe(text(SEED));
    expect(text(SEED)).not.toBe(text(SEED + 1));
  });

  it("reaches every mode", () => {
    const reached = new Set(programs.map((program) => modeFor(program)).filter((mode) => mode));
    expect([...reached].map((mode) => mode && modeName(mode)).sort()).toEqual(
      MODES.map(modeName).sort(),
    );
  });

  it.each([
    "static ",
    "#p",
    "keyObject(",
    "[sym",
    "convert(",
    "extends (Base as any)",
    "super(",
    "fail(",
    "async () => {",
    "function* ()",
    "static {",
    "export default class",
    "public ",
    "Object.freeze(",
    "new Proxy(",
    "for (const index",
  ])("uses `%s`", (text) => {
    expect(programs.some((program) => render(program, "field").includes(text))).toBe(true);
  });

  it("leaves out what shrinking drops", () => {
    const program = generateProgram(SEED);
    const all = new Set(chunksOf(program));
    expect(render(program, "field", all).length).toBeLessThan(render(program, "field").length / 4);
  });
});
