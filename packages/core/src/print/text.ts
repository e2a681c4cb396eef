import MagicString from "magic-string";
import type { SourceMap } from "magic-string";
import type { Span } from "../estree.ts";
import type { ClassPlan, FilePlan, ImportPlan, Place } from "../plan/file-plan.ts";
import type { ClassEmission } from "../template/emit-class.ts";
import { emitClass } from "../template/emit-class.ts";
import type { MemberEmission } from "../template/members.ts";
import { isBorder, isHole } from "../template/pieces.ts";
import type { Hole, Piece } from "../template/pieces.ts";

/** A rewritten text. */
export interface PrintedText {
  readonly code: string;
  /** From `code` to the original text, exact for every expression of the user. */
  readonly map: SourceMap;
}

/** The module that emitted code imports. */
export const RUNTIME_MODULE = "weakfield/internal";

/**
 * Carries a plan out as edits of the text. Line N of the result is line N of the original; expressions of the user are
 * moved, never copied, except for literals.
 *
 * @param fileName the source as the map is to name it
 */
export function printText(text: string, plan: FilePlan, fileName: string): PrintedText {
  const magic = new MagicString(text, { filename: fileName });
  const { runtime } = plan.imports;
  const arrows = new Map<number, { bodyEnd: number; before: Piece[] }>();
  // From the inside out: what is wrapped around a class must not land inside one that surrounds it.
  for (const classPlan of [...plan.classes].reverse()) {
    const emission = emitClass(classPlan, runtime);
    printClass(magic, text, classPlan, emission);
    const { place } = classPlan;
    if (place.kind !== "arrow") printBefore(magic, text, classPlan, place, emission.before);
    else {
      const arrow = arrows.get(place.bodyStart) ?? { bodyEnd: place.bodyEnd, before: [] };
      arrow.before.unshift(...emission.before, " ");
      arrows.set(place.bodyStart, arrow);
    }
  }
  for (const [bodyStart, { bodyEnd, before }] of [...arrows].sort(([a], [b]) => b - a)) {
    placeAt(magic, text, bodyStart, [" { ", ...before, "return ("]);
    magic.appendLeft(bodyEnd, "); }");
  }
  printImports(magic, text, plan.imports);
  return {
    code: magic.toString(),
    map: magic.generateMap({ source: fileName, includeContent: true, hires: "boundary" }),
  };
}

function printClass(
  magic: MagicString,
  text: string,
  plan: ClassPlan,
  emission: ClassEmission,
): void {
  for (const member of emission.members) printMember(magic, text, plan, member);
  placeAt(magic, text, plan.bodyStart + 1, emission.start);
  if (emission.behind.length > 0) placeAt(magic, text, plan.span.end, [" ", ...emission.behind]);
  const { initialization } = plan;
  const at = initialization.kind === "constructor" ? initialization.at : null;
  if (emission.constructorStatement && at?.kind === "existing") {
    const end = separator(text, at.offset);
    placeAt(magic, text, at.offset, [`${end} `, ...emission.constructorStatement]);
  }
}

/** Puts the variables of a class where each of its evaluations has its own. */
function printBefore(
  magic: MagicString,
  text: string,
  plan: ClassPlan,
  place: Exclude<Place, { kind: "arrow" }>,
  before: readonly Piece[],
): void {
  if (place.kind === "statement") placeAt(magic, text, place.offset, [...before, " "]);
  else {
    const name = place.name === null ? null : JSON.stringify(place.name);
    const open = name ? `return { [${name}]: ` : "return ";
    placeAt(magic, text, plan.span.start, ["(() => { ", ...before, ` ${open}`]);
    magic.appendLeft(plan.span.end, name ? ` }[${name}]; })()` : "; })()");
  }
}

/**
 * Puts pieces at an offset. Converters are moved there together with the text around them, so that the map still names
 * their original place; initializers that are placed elsewhere are literals and copied.
 */
function placeAt(magic: MagicString, text: string, offset: number, list: readonly Piece[]): void {
  let pending = "";
  let last: Hole | null = null;
  for (const piece of list.filter((part) => typeof part === "string" || isHole(part))) {
    if (typeof piece === "string") pending += piece;
    else if (piece.role === "initializer") pending += text.slice(piece.span.start, piece.span.end);
    else {
      magic.prependRight(piece.span.start, pending);
      magic.move(piece.span.start, piece.span.end, offset);
      pending = "";
      last = piece;
    }
  }
  magic.appendLeft(last ? last.span.end : offset, pending);
}

/** Replaces a run of members, each expression staying on its line. */
function printMember(
  magic: MagicString,
  text: string,
  plan: ClassPlan,
  { fields, pieces }: MemberEmission,
): void {
  const regions = plan.fields.flatMap((field, index) =>
    fields.includes(index) ? [{ index, field, content: new Array<string | Hole>() }] : [],
  );
  let [current] = regions;
  for (const piece of pieces) {
    if (isBorder(piece)) current = regions.find(({ index }) => index === piece.next);
    else current?.content.push(piece);
  }
  for (const { field, content } of regions) {
    const { converter, needsSeparator } = field;
    const { start, end } = field.member;
    const isMoved = converter?.evaluated === "beside" || converter?.evaluated === "static-block";
    const moved = isMoved ? converter.expression.span : null;
    let cursor = start;
    let pending = needsSeparator ? ";" : "";
    const fill = (to: number) => {
      const isAround = moved && cursor <= moved.start && moved.end <= to;
      if (isAround) replaceGap(magic, text, { start: cursor, end: moved.start }, "");
      replaceGap(magic, text, { start: isAround ? moved.end : cursor, end: to }, pending);
      pending = "";
    };
    for (const piece of content) {
      if (typeof piece === "string") pending += piece;
      else if (piece.span.start >= cursor && piece.span.end <= end) {
        fill(piece.span.start);
        cursor = piece.span.end;
      } else pending += text.slice(piece.span.start, piece.span.end);
    }
    fill(end);
  }
}

/** Overwrites a stretch without expressions; its line breaks stay. */
function replaceGap(magic: MagicString, text: string, { start, end }: Span, code: string): void {
  const breaks =
    text
      .slice(start, end)
      .match(/\r\n|[\n\r\u2028\u2029]/g)
      ?.join("") ?? "";
  // Behind what is appended to the expression that ends here, such as the block of an arrow function.
  if (start === end) magic.prependRight(start, code);
  else magic.update(start, end, code + breaks);
}

/** Drops the marker's specifiers and imports the runtime on the same line. */
function printImports(magic: MagicString, text: string, imports: ImportPlan): void {
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
      replaceGap(magic, text, declaration, isAnchor ? statement : "");
    } else {
      const next = kept.find((span) => span.start > specifier.start);
      const previous = [...kept].reverse().find((span) => span.start < specifier.start);
      if (next) replaceGap(magic, text, { start: specifier.start, end: next.start }, "");
      else if (previous && !text.slice(previous.end, specifier.start).includes("{")) {
        replaceGap(magic, text, { start: previous.end, end: specifier.end }, "");
      } else replaceGap(magic, text, specifier, "");
    }
  }
  if (!done.has(anchor.start)) {
    magic.appendLeft(anchor.end, `${separator(text, anchor.end)} ${statement}`);
  }
}

/** What ends the code before an offset, where its author left that to a line break. */
function separator(text: string, offset: number): "" | ";" {
  return ";{}".includes(text.charAt(offset - 1)) ? "" : ";";
}
