import type { Random } from "../differential/random.ts";
import type { Parsed, Tree } from "./tree.ts";
import { childOf, isClass, listOf, nodesOf } from "./tree.ts";

/** How a file imports the marker, and what its fields then write. */
interface Style {
  readonly statement: string;
  readonly marker: string;
  readonly converter: string;
}

const STYLES: readonly Style[] = [
  {
    statement: 'import { field, integer, text } from "weakfield";',
    marker: "field",
    converter: "integer",
  },
  { statement: "import { field } from 'weakfield'", marker: "field", converter: "Number" },
  {
    statement: 'import { integer, field as mark } from "weakfield";',
    marker: "mark",
    converter: "integer",
  },
  {
    statement: 'import { field, type Options, integer, } from "weakfield"',
    marker: "field",
    converter: "integer({ min: 1 })",
  },
  {
    statement: 'import * as wf from "weakfield";',
    marker: "wf.field",
    converter: "wf.text({ max: 9 })",
  },
  { statement: 'import wf = require("weakfield");', marker: "wf.field", converter: "wf.integer" },
];

/** Text to put in at an offset. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Puts `@field` in front of class properties of a file, makes classes of its expressions, and imports the marker. What
 * comes out need not parse: an expression may need what is around it.
 */
export function sprinkle({ text, program }: Parsed, random: Random): string {
  const style = random.pick(STYLES);
  const nodes = [...nodesOf(program)];
  const expressions = nodes
    .filter((node) => isExpression(node) && node.end - node.start < 400)
    .map(({ start, end }) => text.slice(start, end));
  const context: Context = { random, style, expressions };
  const insertions: Insertion[] = [];
  for (const node of nodes) {
    if (node.type === "ClassBody") insertions.push(...sprinkleClass(node, context));
    if (isClass(node) && random.chance(0.02)) insertions.push({ at: node.start, text: "@other " });
  }
  const statements = nodes.flatMap((node) => [
    ...listOf(node, "body"),
    ...listOf(node, "consequent"),
  ]);
  for (let left = random.int(4); left > 0 && statements.length > 0; left--) {
    insertions.push({ at: random.pick(statements).start, text: `${statement(context)}\n` });
  }
  const [first = program] = random.chance(0.8) ? [program] : listOf(program, "body");
  insertions.push({
    at: importOffset(program, text, first),
    text: `${style.statement}${separator(random)}`,
  });
  return insertAll(text, insertions);
}

interface Context {
  readonly random: Random;
  readonly style: Style;
  /** Texts of expressions of the file. */
  readonly expressions: readonly string[];
}

function importOffset(program: Tree, text: string, place: Tree): number {
  const hashbang = childOf(program, "hashbang");
  const start = hashbang ? hashbang.end : text.startsWith("\uFEFF") ? 1 : 0;
  return Math.max(start, place === program ? 0 : place.start);
}

function sprinkleClass(body: Tree, context: Context): Insertion[] {
  const { random } = context;
  const insertions: Insertion[] = [];
  for (const member of listOf(body, "body")) {
    const isProperty = member.type === "PropertyDefinition" || member.type === "AccessorProperty";
    const isFaulty = !isProperty || member["declare"] === true;
    if (random.chance(isFaulty ? 0.005 : 0.6)) {
      insertions.push({ at: member.start, text: `${decorator(context)} ` });
    }
    if (random.chance(0.1)) insertions.push({ at: member.start, text: `${memberText(context)}\n` });
  }
  if (random.chance(0.4)) {
    insertions.push({ at: body.start + 1, text: members(context) });
  }
  return insertions;
}

function members(context: Context): string {
  const { random } = context;
  const list = Array.from({ length: 1 + random.int(4) }, () => memberText(context));
  return ` ${list.join(random.pick(["\n", " ", "\r\n\n", " /* between */ "]))} `;
}

/** Names that need care; most members have a number for a name instead, since two of one name are a fault. */
const ODD_NAMES = [
  "name",
  "get",
  "set",
  "static",
  "async",
  "accessor",
  "__proto__",
  '"a b"',
  "declare",
  "type",
  "constructor",
];
const MODIFIERS = ["static ", "readonly ", "override ", "accessor ", "static accessor "];
const PUBLIC_MODIFIERS = ["private ", "public static readonly ", "protected "];

function memberText(context: Context): string {
  const { random } = context;
  const isPrivate = random.chance(0.1);
  const modifiers = isPrivate ? MODIFIERS : [...MODIFIERS, ...PUBLIC_MODIFIERS];
  const modifier = random.chance(0.4) ? random.pick(modifiers) : "";
  let value = random.chance(0.7) ? ` = ${expression(context)}` : "";
  let suffix = random.chance(0.2) ? ": unknown[]" : "";
  if (!modifier && !isPrivate && random.chance(0.2)) {
    suffix = random.pick(["?", "!: string"]);
    if (suffix.startsWith("!")) value = "";
  }
  const name = isPrivate ? `#p${random.int(1000)}` : publicName(context);
  const end = random.pick([";", ";", ";\n", "\n", " // behind\n", "; /* behind */"]);
  const gap = random.pick([" ", " ", "\n", " /* in */ ", " // in\n"]);
  return `${decorator(context)}${gap}${modifier}${name}${suffix}${value}${end}`;
}

