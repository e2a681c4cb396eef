import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { readOption, readPlugins, readTsconfig } from "../typescript/tsconfig-files.ts";
import type { Project } from "./project.ts";

/** A script of package.json that has the compiler of TypeScript write JavaScript. */
export interface CompileScript {
  readonly name: string;
  readonly text: string;
  /** The tsconfig.json files whose programs are written. */
  readonly configs: readonly string[];
  /** Is it `tsc` that writes, which runs no transformers? */
  readonly isPlain: boolean;
}

/** `tsc` or `tspc` as a command of its own, not a part of `vue-tsc`, and what follows it. */
const COMMAND = /(?<![\w-])(?<compiler>tsc|tspc)(?![\w-])(?<words>[^&|;]*)/g;

/** The scripts that write JavaScript, and not those that only check types. */
export function compileScripts({ folder, scripts }: Project): CompileScript[] {
  return Object.entries(scripts).flatMap(([name, text]) => {
    const writing = [...text.matchAll(COMMAND)].flatMap(({ groups }) => {
      const configs = writtenConfigs(folder, (groups?.["words"] ?? "").trim().split(/\s+/));
      return configs === null ? [] : [{ configs, isPlain: groups?.["compiler"] === "tsc" }];
    });
    if (writing.length === 0) return [];
    const configs = writing.flatMap((command) => command.configs);
    return [{ name, text, configs, isPlain: writing.some(({ isPlain }) => isPlain) }];
  });
}

/** The tsconfig.json files of the project with our transformer, that of the project itself first. */
export function configsWithPlugin(project: Project): string[] {
  const configs = compileScripts(project).flatMap((script) => script.configs);
  const own = join(project.folder, "tsconfig.json");
  return [...new Set([own, ...configs])].filter(
    (config) =>
      existsSync(config) &&
      readPlugins(config).some(({ transform }) => transform === "@weakfield/transformer"),
  );
}

/** What a call of the compiler writes: null if nothing, an empty list if nothing is known of it. */
function writtenConfigs(folder: string, words: readonly string[]): string[] | null {
  const isSet = (name: string) =>
    words.some((word, index) => word === name && words[index + 1] !== "false");
  if (["--noEmit", "--emitDeclarationOnly", "--init", "--showConfig"].some(isSet)) return null;
  const builds = isSet("-b") || isSet("--build");
  const project = words.findIndex((word) => /^(?:-p|--project)$/.test(word));
  const operands = builds ? words.filter((word) => !/^(?:-.*|true|)$/.test(word)) : [];
  const named = project >= 0 ? [words[project + 1] ?? "."] : operands;
  const configs = (named.length > 0 ? named : ["."]).map((name) => configAt(join(folder, name)));
  if (configs.some((config) => !existsSync(config))) return [];
  const seen = new Set<string>();
  try {
    const written = configs.flatMap((config) => programsOf(config, builds, seen));
    return written.length > 0 ? written : null;
  } catch {
    // A reference to a file that something else has yet to write.
    return [];
  }
}

const configAt = (path: string) =>
  existsSync(path) && statSync(path).isDirectory() ? join(path, "tsconfig.json") : path;

/** The programs of a tsconfig.json whose JavaScript is written; with `-b`, those of its references too. */
function programsOf(config: string, builds: boolean, seen: Set<string>): string[] {
  if (seen.has(config)) return [];
  seen.add(config);
  const { isSolution, references } = readTsconfig(config);
  const others = builds ? references.flatMap((other) => programsOf(other, builds, seen)) : [];
  const isWritten = !["noEmit", "emitDeclarationOnly"].some(
    (name) => readOption(config, name) === true,
  );
  return isSolution || !isWritten ? others : [config, ...others];
}
