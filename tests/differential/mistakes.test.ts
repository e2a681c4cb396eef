import { describe, expect, it } from "vitest";
import { compare } from "./compare.ts";
import type { Transformer } from "./compile.ts";
import { generateProgram } from "./generate/generate.ts";
import { MISTAKES } from "./mistakes.ts";
import type { Mode } from "./modes.ts";
import { referenceMode } from "./modes.ts";

const SEED = 1_000;
const PROGRAMS = 150;
const BATCH = 30;
const TIMEOUT = 120_000;

/** The mode in which nothing but our own printer touches a class. */
const MODE: Mode = {
  target: "ES2022",
  useDefineForClassFields: true,
  experimentalDecorators: false,
  storage: "weakmap",
  properties: "accessor",
};

/** After how many programs the first difference was found; null for none. */
async function programsUntilCaught(mistakes: readonly Transformer[]): Promise<number | null> {
  for (let done = 0; done < PROGRAMS; done += BATCH) {
    const items = Array.from({ length: BATCH }, (_, index) => generateProgram(SEED + done + index))
      .filter((program) => referenceMode(program, MODE) !== null)
      .map((program) => ({ program, mode: MODE }));
    const { differences } = await compare(items, { printers: ["nodes"], mistakes });
    // A mistake must show in what programs do, not in that they cannot be run.
    const first = differences.find(({ actual }) => actual.length > 1);
    if (first) return first.program.seed - SEED + 1;
  }
  return null;
}

describe("deliberate mistakes in the emitted code", () => {
  it("are at least five", () => {
    expect(Object.keys(MISTAKES).length).toBeGreaterThanOrEqual(5);
  });

  it(
    "are what the comparison finds: without one it finds nothing",
    async () => {
      expect(await programsUntilCaught([])).toBeNull();
    },
    TIMEOUT,
  );

  it.each(Object.entries(MISTAKES))(
    "are caught: %s",
    async (_name, mistake) => {
      expect(await programsUntilCaught([mistake])).not.toBeNull();
    },
    TIMEOUT,
  );
});
