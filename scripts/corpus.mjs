// Lints popular packages with the rules. Usage: node scripts/corpus.mjs [--packages a,b] [--config recommended|leaks] [--json FILE]
//
// `corpus-packages.json` beside it pins the packages and names what is read of each. They are fetched with `npm pack` into
// `.cache/corpus`. Without `--config`, both configs run. Exits with 1 when a rule crashes or a package cannot be had.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { ESLint } from "eslint";
import weakfield from "eslint-plugin-weakfield";
import tseslint from "typescript-eslint";
import manifest from "./corpus-packages.json" with { type: "json" };
import { root } from "./setup.mjs";

const CACHE = path.join(root, ".cache", "corpus");
const CONFIGS = ["recommended", "leaks"];
const CODE = /\.[cm]?[jt]sx?$/;
const NOT_SOURCE = /\.d\.[cm]?ts$|\.d\.[^.]+\.ts$|[.-]min\.|\.(test|spec|umd|iife|global|prod)\./;
const NOT_SOURCES = /^(node_modules|tests?|__tests__|umd|bundles|locales?|i18n)$/;
/** Longer lines than these, on the average or one alone, were written by a machine. */
const MEAN_LINE = 200;
const LONGEST_LINE = 5000;

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
  const configs = values.config === undefined ? CONFIGS : [values.config];
  for (const name of configs) {
    if (!CONFIGS.includes(name)) {
      throw new Error(`No config "${name}": --config takes ${CONFIGS.join(" or ")}.`);
    }
  }
  const specs = selectPackages(values.packages?.split(","));
  const eslint = createLinter(configs);
  for (const [index, spec] of specs.entries()) {
    const start = performance.now();
    const folder = await fetchPackage(spec);
    const before = { lines: total.lines, findings: total.findings.length };
    for (const file of findSources(path.join(folder, manifest[spec]))) await lint(eslint, file);
    total.packages++;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${index + 1}/${specs.length} ${spec}: ${total.lines - before.lines} lines, ` +
        `${total.findings.length - before.findings} findings, ${seconds} s`,
    );
  }
  summarize(configs);
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(total, null, 2)}\n`);
  }
  if (total.crashes.length > 0) process.exitCode = 1;
}

/** The pinned packages of these names, or all. A name that the list lacks is an error. */
function selectPackages(names) {
  const specs = Object.keys(manifest);
  if (names === undefined) return specs;
  return names.map((name) => {
    const spec = specs.find((known) => known === name || known.startsWith(`${name}@`));
    if (spec === undefined) throw new Error(`corpus-packages.json has no package "${name}".`);
    return spec;
  });
}

function createLinter(configs) {
  return new ESLint({
    cwd: root,
    overrideConfigFile: true,
    ignore: false,
    allowInlineConfig: false,
    stats: true,
    overrideConfig: [
      { files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"] },
      ...configs.map((name) => weakfield.configs[name]),
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

/** The folder of a package, fetched unless it is there. It appears whole or not at all. */
async function fetchPackage(spec) {
  const folder = path.join(CACHE, spec.replaceAll("/", "+"));
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const scratch = await mkdtemp(path.join(CACHE, ".fetch-"));
  const execute = promisify(execFile);
  try {
    const args = ["pack", spec, "--silent", "--ignore-scripts", "--pack-destination", scratch];
    await execute("npm", args, { shell: process.platform === "win32" });
    const [archive] = readdirSync(scratch);
    await execute("tar", ["-xzf", archive], { cwd: scratch });
    // The archive's one folder is called `package`, except in old packages.
    const content = readdirSync(scratch, { withFileTypes: true }).find((e) => e.isDirectory());
    await rename(path.join(scratch, content.name), folder);
  } catch (error) {
    throw new Error(`${spec} could not be fetched: ${error.message}`, { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return folder;
}

/** The source files at a place, in the order of their names. */
function* findSources(place) {
  if (statSync(place).isFile()) {
    yield place;
    return;
  }
  const entries = readdirSync(place, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(place, entry.name);
    if (entry.isDirectory()) {
      if (!NOT_SOURCES.test(entry.name)) yield* findSources(file);
    } else if (entry.isFile() && CODE.test(entry.name) && !NOT_SOURCE.test(entry.name)) {
      yield file;
    }
  }
}

/** Lints one file into the total. */
async function lint(eslint, file) {
  const text = readFileSync(file, "utf8");
  const place = path.relative(CACHE, file);
  const lines = text.split("\n");
  if (text.length > lines.length * MEAN_LINE || lines.some((line) => line.length > LONGEST_LINE)) {
    total.skipped++;
    return;
  }
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
    const { config } = weakfield.rules[rule].meta.docs;
    total.findings.push({ config, rule, place, line, column, message, code: lines[line - 1] });
  }
}

function summarize(configs) {
  const { findings, lines, rules, parse } = total;
  const rate = (count) => ((count * 1000) / lines).toFixed(4);
  for (const { place, line, column, rule, message, code } of findings) {
    if (weakfield.rules[rule].meta.docs.config !== "recommended") continue;
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
  for (const name of configs) {
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
