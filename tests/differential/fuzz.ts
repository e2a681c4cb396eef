// Compares generated programs: node tests/differential/fuzz.ts [--programs 20000] [--seed 1] [--show 3]
import { parseArgs } from "node:util";
import { compare, modeFor } from "./compare.ts";
import type { Difference } from "./compare.ts";
import { generateProgram } from "./generate/generate.ts";
import { report, shrink } from "./shrink.ts";

const { values } = parseArgs({
  options: {
    programs: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    /** How many differences are shrunk and shown. */
    show: { type: "string", default: "3" },
  },
});

const BATCH = 400;
const count = Number(values.programs);
const seed = Number(values.seed);
const started = performance.now();
const found: Difference[] = [];
let compared = 0;
let lines = 0;
console.log(`${count} programs from seed ${seed}`);
for (let done = 0; done < count; done += BATCH) {
  const batch = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) =>
    generateProgram(seed + done + index),
  );
  const { differences, tally } = await compare(
    batch.flatMap((program) => {
      const mode = modeFor(program);
      return mode ? [{ program, mode }] : [];
    }),
  );
  found.push(...differences);
  compared += tally.programs;
  lines += tally.lines;
  for (const different of new Set(differences.map(({ program }) => program.seed))) {
    console.log(`seed ${different} differs`);
  }
  for (const { seed: invalid } of tally.invalid) console.log(`seed ${invalid} is no program`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${compared} programs, ${lines} observations, ${found.length} differences, ${seconds} s`,
  );
}
for (const difference of found.slice(0, Number(values.show))) {
  console.log(`\n${report(await shrink(difference))}`);
}
if (found.length > 0) process.exitCode = 1;
