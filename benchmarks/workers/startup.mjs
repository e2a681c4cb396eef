// Usage: node startup.mjs FILE
// FILE is a JSON array of `{ name, text }`: CommonJS modules of one class each. Compiles, evaluates and first uses each of them, and
// prints one JSON object: microseconds a class.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import * as weakfield from "weakfield";
import * as toInteger from "weakfield-benchmarks/to-integer";
import * as internal from "weakfield/internal";

const modules = {
  weakfield,
  "weakfield/internal": internal,
  "weakfield-benchmarks/to-integer": toInteger,
};
const require = (name) => modules[name];
const classes = JSON.parse(readFileSync(process.argv[2], "utf8"));

let sum = 0;
const start = performance.now();
for (const { name, text } of classes) {
  const exports = {};
  const script = new vm.Script(`(function (exports, require) {${text}\n})`, { filename: name });
  script.runInThisContext()(exports, require);
  const instance = new exports[name]();
  instance.f0 = 4;
  instance.f3 = 7;
  sum += instance.f0 + instance.f1 + instance.f2 + instance.f3;
}
const elapsed = performance.now() - start;
if (sum !== 14 * classes.length) throw new Error(`The classes hold ${sum}.`);
console.log(JSON.stringify({ microseconds: (elapsed * 1000) / classes.length }));