function publicName(context: Context): string {
  const { random } = context;
  if (random.chance(0.1)) return `[${expression(context)}]`;
  if (random.chance(0.1)) return random.pick(ODD_NAMES);
  return random.pick([`x${random.int(1000)}`, `${random.int(1000)}`, `"x ${random.int(1000)}"`]);
}

function decorator(context: Context): string {
  const { random, style } = context;
  const { marker, converter } = style;
  switch (random.int(8)) {
    case 0:
      return `@${marker}(${converter})`;
    case 1:
      return `@(${marker})`;
    case 2:
      return `@${marker}(${expression(context)})`;
    case 3:
      return `@${marker}((value) => ${expression(context)})`;
    default:
      return `@${marker}`;
  }
}

/** A class somewhere among the statements or inside an expression. */
function statement(context: Context): string {
  const { random } = context;
  const heritage = random.chance(0.2)
    ? ` extends ${random.pick(["Base", "(mixin(Base))", "class { a = 1 }"])}`
    : "";
  const anonymous = `class${heritage} {${members(context)}}`;
  const named = `class Added${random.int(100)}${heritage} {${members(context)}}`;
  switch (random.int(8)) {
    case 0:
      return `const added = () => ${anonymous};`;
    case 1:
      return `use(${anonymous}, ${named});`;
    case 2:
      return `function added(parameter = ${anonymous}) { return ${named}; }`;
    case 3:
      return `for (const added of [${anonymous}]) { ${named} }`;
    case 4:
      return `const added = (a, b = ${anonymous}) => (/* ) => { */ [${named}, a]);`;
    case 5:
      return `while (${anonymous}) { break }`;
    case 6:
      return `switch (added) { case ${anonymous}: ${named} default: }`;
    default:
      return named;
  }
}

const PLAIN = [
  "1",
  '"two"',
  "[]",
  "{ a: 1 }",
  "() => this",
  "this",
  "class {}",
  "-1",
  "`t`",
  "f()",
  "undefined",
  "function () { return this }",
  "{ __proto__: null }",
  "/r/g",
  "(1, 2)",
];

function expression({ random, expressions }: Context): string {
  const text =
    expressions.length > 0 && random.chance(0.6) ? random.pick(expressions) : random.pick(PLAIN);
  if (random.chance(0.02)) return nest(text, 1 + random.int(120), random);
  return random.chance(0.3) ? `(${text})` : text;
}

/** An expression inside many others. */
function nest(text: string, depth: number, random: Random): string {
  const [open, close] = random.pick([
    ["(", ")"],
    ["[", "]"],
    ["{ a: ", "}"],
    ["() => (", ")"],
    ["class { a = ", "}"],
    ["-", ""],
    ["`${", "}`"],
  ] as const);
  return open.repeat(depth) + text + close.repeat(depth);
}

function isExpression({ type }: Tree): boolean {
  return (
    type.endsWith("Expression") ||
    type === "Identifier" ||
    type === "Literal" ||
    type === "TemplateLiteral"
  );
}

function separator(random: Random): string {
  return random.pick(["\n", "\n", "\r\n", " ", " // marker\n", "\u2028"]);
}

function insertAll(text: string, insertions: readonly Insertion[]): string {
  let result = text;
  for (const { at, text: inserted } of [...insertions].sort((a, b) => b.at - a.at)) {
    result = result.slice(0, at) + inserted + result.slice(at);
  }
  return result;
}

/** Changes of the whole text: line breaks, blanks and characters that well kept files do not have. */
export function distort(text: string, random: Random): string {
  switch (random.int(12)) {
    case 0:
      return text.replace(/\r?\n/g, "\r\n");
    case 1:
      return text.replace(/\r?\n/g, "\r");
    case 2:
      return `\uFEFF${text}`;
    case 3:
      return text.replace(/\n/g, (found) =>
        random.chance(0.1) ? random.pick(["\u2028", "\u2029"]) : found,
      );
    case 4:
      return text.replace(/(?<=[;{},]) +/g, () =>
        random.pick(["\t", "\u00A0", "\f", "\v", "\u3000", "/* \ud83d */", "/*\n*/", " "]),
      );
    case 5:
      return text.replace(/(["'`])(?=[a-z])/g, (quote) =>
        random.chance(0.1) ? `${quote}\u{1F600}é` : quote,
      );
    case 6:
      // One very long line; what ends with a comment or a missing semicolon is lost.
      return text.replace(/\s*\n\s*/g, " ");
    case 7:
      return text.replace(/(["'])(?=[a-z])/g, (quote) =>
        random.chance(0.05) ? `${quote}\ud800` : quote,
      );
    case 8:
      return text.replace(/;\n/g, (found) => (random.chance(0.3) ? "\n" : found));
    default:
      return text;
  }
}
