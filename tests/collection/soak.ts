/**
 * Makes and drops instances in waves and shows that the heap stays where it is.
 * Usage: node tests/collection/soak.ts [--instances 100000000] [--wave 500000]
 *
 * The instances are shared out among storages and property modes; `inspect`, which is slower, gets a twentieth of them on top.
 * The exit status is 1 if the heap grew by more than the bound.
 */
import { parseArgs } from "node:util";
import { liveInstances } from "weakfield";
import { compileClasses } from "./compile.ts";
import { FLAT, growthOf, runWaves } from "./waves.ts";

const { values } = parseArgs({
  options: {
    instances: { type: "string", default: "100000000" },
    wave: { type: "string", default: "500000" },
  },
});
const total = Number(values.instances);
const size = Number(values.wave);
const modes = [false, true].flatMap((inspect) =>
  (["weakmap", "private"] as const).flatMap((storage) =>
    (["accessor", "own"] as const).map((properties) => ({ storage, properties, inspect })),
  ),
);
const MEGABYTE = 1024 ** 2;

let made = 0;
let isFlat = true;
for (const options of modes) {
  const share = options.inspect ? total / 80 : total / 4;
  const waves = Math.max(3, Math.ceil(share / size));
  const classes = await compileClasses(`soak-${Object.values(options).join("-")}`, options);
  const start = performance.now();
  const result = await runWaves(() => new classes.Many(), waves, size);
  made += waves * size;
  const growth = growthOf(result);
  const alive = options.inspect ? [...liveInstances(classes.Many)].length : 0;
  const isGood = growth < FLAT && alive === 0;
  isFlat &&= isGood;
  const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);
  console.log(
    [
      `${options.storage}, ${options.properties}${options.inspect ? ", inspect" : ""}:`,
      `${waves} waves of ${size} instances in ${((performance.now() - start) / 1000).toFixed(0)} s,`,
      `${megabytes(result.held)} MB held in a wave,`,
      `${megabytes(result.left[0] ?? 0)} MB left of the first and ${megabytes(result.left.at(-1) ?? 0)} MB of the last,`,
      `growth ${(growth * 100).toFixed(2)} % of a wave: ${isGood ? "flat" : "NOT FLAT"}`,
    ].join(" "),
  );
}
console.log(
  `${made} instances made and dropped; the heap ${isFlat ? "stayed flat" : "GREW"} (bound: ${FLAT * 100} % of a wave)`,
);
if (!isFlat) process.exitCode = 1;
