import type { ClassPlan, FieldPlan, FilePlan } from "@weakfield/core";
import { helperText } from "./helper-text.ts";
import { readMembers } from "./syntax.ts";
import type { Member, Span } from "./syntax.ts";

/** A file without `@field`. */
export interface Ejected {
  readonly code: string;
  /** Declarations that have no plain form, and why; if there are any, `code` is the text as it was. */
  readonly declined: readonly { readonly offset: number; readonly reason: string }[];
}

/** A converter that goes from its field to a place beside the class. */
interface Moved {
  readonly local: string;
  readonly labels: string;
  readonly span: Span;
}

interface Edit extends Span {
  readonly text: string;
}

/** Replaces the fields of a file by plain TypeScript, or by JavaScript in a JavaScript file. */
export function ejectFile(fileName: string, text: string, plan: FilePlan): Ejected {
  const isTyped = /\.[cm]?tsx?$/.test(fileName);
  const members = readMembers(fileName, text);
  const lineBreak = LINE_BREAK.exec(text)?.[0] ?? "\n";
  const edits: Edit[] = [];
  const declined: { offset: number; reason: string }[] = [];
  const names = createNames(text);
  const helper = names("fieldConverter");
  const moved: { owner: ClassPlan; converters: Moved[] }[] = [];
  for (const owner of plan.classes) {
    const converters: Moved[] = [];
    for (const field of owner.fields) {
      const member = members.get(field.member.end);
      const reason = member ? whyDeclined(text, owner, field) : "its syntax was not understood";
      if (!member || reason !== null) {
        declined.push({ offset: field.member.start, reason: reason ?? "" });
      } else if (field.converter === null) edits.push(...toAccessor(text, field, member, isTyped));
      else {
        const name = field.name.text ?? "";
        const local = names(`to${pascal(name)}`);
        const labels = `${JSON.stringify(name)}, ${JSON.stringify(owner.owner)}`;
        converters.push({ local, labels, span: field.converter.expression.span });
        const slot = names(slotName(name));
        edits.push(...toPair(text, field, member, { local, slot, isTyped, lineBreak }));
      }
    }
    if (converters.length > 0) moved.push({ owner, converters });
  }
  if (declined.length > 0) return { code: text, declined };
  edits.push(...importEdits(text, plan));
  // From the end on: a class in a converter is done before the converter goes elsewhere with it.
  for (const { owner, converters } of moved.toSorted(
    (x, y) => y.owner.span.start - x.owner.span.start,
  )) {
    const lines = converters.map(({ local, labels, span }) => {
      const within = (edit: Edit) => span.start <= edit.start && edit.end <= span.end;
      const own = edits.filter(within);
      for (const edit of own) edits.splice(edits.indexOf(edit), 1);
      const shifted = own.map((edit) => ({
        ...edit,
        start: edit.start - span.start,
        end: edit.end - span.start,
      }));
      const converter = apply(text.slice(span.start, span.end), shifted);
      return `const ${local} = ${helper}(${converter}, ${labels});`;
    });
    edits.push(...placeConverters(text, owner, lines, lineBreak));
  }
  const code = apply(text, edits);
  const helperLines = `\n${helperText(helper, isTyped)}`.replaceAll("\n", lineBreak);
  return { code: moved.length > 0 ? code.trimEnd() + helperLines : code, declined };
}

/** The first of a text says how it ends its lines. */
const LINE_BREAK = /\r\n|[\n\r]/;

/** Null: the field has a plain form. */
function whyDeclined(
  text: string,
  owner: ClassPlan,
  { converter, key, name }: FieldPlan,
): string | null {
  if (converter === null) return null;
  if (key !== null || name.text === null) {
    return "it has a converter and a computed name: move its work into methods";
  }
  const { start, end } = converter.expression.span;
  const written = text.slice(start, end);
  if (written.includes("#")) {
    return "its converter mentions a private name, which only the class knows: convert by a function without it";
  }
  const canMove = isQuiet(text, owner) && !/\b(?:await|yield)\b/.test(written);
  if (converter.evaluated !== "beside" && !canMove) {
    return "its converter is evaluated among other parts of its class that can tell: put it into a variable before the class";
  }
  return null;
}

