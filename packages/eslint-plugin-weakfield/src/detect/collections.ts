import { getFileIndex, onlyValue, type FileIndex } from "./file-index.ts";
import { lifetimeOfVariable, makerOf, type Lifetime } from "./lifetime.ts";
import { createMemberSearch, type MemberSearch } from "./member-search.ts";
import {
  findUsesWithin,
  findStore,
  findStoringContainer,
  isKeptByKey,
} from "./nested-containers.ts";
import { lifetimeOfOwner } from "./owner-lifetime.ts";
import { findReceiverOwner, type Owner } from "./owners.ts";
import { findPlace, kindOfCreation } from "./places.ts";
import { enclosingFunction, unwrap, type Node, type SourceCode, type Variable } from "./syntax.ts";
import type { CollectionKind, Use } from "./use.ts";
import { addUses } from "./uses.ts";

/** A variable or a member that holds a container, with everything the file does with it. */
export interface Collection {
  kind: CollectionKind;
  /** The expression that makes the container; the first one when there are several. */
  creation: Node;
  name: string;
  holder: { variable: Variable } | { owner: Owner; member: string };
  /** The name where the container is put: the declared identifier, the key, the assigned member. */
  head: Node;
  lifetime: Lifetime;
  uses: Use[];
  /** A local container that is kept in another one and found there again. */
  isNested: boolean;
  index: FileIndex;
}

const collections = new WeakMap<Node, Collection[]>();

/** Every container of a file that outlives a call, found once per file. */
export function getCollections(sourceCode: SourceCode): readonly Collection[] {
  let found = collections.get(sourceCode.ast);
  if (found === undefined) {
    collections.set(sourceCode.ast, (found = createCollections(getFileIndex(sourceCode))));
  }
  return found;
}

function createCollections(index: FileIndex): Collection[] {
  const byVariable = new Map<Variable, Collection>();
  const byOwner = new Map<Node, Map<string, Collection>>();
  const findMembers = createMemberSearch(index);
  for (const creation of index.creations) {
    const place = findPlace(creation, index);
    const kind = place === null ? null : kindOfCreation(creation, index);
    if (kind === null || place === null) continue;
    if ("variable" in place) {
      if (byVariable.has(place.variable)) continue;
      const collection = collectVariable(kind, creation, place, index);
      if (collection !== null) byVariable.set(place.variable, collection);
      continue;
    }
    const key = place.owner.isStatic ? `static ${place.member}` : place.member;
    let ofOwner = byOwner.get(place.owner.node);
    if (ofOwner === undefined)
      byOwner.set(place.owner.node, (ofOwner = new Map<string, Collection>()));
    if (ofOwner.has(key)) continue;
    ofOwner.set(key, collectMember(kind, creation, place, findMembers, index));
  }
  return [
    ...byVariable.values(),
    ...[...byOwner.values()].flatMap((ofOwner) => [...ofOwner.values()]),
  ];
}

/** A collection whose uses are looked for when they are first asked for: most are ruled out before. */
function withUses(collection: Omit<Collection, "uses">, find: () => Use[]): Collection {
  let uses: Use[] | null = null;
  return {
    ...collection,
    get uses() {
      return (uses ??= find());
    },
  };
}

function collectVariable(
  kind: CollectionKind,
  creation: Node,
  place: { head: Node; variable: Variable },
  index: FileIndex,
): Collection | null {
  const { head, variable } = place;
  const maker = makerOf(variable);
  const mayBeNested =
    maker !== null && (creation.parent?.type === "LogicalExpression" || isWrittenAgain(variable));
  const outer = mayBeNested ? findStoringContainer(variable) : null;
  const isNested = outer !== null;
  const lifetime = isNested
    ? lifetimeOfContainer(outer, index)
    : lifetimeOfVariable(variable, index);
  if (lifetime === "local") return null;
  const own = { kind, creation, name: variable.name, holder: { variable }, head, lifetime, index };
  const find = (): Use[] => findUsesOfVariable(kind, creation, variable, index);
  if (!isNested) {
    return withUses({ ...own, isNested }, () => [...find(), ...findExport(head)]);
  }
  const uses = find();
  if (isKeptByKey(variable, uses, index)) return null;
  uses.push(...findUsesWithin(outer, index), ...findExport(head));
  return { ...own, isNested, uses };
}

