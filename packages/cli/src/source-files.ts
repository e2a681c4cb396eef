import {
  codeFrame,
  compiling,
  diagnosticText,
  parseAndPlan,
  positionOf,
  printText,
} from "@weakfield/core";
import type { Diagnostic, FilePlan, PrintedText, ResolvedOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import type { Fault } from "./report.ts";

/** What becomes of one file. */
export interface CompiledSource {
  /** Null: nothing is to be changed, or the file is faulty. */
  readonly plan: FilePlan | null;
  readonly printed: PrintedText | null;
  readonly faults: readonly Diagnostic[];
}

/** Compiles the fields of a text. */
export function compileSource(
  file: string,
  text: string,
  options: ResolvedOptions,
): CompiledSource {
  return compiling(file, () => {
    const { plan, diagnostics } = parseAndPlan(parseSync, file, text, options);
    if (diagnostics.length > 0) return { plan: null, printed: null, faults: diagnostics };
    return { plan, printed: plan && printText(text, plan, file), faults: [] };
  });
}

/** Faults of a file as a report takes them: a code frame each. */
export function faultsOf(file: string, text: string, faults: readonly Diagnostic[]): Fault[] {
  return faults.map((fault) => {
    const { line, column } = positionOf(text, fault.span?.start ?? 0);
    return {
      record: { code: fault.code, message: fault.message, file, line, column },
      shown: fault.span ? `${codeFrame(file, text, fault)}\n` : diagnosticText(fault),
    };
  });
}
