import { codeFrame, diagnosticText, resolveOptions } from "@weakfield/core";
import type { Diagnostic, Options } from "@weakfield/core";
import type * as ts from "typescript";
import { createTransformers } from "../transformer.ts";

/**
 * The transformer for hosts that take no diagnostics from one: the faults of a file are thrown as one error, with code
 * frames, which the host shows as the error of that file.
 *
 * @throws if an option is unknown
 */
export function createThrowingTransformer(
  compiler: typeof ts,
  raw: Options | undefined,
): ts.TransformerFactory<ts.SourceFile> {
  const { options, diagnostics } = resolveOptions(raw);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(diagnosticText).join("\n"));
  return (context) => {
    let faults: Diagnostic[] = [];
    const { before } = createTransformers(compiler, options, (_file, fault) => faults.push(fault));
    const transform = before(context);
    return (sourceFile) => {
      faults = [];
      const result = transform(sourceFile);
      if (faults.length === 0) return result;
      const frame = (fault: Diagnostic) => codeFrame(sourceFile.fileName, sourceFile.text, fault);
      throw new SyntaxError(faults.map(frame).join("\n\n"));
    };
  };
}
