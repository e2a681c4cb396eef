// Usage: node --expose-gc --no-concurrent-recompilation class.mjs MODULE FIELDS INSTANCES
// Measures the class `Subject` of a module, and `Converted` where it has that, with so many instances alive, in a process of
// its own. Prints one JSON object: nanoseconds an operation, bytes an instance, milliseconds of the longest pause.
import { do_not_optimize, measure } from "mitata";
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";

const { Subject, Converted } = await import(process.argv[2]);
const fields = Array.from({ length: Number(process.argv[3]) }, (_, index) => `f${index}`);
const count = Number(process.argv[4]);
/** Enough to keep an optimizer from taking the instance for a constant, few enough to stay in the cache of a core. */
const HOT = 16;
const STEPS = 1000;
const CHUNK = 10_000;
/** Calls until a function is compiled by the optimizer, which these processes run without a thread of its own. */
const WARM_UP = 200;

const pauses = [];
const observer = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) pauses.push(duration);
});

const result = {};
const instances = new Array(count).fill(null);
const heap = () => {
  // The second collection finds what weak tables let go of in the first.
  for (let i = 0; i < 3; i++) gc();
  return process.memoryUsage().heapUsed;
};
// One of them, so that what is made with the first instance is not counted.
new Subject();
const before = heap();

observer.observe({ entryTypes: ["gc"] });
await fill(instances, Subject);
await turn();
observer.disconnect();
result.pause = Math.max(0, ...pauses);
result.memory = (heap() - before) / count;

shuffle(instances);
result.readHot = await time(instances, hotLoop("sum ^= o.FIELD;"), STEPS * fields.length);
result.writeHot = await time(instances, hotLoop("o.FIELD = i;"), STEPS * fields.length);
result.readSpread = await time(instances, spreadLoop("sum ^= all[at].f0;"), STEPS);
result.readSweep = await time(instances, sweepLoop(), STEPS * fields.length);
result.writeSpread = await time(instances, spreadLoop("all[at].f0 = i;"), STEPS);
result.construct = await timeConstruction(Subject);
if (Converted) {
  const few = Array.from({ length: HOT }, () => new Converted());
  result.writeConverted = await time(few, hotLoop("o.FIELD = i;"), STEPS * fields.length);
}

instances.length = 0;
await turn();
result.dropped = (heap() - before) / count;
console.log(JSON.stringify(result));

/** Makes the instances in small steps, then replaces a third of them, so that pauses can be told apart. */
async function fill(list, Class) {
  for (let i = 0; i < count; i++) {
    list[i] = new Class();
    if (i % CHUNK === 0) await turn();
  }
  for (let i = 0; i < count; i += 3) {
    list[i] = new Class();
    if (i % CHUNK === 0) await turn();
  }
}

/** Each field of the first instances, again and again. */
function hotLoop(code) {
  const each = fields.map((field) => code.replaceAll("FIELD", field)).join(" ");
  const next = `const o = all[i & ${HOT - 1}]; ${each}`;
  return compile(`for (let i = 0; i < ${STEPS}; i++) { ${next} }`);
}

/** One field of instances that lie anywhere in memory, each run going on where the last one ended. */
function spreadLoop(code) {
  return compile(`for (let i = 0; i < ${STEPS}; i++) { ${code} if (++at === all.length) at = 0; }`);
}

/** All fields of each such instance. */
function sweepLoop() {
  const each = fields.map((field) => `sum ^= o.${field};`).join(" ");
  return spreadLoop(`const o = all[at]; ${each}`);
}

/** A function of its own, so that no other class has been seen in it. */
function compile(loop) {
  return new Function("all", `let at = 0; return () => { let sum = 0; ${loop} return sum; };`);
}

async function time(all, loop, operations) {
  const run = loop(all);
  for (let i = 0; i < WARM_UP; i++) do_not_optimize(run());
  const { p25 } = await measure(() => do_not_optimize(run()), {
    min_cpu_time: 30e6,
    inner_gc: false,
  });
  // The lower quartile: what else runs on a machine makes a sample longer, never shorter.
  return p25 / operations;
}

/** The mean of all runs, in CPU time of all threads: the collections that instances cost belong to their price. */
async function timeConstruction(Class) {
  const run = () => {
    for (let i = 0; i < 100; i++) do_not_optimize(new Class());
  };
  for (let i = 0; i < WARM_UP; i++) run();
  let runs = 0;
  const start = process.cpuUsage();
  let elapsed = 0;
  do {
    for (let i = 0; i < 10; i++) run();
    runs += 10;
    const { user, system } = process.cpuUsage(start);
    elapsed = user + system;
  } while (elapsed < 200_000);
  return (elapsed * 1000) / (runs * 100);
}

function shuffle(list) {
  // A fixed sequence, so that every candidate meets the same order.
  let state = 1;
  for (let i = list.length - 1; i > 0; i--) {
    state = (Math.imul(state, 48271) >>> 0) % 2147483647;
    const j = state % (i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}
