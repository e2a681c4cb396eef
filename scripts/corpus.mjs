// Lints popular packages with the rules. Usage: node scripts/corpus.mjs [--packages a,b] [--config recommended|leaks|strict|all] [--json FILE]
//
// `corpus-packages.json` beside it pins the packages and names what is read of each. They are fetched with `npm pack` into
// `.cache/corpus`. Without `--config`, every rule runs, so that the times are those of all of them. What `recommended` finds is
// printed; of the other rules, the counts, and of the plugin how long it takes to load. `--json` has all. Exits with 1 when a
// rule crashes or a package cannot be had.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { parseArgs, promisify } from "node:util";
import { ESLint } from "eslint";
import weakfield from "eslint-plugin-weakfield";
import tseslint from "typescript-eslint";
import { readSources, selectPackages } from "./corpus-files.mjs";
import { root } from "./setup.mjs";

/** The configs that name rules, in the order in which they are reported; a rule belongs to one. */
const CONFIGS = ["recommended", "leaks", "strict", "all"];

/** Fresh processes that are started to measure the loading of the plugin. */
const LOADS = 20;

const { values } = parseArgs({
  options: {
    packages: { type: "string" },
    config: { type: "string" },
    json: { type: "string" },
  },
});

/**
 * A run's results: what was read, what was found, and where the time went, in milliseconds.
 */
const total = {
  packages: 0,
  files: 0,
  lines: 0,
  skipped: 0,
  parse: 0,
  rules: {},
  unparsable: [],
  crashes: [],
  findings: [],
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  const config = values.config ?? "all";
  if (!CONFIGS.includes(config)) {
    throw new Error(`No config "${config}": --config takes ${CONFIGS.join(", ")}.`);
  }
  const specs = selectPackages(values.packages?.split(","));
  const eslint = createLinter(config);
  for (const [index, spec] of specs.entries()) {
    const start = performance.now();
    const before = { lines: total.lines, findings: total.findings.length };
    for await (const source of readSources(spec)) await lint(eslint, source);
    total.packages++;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${index + 1}/${specs.length} ${spec}: ${total.lines - before.lines} lines, ` +
        `${total.findings.length - before.findings} findings, ${seconds} s`,
    );
  }
  summarize();
  console.log(`loading the plugin takes ${(await measureLoad()).toFixed(1)} ms`);
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(total, null, 2)}\n`);
  }
  if (total.crashes.length > 0) process.exitCode = 1;
}

function createLinter(config) {
  return new ESLint({
    cwd: root,
    overrideConfigFile: true,
    ignore: false,
    allowInlineConfig: false,
    stats: true,
    overrideConfig: [
      { files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"] },
      weakfield.configs[config],
      {
        linterOptions: { reportUnusedDisableDirectives: "off" },
        languageOptions: { parser: tseslint.parser },
      },
      {
        files: ["**/*.{js,cjs,mjs,jsx,tsx}"],
        languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      },
    ],
  });
}

/** Lints one file into the total. */
async function lint(eslint, { file, place, text, isGenerated }) {
  if (isGenerated) {
    total.skipped++;
    return;
  }
  const lines = text.split("\n");
  let result;
  try {
    [result] = await eslint.lintText(text, { filePath: file });
  } catch (error) {
    total.crashes.push({ place, message: error.message });
    console.log(`CRASH ${place}: ${error.stack}`);
    return;
  }
  if (result.messages.some(({ fatal }) => fatal)) {
    total.unparsable.push({ place, message: result.messages[0].message });
    return;
  }
  total.files++;
  total.lines += lines.length;
  for (const pass of result.stats.times.passes) {
    total.parse += pass.parse.total;
    for (const [rule, { total: time }] of Object.entries(pass.rules ?? {})) {
      total.rules[rule] = (total.rules[rule] ?? 0) + time;
    }
  }
  for (const { ruleId, line, column, message } of result.messages) {
    const rule = ruleId.replace("weakfield/", "");
    const config = configOf(ruleId);
    total.findings.push({ config, rule, place, line, column, message, code: lines[line - 1] });
  }
}

/** What importing the plugin adds to the start of a fresh process, in milliseconds: medians of 20. */
async function measureLoad() {
  const run = promisify(execFile);
  const entry = import.meta.resolve("eslint-plugin-weakfield");
  const measure = async (program) => {
    const times = [];
    for (let round = 0; round < LOADS; round++) {
      const start = performance.now();
      await run(process.execPath, ["--input-type=module", "--eval", program]);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[LOADS / 2];
  };
  const empty = await measure("");
  return (await measure(`await import(${JSON.stringify(entry)})`)) - empty;
}

/** The smallest config that has a rule, by the rule's id. */
function configOf(id) {
  return weakfield.rules[id.replace("weakfield/", "")].meta.docs.config;
}

function summarize() {
  const { findings, lines, rules, parse } = total;
  const rate = (count) => ((count * 1000) / lines).toFixed(4);
  for (const { config, place, line, column, rule, message, code } of findings) {
    if (config !== "recommended") continue;
    console.log(
      `\n${place}:${line}:${column} ${rule}\n  ${code.trim().slice(0, 160)}\n  ${message}`,
    );
  }
  console.log(
    `\n${total.packages} packages, ${total.files} files, ${lines} lines; ${total.crashes.length} crashes, ` +
      `${total.unparsable.length} unparsable, ${total.skipped} minified files skipped`,
  );
  for (const { place, message } of total.unparsable)
    console.log(`unparsable: ${place}: ${message}`);
  for (const name of CONFIGS) {
    if (!Object.keys(rules).some((id) => configOf(id) === name)) continue;
    const count = findings.filter(({ config }) => config === name).length;
    console.log(`${name}: ${count} findings, ${rate(count)} per 1,000 lines`);
  }
  const share = (time) => `${((time * 100) / parse).toFixed(2)} %`;
  console.log(`\n${"rule".padEnd(28)} findings  per 1,000        ms  of parsing`);
  for (const id of Object.keys(rules).sort()) {
    const rule = id.replace("weakfield/", "");
    const count = findings.filter((finding) => finding.rule === rule).length;
    const cells = [count, rate(count), rules[id].toFixed(0), share(rules[id])];
    console.log(rule.padEnd(26) + cells.map((cell) => String(cell).padStart(10)).join(""));
  }
  const time = Object.values(rules).reduce((sum, each) => sum + each, 0);
  console.log(
    `parsing ${parse.toFixed(0)} ms; all rules ${time.toFixed(0)} ms, ${share(time)} of parsing`,
  );
}
