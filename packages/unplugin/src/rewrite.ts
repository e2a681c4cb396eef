import { codeFrame, compiling, parseAndPlan, positionOf, printText } from "@weakfield/core";
import type { Diagnostic, PrintedText, ResolvedOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import { withPlainNames } from "./plain-names.ts";
import { isolateScripts } from "./script-blocks.ts";

/** What becomes of one file. */
export interface Rewriting {
  /** Null: the file stays as it is. */
  readonly printed: PrintedText | null;
  /** All faults of the file as one error; null: none. */
  readonly failure: Failure | null;
}

/** The faults of one file in the form that hosts print. Columns count from 0. */
export interface Failure {
  readonly message: string;
  readonly id: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
}

/**
 * Compiles the fields of a file.
 *
 * @param id the file's path; a query behind it tells what part of the file the text is
 */
export function rewrite(id: string, text: string, options: ResolvedOptions): Rewriting {
  const file = pathOf(id);
  return compiling(file, () => {
    const script = isolateScripts(file, /\?.*$/s.exec(id)?.[0] ?? "", text);
    if (script === null) return { printed: null, failure: null };
    const { plan, diagnostics } = parseAndPlan(parseSync, script.fileName, script.text, options);
    if (diagnostics.length > 0) {
      return { printed: null, failure: toFailure(file, text, diagnostics) };
    }
    if (plan === null) return { printed: null, failure: null };
    const named = SVELTE.test(file) ? withPlainNames(plan, text) : plan;
    return { printed: printText(text, named, file), failure: null };
  });
}

/** A component, or a module with runes: both reserve names that begin with `$`. */
const SVELTE = /\.svelte(?:\.[cm]?[jt]s)?$/;

/**
 * The path in an id, without the query. A folder may be called `C#`, before whose `#` webpack puts a character that
 * cannot be seen; behind the name of a file, it begins a fragment.
 */
export function pathOf(id: string): string {
  const path = id.replace(/\?.*$/s, "").replace(/[\0\u200b]#/g, "#");
  return NAME.test(path) ? path : path.replace(/#.*$/s, "");
}

const NAME = /\.(?:[cm]?[jt]sx?|astro|vue|svelte)$/;

function toFailure(file: string, text: string, faults: readonly Diagnostic[]): Failure {
  const { line, column } = positionOf(text, faults[0]?.span?.start ?? 0);
  const isLate = faults.some(({ code }) => code === "WF1006") && LOWERED.test(text);
  return {
    message: isLate
      ? `${file}: another plugin compiled the decorators before weakfield saw the file. Put \`weakfield()\` before it.`
      : faults.map((fault) => codeFrame(file, text, fault)).join("\n\n"),
    id: file,
    loc: { file, line, column: column - 1 },
  };
}

/** What TypeScript, esbuild, swc and Babel make of decorators: calls to helpers that are called so. */
const LOWERED = /\b(?:__esDecorate|__decorate\w*|_ts_decorate|_apply_?[dD]ecs\w*)\b/;
