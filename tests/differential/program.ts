/** A piece of a generated program. */
export type Part = string | Mark | Chunk;

/** Where a member is declared a field: `static accessor ` for the reference, `@field static ` for ours. */
export interface Mark {
  readonly kind: "mark";
  readonly modifiers: string;
  /** Between `@field` and the rest a line may end, behind `accessor` it may not. */
  readonly breaksLine: boolean;
  /** An expression that gives an identity converter; the reference makes it a decorator that does nothing. */
  readonly converter: string | null;
}

/** What shrinking may leave out, and what then stands in its place. */
export interface Chunk {
  readonly kind: "chunk";
  readonly parts: readonly Part[];
  readonly instead: string;
}

/** What must be known of a program to compare it; `docs/semantics.md` gives the reasons. */
export type Trait =
  /** Evaluates a class in a loop, or an arrow function without braces, again. */
  | "repetition"
  /** Reaches fields, perhaps early, other than by their accessors on the instance. */
  | "indirect-access"
  /** Initializes an object twice. */
  | "double-initialization"
  /** An anonymous default-exported class. */
  | "anonymous-default"
  /** A static field of a class expression without a name. */
  | "anonymous-static"
  /** Something that TypeScript lowers in another order, or not at all, below ES2022, fields aside. */
  | "lowered-otherwise"
  /** A call of `super` that is no statement of the constructor's body. */
  | "nested-super"
  /** Something of which TypeScript makes a wrong program below ES2022, fields or not. */
  | "broken-lowering"
  /** A class expression in the part of a loop that runs again and again. */
  | "loop-head"
  /** A subclass declares a field again or puts something else in its place. */
  | "redeclaration";

/** A generated program that has not yet been told how its fields are declared. */
export interface Program {
  readonly seed: number;
  readonly parts: readonly Part[];
  readonly traits: ReadonlySet<Trait>;
  /** The second family: converter expressions against decorator expressions. */
  readonly hasConverters: boolean;
}

/** The two ways to declare a field. */
export type Spelling = "accessor" | "field";

/** Parts out of a template; arrays are spliced in. */
export function code(
  texts: TemplateStringsArray,
  ...values: readonly (Part | number | readonly Part[])[]
): Part[] {
  const parts: Part[] = [texts[0] ?? ""];
  values.forEach((value, index) => {
    if (typeof value === "number") parts.push(String(value));
    else if (typeof value === "object" && "length" in value) parts.push(...value);
    else parts.push(value);
    parts.push(texts[index + 1] ?? "");
  });
  return parts;
}

/** A part that shrinking may drop. */
export function chunk(parts: readonly Part[] | string, instead = ""): Chunk {
  return { kind: "chunk", parts: typeof parts === "string" ? [parts] : parts, instead };
}

/** The text of a program in one spelling, without the chunks that were dropped. */
export function render(
  program: Pick<Program, "parts" | "hasConverters">,
  spelling: Spelling,
  dropped: ReadonlySet<Chunk> = new Set(),
): string {
  const print = (part: Part): string => {
    if (typeof part === "string") return part;
    if (part.kind === "mark") return printMark(part, spelling);
    return dropped.has(part) ? part.instead : part.parts.map(print).join("");
  };
  const text = program.parts.map(print).join("");
  const imported = [
    ...(spelling === "field" ? ["field"] : []),
    ...(program.hasConverters ? ["integer", "text"] : []),
  ];
  const head = imported.length === 0 ? "" : `import { ${imported.join(", ")} } from "weakfield";`;
  return `${head}\n${text}`;
}

function printMark({ modifiers, converter, breaksLine }: Mark, spelling: Spelling): string {
  if (spelling === "accessor") {
    return converter === null
      ? `${modifiers}accessor `
      : `@dec(${converter}) ${modifiers}accessor `;
  }
  const rest = `${breaksLine ? "\n  " : " "}${modifiers}`;
  return converter === null ? `@field${rest}` : `@field(${converter})${rest}`;
}

/** All chunks of a program, outer ones before what is in them. */
export function chunksOf(program: Pick<Program, "parts">): Chunk[] {
  const chunks: Chunk[] = [];
  const visit = (part: Part): void => {
    if (typeof part === "string" || part.kind === "mark") return;
    chunks.push(part);
    part.parts.forEach(visit);
  };
  program.parts.forEach(visit);
  return chunks;
}
