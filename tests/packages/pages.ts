// What the pages tell a newcomer to do, as steps that a test can carry out.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readBlocks, type Block } from "../docs/blocks.ts";
import type { Project } from "./managers.ts";
import { readManifest, root } from "./registry.ts";

/** A section of a page that shows commands: its blocks, in order. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The sections of a page with something to install or to run. */
export function readSections(page: string): Section[] {
  const sections = Map.groupBy(readBlocks(join(root, page)), ({ heading }) => heading);
  return [...sections]
    .filter(([, blocks]) => blocks.some(({ language }) => language === "sh"))
    .map(([title, blocks]) => ({ title, blocks }));
}

/** The file that a block shows, by its first line, its language or what only one file holds; null for anything else. */
export function fileOf({ code, info, language, line }: Block): string | null {
  const [, named] = /^\/\/ ([\w./-]+)\n/.exec(code) ?? [];
  if (named !== undefined) return named;
  if (language === "ts" && info !== "refused") {
    return `line-${line}${/from "vitest"/.test(code) ? ".test" : ""}.ts`;
  }
  if (language !== "json") return null;
  const [, key = ""] = /"(compilerOptions|jsPlugins|presets)"/.exec(code) ?? [];
  const files: Record<string, string> = {
    compilerOptions: "tsconfig.json",
    jsPlugins: ".oxlintrc.json",
    presets: "babel.config.json",
  };
  return files[key] ?? null;
}

/** The commands of a block, one in each line. */
const linesOf = ({ language, code }: Block): string[] =>
  language === "sh" ? code.trim().split("\n") : [];

export const isInstall = (line: string): boolean => line.startsWith("npm install ");

/**
 * Does what blocks say: installs, writes each file and runs each command, in its order.
 *
 * @returns what the last command printed
 */
export async function follow(
  project: Project,
  blocks: readonly Block[],
  isSkipped: (line: string) => boolean,
): Promise<string> {
  let printed = "";
  for (const block of blocks) {
    const file = fileOf(block);
    if (file !== null) project.write({ [file]: `${block.code}\n` });
    for (const line of linesOf(block)) {
      if (!isSkipped(line)) printed = await project.execute(line);
    }
  }
  return printed;
}

/**
 * Compiles and runs the modules of a page, whose files are written already.
 *
 * @returns for each, where it stands, what it printed, and what the page says that it prints, if it does
 */
export async function runModules(
  project: Project,
  blocks: readonly Block[],
): Promise<{ line: number; printed: string; shown: string | null }[]> {
  const modules = blocks.filter((block) => block.language === "ts" && fileOf(block) !== null);
  if (modules.length > 0) await project.execute("npx tspc -p .");
  const results = [];
  for (const block of modules) {
    const file = fileOf(block)?.replace(/ts$/, "js") ?? "";
    const isTest = file.endsWith(".test.js");
    const printed = await project.execute(isTest ? `npx vitest run ${file}` : `node ${file}`);
    const output = block.next?.language === "js" ? block.next.next : block.next;
    const shown = output?.language === "txt" ? output.code : null;
    results.push({ line: block.line, printed: printed.trim(), shown });
  }
  return results;
}

const places = ["tests/hosts", "tests/packages", "tests/lint", "."].map((path) => join(root, path));

/** `name@version` for each tool, with the version that this workspace tests it in. */
export function pin(names: readonly string[]): string {
  return names.map((name) => `${name}@${versionOf(name)}`).join(" ");
}

function versionOf(name: string): string {
  const folders = places.map((place) => join(place, "node_modules", name));
  const folder = folders.find((path) => existsSync(join(path, "package.json")));
  if (folder === undefined) throw new Error(`${name} is no dependency of ${places.join(" or ")}.`);
  return readManifest(folder).version;
}
