import { diagnosticText, resolveOptions } from "@weakfield/core";
import type { ResolvedOptions } from "@weakfield/core";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, watch } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { ExitStatus, Failure } from "../failure.ts";
import type { Report } from "../report.ts";
import { createReport } from "../report.ts";
import { listFiles } from "../source-files.ts";
import { findCompiler, runCompiler } from "../typescript/compiler.ts";
import type { Compiler } from "../typescript/compiler.ts";
import { findConfig, readConfig, readPluginOptions } from "../typescript/config.ts";
import type { Config } from "../typescript/config.ts";
import { createMirror } from "../typescript/mirror.ts";
import { adaptMap } from "../typescript/source-maps.ts";
import { writeAll } from "../write-all.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

/** A build with the project's own compiler, which may be TypeScript 7. */
export const buildCommand: Command = {
  name: "build",
  operands: [],
  summary: "compile a project with its own TypeScript, version 7 included",
  details: `Types are checked and .d.ts files made from the sources as you wrote them; JavaScript is
made from the rewritten text; source maps lead to your sources. Options are read from the
entry of "@weakfield/transformer" in "plugins" of tsconfig.json; flags count more.

Project references are not followed: build each project, in their order. Intermediate files
are kept in .weakfield beside tsconfig.json.

The exit status is that of \`tsc\`: 0, or with errors 1 (nothing written) or 2 (written).`,
  flags: {
    project: { type: "string", short: "p", value: "PATH", help: "tsconfig.json, or its folder" },
    compiler: {
      type: "string",
      value: "PACKAGE",
      help: "default: @typescript/native if installed, else typescript",
    },
    watch: { type: "boolean", short: "w", help: "build again whenever a source changes" },
  },
  takesOptions: true,
  async run(input) {
    const { folder, flags, report } = input;
    const path = findConfig(folder, flags["project"] as string | undefined);
    const compiler = await findCompiler(dirname(path), flags["compiler"] as string | undefined);
    const options = mergeOptions(path, input);
    if (flags["watch"] === true) return watchProject(compiler, path, options, report);
    return build(compiler, path, options, report);
  },
};

/** Flags before tsconfig.json. */
function mergeOptions(path: string, { givenOptions }: CommandInput): ResolvedOptions {
  const { options, diagnostics } = resolveOptions({ ...readPluginOptions(path), ...givenOptions });
  if (diagnostics.length === 0) return options;
  throw new Failure(`${path}: ${diagnostics.map(diagnosticText).join("\n")}`);
}

