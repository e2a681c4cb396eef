import type { Span } from "./estree.ts";

/** What a diagnostic is about, and its text for the case at hand. */
export type DiagnosticCode = keyof typeof DIAGNOSTICS;

/** A fault at a place in a file. */
export type FileDiagnostic = Diagnostic & { readonly span: Span };

/** One fault, the same from every door. `span` is the narrowest place that shows it; null for an option. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span: Span | null;
}

/**
 * Every code: its title, as the pages under `docs/diagnostics/` have it. Codes are never renumbered or reused.
 * TypeScript shows code `WF1002` as number 991002.
 */
export const DIAGNOSTICS = {
  WF1001: "unknown option or option value",
  WF1002: "`@field` on something that is not a property declaration",
  WF1003: "`@field` on a `declare` or `abstract` member",
  WF1004: "another decorator on the same member",
  WF1005: "more than one argument, or an empty call",
  WF1006: "the marker used as a value, re-exported, or assigned",
  WF1007: "the file cannot be parsed",
  WF1008: "two members of one class with the same name",
  WF1009: "a subclass hides a field with a plain property",
  WF1010: "a class expression that no storage can be placed beside",
} as const;

/** The text of every diagnostic. The only place that words them. */
export const messages = {
  unknownOption: (name: string, nearest: string | null, known: readonly string[]): string =>
    `Unknown option \`${name}\`. ${nearest ? `Did you mean \`${nearest}\`?` : `Known options: ${list(known)}.`}`,
  optionValue: (name: string, value: string, nearest: string | null, expected: string): string =>
    `Option \`${name}\` cannot be ${value}. ${nearest ? `Did you mean ${nearest}?` : `Expected ${expected}.`}`,
  optionsNotObject: (value: string): string => `The options must be an object, not ${value}.`,
  notProperty: (subject: string): string =>
    `\`@field\` cannot decorate ${subject}. It makes an accessor out of a property declaration: move it to one, or remove it.`,
  noStorage: (name: string, modifier: string): string =>
    `\`@field\` cannot decorate the \`${modifier}\` member \`${name}\`, which has no value of its own. Remove \`${modifier}\`, or put \`@field\` on the member that implements it.`,
  otherDecorator: (name: string): string =>
    `\`${name}\` has a second decorator beside \`@field\`, which would get an accessor in one place and a property in another. Remove it, or pass its work to \`@field\` as a converter.`,
  argumentCount: (count: number): string =>
    count === 0
      ? "`@field()` has no converter. Write `@field` without parentheses, or pass one converter."
      : `\`@field\` takes one converter, not ${count} arguments. Combine them into one function.`,
  spreadArgument: (): string =>
    "`@field` takes one converter, not a spread. Pass the converter itself.",
  markerAsValue: (name: string): string =>
    `\`${name}\` is a marker that only the compiler reads: it may stand behind an \`@\`, nowhere else. Write \`@${name}\` at each declaration.`,
  markerReExported: (name: string): string =>
    `\`${name}\` is re-exported, but a file is compiled alone and recognizes the marker by the module it is imported from. Import it from there, or name this module in the option \`modules\`.`,
  parse: (parserMessage: string): string =>
    `The file cannot be parsed, so its fields were not compiled: ${parserMessage}`,
  duplicate: (name: string, className: string): string =>
    `\`${name}\` is declared twice in ${className}, and one of them is a \`@field\`: the later accessor replaces the earlier one. Rename or remove one.`,
  hiddenField: (name: string, base: string): string =>
    `The property \`${name}\` hides the field \`${name}\` of \`${base}\`: each instance gets a plain property, and the field's converter no longer runs. Write \`@field override ${name}\`, or \`declare ${name}\` to change the type only.`,
  hiddenByParameter: (name: string, base: string): string =>
    `The parameter property \`${name}\` hides the field \`${name}\` of \`${base}\`: each instance gets a plain property, and the field's converter no longer runs. Take its modifiers away, and hand the parameter to \`super\` or assign it to \`this.${name}\`.`,
  noPlace: (reason: string): string =>
    `This class is evaluated where no variable can be declared for each evaluation: ${reason}. Move the class into a statement of its own.`,
} as const;

/** Makes a diagnostic; `span` null when no place in a file is at fault. */
export function diagnostic<Place extends Span | null>(
  code: DiagnosticCode,
  message: string,
  span: Place,
): Diagnostic & { readonly span: Place } {
  return { code, message, span };
}

/** The number under which TypeScript shows a code: 990000 plus the number in the code. */
export function diagnosticNumber(code: DiagnosticCode): number {
  return 990_000 + Number(code.slice(2));
}

/** The page that explains a code. */
export function diagnosticUrl(code: DiagnosticCode): string {
  return `https://github.com/weakfield/weakfield/blob/main/docs/diagnostics/${code}.md`;
}

/** One line, `WF1002: …`, as every door prints it. */
export function diagnosticText(fault: Diagnostic): string {
  return `${fault.code}: ${fault.message}`;
}

const BYTE_ORDER_MARK = /^\uFEFF/;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** One-based line and column of an offset, columns in UTF-16 code units; a byte order mark takes none. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = BYTE_ORDER_MARK.test(text) ? 1 : 0;
  for (const { 0: lineBreak, index } of text.slice(0, offset).matchAll(LINE_BREAK)) {
    line++;
    start = index + lineBreak.length;
  }
  return { line, column: Math.max(1, offset - start + 1) };
}

/**
 * The file position, the message, and the source lines around the fault with carets below it.
 *
 * @param text the file as it was read; positions in it are those of the diagnostic
 */
export function codeFrame(fileName: string, text: string, fault: Diagnostic): string {
  const { span } = fault;
  if (span === null) return diagnosticText(fault);
  const { line, column } = positionOf(text, span.start);
  const lines = text.replace(BYTE_ORDER_MARK, "").split(LINE_BREAK);
  const width = String(line + 1).length;
  const frame = [line - 1, line, line + 1].flatMap((number) => {
    const content = lines[number - 1];
    if (content === undefined) return [];
    const row = `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${content}`;
    if (number !== line) return [row.trimEnd()];
    const room = Math.max(1, content.length - column + 1);
    const length = Math.max(1, Math.min(room, span.end - span.start));
    const indent = content.slice(0, column - 1).replace(/[^\t]/g, " ");
    return [row, `  ${" ".repeat(width)} | ${indent}${"^".repeat(length)}`];
  });
  return `${fileName}:${line}:${column} ${diagnosticText(fault)}\n\n${frame.join("\n")}`;
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
