// Usage: node door.mjs FILE
// FILE is a JSON array of texts. Measures, for each, the transform of the bundler plugin beside oxc-parser and beside a search for
// the marker's module, and prints a JSON array: microseconds, the lower quartile of many calls.
import unplugin from "@weakfield/unplugin/rollup";
import { do_not_optimize, measure } from "mitata";
import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";

const { transform } = unplugin();
const context = {
  error(fault) {
    throw new Error(fault.message);
  },
};
const options = { lang: "ts", preserveParens: false, astType: "ts" };
const timed = async (run) => {
  // Until the optimizer has seen it all, which a program as large as a door takes thousands of calls for.
  for (let i = 0; i < 6000; i++) do_not_optimize(run());
  return (
    (await measure(() => do_not_optimize(run()), { min_cpu_time: 200e6, inner_gc: false })).p25 /
    1000
  );
};

const results = [];
for (const text of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  results.push({
    // The tree is read: it is handed over as JSON and parsed by whoever asks for it.
    parse: await timed(() => parseSync("a.ts", text, options).program),
    door: await timed(() => transform.handler.call(context, text, "/src/a.ts")),
    search: await timed(() => text.includes("weakfield")),
  });
}
console.log(JSON.stringify(results));
