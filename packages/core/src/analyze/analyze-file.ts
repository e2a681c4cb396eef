import type { FileDiagnostic } from "../diagnostics.ts";
import { diagnostic, messages } from "../diagnostics.ts";
import type { ClassNode, DecoratorNode, Identifier, MemberNode, Node, Span } from "../estree.ts";
import { decoratorsOf, endOf, spanOf, startOf, unwrap } from "../estree.ts";
import type { MarkerBinding } from "../marker.ts";
import {
  findConverterNames,
  findMarkerBindings,
  findReExports,
  MARKER,
  markerReference,
} from "../marker.ts";
import type { ResolvedOptions } from "../options.ts";
import type {
  ClassModel,
  ElementModel,
  FieldModel,
  FunctionValue,
  MemberName,
} from "./class-model.ts";
import { inferredName } from "./class-name.ts";
import { reportConflicts } from "./conflicts.ts";
import { displayName, memberName } from "./member-name.ts";
import type { ClassSite, DecoratedSite, Reference, Scan } from "./scan.ts";
import { scanProgram } from "./scan.ts";

/** Everything that a file says about fields, and what is wrong with it. */
export interface FileModel {
  readonly scan: Scan;
  readonly bindings: readonly MarkerBinding[];
  /** The bindings of which a use stays in the output: of a faulty declaration, as a value, for another export. */
  readonly keptBindings: ReadonlySet<MarkerBinding>;
  /** Starts of the identifiers that mean a converter of the runtime, or a namespace that has them. */
  readonly ownConverters: ReadonlySet<number>;
  /** Every class of the file, with or without fields. */
  readonly classes: readonly ClassModel[];
  /** In no order. */
  readonly diagnostics: readonly FileDiagnostic[];
}

interface Uses {
  readonly bindings: readonly MarkerBinding[];
  readonly references: readonly Reference[];
  /** Where they start. */
  readonly starts: ReadonlySet<number>;
  /** Starts of the references that a valid declaration consumed. */
  readonly consumed: Set<number>;
  /** Starts of the references that stand behind an `@`, right or wrong. */
  readonly asDecorator: Set<number>;
  readonly diagnostics: FileDiagnostic[];
}

/** Analyzes a program; never changes it. */
export function analyzeFile(program: Node, text: string, options: ResolvedOptions): FileModel {
  const body = (program as Node & { body: readonly Node[] }).body;
  const bindings = findMarkerBindings(body, options.modules);
  const converterNames = findConverterNames(body, bindings);
  const watched = new Set([...converterNames, ...bindings.map((binding) => binding.local)]);
  const scan = scanProgram(program, text, watched);
  const uses: Uses = {
    bindings,
    references: scan.references,
    starts: new Set(scan.references.map(({ identifier }) => startOf(identifier))),
    consumed: new Set(),
    asDecorator: new Set(),
    diagnostics: [],
  };
  const classes = scan.classes.map((site) => analyzeClass(site, uses));
  for (const site of scan.decorated) reportMisplaced(site, uses);
  reportValues(uses, options);
  if (options.modules.length === 1) {
    for (const local of findReExports(body, options.modules)) {
      uses.diagnostics.push(diagnostic("WF1006", messages.markerReExported(MARKER), spanOf(local)));
    }
  }
  reportConflicts(classes, uses.diagnostics);
  return {
    scan,
    bindings,
    keptBindings: new Set(bindings.filter((binding) => isKept(binding, uses))),
    ownConverters: new Set(
      scan.references
        .filter(({ identifier }) => converterNames.has(identifier.name))
        .map(({ identifier }) => startOf(identifier)),
    ),
    classes,
    diagnostics: uses.diagnostics,
  };
}

function analyzeClass(site: ClassSite, uses: Uses): ClassModel {
  const { node } = site;
  let hasOtherDecorators = decoratorsOf(node).length > 0;
  let constructorNode: MemberNode | null = null;
  const elements = node.body.body.map((member): ElementModel => {
    const name = memberName(member);
    const marker = findMarker(member, uses);
    const field = marker && analyzeField(node, member, marker, name, uses);
    if (member.kind === "constructor" && (member.value as FunctionValue | null)?.body) {
      constructorNode = member;
    }
    if (!field && hasDecorators(member)) hasOtherDecorators = true;
    return {
      kind: field ? "field" : elementKind(member),
      node: member,
      span: { start: memberStart(member), end: endOf(member) },
      isStatic: member.static === true || member.type === "StaticBlock",
      name,
      field,
    };
  });
  const name = node.id?.name ?? inferredName(site) ?? "";
  return { site, node, name, elements, hasOtherDecorators, constructorNode };
}

function elementKind(member: MemberNode): ElementModel["kind"] {
  switch (member.type) {
    case "StaticBlock":
      return "static-block";
    case "PropertyDefinition":
      return member.declare ? "type-only" : "property";
    case "AccessorProperty":
      return "accessor";
    case "MethodDefinition":
      return "method";
    default:
      return "type-only";
  }
}

/** The `@field` of a member, where the name means the import. */
function findMarker(node: Node, uses: Uses): Marker | null {
  let found: Marker | null = null;
  for (const decorator of decoratorsOf(node)) {
    const expression = unwrap(decorator.expression);
    const call = expression.type === "CallExpression" ? (expression as CallNode) : null;
    const local = markerReference(call?.callee ?? expression, uses.bindings);
    if (local && uses.starts.has(startOf(local))) {
      uses.asDecorator.add(startOf(local));
      found ??= { decorator, call, local };
    }
  }
  return found;
}

