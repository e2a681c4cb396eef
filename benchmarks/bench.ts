// Usage: npm run bench [-- QUESTION…] [--quick] [--docs]
//
// Measures what the project costs, writes `results/*.json`, and makes the plots and the tables of docs/benchmarks.md from all results.
// Questions: emitted, startup, compile, rebuild, doors, lint; all without any. `--quick` measures less, prints the tables and writes nothing.
// `--docs` measures nothing and only makes the page anew.
import { parseArgs } from "node:util";
import { compile } from "./questions/compile.ts";
import { doors } from "./questions/doors.ts";
import { emitted } from "./questions/emitted.ts";
import { lint } from "./questions/lint.ts";
import { rebuild } from "./questions/rebuild.ts";
import { startup } from "./questions/startup.ts";
import { writePage } from "./report/page.ts";
import { readResults, writeResult } from "./report/results.ts";
import type { Results } from "./report/results.ts";
import { sections } from "./report/sections.ts";
import { describeEnvironment } from "./shared/machine.ts";
import type { Question } from "./shared/question.ts";

const questions: readonly Question<unknown>[] = [emitted, startup, compile, rebuild, doors, lint];

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    docs: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !questions.some((question) => question.name === name));
if (unknown.length > 0) {
  console.error(
    `No question "${unknown.join('", "')}". There are ${questions.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(1);
}

const began = performance.now();
let quickResults: Results = {};
for (const question of args.docs ? [] : questions) {
  if (positionals.length > 0 && !positionals.includes(question.name)) continue;
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(0);
  const log = (line: string) => console.log(`${question.name} ${seconds()} s: ${line}`);
  const data = await question.measure({ isQuick: args.quick, log });
  const result = { environment: describeEnvironment(question.packages), data };
  if (args.quick) quickResults = { ...quickResults, [question.name]: result };
  else await writeResult(question.name, result);
  log("done");
}
if (args.quick) {
  for (const [name, text] of Object.entries(sections(quickResults))) {
    console.log(`\n${name}\n\n${text}`);
  }
} else await writePage(readResults());
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
