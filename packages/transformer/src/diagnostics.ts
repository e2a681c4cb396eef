import { diagnosticNumber, diagnosticText } from "@weakfield/core";
import type { Diagnostic } from "@weakfield/core";
import type * as ts from "typescript";

/** The form in which TypeScript reports a diagnostic: `src/a.ts(2,3): error TS991002: WF1002: …`. */
export function toTsDiagnostic(
  compiler: typeof ts,
  file: ts.SourceFile | undefined,
  fault: Diagnostic,
): ts.Diagnostic {
  const common = {
    category: compiler.DiagnosticCategory.Error,
    code: diagnosticNumber(fault.code),
    messageText: diagnosticText(fault),
  };
  if (!file || !fault.span)
    return { ...common, file: undefined, start: undefined, length: undefined };
  const { start, end } = fault.span;
  return { ...common, file, start, length: end - start };
}

/** Where an option of this plugin stands in tsconfig.json, for a diagnostic about it; null if it came from elsewhere. */
export function locateOption(
  compiler: typeof ts,
  options: ts.CompilerOptions,
  name: string,
): { file: ts.SourceFile; start: number; end: number } | null {
  const file = options["configFile"] as ts.SourceFile | undefined;
  if (!file?.text.includes("plugins")) return null;
  let found: { file: ts.SourceFile; start: number; end: number } | null = null;
  const visit = (node: ts.Node, isPlugin: boolean): void => {
    if (compiler.isPropertyAssignment(node) && compiler.isStringLiteral(node.name)) {
      if (isPlugin && node.name.text === name) {
        found ??= { file, start: node.getStart(file), end: node.getEnd() };
      }
      compiler.forEachChild(node, (child) =>
        visit(child, isPlugin || node.name.getText(file) === '"plugins"'),
      );
    } else compiler.forEachChild(node, (child) => visit(child, isPlugin));
  };
  visit(file, false);
  return found;
}
