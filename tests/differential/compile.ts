import { diagnosticText, parseAndPlan, printText, resolveOptions } from "@weakfield/core";
import weakfield from "@weakfield/transformer";
import { parseSync } from "oxc-parser";
import ts from "typescript";
import type { Mode } from "./modes.ts";
import { compilerOptions } from "./modes.ts";

/** JavaScript, or what kept the compiler from making any. */
export type Compiled = { readonly code: string } | { readonly refused: string };

export type Transformer = ts.TransformerFactory<ts.SourceFile>;

/** A text and its settings. All jobs of a list share those of the compiler. */
export interface Job {
  readonly mode: Mode;
  readonly text: string;
}

/** The reference: what TypeScript alone makes of `accessor`. */
export function compileReference(jobs: readonly Job[]): Compiled[] {
  return emit(jobs, textsOf(jobs));
}

/**
 * The transformer's printer: compiler nodes.
 *
 * @param behind runs behind ours, on what it made
 */
export function compileNodes(
  jobs: readonly Job[],
  behind: readonly Transformer[] = [],
): Compiled[] {
  return emit(jobs, textsOf(jobs), (program, { storage, properties }, refuse) => {
    const addDiagnostic = ({ messageText }: ts.Diagnostic) =>
      refuse(ts.flattenDiagnosticMessageText(messageText, "\n"));
    const config = { storage, properties };
    // The type of the namespace also has the `default` that Node's interoperation adds.
    const compiler = ts as unknown as NonNullable<Parameters<typeof weakfield>[2]>["ts"];
    return [weakfield(program, config, { ts: compiler, addDiagnostic }).before, ...behind];
  });
}

/** The text printer, and TypeScript behind it. */
export function compileText(jobs: readonly Job[]): Compiled[] {
  const rewritten = jobs.map(({ text, mode: { storage, properties } }, index): Compiled => {
    const { options } = resolveOptions({ storage, properties });
    const name = fileName(index);
    const { plan, diagnostics } = parseAndPlan(parseSync, name, text, options);
    const [fault] = diagnostics;
    if (fault) return { refused: diagnosticText(fault) };
    return { code: plan ? printText(text, plan, name).code : text };
  });
  const texts = rewritten.map((result) => ("code" in result ? result.code : ""));
  return emit(jobs, texts).map((compiled, index) => {
    const result = rewritten[index];
    return result && "refused" in result ? result : compiled;
  });
}

function textsOf(jobs: readonly Job[]): string[] {
  return jobs.map(({ text }) => text);
}

function fileName(index: number): string {
  return `/program-${index}.ts`;
}

/** `ts.transpileModule` for many files at a time: most of its time goes into the program around each file. */
function emit(
  jobs: readonly Job[],
  texts: readonly string[],
  before?: (program: ts.Program, mode: Mode, refuse: (reason: string) => void) => Transformer[],
): Compiled[] {
  const [first] = jobs;
  if (!first) return [];
  const options = compilerOptions(first.mode);
  const target = options.target ?? ts.ScriptTarget.ES2022;
  const files = new Map(
    texts.map((text, index) => [
      fileName(index),
      ts.createSourceFile(fileName(index), text, target),
    ]),
  );
  let code = "";
  const host: ts.CompilerHost = {
    getSourceFile: (name) => files.get(name),
    writeFile(_name, text) {
      code = text;
    },
    getDefaultLibFileName: () => "lib.d.ts",
    useCaseSensitiveFileNames: () => true,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => "",
    getNewLine: () => "\n",
    fileExists: (name) => files.has(name),
    readFile: () => "",
    directoryExists: () => true,
    getDirectories: () => [],
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return jobs.map(({ mode }, index): Compiled => {
    const refusals: string[] = [];
    const refuse = (reason: string) => void refusals.push(reason);
    const transformers = before && { before: before(program, mode, refuse) };
    try {
      const file = files.get(fileName(index));
      program.emit(file, undefined, undefined, undefined, transformers);
    } catch (thrown) {
      refuse(`the compiler crashed: ${String(thrown)}`);
    }
    const [refused] = refusals;
    return refused === undefined ? { code } : { refused };
  });
}