async function build(
  compiler: Compiler,
  path: string,
  options: ResolvedOptions,
  report: Report,
): Promise<CommandResult> {
  const start = performance.now();
  const config = await readConfig(compiler, path);
  const output = outputOf(config);
  const cache = join(config.folder, ".weakfield", hash(path));
  const declared = join(cache, "types");
  const emitted = join(cache, "javascript");
  writeAll(new Map([[join(config.folder, ".weakfield/.gitignore"), "*\n"]]));

  // From the original sources: types, and declarations if they are wanted.
  const checking = runCompiler(
    compiler,
    [
      ...["-p", path, "--pretty", process.stdout.isTTY && !report.isJson ? "true" : "false"],
      ...["--composite", "false", "--incremental", "true"],
      ...["--tsBuildInfoFile", join(cache, "types.tsbuildinfo")],
      ...(output.declarations
        ? ["--emitDeclarationOnly", "--outDir", declared, "--declarationDir", declared]
        : ["--noEmit"]),
      ...(isBesideSources(config) ? ["--rootDir", config.folder] : []),
    ],
    config.folder,
  );
  const programFiles: string[] = [];
  // Meanwhile, from the rewritten text: JavaScript.
  const emit = async () => {
    const { output: list } = await runCompiler(
      compiler,
      ["-p", path, "--listFilesOnly"],
      config.folder,
    );
    const files = list.split(/\r?\n/).filter((line) => existsSync(line));
    programFiles.push(...files);
    const mirror = createMirror(
      config,
      files,
      {
        folder: join(cache, "sources"),
        emitted,
        buildInfo: join(cache, "javascript.tsbuildinfo"),
        isBesideSources: isBesideSources(config),
      },
      options,
      report,
    );
    if (report.found.length > 0) return null;
    const run = await runCompiler(compiler, ["-p", mirror.config], config.folder);
    return { mirror, run };
  };
  const [checked, compiled] = await Promise.all([checking, emit()]);
  if (checked.output.trim()) report.note(checked.output.trimEnd());
  const finish = (status: number, written: readonly string[]): CommandResult => {
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    const outcome = status === 0 ? "done" : status === 2 ? "done, with errors" : "nothing written";
    report.note(`weakfield build: ${outcome} in ${seconds} s (TypeScript ${compiler.version})`);
    return {
      status,
      data: {
        typescript: compiler.version,
        output: checked.output,
        written: written.map((file) => relative(config.folder, file)).sort(),
      },
    };
  };
  if (compiled === null) return finish(ExitStatus.faults, []);
  if (checked.status > 2) return finish(checked.status, []);
  if (checked.status !== 0 && config.compilerOptions["noEmitOnError"] === true) {
    return finish(ExitStatus.faults, []);
  }
  const { mirror, run } = compiled;
  if (!existsSync(emitted)) {
    // Only settings can prevent the output: errors of types are those of the other run.
    if (checked.status === 0) throw new Failure(run.output.trim(), run.status || ExitStatus.faults);
    return finish(checked.status, []);
  }
  const isCurrent = outputsOf(programFiles);
  const written = new Map<string, string | Uint8Array>();
  collect(emitted, output.javascript, mirror.originalOf, (file) => mirror.maps.get(file));
  if (existsSync(declared)) {
    collect(
      declared,
      output.declarationFolder,
      (file) => file,
      () => undefined,
    );
  }
  return finish(
    checked.status === 0 ? ExitStatus.done : ExitStatus.faultsButWritten,
    writeAll(written),
  );

  /** Takes what the compiler wrote below a folder over to where the user wants it. */
  function collect(
    folder: string,
    target: string,
    originalOf: (file: string) => string,
    mapOf: (original: string) => string | undefined,
  ): void {
    const { compilerOptions } = config;
    const wantsInline = compilerOptions["inlineSourceMap"] === true;
    for (const file of listFiles(folder)) {
      if (!isCurrent(relative(folder, file))) {
        rmSync(file);
        continue;
      }
      const movedTo = join(target, relative(folder, file));
      if (!file.endsWith(".map")) {
        if (!written.has(movedTo)) written.set(movedTo, readFileSync(file));
        continue;
      }
      const sourceRoot = compilerOptions["sourceRoot"];
      const map = adaptMap(readFileSync(file, "utf8"), {
        writtenAt: file,
        movedTo,
        originalOf,
        mapOf,
        sourceRoot: typeof sourceRoot === "string" ? sourceRoot : undefined,
        contentOf:
          compilerOptions["inlineSources"] === true
            ? (original) => readFileSync(original, "utf8")
            : null,
      });
      const script = movedTo.slice(0, -".map".length);
      if (!wantsInline || /\.d\.[cm]?ts$/.test(script)) {
        written.set(movedTo, map);
        continue;
      }
      const url = `data:application/json;base64,${Buffer.from(map).toString("base64")}`;
      const code = readFileSync(file.slice(0, -".map".length), "utf8");
      written.set(script, code.replace(/(\/\/# sourceMappingURL=).*\s*$/, `$1${url}`));
    }
  }
}

/**
 * Tells the outputs of a program's files, by their paths below the output folder, from what earlier runs have left of
 * files that are gone.
 */
function outputsOf(files: readonly string[]): (output: string) => boolean {
  const sources = new Set<string>();
  for (const file of files) {
    // Every end of the path, since the folder that output is relative to is the compiler's to choose.
    const parts = withoutExtension(file).split(/[\\/]/);
    for (let from = 0; from < parts.length; from++) sources.add(parts.slice(from).join("/"));
  }
  return (output) =>
    sources.has(
      withoutExtension(output.replace(/\.map$/, ""))
        .split(sep)
        .join("/"),
    );
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.(?:[cm]?[jt]sx?|json)$/, "");
}

/** Where a project's output goes. */
function outputOf({ compilerOptions, folder, path }: Config): {
  javascript: string;
  declarations: boolean;
  declarationFolder: string;
} {
  const { outDir, declarationDir } = compilerOptions;
  if (compilerOptions["outFile"] !== undefined) {
    throw new Failure(
      `\`build\` cannot make one file of a program: remove "outFile" from ${path}.`,
    );
  }
  if (compilerOptions["noEmit"] === true || compilerOptions["emitDeclarationOnly"] === true) {
    const name = compilerOptions["noEmit"] === true ? "noEmit" : "emitDeclarationOnly";
    throw new Failure(
      `${path} has "${name}", so that there is no JavaScript to build: remove it, or name another file with \`-p\`.`,
    );
  }
  const javascript = resolve(folder, typeof outDir === "string" ? outDir : ".");
  return {
    javascript,
    declarations: compilerOptions["declaration"] === true || compilerOptions["composite"] === true,
    declarationFolder:
      typeof declarationDir === "string" ? resolve(folder, declarationDir) : javascript,
  };
}

/** Is each output written beside its source? */
function isBesideSources({ compilerOptions }: Config): boolean {
  return compilerOptions["outDir"] === undefined;
}

async function watchProject(
  compiler: Compiler,
  path: string,
  options: ResolvedOptions,
  report: Report,
): Promise<CommandResult> {
  const folder = dirname(path);
  let isRunning = false;
  let isStale = false;
  const again = async () => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    while (isStale) {
      isStale = false;
      // Faults are those of one build.
      const current = createReport(report.isJson, process);
      try {
        await build(compiler, path, options, current);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        current.note(error.message);
      }
    }
    isRunning = false;
  };
  const { javascript } = outputOf(await readConfig(compiler, path));
  let timer: NodeJS.Timeout | undefined;
  watch(folder, { recursive: true }, (_event, file) => {
    if (file === null || !isWatched(file)) return;
    // What the build itself writes; where it writes beside the sources, a second build finds nothing to write.
    if (javascript !== folder && join(folder, file).startsWith(javascript + sep)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void again(), 50);
  });
  await again();
  report.note("Watching for changes.");
  return new Promise(() => {
    // Until the process is ended.
  });
}

function isWatched(file: string): boolean {
  if (file.split(sep).some((part) => part === "node_modules" || part.startsWith("."))) return false;
  return /\.(?:[cm]?[jt]sx?|json)$/.test(file);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
