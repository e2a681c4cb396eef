/**
 * Puts mutated real files, with fields put in, through core and the transformer.
 * Usage: node tests/core-fuzz/fuzz.ts [--files 5000] [--seed N] [--keep-going]
 *
 * The files are the repository's own and the TypeScript of the Zod and, when `pnpm corpus` has fetched it, of the corpus.
 * A seed names a case as long as the files stay the same. The first fault is printed with its seed and its smallest
 * text, and the exit status is 1.
 */
import { parseArgs } from "node:util";
import { minimize } from "../mutated-sources/minimize.ts";
import { createCase } from "./cases.ts";
import type { Case } from "./cases.ts";
import { check } from "./check.ts";
import { allSources } from "./sources.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "5000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    "keep-going": { type: "boolean", default: false },
  },
});
const count = Number(values.files);
const firstSeed = Number(values.seed);
const sources = allSources();
console.log(`${count} cases of ${sources.length} files, from seed ${firstSeed}`);

const reached = { faulty: 0, "nothing to do": 0, printed: 0 };
const kinds = new Set<string>();
let comparedTrees = 0;
let faults = 0;
let done = 0;
for (; done < count; done++) {
  const seed = firstSeed + done;
  const subject = createCase(sources, seed);
  const verdict = check(subject);
  reached[verdict.reached]++;
  if (verdict.comparedTrees) comparedTrees++;
  if (verdict.fault !== null) {
    faults++;
    report(subject, seed, verdict.fault);
    if (!values["keep-going"]) break;
  }
  if (done % 1000 === 999) console.log(`${done + 1} cases, ${faults} faults`);
}
console.log(
  `${Math.min(done + 1, count)} cases: ${reached.printed} printed, ${reached["nothing to do"]} without fields, ${reached.faulty} with diagnostics; ${comparedTrees} trees of both parsers compared; ${faults} faults`,
);
if (faults > 0) process.exitCode = 1;

function report(subject: Case, seed: number, fault: string): void {
  const kind = kindOf(fault);
  const isNew = !kinds.has(kind);
  kinds.add(kind);
  console.error(`\nseed ${seed}, ${subject.name}, ${JSON.stringify(subject.options)}: ${kind}`);
  if (!isNew) return;
  const fails = ({ name, text }: { name: string; text: string }) => {
    const found = check({ ...subject, name, text }).fault;
    return found !== null && kindOf(found) === kind;
  };
  const small = minimize(subject, fails, 3000);
  console.error(
    `${check({ ...subject, ...small }).fault?.slice(0, 3000) ?? fault}\n\n${small.text}`,
  );
}

/** What a fault is called, without the places that differ from text to text. */
function kindOf(fault: string): string {
  return (fault.split("\n")[0] ?? "").replace(/\d+/g, "N").slice(0, 60);
}
