import { join, relative, resolve, sep } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { ExitStatus, Failure } from "../failure.ts";
import type { Report } from "../report.ts";
import { checkRuntime } from "../runtime-version.ts";
import { runCompiler } from "../typescript/compiler.ts";
import type { Compiler } from "../typescript/compiler.ts";
import { absoluteOptions } from "../typescript/config.ts";
import type { Config } from "../typescript/config.ts";
import { writeAll } from "../write-all.ts";
import { createFieldCompiler } from "./field-compiler.ts";
import { acquireLock } from "./lock.ts";
import type { Lock } from "./lock.ts";
import { collectStaged, hasStaged, moveList, planOutput } from "./outputs.ts";
import type { Staged } from "./outputs.ts";
import { packageFiles } from "./packages.ts";
import { ignoreCache, projectCache } from "./project-settings.ts";
import type { ProjectSettings } from "./project-settings.ts";
import { readProgramFiles } from "./program-files.ts";
import { KEPT_FORM } from "./stamps.ts";
import { openMemory } from "./state.ts";
import type { Memory } from "./state.ts";

/** What the builds of all projects of one run share. */
export interface BuildContext {
  readonly compiler: Compiler;
  /** The folder that paths in messages are relative to. */
  readonly folder: string;
  readonly isPretty: boolean;
  readonly report: Report;
}

/** How a project's build ended. */
export interface ProjectResult {
  readonly path: string;
  readonly status: number;
  readonly isUpToDate: boolean;
  /** Is all there that the compiler would have written? */
  readonly isComplete: boolean;
  /** What the compiler said. */
  readonly output: string;
  /** Absolute. */
  readonly written: readonly string[];
  /** What the project was made of, node_modules included: what a watcher has to look at. */
  readonly inputs: readonly string[];
}

/** Builds one project, whose references are built. */
export async function buildProject(
  settings: ProjectSettings,
  context: BuildContext,
): Promise<ProjectResult> {
  const { compiler, folder, report } = context;
  const { path, options } = settings;
  const result = { path, isUpToDate: false, isComplete: false, output: "", written: [] };
  const config = await settings.config();
  if (config === null || config.rootFiles.length === 0) {
    // Said without settings of our own.
    const run = await runCompiler(
      compiler,
      ["-p", path, "--noEmit", ...prettyFlag(settings, context)],
      folder,
    );
    if (config === null && run.status === 0)
      throw new Failure(`${compiler.name} cannot show what ${path} means.`);
    return { ...result, ...run, inputs: [path] };
  }
  const cache = projectCache(path);
  const open = () =>
    openMemory(
      cache,
      JSON.stringify([
        ...[path, config.compilerOptions, options, compiler],
        ...[packageJson.version, KEPT_FORM],
      ]),
    );
  const upToDate = { ...result, status: ExitStatus.done, isUpToDate: true, isComplete: true };
  const before = open();
  if (before.isCurrent(config.rootFiles)) return { ...upToDate, inputs: before.files };
  ignoreCache(path);
  const lock = await acquireLock(`${cache}.lock`, report.note);
  try {
    const memory = lock.hasWaited || before.hasChanged() ? open() : before;
    if (memory !== before && memory.isCurrent(config.rootFiles)) {
      return { ...upToDate, inputs: memory.files };
    }
    return { ...result, ...(await buildLocked(settings, config, memory, lock, context)) };
  } finally {
    lock.release();
  }
}

