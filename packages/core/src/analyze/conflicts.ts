import type { FileDiagnostic } from "../diagnostics.ts";
import { diagnostic, messages } from "../diagnostics.ts";
import type { Identifier, Node, Span } from "../estree.ts";
import { spanOf, startOf, unwrap } from "../estree.ts";
import type { ClassModel, FunctionValue, MemberName } from "./class-model.ts";
import { displayName } from "./member-name.ts";

/** What a class declares under a name that the text tells; members of the same key replace each other. */
interface NamedMember {
  readonly key: string;
  readonly name: MemberName;
  readonly span: Span;
  readonly isField: boolean;
  readonly kind: "property" | "parameter property" | "other";
}

type MembersOf = (model: ClassModel) => readonly NamedMember[];

/** Reports fields that share their name with another member: WF1008 in one class, WF1009 in a class and its subclass. */
export function reportConflicts(
  classes: readonly ClassModel[],
  diagnostics: FileDiagnostic[],
): void {
  const members = new Map<ClassModel, readonly NamedMember[]>();
  const membersOf: MembersOf = (model) => {
    let found = members.get(model);
    if (!found) members.set(model, (found = namedMembers(model)));
    return found;
  };
  for (const model of classes) {
    const hasFields = model.elements.some(({ field }) => field);
    if (hasFields) reportDuplicates(model, membersOf, diagnostics);
  }
  reportHiddenFields(classes, membersOf, diagnostics);
}

/** WF1008: two fields of one name, or a field beside something else of that name. */
function reportDuplicates(
  model: ClassModel,
  membersOf: MembersOf,
  diagnostics: FileDiagnostic[],
): void {
  const seen = new Map<string, NamedMember>();
  for (const member of membersOf(model)) {
    const earlier = seen.get(member.key);
    if (earlier && (earlier.isField || member.isField)) {
      const owner = model.name === "" ? "this class" : `\`${model.name}\``;
      const text = messages.duplicate(displayName(member.name), owner);
      diagnostics.push(diagnostic("WF1008", text, member.span));
    } else seen.set(member.key, member);
  }
}

/** WF1009: a plain property of a subclass in the same file with the name of an inherited field. */
function reportHiddenFields(
  classes: readonly ClassModel[],
  membersOf: MembersOf,
  diagnostics: FileDiagnostic[],
): void {
  const derived = classes.filter(({ node }) => node.superClass !== null);
  if (derived.length === 0) return;
  const byName = new Map<string, ClassModel | null>();
  for (const model of classes) {
    if (model.name === "") continue;
    // Two classes of one name in different scopes: unsure which is meant, so neither.
    byName.set(model.name, byName.has(model.name) ? null : model);
  }
  const baseOf = (model: ClassModel): ClassModel | null => {
    const heritage = model.node.superClass && unwrap(model.node.superClass);
    if (heritage?.type !== "Identifier") return null;
    return byName.get((heritage as Identifier).name) ?? null;
  };
  for (const model of derived) {
    for (const { key, name, span, kind, isField } of membersOf(model)) {
      if (isField || kind === "other") continue;
      const seen = new Set([model]);
      for (let base = baseOf(model); base && !seen.has(base); base = baseOf(base)) {
        seen.add(base);
        const inherited = membersOf(base).find((other) => other.key === key);
        if (!inherited) continue;
        if (inherited.isField) {
          const wording = kind === "property" ? messages.hiddenField : messages.hiddenByParameter;
          diagnostics.push(diagnostic("WF1009", wording(displayName(name), base.name), span));
        }
        break;
      }
    }
  }
}

function namedMembers(model: ClassModel): NamedMember[] {
  const members: NamedMember[] = [];
  for (const { kind, isStatic, name, node, field } of model.elements) {
    if (!node.key || kind === "type-only" || node.kind === "constructor") continue;
    // Private names are left to the parser.
    if (name.kind === "computed" || name.kind === "private") continue;
    members.push({
      key: `${isStatic ? "static " : ""}${name.text}`,
      name,
      span: spanOf(node.key),
      isField: field !== null,
      kind: kind === "property" ? "property" : "other",
    });
  }
  members.push(...parameterProperties(model));
  return members;
}

/** `constructor(public x: number, readonly y = 1)` */
function parameterProperties({ constructorNode }: ClassModel): NamedMember[] {
  if (constructorNode === null) return [];
  const { params } = constructorNode.value as FunctionValue;
  return params.flatMap((node): NamedMember[] => {
    if (node.type !== "TSParameterProperty") return [];
    const { parameter } = node as ParameterProperty;
    const identifier = parameter.left ?? parameter;
    const text = identifier.name;
    const start = startOf(identifier);
    return [
      {
        key: text,
        name: { kind: "identifier", text },
        // Of the name alone: the parsers count a type to the identifier.
        span: { start, end: start + text.length },
        isField: false,
        kind: "parameter property",
      },
    ];
  });
}

interface ParameterProperty extends Node {
  /** With a default value, the name is on its left. */
  readonly parameter: Identifier & { readonly left?: Identifier };
}
