import type { ClassPlan, FieldPlan, FilePlan } from "@weakfield/core";
import { readMembers } from "./syntax.ts";
import type { Member, Span } from "./syntax.ts";

/** A file without `@field`. */
export interface Ejected {
  readonly code: string;
  /** Declarations that have no plain form, and why; if there are any, `code` is the text as it was. */
  readonly declined: readonly { readonly offset: number; readonly reason: string }[];
}

interface Edit extends Span {
  readonly text: string;
}

/** Replaces the fields of a file by plain TypeScript, or by JavaScript in a JavaScript file. */
export function ejectFile(fileName: string, text: string, plan: FilePlan): Ejected {
  const isTyped = /\.[cm]?tsx?$/.test(fileName);
  const members = readMembers(fileName, text);
  const edits: Edit[] = [];
  const declined: { offset: number; reason: string }[] = [];
  const names = createNames(text);
  const helper = names("fieldConverter");
  let needsHelper = false;
  for (const owner of plan.classes) {
    const converters: string[] = [];
    for (const field of owner.fields) {
      const member = members.get(field.member.end);
      const reason = member
        ? whyDeclined(text, owner, field, plan)
        : "its syntax was not understood";
      if (!member || reason !== null) {
        declined.push({ offset: field.member.start, reason: reason ?? "" });
      } else if (field.converter === null) edits.push(...toAccessor(text, field, member, isTyped));
      else {
        const name = field.name.text ?? "";
        const local = names(`to${pascal(name)}`);
        const { start, end } = field.converter.expression.span;
        const labels = `${JSON.stringify(name)}, ${JSON.stringify(owner.owner)}`;
        converters.push(`const ${local} = ${helper}(${text.slice(start, end)}, ${labels});`);
        const slot = names(slotName(name));
        edits.push(...toPair(text, field, member, { local, slot, isTyped }));
      }
    }
    if (converters.length === 0) continue;
    needsHelper = true;
    edits.push(...placeConverters(text, owner, converters));
  }
  if (declined.length > 0) return { code: text, declined };
  edits.push(...importEdits(text, plan));
  const code = apply(text, edits);
  return {
    code: needsHelper ? `${code.trimEnd()}\n${helperText(helper, isTyped)}` : code,
    declined,
  };
}

/** Null: the field has a plain form. */
function whyDeclined(
  text: string,
  owner: ClassPlan,
  { converter, key, name }: FieldPlan,
  plan: FilePlan,
): string | null {
  if (converter === null) return null;
  const { start, end } = converter.expression.span;
  const canMove = isQuiet(text, owner) && !/#|\b(?:await|yield)\b/.test(text.slice(start, end));
  if (converter.evaluated !== "beside" && !canMove) {
    return "its converter is evaluated among other parts of its class that can tell: put it into a variable before the class";
  }
  if (key !== null || name.text === null) {
    return "it has a converter and a computed name: move its work into methods";
  }
  const isNested = plan.classes.some(({ span }) => start <= span.start && span.end <= end);
  return isNested ? "its converter holds a class with fields" : null;
}

/** Can nobody tell whether a converter is evaluated straight before the class or inside? */
function isQuiet(text: string, { span, bodyStart, fields, isDecorated }: ClassPlan): boolean {
  const head = text.slice(span.start, bodyStart);
  const hasPlainHeritage = !/\bextends\b/.test(head) || /\bextends\s+[\w$.]+[^(]*$/.test(head);
  return !isDecorated && hasPlainHeritage && fields.every(({ key }) => key === null);
}

/** The converters of a class, where each evaluation of the class evaluates them once. */
function placeConverters(
  text: string,
  { place, span, assumedName }: ClassPlan,
  converters: readonly string[],
): Edit[] {
  const edit = (offset: number, added: string) => ({ start: offset, end: offset, text: added });
  if (place.kind === "statement") {
    const indent = indentAt(text, place.offset);
    const lines = converters.map((line) => `${line}\n${indent}`).join("");
    return [edit(beforeComments(text, place.offset), lines)];
  }
  const line = text.lastIndexOf("\n", span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
  const lines = converters.map((converter) => `${indent}  ${converter}\n`).join("");
  const head = `{\n${lines}${indent}  return`;
  const tail = `;\n${indent}}`;
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
  { local, slot, isTyped }: { local: string; slot: string; isTyped: boolean },
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
  ].join(`\n${indent}`);
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
    const lineEnd = code === "" ? (/^\r?\n/.exec(text.slice(declaration.end))?.[0].length ?? 0) : 0;
    edits.push({ start: declaration.start, end: declaration.end + lineEnd, text: code });
  }
  return edits;
}

/** Calls a function or a Standard Schema, as `@field` does, and fails as it does. */
function helperText(name: string, isTyped: boolean): string {
  const typed = (text: string) => (isTyped ? text : "");
  const source = `((value: unknown, context: { field: string; owner: string }) => Out)
    | {
        readonly "~standard": {
          readonly validate: (value: unknown) => unknown;
          readonly types?: { readonly output: Out } | undefined;
        };
      }`;
  const schema = `{ readonly "~standard": { readonly validate: (value: unknown) => unknown } }`;
  const result =
    "{ readonly value: Out; readonly issues?: readonly { readonly message: string; readonly path?: readonly unknown[] }[] }";
  return `
/** A function that converts a value for a field, by a function or a Standard Schema, or throws. */
function ${name}${typed("<Out>")}(
  source${typed(`:\n    | ${source}`)},
  field${typed(": string")},
  owner${typed(": string")},
)${typed(": (value: unknown) => Out")} {
  const refuse = (
    issues${typed(": readonly { readonly message: string; readonly path?: readonly unknown[] }[]")},
    details${typed(": object")} = {},
  ) =>
    Object.assign(new TypeError(\`\${owner}.\${field} refused the value: \${issues[0]?.message}\`), {
      issues: issues.map((issue) => ({ ...issue, path: [field, ...(issue.path ?? [])] })),
      field,
      owner,
      ...details,
    });
  return (value) => {
    if (typeof source === "function" && !("~standard" in source)) {
      try {
        return source(value, { field, owner });
      } catch (cause) {
        throw refuse([{ message: cause instanceof Error ? cause.message : String(cause) }], { cause });
      }
    }
    const schema = source${typed(` as ${schema}`)};
    const result = schema["~standard"].validate(value)${typed(` as ${result}`)};
    if (result instanceof Promise) throw new TypeError(\`\${owner}.\${field} has a schema that answers with a promise.\`);
    if (result.issues) throw refuse(result.issues);
    return result.value;
  };
}
`;
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
  const comments = /(?:(?:\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n)[ \t]*\n?[ \t]*)+$/.exec(
    text.slice(0, offset),
  );
  return offset - (comments?.[0].length ?? 0);
}

function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
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
