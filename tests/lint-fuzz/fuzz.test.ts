import { describe, expect, it } from "vitest";
import { mutate } from "../mutated-sources/mutate.ts";
import { readSources } from "../mutated-sources/sources.ts";
import { findFault, ODD_SOURCES, parses } from "./lint.ts";

/** Fixed, so that a failure can be looked into; `pnpm fuzz:lint` takes others. */
const SEED = 20_261_121;
const MUTANTS = 300;
const TIMEOUT = 120_000;

describe("the lint rules", () => {
  for (const source of ODD_SOURCES) {
    it(`survive ${source.name}`, () => {
      expect(parses(source)).toBe(true);
      expect(findFault(source)).toBeNull();
    });
  }

  it(
    `survive ${MUTANTS} mutants of this repository's files`,
    () => {
      const sources = readSources({ corpus: false });
      const mutants = Array.from({ length: MUTANTS }, (_, index) => mutate(sources, SEED + index));
      const parsed = mutants.filter(parses);
      expect(parsed.length).toBeGreaterThan(MUTANTS / 20);
      for (const mutant of parsed)
        expect({ mutant, fault: findFault(mutant) }).toEqual({ mutant, fault: null });
    },
    TIMEOUT,
  );
});
