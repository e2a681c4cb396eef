import { dirname } from "node:path";
import { buildProject } from "../build/build-project.ts";
import type { BuildContext, ProjectResult } from "../build/build-project.ts";
import { orderProjects } from "../build/plan-projects.ts";
import { readSettings } from "../build/project-settings.ts";
import { ExitStatus, Failure } from "../failure.ts";
import { shownPath } from "../files.ts";
import type { Report } from "../report.ts";
import { findCompiler } from "../typescript/compiler.ts";
import { findConfig } from "../typescript/config.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

/** A build with the project's own compiler, which may be TypeScript 7. */
export const buildCommand: Command = {
  name: "build",
  operands: [],
  summary: "compile a project with its own TypeScript, version 7 included",
  details: `Types are checked, .d.ts files and all other output made from the sources as you wrote them;
the JavaScript of files with fields is made from their rewritten text, and source maps lead
to your sources. Projects named in "references" are built first. Options are read from the
entry of "@weakfield/transformer" in "plugins" of tsconfig.json; flags count more.

What is up to date is not built again, and after a change only what it touches. What that
takes is kept in .weakfield beside tsconfig.json, in place of "tsBuildInfoFile", which is not
written. Two builds of one project wait for each other.

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
    const wanted = flags["compiler"] as string | undefined;
    if (flags["watch"] !== true) return buildAll(path, wanted, input, report);
    const { watchProjects } = await import("../build/watch.ts");
    return watchProjects(
      dirname(path),
      async () => {
        // Faults are those of one build.
        const current = report.restart();
        const result = await buildAll(path, wanted, input, current);
        current.finish("build", result);
        return result;
      },
      report,
    );
  },
};

/** How a build ended, and what a watcher has to know of it: absolute paths. */
export interface BuildResult extends CommandResult {
  readonly inputs: readonly string[];
  readonly written: readonly string[];
}

async function buildAll(
  path: string,
  wanted: string | undefined,
  { folder, givenOptions }: CommandInput,
  report: Report,
): Promise<BuildResult> {
  const start = performance.now();
  const compiler = await findCompiler(dirname(path), wanted);
  const isPretty = !report.isJson && isTerminal();
  const context: BuildContext = { compiler, folder, isPretty, report };
  const done: ProjectResult[] = [];
  const ordered = await orderProjects(path, (project) =>
    readSettings(project, compiler, givenOptions),
  );
  const projects = ordered.filter(({ isSolution }) => !isSolution);
  if (projects.length === 0) throw new Failure(`${path} names neither files nor projects.`);
  for (const project of projects) {
    const name = shownPath(folder, project.path);
    const end = report.progress(`compiling ${name} with TypeScript ${compiler.version}`);
    const result = await buildProject(project, context).finally(end);
    done.push(result);
    // To the letter: the report ends the last line.
    if (result.output !== "") report.print(result.output.replace(/\r?\n$/, ""));
    // Those that refer to it would not find what it was to write.
    if (!result.isComplete) break;
  }
  const status = Math.max(...done.map((result) => severity(result.status)));
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const last = done.find((result) => severity(result.status) === status);
  report.note(
    `weakfield build: ${outcome(done, status)} in ${seconds} s (TypeScript ${compiler.version})`,
  );
  return {
    status: last?.status ?? ExitStatus.done,
    inputs: done.flatMap(({ inputs }) => inputs),
    written: done.flatMap(({ written }) => written),
    data: {
      typescript: compiler.version,
      output: done.map(({ output }) => output).join(""),
      upToDate: done.every(({ isUpToDate }) => isUpToDate),
      written: done
        .flatMap(({ written }) => written)
        .map((file) => shownPath(dirname(path), file))
        .sort(),
    },
  };
}

function isTerminal(): boolean {
  // Undefined where it is none, whatever its type says.
  const given: unknown = process.stdout.isTTY;
  return given === true;
}

/** Output that was not written weighs more than output in spite of errors. */
function severity(status: number): number {
  return status === ExitStatus.faults ? 3 : status;
}

function outcome(done: readonly ProjectResult[], status: number): string {
  if (!done.every(({ isComplete }) => isComplete)) return "nothing written";
  if (status !== 0) return "done, with errors";
  return done.every(({ isUpToDate }) => isUpToDate) ? "up to date" : "done";
}