async function buildLocked(
  settings: ProjectSettings,
  config: Config,
  memory: Memory,
  lock: Lock,
  context: BuildContext,
): Promise<Omit<ProjectResult, "path" | "isUpToDate">> {
  const { compiler, folder, report } = context;
  const { path, options, references } = settings;
  const since = Date.now();
  const cache = memory.folder;
  const plan = planOutput(config, cache, compiler.version);
  memory.begin();
  const buildInfo = join(cache, "types.tsbuildinfo");
  const checkedPath = checkedConfig(config, cache, references, compiler.version);
  const checking = runCompiler(
    compiler,
    [
      // Some messages name it as it was given.
      ...["-p", checkedPath === path ? relative(folder, path) : checkedPath],
      ...prettyFlag(settings, context),
      ...plan.flags,
      ...["--incremental", "true", "--tsBuildInfoFile", buildInfo],
    ],
    folder,
  );
  const known = [...config.rootFiles, ...memory.files];
  const fields = createFieldCompiler(config, plan, options, cache, references, memory, context);
  // Meanwhile. Which files the program has besides is known when the compiler is done; most often, what it had last.
  memory.lookAt(known);
  const [checked] = await Promise.all([checking, fields.emitNew(known)]);
  // The compiler writes paths with slashes, on Windows too.
  const said = checked.output.replaceAll(slashed(checkedPath), slashed(path));
  const files = readProgramFiles(buildInfo, config.rootFiles) ?? config.rootFiles;
  await fields.emitNew(files);
  if (plan.writesJavaScript && files.some(fields.hasFields)) checkRuntime(config.folder);

  const finished = {
    status: checked.status,
    isComplete: false,
    output: moveList(said, plan, null),
    written: [],
    inputs: [path, ...files],
  };
  const isFaultless = checked.status === 0;
  const isRefused = !isFaultless && config.compilerOptions["noEmitOnError"] === true;
  // With 1, it has written all but declarations that cannot be made, or nothing.
  const isEmitted =
    checked.status === ExitStatus.faults ? hasStaged(plan, since) : checked.status <= 2;
  if (report.found.length > 0 || isRefused || !isEmitted) {
    // Of a compiler that was ended in the middle, nothing is known.
    if (checked.status <= 2) memory.finish();
    return report.found.length > 0 ? { ...finished, status: ExitStatus.faults } : finished;
  }
  const staged = collectStaged(config, plan, files, compiler.version, memory);
  const emitted = await fields.putInto(staged, files, isFaultless);
  refuseToOverwrite(staged, files);
  // A file may have been changed, and become faulty, since it was looked at first.
  if (report.found.length > 0) return { ...finished, status: ExitStatus.faults };
  if (!lock.isHeld()) {
    throw new Failure(`Another build of ${path} has taken over. Nothing was written.`);
  }
  // What a build that was killed has left is looked for where nothing is known of the last one.
  const written = writeAll(staged.contents, memory.isEmpty);
  const inputs = [...new Set([...config.rootFiles, ...files])];
  memory.remember(
    {
      inputs,
      hasFields: fields.hasFields,
      packages: packageFiles(inputs),
      outputs: staged.kinds,
      written,
      emitted,
      isClean: isFaultless,
    },
    since,
  );
  memory.finish();
  const output = moveList(said, plan, staged.kinds);
  return { ...finished, isComplete: true, output, written };
}

/** The compiler cannot see whether a person reads what it says. Where none does, it goes by its settings. */
function prettyFlag(
  { isPretty: isWanted }: ProjectSettings,
  { isPretty, report }: BuildContext,
): string[] {
  if (isPretty || report.isJson) return ["--pretty", String(isPretty && isWanted !== false)];
  return [];
}

/**
 * The tsconfig.json to check with: the user's, or one with a list of files where patterns would not do. The compiler
 * leaves the output folder out of what they match, and has been told of another.
 */
function checkedConfig(
  config: Config,
  cache: string,
  references: readonly string[],
  version: string,
): string {
  const { outDir, declarationDir } = config.compilerOptions;
  const isMatched = [outDir, declarationDir].some((written) => {
    if (typeof written !== "string") return false;
    const target = resolve(config.folder, written) + sep;
    // No pattern: all files, or a list, which is as good.
    return (config.include.length > 0 ? config.include : ["**/*"]).some((pattern) => {
      const start = resolve(config.folder, pattern.replace(/[*?].*$/, "")) + sep;
      return target.startsWith(start) || start.startsWith(target);
    });
  });
  if (!isMatched) return config.path;
  const path = join(cache, "tsconfig.json");
  // The root is the folder of tsconfig.json from TypeScript 6 on, and this one lies elsewhere.
  const isModern = Number.parseInt(version) >= 6;
  const listed = {
    extends: config.path,
    compilerOptions: { rootDir: isModern ? config.folder : undefined, ...absoluteOptions(config) },
    files: config.rootFiles,
    include: [],
    references: references.map((reference) => ({ path: reference })),
  };
  writeAll(new Map([[path, JSON.stringify(listed)]]));
  return path;
}

const slashed = (file: string): string => file.split(sep).join("/");

/** The compiler itself refuses what it is told to write, and has been told of another place. */
function refuseToOverwrite(staged: Staged, files: readonly string[]): void {
  const input = files.find((file) => staged.contents.has(file));
  if (input === undefined) return;
  throw new Failure(
    `Cannot write \`${input}\`: it is a source of the same project. Add an "outDir" to tsconfig.json.`,
    ExitStatus.faults,
  );
}
