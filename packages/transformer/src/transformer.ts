import { compiling, parseAndPlan, RUNTIME_MODULE } from "@weakfield/core";
import type { Diagnostic, FilePlanResult, ResolvedOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import type * as ts from "typescript";
import { printDeclarations } from "./declarations.ts";
import { createLoweredCarriers, findLowering } from "./lowered-carriers.ts";
import { printNodes } from "./print-nodes.ts";

/** The transformers of a program, in the form of TypeScript's `CustomTransformers`. */
export interface Transformers {
  /** Compiles `@field` declarations. */
  readonly before: ts.TransformerFactory<ts.SourceFile>;
  /** Writes fields as `accessor` into `.d.ts` files. */
  readonly afterDeclarations: ts.TransformerFactory<ts.SourceFile | ts.Bundle>;
}

/**
 * The transformers for one program.
 *
 * @param compiler the TypeScript that runs them; two copies disagree about the kinds of nodes
 * @param report takes each diagnostic of a file, once per emit of the file
 */
export function createTransformers(
  compiler: typeof ts,
  options: ResolvedOptions,
  report: (file: ts.SourceFile, fault: Diagnostic) => void,
): Transformers {
  const plan = (file: ts.SourceFile): FilePlanResult =>
    parseAndPlan(parseSync, file.fileName, file.text, options);
  return {
    before(context) {
      const lowering = findLowering(compiler, context.getCompilerOptions());
      const carriers = lowering.instanceFields ? createLoweredCarriers(compiler, context) : null;
      return (sourceFile) =>
        compiling(sourceFile.fileName, () => {
          if (hasRuntime(compiler, sourceFile)) return sourceFile;
          const { plan: filePlan, diagnostics } = plan(sourceFile);
          for (const fault of diagnostics) report(sourceFile, fault);
          if (!filePlan || hasSyntaxErrors(sourceFile)) return sourceFile;
          return printNodes({ compiler, context, sourceFile, plan: filePlan, lowering, carriers });
        });
    },
    afterDeclarations: (context) => (node) => {
      if (!compiler.isSourceFile(node)) return node;
      const original = compiler.getOriginalNode(node) as ts.SourceFile;
      const { plan: filePlan } = plan(original);
      return filePlan ? printDeclarations(compiler, context, node, filePlan) : node;
    },
  };
}

/** Does the file import the runtime by a statement that stands in no text? A transformer that is listed twice has compiled it. */
function hasRuntime(compiler: typeof ts, { statements }: ts.SourceFile): boolean {
  return statements.some((statement) => {
    if (statement.pos >= 0) return false;
    const module = compiler.isImportDeclaration(statement)
      ? statement.moduleSpecifier
      : compiler.isImportEqualsDeclaration(statement) &&
          compiler.isExternalModuleReference(statement.moduleReference)
        ? statement.moduleReference.expression
        : null;
    return module !== null && compiler.isStringLiteral(module) && module.text === RUNTIME_MODULE;
  });
}

/**
 * Has the compiler refused to parse what our parser takes? It reports that itself, and its tree has other nodes than the
 * plan knows: nothing is compiled, and the marker that stays throws when the output is run all the same.
 */
function hasSyntaxErrors(sourceFile: ts.SourceFile): boolean {
  const { parseDiagnostics = [] } = sourceFile as { parseDiagnostics?: readonly unknown[] };
  return parseDiagnostics.length > 0;
}
