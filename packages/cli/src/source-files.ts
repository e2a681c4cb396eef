import { compiling, parseAndPlan, printText } from "@weakfield/core";
import type { Diagnostic, FilePlan, PrintedText, ResolvedOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";

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

/** Can the file hold TypeScript or JavaScript? Declaration files hold no code. */
export function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.(?:[^/\\]+\.)?[cm]?ts$/.test(file);
}

/**
 * The file itself, or all files below the folder, in a fixed order; without `node_modules`, hidden folders and what
 * `except` names.
 *
 * @throws if there is no such file or folder
 */
export function listFiles(path: string, except: readonly string[] = []): string[] {
  if (!existsSync(path)) throw new Failure(`There is no file or folder \`${path}\`.`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = join(path, entry.name);
      if (except.includes(full)) return [];
      if (!entry.isDirectory()) return [full];
      return entry.name === "node_modules" || entry.name.startsWith(".")
        ? []
        : listFiles(full, except);
    });
}
