import { parseSync } from "oxc-parser";

/** A place in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a class member is written. */
export interface Member extends Span {
  /** Behind the last decorator. */
  readonly head: number;
  readonly key: Span;
  readonly isComputed: boolean;
  /** The type with its colon. */
  readonly type: Span | null;
  readonly access: "private" | "protected" | "public" | null;
  readonly isOverride: boolean;
  readonly isOptional: boolean;
  readonly isDefinite: boolean;
}

interface Node extends Span {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The properties of all classes in a text, by the offset of their end. */
export function readMembers(fileName: string, text: string): ReadonlyMap<number, Member> {
  const lang = /\.tsx$/.test(fileName) ? "tsx" : /\.[cm]?ts$/.test(fileName) ? "ts" : "jsx";
  // As the core parses it.
  const parsed = text.replace(/^\uFEFF#!/, " //");
  const { program } = parseSync(fileName, parsed, { lang, astType: "ts", preserveParens: false });
  const members = new Map<number, Member>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const node = value as Node;
    if (node.type === "PropertyDefinition" || node.type === "AccessorProperty") {
      members.set(node.end, toMember(node));
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(program);
  return members;
}

function toMember(node: Node): Member {
  const decorators = node["decorators"] as readonly Node[] | undefined;
  return {
    start: Math.min(node.start, decorators?.[0]?.start ?? node.start),
    end: node.end,
    head: decorators?.at(-1)?.end ?? node.start,
    key: node["key"] as Node,
    isComputed: node["computed"] === true,
    type: (node["typeAnnotation"] as Node | null | undefined) ?? null,
    access: (node["accessibility"] as Member["access"] | undefined) ?? null,
    isOverride: node["override"] === true,
    isOptional: node["optional"] === true,
    isDefinite: node["definite"] === true,
  };
}
