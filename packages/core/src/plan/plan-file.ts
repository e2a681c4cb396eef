import { analyzeFile } from "../analyze/analyze-file.ts";
import type { FileModel } from "../analyze/analyze-file.ts";
import type { FileDiagnostic } from "../diagnostics.ts";
import { diagnostic, messages } from "../diagnostics.ts";
import type { Node, Span } from "../estree.ts";
import { endOf, startOf } from "../estree.ts";
import { lowerBound } from "../lower-bound.ts";
import { mentionsMarker } from "../marker.ts";
import type { MarkerBinding } from "../marker.ts";
import type { ResolvedOptions } from "../options.ts";
import type { ClassPlan, FilePlan, ImportPlan } from "./file-plan.ts";
import { createNames } from "./names.ts";
import { planClass } from "./plan-class.ts";

/** A file as a host hands it in. */
export interface FileInput {
  /** The text that the tree was made from; all positions of the result mean it. */
  readonly text: string;
  /** An ESTree program of oxc-parser (`preserveParens: false`) or typescript-eslint. */
  readonly program: unknown;
  readonly options: ResolvedOptions;
}

export interface FilePlanResult {
  /** Null: nothing is to be changed. */
  readonly plan: FilePlan | null;
  /** In source order. Faulty declarations are left out of the plan. */
  readonly diagnostics: readonly FileDiagnostic[];
}

/** Decides which declarations of a file are fields, what is wrong with them, and what is to be emitted. */
export function planFile({ text, program, options }: FileInput): FilePlanResult {
  const model = analyzeFile(program as Node, text, options);
  const names = createNames(text);
  const diagnostics = [...model.diagnostics];
  const withFields = model.classes.filter(({ elements }) => elements.some(({ field }) => field));
  // In source order.
  const bodies = withFields.map(({ node }) => startOf(node.body));
  const containsFields = (node: Node): boolean => {
    const next = bodies[lowerBound(bodies, startOf(node))];
    return next !== undefined && next < endOf(node);
  };
  const runtime = names.variable("$wf");
  const classes: ClassPlan[] = [];
  for (const classModel of withFields) {
    const { ownConverters } = model;
    const result = planClass(classModel, { text, options, names, ownConverters, containsFields });
    if (result.plan) classes.push(result.plan);
    diagnostics.push(...result.diagnostics);
  }
  const isComplete = classes.length === withFields.length;
  const [first] = model.bindings;
  const imports =
    first && classes.length > 0 ? planImports(model, first, runtime, isComplete) : null;
  diagnostics.sort((a, b) => a.span.start - b.span.start);
  return { plan: imports && { imports, classes }, diagnostics };
}

/** What a parser of the family of oxc-parser gives: its `parseSync`. */
export type ParseSync = (
  fileName: string,
  text: string,
  options: { lang: "ts" | "tsx" | "jsx"; preserveParens: false; astType: "ts" },
) => {
  readonly program: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly labels: readonly { readonly start: number; readonly end: number }[];
  }[];
};

/**
 * Parses and plans a text. Nothing is parsed where the marker's module is not mentioned; a text that cannot be parsed
 * is WF1007.
 */
export function parseAndPlan(
  parseSync: ParseSync,
  fileName: string,
  text: string,
  options: ResolvedOptions,
): FilePlanResult {
  if (!mentionsMarker(text, options)) return { plan: null, diagnostics: [] };
  const lang = languageOf(fileName);
  // Behind a byte order mark, the parser knows no hashbang; a comment of the same length it does.
  const { program, errors } = parseSync(fileName, text.replace(/^\uFEFF#!/, " //"), {
    lang,
    preserveParens: false,
    astType: "ts",
  });
  const [error] = errors;
  if (error) {
    const [label] = error.labels;
    const span: Span = { start: label?.start ?? 0, end: label?.end ?? 0 };
    return { plan: null, diagnostics: [diagnostic("WF1007", messages.parse(error.message), span)] };
  }
  return planFile({ text, program, options });
}

/** JavaScript is parsed with JSX, since its extension does not tell; a query behind the file's name is ignored. */
function languageOf(fileName: string): "ts" | "tsx" | "jsx" {
  const extension = /\.([^./\\?#]+)(?:[?#].*)?$/.exec(fileName)?.[1];
  if (extension === "tsx") return "tsx";
  return extension === "ts" || extension === "mts" || extension === "cts" ? "ts" : "jsx";
}

function planImports(
  model: FileModel,
  first: MarkerBinding,
  runtime: string,
  isComplete: boolean,
): ImportPlan {
  const removed = isComplete
    ? model.bindings.filter((binding) => !model.keptBindings.has(binding))
    : [];
  return {
    runtime,
    anchor: first.declaration,
    isRequire: first.specifier === null,
    removed: removed.map(({ declaration, specifier, siblings }) => {
      const isGone = (span: Span) => removed.some((other) => other.specifier?.start === span.start);
      const kept = siblings.filter((span) => !isGone(span));
      return { declaration, specifier: kept.length > 0 ? specifier : null, kept };
    }),
  };
}
