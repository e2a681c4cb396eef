// What does a field cost, beside the other ways to keep a value? Usage: pnpm bench [--quick] [--json FILE]
//
// Each candidate runs in processes of its own, in turn with all others, so that a drift of the machine reaches all alike. Only
// ratios of medians are printed: to `#x` by hand, the fastest way that is safe, and to a WeakMap per field.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { candidates } from "./candidates.ts";

const { values: args } = parseArgs({
  options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
});
const rounds = args.quick ? 1 : 5;
const sizes = args.quick ? [4] : [1, 4, 8];
const spreads = args.quick ? [1] : [1, 10_000];
const questions = ["read", "write", "construct", "memory"] as const;
type Result = Record<(typeof questions)[number], number>;

const folder = new URL(".tmp/", import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const rows = [];
for (const fields of sizes) {
  for (const instances of spreads) {
    const results = new Map<string, Result[]>(Object.keys(candidates).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, write] of Object.entries(candidates)) {
        const module = new URL(`${name.replace(/\W+/g, "-")}-${fields}.mjs`, folder);
        writeFileSync(module, write(fields));
        const script = new URL("measure.mjs", import.meta.url).pathname;
        const command = ["--expose-gc", script, module.href, String(instances)];
        const output = execFileSync(process.execPath, command, { encoding: "utf8" });
        results.get(name)?.push(JSON.parse(output) as Result);
      }
    }
    const medians = new Map(
      [...results].map(([name, all]) => [
        name,
        Object.fromEntries(
          questions.map((key) => [key, median(all.map((one) => one[key]))]),
        ) as Result,
      ]),
    );
    console.log(
      `\n${fields} fields, ${instances} instances in turn (ratios; below 1 is better than the reference)`,
    );
    for (const reference of ["#x by hand", "WeakMap per field by hand"]) {
      console.log(
        `\n  ${`of "${reference}"`.padEnd(34)}${questions.map((key) => key.padStart(11)).join("")}`,
      );
      for (const [name, result] of medians) {
        const base = medians.get(reference);
        const cells = questions.map((key) =>
          (result[key] / (base?.[key] ?? NaN)).toFixed(2).padStart(11),
        );
        console.log(`  ${name.padEnd(34)}${cells.join("")}`);
      }
    }
    rows.push({ fields, instances, medians: Object.fromEntries(medians) });
  }
}

if (args.json !== undefined) {
  const [cpu] = os.cpus();
  const machine = {
    node: process.version,
    v8: process.versions.v8,
    cpu: cpu?.model,
    cores: os.cpus().length,
  };
  writeFileSync(args.json, `${JSON.stringify({ machine, rounds, rows }, null, 2)}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