/** Can nobody tell whether a converter is evaluated straight before the class or inside? */
function isQuiet(
  text: string,
  { span, bodyStart, hasComputedNames, isDecorated }: ClassPlan,
): boolean {
  const head = text.slice(span.start, bodyStart);
  const hasPlainHeritage = !/\bextends\b/.test(head) || /\bextends\s+[\w$.]+[^(]*$/.test(head);
  return !isDecorated && hasPlainHeritage && !hasComputedNames;
}

/** The converters of a class, where each evaluation of the class evaluates them once. */
function placeConverters(
  text: string,
  { place, span, assumedName }: ClassPlan,
  converters: readonly string[],
  lineBreak: string,
): Edit[] {
  const edit = (offset: number, added: string) => ({ start: offset, end: offset, text: added });
  if (place.kind === "statement") {
    const indent = indentAt(text, place.offset);
    const lines = converters.map((line) => line + lineBreak + indent).join("");
    return [edit(beforeComments(text, place.offset), lines)];
  }
  const indent = indentAt(text, span.start);
  const lines = converters.map((line) => `${indent}  ${line}${lineBreak}`).join("");
  const head = `{${lineBreak}${lines}${indent}  return`;
  const tail = `;${lineBreak}${indent}}`;
  if (place.kind === "arrow") {
    // `() => class {}` → `() => { const toX = …; return class {}; }`
    return [edit(place.bodyStart, ` ${head}`), edit(place.bodyEnd, tail)];
  }
  // `class {}` → `(() => { const toX = …; return class {}; })()`; a property gives the class the name that it had.
  const name = assumedName ? JSON.stringify(assumedName) : null;
  return [
    edit(span.start, `(() => ${head} ${name === null ? "" : `{ ${name}: `}`),
    edit(span.end, `${name === null ? "" : ` }[${name}]`}${tail})()`),
  ];
}

/** `@field private x?: string = a;` → `private accessor x: string | undefined = a;` */
function toAccessor(text: string, field: FieldPlan, member: Member, isTyped: boolean): Edit[] {
  const words = [...modifiers(member, field.isStatic), "accessor"];
  const name = nameText(text, member);
  const end = member.type?.end ?? nameEnd(text, member);
  const type = !isTyped || !member.type ? "" : typeText(text, member, member.type);
  const mark = member.isDefinite ? "!" : "";
  return [{ start: member.start, end, text: `${words.join(" ")} ${name}${mark}${type}` }];
}

/** `@field(c) x: number = a;` → a getter, a setter, and `#x: number = toX(a);` in the place of the initializer. */
function toPair(
  text: string,
  field: FieldPlan,
  member: Member,
  {
    local,
    slot,
    isTyped,
    lineBreak,
  }: { local: string; slot: string; isTyped: boolean; lineBreak: string },
): Edit[] {
  const indent = indentAt(text, member.start);
  const prefix = modifiers(member, field.isStatic)
    .map((word) => `${word} `)
    .join("");
  const type = !isTyped || !member.type ? "" : typeText(text, member, member.type);
  const name = nameText(text, member);
  const mark =
    member.isDefinite || (type !== "" && field.initializer === null && !member.isOptional)
      ? "!"
      : "";
  const head = [
    `${prefix}get ${name}()${type} {`,
    `  return this.#${slot};`,
    "}",
    `${prefix}set ${name}(value${type}) {`,
    `  this.#${slot} = ${local}(value);`,
    "}",
    `${field.isStatic ? "static " : ""}#${slot}${mark}${type}`,
  ].join(lineBreak + indent);
  if (field.initializer === null)
    return [{ start: member.start, end: member.end, text: `${head};` }];
  const { start, end } = field.initializer.expression.span;
  return [
    { start: member.start, end: start, text: `${head} = ${local}(` },
    // Up to the semicolon, parentheses around the expression included.
    { start: end, end: member.end, text: ");" },
  ];
}

function modifiers({ access, isOverride }: Member, isStatic: boolean): string[] {
  return [access ?? [], isStatic ? "static" : [], isOverride ? "override" : []].flat();
}

function nameText(text: string, { key, isComputed }: Member): string {
  const name = text.slice(key.start, key.end);
  return isComputed ? `[${name}]` : name;
}

/** Behind the name and what belongs to it: `]`, `?`, `!`. */
function nameEnd(text: string, { key, isComputed }: Member): number {
  const rest = (isComputed ? /^\s*\]\s*[?!]?/ : /^\s*[?!]?/).exec(text.slice(key.end));
  return key.end + (rest?.[0].trimEnd().length ?? 0);
}

