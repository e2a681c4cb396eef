import type { Identifier, Node, Span } from "./estree.ts";
import { spanOf, unwrap } from "./estree.ts";
import type { ResolvedOptions } from "./options.ts";

/** The name under which `weakfield` exports the marker. */
export const MARKER = "field";

/** A local name that means the marker, or a namespace that has it as a member. */
export interface MarkerBinding {
  readonly kind: "marker" | "namespace";
  readonly local: string;
  readonly module: string;
  /** The import declaration, `import x = require()` included. */
  readonly declaration: Span;
  /** The specifier; null for `import x = require()`. */
  readonly specifier: Span | null;
  /** All specifiers of the same declaration, in order, this one included. */
  readonly siblings: readonly Span[];
}

/** Cheap test before anything is parsed: can this text import the marker at all? */
export function mentionsMarker(text: string, options: Pick<ResolvedOptions, "modules">): boolean {
  return options.modules.some((module) => text.includes(module)) && text.includes(MARKER);
}

/** The bindings of the marker that the imports of a program make. Type-only imports make none. */
export function findMarkerBindings(
  body: readonly Node[],
  modules: readonly string[],
): MarkerBinding[] {
  const bindings: MarkerBinding[] = [];
  for (const statement of body) {
    if (statement.type === "ImportDeclaration") {
      const declaration = statement as ImportDeclaration;
      if (declaration.importKind === "type") continue;
      const module = String(declaration.source.value);
      if (!modules.includes(module)) continue;
      const siblings = declaration.specifiers.map(spanOf);
      for (const specifier of declaration.specifiers) {
        const isNamespace = specifier.type === "ImportNamespaceSpecifier";
        if (!isNamespace && !isMarkerSpecifier(specifier)) continue;
        bindings.push({
          kind: isNamespace ? "namespace" : "marker",
          local: specifier.local.name,
          module,
          declaration: spanOf(statement),
          specifier: spanOf(specifier),
          siblings,
        });
      }
    } else if (statement.type === "TSImportEqualsDeclaration") {
      const declaration = statement as ImportEquals;
      if (declaration.importKind === "type") continue;
      // Another namespace, `import a = b.c`, has no `expression`.
      const module = String(declaration.moduleReference.expression?.value);
      if (!modules.includes(module)) continue;
      bindings.push({
        kind: "namespace",
        local: declaration.id.name,
        module,
        declaration: spanOf(statement),
        specifier: null,
        siblings: [],
      });
    }
  }
  return bindings;
}

/** The local names of the converters that `weakfield` exports, and of its namespaces; another module may have its own. */
export function findConverterNames(
  body: readonly Node[],
  bindings: readonly MarkerBinding[],
): Set<string> {
  const names = new Set(
    bindings
      .filter(({ kind, module }) => kind === "namespace" && module === RUNTIME)
      .map((binding) => binding.local),
  );
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration") continue;
    const { source, specifiers } = statement as ImportDeclaration;
    if (source.value !== RUNTIME) continue;
    for (const { imported, local } of specifiers) {
      if (imported && CONVERTERS.has(nameOf(imported))) names.add(local.name);
    }
  }
  return names;
}

/** The module of the converters. */
const RUNTIME = "weakfield";

/** The converters of the runtime, which run no code of the user. */
const CONVERTERS: ReadonlySet<unknown> = new Set(["integer", "text"]);

/** The identifier of `text` or the `w` of `w.text`; null for anything else. */
export function converterReference(node: Node): Identifier | null {
  if (node.type === "Identifier") return node as Identifier;
  if (node.type !== "MemberExpression") return null;
  const { object, property, computed } = node as MemberExpression;
  const isConverter = !computed && CONVERTERS.has((property as Identifier).name);
  return isConverter && object.type === "Identifier" ? (object as Identifier) : null;
}

/** The marker re-exported straight from its module: `export { field } from "weakfield"`. */
export function findReExports(body: readonly Node[], modules: readonly string[]): Identifier[] {
  return body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    const { source, specifiers, exportKind } = statement as ExportNamed;
    if (!source || exportKind === "type" || !modules.includes(String(source.value))) return [];
    return specifiers
      .filter((specifier) => specifier.exportKind !== "type" && nameOf(specifier.local) === MARKER)
      .map((specifier) => specifier.local);
  });
}

/**
 * The local name that an expression uses as the marker: `field` of `field`, `w` of `w.field`; null for anything else.
 * Whether the name means the import at this place is for the caller to find out.
 */
export function markerReference(
  expression: Node,
  bindings: readonly MarkerBinding[],
): Identifier | null {
  const node = unwrap(expression);
  if (node.type === "Identifier") {
    const identifier = node as Identifier;
    const isMarker = bindings.some((b) => b.kind === "marker" && b.local === identifier.name);
    return isMarker ? identifier : null;
  }
  // `import f = w.field`
  if (node.type === "TSQualifiedName") {
    const { left, right } = node as QualifiedName;
    return right.name === MARKER && isNamespace(left, bindings) ? (left as Identifier) : null;
  }
  if (node.type !== "MemberExpression") return null;
  const { object, property, computed } = node as MemberExpression;
  const namespace = unwrap(object);
  const name = computed ? (property as Literal).value : (property as Identifier).name;
  return name === MARKER && isNamespace(namespace, bindings) ? (namespace as Identifier) : null;
}

function isNamespace(node: Node, bindings: readonly MarkerBinding[]): boolean {
  return (
    node.type === "Identifier" &&
    bindings.some((b) => b.kind === "namespace" && b.local === (node as Identifier).name)
  );
}

function isMarkerSpecifier(specifier: ImportSpecifier): boolean {
  return (
    specifier.imported !== undefined &&
    specifier.importKind !== "type" &&
    nameOf(specifier.imported) === MARKER
  );
}

/** `a` of both `import { a }` and `import { "a" as b }`. */
function nameOf(node: Node): unknown {
  return node.type === "Identifier" ? (node as Identifier).name : (node as Literal).value;
}

interface Literal extends Node {
  readonly value?: unknown;
}

interface ImportSpecifier extends Node {
  readonly local: Identifier;
  readonly imported?: Node;
  readonly importKind?: string;
}

interface ImportDeclaration extends Node {
  readonly importKind?: string;
  readonly source: Node & { value: unknown };
  readonly specifiers: readonly ImportSpecifier[];
}

interface ImportEquals extends Node {
  readonly importKind?: string;
  readonly id: Identifier;
  readonly moduleReference: Node & { expression?: { value?: unknown } };
}

interface ExportNamed extends Node {
  readonly exportKind?: string;
  readonly source: (Node & { value: unknown }) | null;
  readonly specifiers: readonly (Node & { local: Identifier; exportKind?: string })[];
}

interface QualifiedName extends Node {
  readonly left: Node;
  readonly right: Identifier;
}

interface MemberExpression extends Node {
  readonly object: Node;
  readonly property: Node;
  readonly computed: boolean;
}
