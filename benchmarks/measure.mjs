// Usage: node --expose-gc measure.mjs MODULE INSTANCES
// Measures the class `Subject` of a module in a process of its own and prints one JSON object: medians in nanoseconds an
// operation, bytes an instance.
import { do_not_optimize, measure } from "mitata";

const { Subject } = await import(process.argv[2]);
const count = Number(process.argv[3]);
const options = { min_cpu_time: 200e6, inner_gc: false };
const median = async (run, operations) => (await measure(run, options)).p50 / operations;

const instances = Array.from({ length: count }, () => new Subject());
const steps = 10_000;
const read = await median(() => {
  let sum = 0;
  for (let i = 0, at = 0; i < steps; i++) {
    sum ^= instances[at].f0;
    if (++at === count) at = 0;
  }
  return do_not_optimize(sum);
}, steps);
const write = await median(() => {
  for (let i = 0, at = 0; i < steps; i++) {
    instances[at].f0 = i;
    if (++at === count) at = 0;
  }
}, steps);
const construct = await median(() => {
  for (let i = 0; i < 1000; i++) do_not_optimize(new Subject());
}, 1000);

gc();
const before = process.memoryUsage().heapUsed;
const kept = Array.from({ length: 100_000 }, () => new Subject());
gc();
const memory = (process.memoryUsage().heapUsed - before) / kept.length;
console.log(JSON.stringify({ read, write, construct, memory }));