function typeText(text: string, { isOptional }: Member, type: Span): string {
  const written = text.slice(type.start, type.end).replace(/^:\s*/, "");
  if (!isOptional) return `: ${written}`;
  return /=>|\?/.test(written) ? `: (${written}) | undefined` : `: ${written} | undefined`;
}

function importEdits(text: string, plan: FilePlan): Edit[] {
  const edits: Edit[] = [];
  const seen = new Set<number>();
  for (const { declaration, kept } of plan.imports.removed) {
    if (seen.has(declaration.start)) continue;
    seen.add(declaration.start);
    const written = text.slice(declaration.start, declaration.end);
    const names = kept.map(({ start, end }) => text.slice(start, end)).join(", ");
    const code = kept.length === 0 ? "" : written.replace(/\{[^}]*\}/, `{ ${names} }`);
    const lineEnd =
      code === "" ? (/^(?:\r\n|[\n\r])/.exec(text.slice(declaration.end))?.[0].length ?? 0) : 0;
    edits.push({ start: declaration.start, end: declaration.end + lineEnd, text: code });
  }
  return edits;
}

function apply(text: string, edits: readonly Edit[]): string {
  let code = text;
  for (const { start, end, text: added } of [...edits].sort(
    (a, b) => b.start - a.start || b.end - a.end,
  )) {
    code = code.slice(0, start) + added + code.slice(end);
  }
  return code;
}

/** Before the comments that stand straight before an offset: they belong to what follows it. */
function beforeComments(text: string, offset: number): number {
  const comments =
    /(?:(?:\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n\r]*(?:\r\n|[\n\r]))[ \t]*(?:\r\n|[\n\r])?[ \t]*)+$/.exec(
      text.slice(0, offset),
    );
  return offset - (comments?.[0].length ?? 0);
}

function indentAt(text: string, offset: number): string {
  const breaks = ["\n", "\r"].map((end) => text.lastIndexOf(end, offset - 1));
  return /^[ \t]*/.exec(text.slice(Math.max(...breaks) + 1, offset))?.[0] ?? "";
}

/** Names that occur nowhere in the text. */
function createNames(text: string): (wanted: string) => string {
  const taken = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
  const privateNames = new Set(text.match(/#[\p{ID_Continue}$]+/gu) ?? []);
  return (wanted) => {
    const isSlot = wanted.startsWith("#");
    const used = isSlot ? privateNames : taken;
    let name = wanted;
    for (let number = 2; used.has(name); number++) name = `${wanted}${number}`;
    used.add(name);
    return isSlot ? name.slice(1) : name;
  };
}

function slotName(name: string): string {
  return `#${name
    .replace(/^#/, "")
    .replace(/[^\p{ID_Continue}$]/gu, "_")
    .replace(/^(?=\d)/, "_")}`;
}

function pascal(name: string): string {
  const word = slotName(name).slice(1);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
