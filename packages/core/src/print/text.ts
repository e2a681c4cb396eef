import type { Span } from "../estree.ts";
import { lineBreaks } from "../line-breaks.ts";
import type { ClassPlan, FieldPlan, FilePlan, ImportPlan, Place } from "../plan/file-plan.ts";
import type { ClassEmission } from "../template/emit-class.ts";
import { emitClass } from "../template/emit-class.ts";
import type { MemberEmission } from "../template/members.ts";
import { isBorder, isHole, isOrigin } from "../template/pieces.ts";
import type { Border, Piece } from "../template/pieces.ts";
import { createEdits } from "./edits.ts";
import type { Edits, MappedCode, Part, PrintedText } from "./edits.ts";

/** The module that emitted code imports. */
export const RUNTIME_MODULE = "weakfield/internal";

/**
 * Carries a plan out as edits of the text. Line N of the result is line N of the original; expressions of the user are
 * moved, never copied, except for literals that are initial values.
 *
 * @param fileName the source as the map is to name it
 */
export function printText(text: string, plan: FilePlan, fileName: string): PrintedText {
  const edits = createEdits(text);
  const { runtime } = plan.imports;
  const arrows = new Map<number, { bodyEnd: number; before: Piece[] }>();
  for (const classPlan of plan.classes) {
    const emission = emitClass(classPlan, runtime);
    printClass(edits, text, classPlan, emission);
    const { place } = classPlan;
    if (place.kind !== "arrow") printBefore(edits, classPlan, place, emission.before);
    else {
      const arrow = arrows.get(place.bodyStart) ?? { bodyEnd: place.bodyEnd, before: [] };
      arrow.before.push(...emission.before, " ");
      arrows.set(place.bodyStart, arrow);
    }
  }
  for (const [bodyStart, { bodyEnd, before }] of arrows) {
    placeAt(edits, bodyStart, [" { ", ...before, "return ("]);
    edits.insert(bodyEnd, ["); }"]);
  }
  printImports(edits, text, plan.imports);
  return edits.print(fileName);
}

function printClass(edits: Edits, text: string, plan: ClassPlan, emission: ClassEmission): void {
  for (const member of emission.members) printMember(edits, text, plan, member);
  placeAt(edits, plan.bodyStart + 1, emission.start);
  if (emission.behind.length > 0) placeAt(edits, plan.span.end, [" ", ...emission.behind]);
  const { initialization } = plan;
  const at = initialization.kind === "constructor" ? initialization.at : null;
  if (emission.constructorStatement && at?.kind === "existing") {
    const end = separator(text, at.offset);
    placeAt(edits, at.offset, [`${end} `, ...emission.constructorStatement]);
  }
}

/** Puts the variables of a class where each of its evaluations has its own. */
function printBefore(
  edits: Edits,
  plan: ClassPlan,
  place: Exclude<Place, { kind: "arrow" }>,
  before: readonly Piece[],
): void {
  if (place.kind === "statement") placeAt(edits, place.offset, [...before, " "]);
  else {
    const name = place.name === null ? null : JSON.stringify(place.name);
    const open = name ? `return { [${name}]: ` : "return ";
    placeAt(edits, plan.span.start, ["(() => { ", ...before, ` ${open}`]);
    edits.insert(plan.span.end, [name ? ` }[${name}]; })()` : "; })()"]);
  }
}

/** Puts pieces at an offset. Expressions of the user are moved there, so that the map still names their original place. */
function placeAt(edits: Edits, offset: number, list: readonly Piece[]): void {
  const parts = list.flatMap((piece): Part[] => {
    if (typeof piece === "string") return [piece];
    /* v8 ignore next -- borders stand in members only */
    return isHole(piece) ? [piece.span] : [];
  });
  edits.insert(offset, parts);
}

/** Replaces a run of members, each expression staying on its line. */
function printMember(
  edits: Edits,
  text: string,
  plan: ClassPlan,
  { fields, pieces }: MemberEmission,
): void {
  const regions = fields.map((index) => ({ index, content: new Array<Exclude<Piece, Border>>() }));
  let [current] = regions;
  for (const piece of pieces) {
    if (isBorder(piece)) current = regions.find(({ index }) => index === piece.next);
    else current?.content.push(piece);
  }
  for (const { index, content } of regions) {
    const { converter, needsSeparator, member } = plan.fields[index] as FieldPlan;
    const { start, end } = member;
    const isMoved = converter?.evaluated === "beside" || converter?.evaluated === "static-block";
    const moved = isMoved ? converter.expression.span : null;
    let cursor = start;
    let pending = needsSeparator ? ";" : "";
    /** What is pending before that and comes from other members. */
    let foreign: (string | MappedCode)[] = [];
    let origin = index;
    const flush = (next: number) => {
      const at = (plan.fields[origin] as FieldPlan).member.start;
      foreign.push(origin === index ? pending : { code: pending, at });
      [pending, origin] = ["", next];
    };
    const fill = (to: number) => {
      const isAround = moved && cursor <= moved.start && moved.end <= to;
      const above = isAround ? lineBreaks(text, cursor, moved.start) : "";
      const below = lineBreaks(text, isAround ? moved.end : cursor, to);
      if (foreign.length === 0) edits.replace({ start: cursor, end: to }, above + pending + below);
      else edits.replace({ start: cursor, end: to }, above, ...foreign, pending + below);
      [pending, foreign] = ["", []];
    };
    for (const piece of content) {
      if (typeof piece === "string") pending += piece;
      else if (isOrigin(piece)) flush(piece.from);
      else if (piece.span.start >= cursor && piece.span.end <= end) {
        fill(piece.span.start);
        cursor = piece.span.end;
      } else pending += textOf(text, piece.span);
    }
    fill(end);
  }
}

/** Replaces a stretch without expressions; its line breaks stay. */
function replaceGap(edits: Edits, text: string, span: Span, code: string): void {
  edits.replace(span, code + lineBreaks(text, span.start, span.end));
}

function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** Drops the marker's specifiers and imports the runtime on the same line. */
function printImports(edits: Edits, text: string, imports: ImportPlan): void {
  const { runtime, anchor, isRequire } = imports;
  const statement = isRequire
    ? `import ${runtime} = require("${RUNTIME_MODULE}");`
    : `import * as ${runtime} from "${RUNTIME_MODULE}";`;
  const done = new Set<number>();
  for (const { declaration, specifier, kept } of imports.removed) {
    if (specifier === null) {
      if (done.has(declaration.start)) continue;
      done.add(declaration.start);
      const isAnchor = declaration.start === anchor.start;
      replaceGap(edits, text, declaration, isAnchor ? statement : "");
    } else {
      const next = kept.find((span) => span.start > specifier.start);
      const previous = [...kept].reverse().find((span) => span.start < specifier.start);
      if (next) replaceGap(edits, text, { start: specifier.start, end: next.start }, "");
      else if (previous && !text.slice(previous.end, specifier.start).includes("{")) {
        replaceGap(edits, text, { start: previous.end, end: specifier.end }, "");
      } else replaceGap(edits, text, specifier, "");
    }
  }
  if (!done.has(anchor.start)) {
    edits.insert(anchor.end, [`${separator(text, anchor.end)} ${statement}`]);
  }
}

/** What ends the code before an offset, where its author left that to a line break. */
function separator(text: string, offset: number): "" | ";" {
  return ";{}".includes(text.charAt(offset - 1)) ? "" : ";";
}
