import type { Compiled, Job, Transformer } from "./compile.ts";
import { compileNodes, compileReference, compileText } from "./compile.ts";
import { execute } from "./execute.ts";
import type { Mode } from "./modes.ts";
import { compilerName, MODES, referenceMode } from "./modes.ts";
import type { Chunk, Program, Spelling } from "./program.ts";
import { render } from "./program.ts";
import { createRandom } from "./random.ts";

/** A program that the two spellings give different observations. */
export interface Difference {
  readonly program: Program;
  readonly mode: Mode;
  readonly printer: Printer;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

export type Printer = "nodes" | "text";

/** What was compared, so that a run can show that it was not empty. */
export interface Tally {
  programs: number;
  lines: number;
  /** Programs in which the reference was not a JavaScript program. */
  invalid: Program[];
}

export interface CompareOptions {
  /** @default both */
  readonly printers?: readonly Printer[];
  /** Transformers to run behind ours: deliberate mistakes. */
  readonly mistakes?: readonly Transformer[];
  readonly dropped?: ReadonlySet<Chunk>;
}

/** A mode for a program, chosen by its seed among those in which it can be compared; null for none. */
export function modeFor(program: Program, modes: readonly Mode[] = MODES): Mode | null {
  const comparable = modes.filter((mode) => referenceMode(program, mode) !== null);
  return comparable.length > 0 ? createRandom(program.seed ^ 0x5eed).pick(comparable) : null;
}

/** Compiles programs, those of one mode together, and compares what they observe. */
export async function compare(
  programs: readonly Item[],
  options: CompareOptions = {},
): Promise<{ differences: Difference[]; tally: Tally }> {
  const { printers = ["nodes", "text"], mistakes = [], dropped } = options;
  const differences: Difference[] = [];
  const tally: Tally = { programs: 0, lines: 0, invalid: [] };
  const texts = (spelling: Spelling, modeOf: (item: Item) => Mode): Job[] =>
    programs.map((item) => ({
      mode: modeOf(item),
      text: render(item.program, spelling, dropped),
    }));
  const ours = texts("field", ({ mode }) => mode);
  const compiled: [Printer, Compiled[]][] = printers.map((printer) => [
    printer,
    inGroups(ours, printer === "text" ? compileText : (jobs) => compileNodes(jobs, mistakes)),
  ]);
  const referenceModes = ({ program, mode }: Item) => referenceMode(program, mode) ?? mode;
  const reference = inGroups(texts("accessor", referenceModes), compileReference);
  for (const [index, item] of programs.entries()) {
    const { program, mode } = item;
    const observe = (code: Compiled | undefined, referenceMode: Mode | null) =>
      execute(code ?? { refused: "nothing" }, { program, mode, referenceMode });
    const expected = await observe(reference[index], referenceModes(item));
    tally.programs++;
    tally.lines += expected.length;
    if (expected.some((line) => /^(?:syntax|refused): /.test(line))) tally.invalid.push(program);
    for (const [printer, codes] of compiled) {
      const actual = await observe(codes[index], null);
      if (actual.join("\n") === expected.join("\n")) continue;
      differences.push({ program, mode, printer, expected, actual });
    }
  }
  return { differences, tally };
}

interface Item {
  readonly program: Program;
  readonly mode: Mode;
}

/** Compiles together the jobs that share the settings of the compiler; the results are in the order of the jobs. */
function inGroups(
  jobs: readonly Job[],
  compile: (jobs: readonly Job[]) => readonly Compiled[],
): Compiled[] {
  const results = new Array<Compiled>(jobs.length);
  for (const group of Map.groupBy(jobs.entries(), ([, { mode }]) => compilerName(mode)).values()) {
    const compiled = compile(group.map(([, job]) => job));
    compiled.forEach((code, position) => {
      const [index] = group[position] ?? [];
      if (index !== undefined) results[index] = code;
    });
  }
  return results;
}
