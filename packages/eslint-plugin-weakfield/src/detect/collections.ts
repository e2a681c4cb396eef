import type { TSESTree } from "@typescript-eslint/utils";
import { getFileIndex, onlyValue, type FileIndex } from "./file-index.ts";
import { lifetimeOfOwner, lifetimeOfVariable, makerOf, type Lifetime } from "./lifetime.ts";
import { findReceiverOwner, type Owner } from "./owners.ts";
import {
  calleeName,
  enclosingFunction,
  staticName,
  unwrap,
  wrapped,
  type Node,
  type SourceCode,
  type Variable,
} from "./syntax.ts";
import {
  findUsesWithin,
  findStore,
  findStoringContainer,
  isKeptByKey,
} from "./nested-containers.ts";
import { addUses, type CollectionKind, type Use } from "./uses.ts";

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

/** What kind of container an expression makes; null when it makes none that this file can be sure of. */
export function kindOfCreation(node: Node, index: FileIndex): CollectionKind | null {
  switch (node.type) {
    case "ArrayExpression":
      return "array";
    case "ObjectExpression":
    case "CallExpression":
      return "object";
    case "NewExpression": {
      if (node.callee.type !== "Identifier" || index.variableOf(node.callee) !== null) return null;
      const kind = node.callee.name.toLowerCase();
      return /^(?:array|map|object|set|weakmap|weakset)$/.test(kind)
        ? (kind as CollectionKind)
        : null;
    }
    default:
      return null;
  }
}

/** Where a container is put: a variable, or a member of an object. */
type Place = { head: Node; variable: Variable } | { head: Node; owner: Owner; member: string };

function findPlace(creation: Node, index: FileIndex): Place | null {
  const node = wrapped(creation);
  const { parent } = node;
  switch (parent?.type) {
    case "LogicalExpression":
      return parent.right === node ? findPlace(parent, index) : null;
    case "ConditionalExpression":
      return parent.test === node ? null : findPlace(parent, index);
    case "VariableDeclarator":
      return parent.init === node ? placeOfTarget(parent.id, index) : null;
    case "AssignmentExpression":
      return parent.right === node ? placeOfTarget(parent.left, index) : null;
    case "CallExpression":
      return placeOfHelper(parent, node, index);
    case "PropertyDefinition":
    case "AccessorProperty": {
      const member = staticName(parent);
      if (parent.value !== node || member === null) return null;
      return {
        head: parent.key,
        owner: { node: parent.parent.parent, isStatic: parent.static },
        member,
      };
    }
    case "Property": {
      const member = staticName(parent);
      if (parent.value !== node || member === null || parent.parent.type !== "ObjectExpression")
        return null;
      return { head: parent.key, owner: { node: parent.parent, isStatic: false }, member };
    }
    default:
      return null;
  }
}

/** `_defineProperty(this, "x", new Map())`, `__publicField(X, "x", …)`: a field, as compilers write it. */
function placeOfHelper(call: TSESTree.CallExpression, value: Node, index: FileIndex): Place | null {
  const [target, key] = call.arguments;
  if (target === undefined || key?.type !== "Literal" || typeof key.value !== "string") return null;
  if (call.arguments[2] !== value) return null;
  if (!/^(?:_define_?[pP]roperty|__publicField)\d*$/.test(calleeName(call) ?? "")) return null;
  const owner = findReceiverOwner(target, index);
  return owner === null ? null : { head: key, owner, member: key.value };
}

function placeOfTarget(target: Node, index: FileIndex): Place | null {
  if (target.type === "Identifier") {
    const variable = index.variableOf(target);
    return variable === null ? null : { head: target, variable };
  }
  if (target.type !== "MemberExpression") return null;
  const member = staticName(target);
  const owner = findReceiverOwner(target.object, index);
  return member === null || owner === null ? null : { head: target, owner, member };
}

/** Members by owner, for one name; `foreign` are those of which the owner is not known. */
interface MemberUses {
  known: { node: Node; owner: Owner }[];
  foreign: Node[];
}

