export { compiling } from "./compiling.ts";
export {
  codeFrame,
  diagnosticNumber,
  DIAGNOSTICS,
  diagnosticText,
  diagnosticUrl,
  positionOf,
} from "./diagnostics.ts";
export type { Diagnostic, DiagnosticCode } from "./diagnostics.ts";
export type { Span } from "./estree.ts";
export { mentionsMarker } from "./marker.ts";
export { nearestWord, pluginOptions, resolveOptions } from "./options.ts";
export type { Options, ResolvedOptions } from "./options.ts";
export type * from "./plan/file-plan.ts";
export { parseAndPlan, planFile } from "./plan/plan-file.ts";
export type { FileInput, FilePlanResult, ParseSync } from "./plan/plan-file.ts";
export { printText, RUNTIME_MODULE } from "./print/text.ts";
export { withInlineMap } from "./print/edits.ts";
export type { PrintedText, SourceMap } from "./print/edits.ts";
export { emitClass } from "./template/emit-class.ts";
export type { Lowering } from "./template/emit.ts";
export type { ClassEmission } from "./template/emit-class.ts";
export type { MemberEmission } from "./template/members.ts";
export { isBorder, isHole, isOrigin } from "./template/pieces.ts";
export type { Border, Hole, Origin, Piece } from "./template/pieces.ts";