interface Marker {
  readonly decorator: DecoratorNode;
  readonly call: CallNode | null;
  readonly local: Identifier;
}

/** The field that a marked member declares, or null and a diagnostic. */
function analyzeField(
  owner: ClassNode,
  member: MemberNode,
  marker: Marker,
  name: MemberName,
  uses: Uses,
): FieldModel | null {
  const { decorator, call, local } = marker;
  const refuse = (code: "WF1002" | "WF1003" | "WF1004" | "WF1005", text: string, at: Span) => {
    uses.diagnostics.push(diagnostic(code, text, at));
    return null;
  };
  const isAbstract = member.type.startsWith("TSAbstract");
  const isProperty = member.type === "PropertyDefinition" || member.type === "AccessorProperty";
  if (!isProperty && !isAbstract) {
    const subject = SUBJECTS[member.kind as keyof typeof SUBJECTS];
    return refuse(
      "WF1002",
      messages.notProperty(`${subject} \`${displayName(name)}\``),
      spanOf(decorator),
    );
  }
  const modifier = isAbstract ? "abstract" : member.declare || owner.declare ? "declare" : null;
  if (modifier) {
    return refuse("WF1003", messages.noStorage(displayName(name), modifier), spanOf(decorator));
  }
  const other = decoratorsOf(member).find((candidate) => candidate !== decorator);
  if (other) return refuse("WF1004", messages.otherDecorator(displayName(name)), spanOf(other));
  if (call && call.arguments.length !== 1) {
    const second = call.arguments[1];
    const at = second ? { start: startOf(second), end: endOf(call) - 1 } : spanOf(decorator);
    return refuse("WF1005", messages.argumentCount(call.arguments.length), at);
  }
  const converter = call?.arguments[0] ?? null;
  if (converter?.type === "SpreadElement") {
    return refuse("WF1005", messages.spreadArgument(), spanOf(converter));
  }
  uses.consumed.add(startOf(local));
  return {
    decorator,
    converter,
    initializer: member.value ?? null,
    key: name.kind === "computed" && member.key ? member.key : null,
  };
}

/** By the `kind` of what is no property: a method of some sort. */
const SUBJECTS = {
  constructor: "the constructor",
  get: "the getter",
  method: "the method",
  set: "the setter",
} as const;

/** WF1002 for classes, parameters, and whatever else has decorators without being a member. */
function reportMisplaced(site: DecoratedSite, uses: Uses): void {
  if (site.parent.type === "ClassBody") return;
  const { node } = site;
  const marker = findMarker(node, uses);
  if (!marker) return;
  const className = (node as Partial<ClassNode>).id?.name;
  const subject = node.type.startsWith("Class")
    ? `the class${className ? ` \`${className}\`` : ""}`
    : "a parameter";
  uses.diagnostics.push(
    diagnostic("WF1002", messages.notProperty(subject), spanOf(marker.decorator)),
  );
}

/** WF1006 for each use of the marker that is not behind an `@`. */
function reportValues(uses: Uses, options: ResolvedOptions): void {
  for (const { identifier, parent, isType } of uses.references) {
    if (isType || uses.asDecorator.has(startOf(identifier))) continue;
    const binding = uses.bindings.find((candidate) => candidate.local === identifier.name);
    if (!binding) continue;
    if (parent.type === "ExportSpecifier") {
      if (binding.kind === "namespace" || options.modules.length > 1) continue;
      const text = messages.markerReExported(identifier.name);
      uses.diagnostics.push(diagnostic("WF1006", text, spanOf(identifier)));
      continue;
    }
    // A namespace may be used for its other exports.
    const used = binding.kind === "marker" ? identifier : takenMarker(parent, uses);
    if (!used) continue;
    const name = binding.kind === "marker" ? identifier.name : `${identifier.name}.${MARKER}`;
    uses.diagnostics.push(diagnostic("WF1006", messages.markerAsValue(name), spanOf(used)));
  }
}

/** What takes the marker out of a namespace, by the node above it: `w.field`, or the key in `const { field } = w`. */
function takenMarker(parent: Node, uses: Uses): Node | null {
  if (markerReference(parent, uses.bindings)) return parent;
  const { id } = parent as VariableDeclarator;
  if (parent.type !== "VariableDeclarator" || id.type !== "ObjectPattern") return null;
  // A rest element has no key.
  return id.properties.find(({ key }) => key?.name === MARKER)?.key ?? null;
}

function isKept(binding: MarkerBinding, uses: Uses): boolean {
  return uses.references.some(
    ({ identifier, isType }) =>
      identifier.name === binding.local && !isType && !uses.consumed.has(startOf(identifier)),
  );
}

/** Does a member, or a parameter of it, carry a decorator? */
function hasDecorators(member: MemberNode): boolean {
  const isDecorated = (node: Node) => decoratorsOf(node).length > 0;
  const { params } = (member.value ?? {}) as Partial<FunctionValue>;
  return isDecorated(member) || (params?.some(isDecorated) ?? false);
}

/** Where a member begins, its decorators included: the parsers differ on whether its own range includes them. */
function memberStart(member: MemberNode): number {
  return Math.min(startOf(member), ...decoratorsOf(member).map(startOf));
}

interface CallNode extends Node {
  readonly callee: Node;
  readonly arguments: readonly Node[];
}

interface VariableDeclarator extends Node {
  readonly id: Node & { readonly properties: readonly (Node & { readonly key?: Identifier })[] };
}
