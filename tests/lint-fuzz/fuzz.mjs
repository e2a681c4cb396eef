// Feeds the lint rules mutated real files. Usage: node tests/lint-fuzz/fuzz.mjs [--seconds 60] [--seed N]
//
// The files are the repository's own and, when `pnpm corpus` has fetched them, those of the corpus. A seed names a mutant as
// long as the files stay the same. The first fault is printed with its seed, its file and its smallest source; the exit status is 1.
import { parseArgs } from "node:util";
import { minimize } from "../mutated-sources/minimize.ts";
import { mutate } from "../mutated-sources/mutate.ts";
import { readSources } from "../mutated-sources/sources.ts";
import { findFault, minifiedSource, ODD_SOURCES, parses } from "./lint.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const MINIFIED_CHARACTERS = 500_000;
const seed = Number(values.seed);
const sources = readSources({ corpus: true });
console.log(`${sources.length} files, from seed ${seed}`);

let failed = ODD_SOURCES.some((source) => parses(source) && report(source, "odd source"));
if (!failed) {
  const minified = minifiedSource(MINIFIED_CHARACTERS);
  const start = performance.now();
  failed = report(minified, "minified source");
  console.log(`a minified line of ${minified.text.length} characters: ${since(start)} s`);
}

const start = performance.now();
let mutants = 0;
let linted = 0;
let shown = start;
while (!failed && performance.now() - start < Number(values.seconds) * 1000) {
  const mutant = mutate(sources, seed + mutants);
  if (parses(mutant)) {
    linted++;
    failed = report(mutant, `seed ${seed + mutants}`);
  }
  mutants++;
  if (performance.now() - shown > 10_000) {
    shown = performance.now();
    console.log(`${mutants} mutants, ${linted} linted, ${since(start)} s`);
  }
}
console.log(`${mutants} mutants, ${linted} linted, ${failed ? 1 : 0} faults, ${since(start)} s`);
if (failed) process.exitCode = 1;

/** Prints the fault of a source and says whether there was one. */
function report(source, title) {
  const fault = findFault(source);
  if (fault === null) return false;
  const fails = (smaller) => parses(smaller) && findFault(smaller) !== null;
  const small = source.text.length > 200_000 ? source : minimize(source, fails);
  console.error(`${title}, ${source.name}: ${findFault(small)?.message ?? fault.message}`);
  console.error(`${fault.stack.slice(0, 2000)}\n\n${small.text.slice(0, 4000)}`);
  return true;
}

function since(from) {
  return ((performance.now() - from) / 1000).toFixed(1);
}
