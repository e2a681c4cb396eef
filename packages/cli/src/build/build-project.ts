import { diagnosticText, mentionsMarker, resolveOptions } from "@weakfield/core";
import type { ResolvedOptions } from "@weakfield/core";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { ExitStatus, Failure } from "../failure.ts";
import type { Report } from "../report.ts";
import { compileSource, isScript } from "../source-files.ts";
import { runCompiler } from "../typescript/compiler.ts";
import type { Compiler } from "../typescript/compiler.ts";
import { absoluteOptions, readConfig, readPluginOptions } from "../typescript/config.ts";
import type { Config } from "../typescript/config.ts";
import { createMirror } from "../typescript/mirror.ts";
import type { Mirror } from "../typescript/mirror.ts";
import { composeOutput } from "../typescript/source-maps.ts";
import { writeAll } from "../write-all.ts";
import { collectStaged, planOutput } from "./outputs.ts";
import type { OutputPlan, Staged } from "./outputs.ts";
import { readReferences } from "./plan-projects.ts";
import { openPrinted } from "./printed.ts";
import type { Printed } from "./printed.ts";
import { openMemory, readProgramFiles, stampOf } from "./state.ts";

/** What the builds of all projects of one run share. */
export interface BuildContext {
  readonly compiler: Compiler;
  /** The folder that paths in messages are relative to. */
  readonly folder: string;
  /** Options that count more than those of a tsconfig.json. */
  readonly givenOptions: Readonly<Record<string, unknown>>;
  readonly isPretty: boolean;
  readonly report: Report;
}

/** How a project's build ended. */
export interface ProjectResult {
  readonly path: string;
  readonly status: number;
  readonly isUpToDate: boolean;
  /** What the compiler said. */
  readonly output: string;
  /** Absolute. */
  readonly written: readonly string[];
  /** What the project was made of, node_modules included: what a watcher has to look at. */
  readonly inputs: readonly string[];
}

/** Builds one project, whose references are built. */
export async function buildProject(path: string, context: BuildContext): Promise<ProjectResult> {
  const { compiler, folder, report } = context;
  const options = optionsOf(path, context);
  const result = { path, isUpToDate: false, output: "", written: [], inputs: [path] };
  const since = Date.now();
  const pretty = ["--pretty", String(context.isPretty)];
  const config = await readConfig(compiler, path);
  if (config === null || config.rootFiles.length === 0) {
    // Said without settings of our own.
    const run = await runCompiler(compiler, ["-p", path, "--noEmit", ...pretty], folder);
    if (config === null && run.status === 0)
      throw new Failure(`${compiler.name} cannot show what ${path} means.`);
    return { ...result, ...run };
  }
  const cache = join(config.folder, ".weakfield", hash(path));
  const plan = planOutput(config, cache, compiler.version);
  const memory = openMemory(
    cache,
    JSON.stringify([config.compilerOptions, options, compiler, packageJson.version]),
  );
  if (memory.isCurrent(config.rootFiles)) {
    return { ...result, status: ExitStatus.done, isUpToDate: true, inputs: memory.files };
  }
  writeAll(new Map([[join(config.folder, ".weakfield/.gitignore"), "*\n"]]));
  memory.forget();

  const buildInfo = join(cache, "types.tsbuildinfo");
  const checking = runCompiler(
    compiler,
    [
      ...["-p", checkedConfig(config, cache, compiler.version), ...pretty, ...plan.flags],
      ...["--incremental", "true", "--tsBuildInfoFile", buildInfo],
    ],
    folder,
  );
  const fields = createFieldCompiler(config, plan, options, cache, context);
  // Meanwhile. Which files the program has besides is known when the compiler is done; most often, what it had last.
  const emitting = fields.emitNew([...config.rootFiles, ...memory.files]);
  const [checked] = await Promise.all([checking, emitting]);
  const files = readProgramFiles(buildInfo) ?? config.rootFiles;
  await fields.emitNew(files);

  const finished = { ...result, ...checked, inputs: [path, ...files] };
  if (report.found.length > 0) return { ...finished, status: ExitStatus.faults };
  const isRefused = checked.status !== 0 && config.compilerOptions["noEmitOnError"] === true;
  if (checked.status === ExitStatus.faults || checked.status > 2 || isRefused) return finished;
  const staged = collectStaged(config, plan, files, compiler.version, memory.isSame);
  const used = await fields.putInto(staged, files, memory.isSame);
  refuseToOverwrite(staged, files);
  const written = writeAll(staged.contents);
  if (checked.status === 0) {
    const inputs = new Set([...config.rootFiles, ...files]);
    const moved = [...staged.moves.values()].flatMap((move) => [move.writtenAt, move.movedTo]);
    memory.remember([...inputs], [...moved, ...used], since);
  }
  return { ...finished, written };
}

/**
 * The tsconfig.json to check with: the user's, or one with a list of files where patterns would not do. The compiler
 * leaves the output folder out of what they match, and has been told of another.
 */
function checkedConfig(config: Config, cache: string, version: string): string {
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
    references: readReferences(config.path).map((reference) => ({ path: reference })),
  };
  writeAll(new Map([[path, JSON.stringify(listed)]]));
  return path;
}

/** Flags before tsconfig.json. */
function optionsOf(path: string, { givenOptions }: BuildContext): ResolvedOptions {
  const { options, diagnostics } = resolveOptions({ ...readPluginOptions(path), ...givenOptions });
  if (diagnostics.length === 0) return options;
  throw new Failure(`${path}: ${diagnostics.map(diagnosticText).join("\n")}`);
}

