import ts from "typescript";
import weakfield from "../src/index.ts";
import type { PluginConfig, TransformerExtras, Transformers } from "../src/index.ts";

export interface CompileInput {
  readonly text: string;
  readonly fileName?: string;
  readonly options?: ts.CompilerOptions;
  /** What stands beside `transform`; null for a compilation without the transformer. */
  readonly config?: PluginConfig | null;
  /** Instead of the entry's own. */
  readonly transformers?: ts.CustomTransformers;
}

export interface CompileResult {
  readonly file: ts.SourceFile;
  /** What the transformer made of `file`. */
  readonly result: ts.SourceFile | undefined;
  readonly code: string;
  readonly declarations: string;
  /** Those that the transformer added. */
  readonly diagnostics: readonly ts.Diagnostic[];
}

/** Compiles one file, as ts-patch does with the entry, in this process. */
export function compile(input: CompileInput): CompileResult {
  const { text, fileName = "a.ts", config = {} } = input;
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    noResolve: true,
    noLib: true,
    ...input.options,
  };
  const host = ts.createCompilerHost(options);
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext, true);
  host.getSourceFile = (name) => (name === fileName ? file : undefined);
  const program = ts.createProgram([fileName], options, host);
  const diagnostics: ts.Diagnostic[] = [];
  const own: Partial<Transformers> =
    config === null
      ? {}
      : weakfield(program, config, {
          ts: ts as unknown as TransformerExtras["ts"],
          addDiagnostic: (found) => diagnostics.push(found),
        });
  let result: ts.SourceFile | undefined;
  const { before, afterDeclarations } = own;
  const written = new Map<string, string>();
  program.emit(undefined, (name, content) => written.set(name, content), undefined, false, {
    ...(before && {
      before: [
        (context) => {
          const visit = before(context);
          return (source) => (result = visit(source));
        },
      ],
    }),
    ...(afterDeclarations && { afterDeclarations: [afterDeclarations] }),
    ...input.transformers,
  });
  const find = (pattern: RegExp) => [...written].find(([name]) => pattern.test(name))?.[1] ?? "";
  return {
    file,
    result,
    code: find(/(?<!\.d)\.[cm]?jsx?$/),
    declarations: find(/\.d\.[cm]?ts$/),
    diagnostics,
  };
}