const isWrittenAgain = ({ references }: Variable): boolean =>
  references.filter((reference) => reference.isWrite()).length > 1;

function findUsesOfVariable(
  kind: CollectionKind,
  creation: Node,
  variable: Variable,
  index: FileIndex,
): Use[] {
  const uses: Use[] = [];
  for (const reference of variable.references) {
    if (reference.init) continue;
    const identifier = reference.identifier as Node;
    if (isWithinCreation(identifier, creation)) continue;
    if (isHolding(identifier, creation) || findStore(identifier) !== null) continue;
    addUses(identifier, kind, index, uses);
  }
  return uses;
}

/** `x = new Map()` where `x` was empty until then is the creation itself, no removal. */
function isHolding(identifier: Node, creation: Node): boolean {
  const { parent } = identifier;
  return (
    parent?.type === "AssignmentExpression" &&
    parent.left === identifier &&
    parent.right.range[0] <= creation.range[0] &&
    parent.right.range[1] >= creation.range[1]
  );
}

const isWithinCreation = (node: Node, creation: Node): boolean =>
  node.range[0] >= creation.range[0] && node.range[1] <= creation.range[1];

/** The export of the declaration that the name stands in. */
function findExport(head: Node): Use[] {
  return head.parent?.parent?.parent?.type === "ExportNamedDeclaration"
    ? [{ kind: "export", node: head, key: null, value: null, isForeign: false }]
    : [];
}

/** What is in a container lives as long as the container, or as long as its key when that is weak. */
function lifetimeOfContainer(outer: Node, index: FileIndex): Lifetime {
  if (outer.type === "MemberExpression") {
    const owner = findReceiverOwner(outer.object, index);
    const lifetime = owner === null ? "local" : lifetimeOfOwner(owner, index);
    return lifetime === "field" ? "short-field" : lifetime;
  }
  const variable = outer.type === "Identifier" ? index.variableOf(outer) : null;
  if (variable === null || variable.defs[0]?.type === "Parameter") return "local";
  const creation = onlyValue(variable);
  const isWeak = creation !== null && kindOfCreation(unwrap(creation), index) === "weakmap";
  const lifetime = lifetimeOfVariable(variable, index);
  return isWeak && lifetime === "module" ? "closure" : lifetime;
}

function collectMember(
  kind: CollectionKind,
  creation: Node,
  place: { head: Node; owner: Owner; member: string },
  search: MemberSearch,
  index: FileIndex,
): Collection {
  const { head, member, owner } = place;
  return withUses(
    {
      kind,
      creation,
      name: member,
      holder: { owner, member },
      head,
      lifetime: lifetimeOfOwner(owner, index),
      isNested: false,
      index,
    },
    () => findUsesOfMember(kind, creation, place, search, index),
  );
}

function findUsesOfMember(
  kind: CollectionKind,
  creation: Node,
  place: { owner: Owner; member: string },
  search: MemberSearch,
  index: FileIndex,
): Use[] {
  const uses: Use[] = [];
  for (const { node, owner } of search.members(place.member).known) {
    const isOwn = owner.node === place.owner.node;
    if (isOwn && isHolding(node, creation)) continue;
    if (isOwn && isFirstAssignment(node, place.owner)) continue;
    if (
      isOwn ||
      !(owner.node.type === "ClassDeclaration" || owner.node.type === "ClassExpression")
    ) {
      addUses(node, kind, index, uses, !isOwn);
    }
  }
  const isShared = place.member.startsWith("#");
  for (const use of search.foreign(place.member, kind)) {
    uses.push(isShared ? { ...use, isForeign: false } : use);
  }
  return uses;
}

/** A second `this.x = new Map()` in a constructor is another beginning, no removal. */
function isFirstAssignment(node: Node, owner: Owner): boolean {
  const { parent } = node;
  if (parent?.type !== "AssignmentExpression" || parent.left !== node) return false;
  const around = enclosingFunction(parent);
  if (around === null) return false;
  return (
    around === owner.node ||
    (around.parent.type === "MethodDefinition" && around.parent.kind === "constructor")
  );
}