/** Compiles the files with fields of a project. */
interface FieldCompiler {
  /** Compiles those of these files whose text is new, unless there are faults. */
  readonly emitNew: (files: readonly string[]) => Promise<void>;
  /**
   * Replaces what the compiler has made of the files with fields, and returns the intermediate files that this was made
   * from.
   */
  readonly putInto: (
    staged: Staged,
    files: readonly string[],
    isSame: (file: string) => boolean,
  ) => Promise<string[]>;
}

function createFieldCompiler(
  config: Config,
  plan: OutputPlan,
  options: ResolvedOptions,
  cache: string,
  { compiler, folder, report }: BuildContext,
): FieldCompiler {
  const seen = new Map<string, Printed | null>();
  const cached = openPrinted(cache);
  const places = {
    sources: join(cache, "sources"),
    emitted: join(cache, "javascript"),
    buildInfo: join(cache, "javascript.tsbuildinfo"),
  };
  let mirror: Mirror | null = null;
  let output = "";

  function mirrorOf(files: Iterable<string>): Mirror {
    const texts = [...files].flatMap((file) => {
      const printed = seen.get(file);
      return printed ? [[file, printed.code] as const] : [];
    });
    return createMirror(config, new Map(texts), places, readReferences(config.path));
  }

  /** Prints these files, and returns whether one is new and has fields. */
  function print(files: readonly string[]): boolean {
    let isNew = false;
    for (const file of files) {
      if (seen.has(file) || !isScript(file) || !existsSync(file)) continue;
      let printed = cached.find(file);
      if (printed === undefined) {
        const stamp = stampOf(file);
        const text = readFileSync(file, "utf8");
        const compiled = mentionsMarker(text, options) ? compileSource(file, text, options) : null;
        report.faults(relative(folder, file), text, compiled?.faults ?? []);
        const made = compiled?.printed;
        printed = made ? { code: made.code, map: made.map.toString() } : null;
        if ((compiled?.faults ?? []).length === 0) cached.keep(file, stamp, printed);
        isNew ||= printed !== null;
      } else if (mirror) isNew ||= printed !== null;
      seen.set(file, printed);
    }
    cached.save();
    return isNew;
  }

  async function emit(files: Iterable<string>): Promise<Mirror> {
    const written = mirrorOf(files);
    const run = await runCompiler(compiler, ["-p", written.write()], config.folder);
    ({ output } = run);
    if (run.status > 2) throw new Failure(output.trim(), ExitStatus.faults);
    return written;
  }

  return {
    async emitNew(files) {
      const isNew = print(files);
      if (isNew && report.found.length === 0 && plan.writesJavaScript) mirror = await emit(files);
    },
    async putInto(staged, files, isSame) {
      if (!plan.writesJavaScript) return [];
      const { emittedPath } = mirror ?? mirrorOf(files);
      const scripts = files.flatMap((file) => {
        const printed = seen.get(file);
        const script = printed ? staged.scriptOf(file) : null;
        if (!printed || !script) return [];
        const [, extension = ""] = /(\.[cm]?jsx?)$/.exec(script.movedTo) ?? [];
        const emitted = emittedPath(file).replace(/\.[^.]+$/, extension);
        return [{ file, script, emitted, map: printed.map }];
      });
      // What JavaScript is made of a text that has not changed depends on the same as what the compiler makes of the
      // original: on what the names that it imports stand for. It has made that anew if it had to.
      const isCurrent = scripts.every(
        ({ script, emitted }) => isSame(script.writtenAt) && isSame(emitted),
      );
      if (!mirror && !isCurrent) await emit(files);
      const used: string[] = [];
      for (const { file, script, emitted, map } of scripts) {
        if (!existsSync(emitted)) {
          throw new Failure(
            `The compiler made no JavaScript of ${file} after its fields were rewritten:\n${output.trim()}`,
            ExitStatus.faults,
          );
        }
        const sources = [emitted, `${emitted}.map`].filter(existsSync);
        used.push(...sources);
        const targets = [script.movedTo, `${script.movedTo}.map`];
        const isKept = !targets.some((target) => staged.contents.has(target));
        if (isKept && sources.every(isSame)) continue;
        staged.load(script);
        replaceOutput(staged, script.movedTo, emitted, map);
      }
      return used;
    },
  };
}

function replaceOutput(
  { contents }: Staged,
  target: string,
  emitted: string,
  ownMap: string,
): void {
  const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : null);
  const written = contents.get(`${target}.map`);
  const { code, map } = composeOutput(
    { code: read(emitted) ?? "", map: read(`${emitted}.map`) },
    {
      code: String(contents.get(target)),
      map: written === undefined ? null : String(written),
    },
    ownMap,
  );
  contents.set(target, code);
  if (map !== null) contents.set(`${target}.map`, map);
}

/** The compiler itself refuses what it is told to write, and has been told of another place. */
function refuseToOverwrite({ moves }: Staged, files: readonly string[]): void {
  const targets = new Set([...moves.values()].map(({ movedTo }) => movedTo));
  const input = files.find((file) => targets.has(file));
  if (input === undefined) return;
  throw new Failure(
    `Cannot write \`${input}\`: it is a source of the same project. Add an "outDir" to tsconfig.json.`,
    ExitStatus.faults,
  );
}

/** A short name for the intermediate files of a project, of which a folder may have several. */
function hash(path: string): string {
  const name = relative(dirname(path), path).replace(/\.json$/, "");
  return `${name}-${createHash("sha256").update(path).digest("hex").slice(0, 8)}`;
}
