// The packages of the corpus and their sources. No command of its own: `corpus.mjs` and the benchmarks import it.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import manifest from "./corpus-packages.json" with { type: "json" };
import { root, run } from "./setup.mjs";

const CACHE = path.join(root, ".cache", "corpus");
const CODE = /\.[cm]?[jt]sx?$/;
const NOT_SOURCE = /\.d\.[cm]?ts$|\.d\.[^.]+\.ts$|[.-]min\.|\.(test|spec|umd|iife|global|prod)\./;
const NOT_SOURCES = /^(node_modules|tests?|__tests__|umd|bundles|locales?|i18n)$/;
/** Longer lines than these, on the average or one alone, were written by a machine. */
const MEAN_LINE = 200;
const LONGEST_LINE = 5000;

/** The pinned packages of these names, or all. A name that the list lacks is an error. */
export function selectPackages(names) {
  const specs = Object.keys(manifest);
  if (names === undefined) return specs;
  return names.map((name) => {
    const spec = specs.find((known) => known === name || known.startsWith(`${name}@`));
    if (spec === undefined) throw new Error(`corpus-packages.json has no package "${name}".`);
    return spec;
  });
}

/** The folder of a package, fetched unless it is there. It appears whole or not at all. */
async function fetchPackage(spec) {
  const folder = path.join(CACHE, spec.replaceAll("/", "+"));
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const scratch = await mkdtemp(path.join(CACHE, ".fetch-"));
  try {
    const args = ["pack", spec, "--silent", "--ignore-scripts", "--pack-destination", scratch];
    await run("npm", args);
    const [archive] = readdirSync(scratch);
    await run("tar", ["-xzf", archive], { cwd: scratch });
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

/**
 * The files that are read of a package: path, path in the corpus, text, and whether a machine wrote it, which its lines tell.
 */
export async function* readSources(spec) {
  const folder = await fetchPackage(spec);
  for (const file of findSources(path.join(folder, manifest[spec]))) {
    const text = readFileSync(file, "utf8");
    const lines = text.split("\n");
    const isGenerated =
      text.length > lines.length * MEAN_LINE || lines.some((line) => line.length > LONGEST_LINE);
    yield { file, place: path.relative(CACHE, file), text, isGenerated };
  }
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