function createCollections(index: FileIndex): Collection[] {
  const byVariable = new Map<Variable, Collection>();
  const byOwner = new Map<Node, Map<string, Collection>>();
  const members = new Map<string, MemberUses>();
  const foreignUses = new Map<string, Use[]>();
  for (const creation of index.creations) {
    const kind = kindOfCreation(creation, index);
    const place = kind === null ? null : findPlace(creation, index);
    if (kind === null || place === null) continue;
    if ("variable" in place) {
      if (byVariable.has(place.variable)) continue;
      const collection = collectVariable(kind, creation, place, index);
      if (collection !== null) byVariable.set(place.variable, collection);
      continue;
    }
    const key = `${place.owner.isStatic ? "static " : ""}${place.member}`;
    let ofOwner = byOwner.get(place.owner.node);
    if (ofOwner === undefined)
      byOwner.set(place.owner.node, (ofOwner = new Map<string, Collection>()));
    if (ofOwner.has(key)) continue;
    let memberUses = members.get(place.member);
    if (memberUses === undefined) {
      members.set(place.member, (memberUses = groupMembers(place.member, index)));
    }
    let foreign = foreignUses.get(`${kind} ${place.member}`);
    if (foreign === undefined) {
      foreignUses.set(`${kind} ${place.member}`, (foreign = []));
      for (const node of memberUses.foreign) addUses(node, kind, index, foreign, true);
    }
    ofOwner.set(key, collectMember(kind, creation, place, memberUses, foreign, index));
  }
  return [
    ...byVariable.values(),
    ...[...byOwner.values()].flatMap((ofOwner) => [...ofOwner.values()]),
  ];
}

function collectVariable(
  kind: CollectionKind,
  creation: Node,
  place: { head: Node; variable: Variable },
  index: FileIndex,
): Collection | null {
  const { head, variable } = place;
  const maker = makerOf(variable);
  let lifetime: Lifetime = maker === null ? "module" : lifetimeOfVariable(variable, index);
  const uses: Use[] = [];
  const outer = maker === null ? null : findStoringContainer(variable);
  const isNested =
    outer !== null &&
    (creation.parent?.type === "LogicalExpression" ||
      variable.references.filter((reference) => reference.isWrite()).length > 1);
  if (isNested) lifetime = lifetimeOfContainer(outer, index);
  if (lifetime === "local") return null;
  for (const reference of variable.references) {
    if (reference.init) continue;
    const identifier = reference.identifier as Node;
    if (isWithinCreation(identifier, creation)) continue;
    if (isHolding(identifier, creation) || findStore(identifier) !== null) continue;
    addUses(identifier, kind, index, uses);
  }
  if (isNested) {
    if (isKeptByKey(variable, uses, index)) return null;
    uses.push(...findUsesWithin(outer, index));
  }
  if (isExportedDeclaration(head)) {
    uses.push({ kind: "export", node: head, key: null, value: null, isForeign: false });
  }
  return {
    kind,
    creation,
    name: variable.name,
    holder: { variable },
    head,
    lifetime,
    uses,
    isNested,
    index,
  };
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

function isExportedDeclaration(head: Node): boolean {
  return head.parent?.parent?.parent?.type === "ExportNamedDeclaration";
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

function groupMembers(member: string, index: FileIndex): MemberUses {
  const known: MemberUses["known"] = [];
  const foreign: Node[] = [];
  for (const node of index.members.get(member) ?? []) {
    const owner = findReceiverOwner(node.object, index);
    if (owner === null) foreign.push(node);
    else known.push({ node, owner });
  }
  for (const property of index.patterns.get(member) ?? []) {
    const alias = patternAlias(property, index);
    if (alias !== null)
      foreign.push(...alias.references.filter((r) => r.isRead()).map((r) => r.identifier as Node));
  }
  return { known, foreign };
}

function patternAlias(property: TSESTree.Property, index: FileIndex): Variable | null {
  const target = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
  return target.type === "Identifier" ? index.variableOf(target) : null;
}

function collectMember(
  kind: CollectionKind,
  creation: Node,
  place: { head: Node; owner: Owner; member: string },
  memberUses: MemberUses,
  foreign: Use[],
  index: FileIndex,
): Collection {
  const uses: Use[] = [];
  for (const { node, owner } of memberUses.known) {
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
  for (const use of foreign) uses.push(isShared ? { ...use, isForeign: false } : use);
  return {
    kind,
    creation,
    name: place.member,
    holder: { owner: place.owner, member: place.member },
    head: place.head,
    lifetime: lifetimeOfOwner(place.owner, index),
    uses,
    isNested: false,
    index,
  };
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
