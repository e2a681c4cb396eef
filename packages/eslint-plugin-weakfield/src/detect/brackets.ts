import type { TSESTree } from "@typescript-eslint/utils";
import { getFileIndex, type FileIndex } from "./file-index.ts";
import { findReceiverOwner } from "./owners.ts";
import { kindOfCreation } from "./places.ts";
import {
  callOf,
  possibleValues,
  staticName,
  unwrap,
  wrapped,
  type Node,
  type SourceCode,
  type Variable,
} from "./syntax.ts";

type MapKind = "Map" | "Set" | "WeakMap" | "WeakSet";

/** A bracket access on a variable or field that holds a `Map` or `Set`. */
export interface BracketAccess {
  node: TSESTree.MemberExpression;
  kind: MapKind;
  use: "delete" | "read" | "update" | "write";
}

const NAMES: Record<string, MapKind> = {
  map: "Map",
  set: "Set",
  weakmap: "WeakMap",
  weakset: "WeakSet",
};
const MEMBER =
  /^(?:get|set|has|delete|clear|add|size|forEach|keys|values|entries|constructor|union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom|getOrInsert|getOrInsertComputed|__proto__|hasOwnProperty|toString|upsert|emplace|\w*prototype\w*)$/;

/** What the name of a member is kept in, as in the traps of a `Proxy`; whether it is one cannot be seen. */
const MEMBER_VARIABLE =
  /^(?:prop|property|propertyKey|propName|method|methodName|member|symbol|sym)$/;

/** Finds every bracket access of a file that reaches past the entries of a `Map` or `Set`. */
export function findBracketAccesses(sourceCode: SourceCode): BracketAccess[] {
  const index = getFileIndex(sourceCode);
  if (index.brackets.length === 0 || !/\b(?:Weak)?(?:Map|Set)\b/.test(sourceCode.text)) return [];
  const kinds = new Map<Variable, MapKind | null>();
  const found: BracketAccess[] = [];
  for (const node of index.brackets) {
    if (isMemberKey(node, index)) continue;
    const kind = kindOfObject(unwrap(node.object), index, kinds);
    if (kind === null || callOf(node) !== null) continue;
    found.push({ node, kind, use: useOf(node) });
  }
  return found;
}

/** A key that may well name a method: a well-known symbol, a literal like `"size"`, one of a list of literals. */
function isMemberKey(node: TSESTree.MemberExpression, index: FileIndex): boolean {
  const name = staticName(node);
  if (name !== null) return MEMBER.test(name);
  const key = unwrap(node.property);
  if (key.type === "MemberExpression") {
    return key.object.type === "Identifier" && key.object.name === "Symbol";
  }
  if (key.type === "ConditionalExpression") {
    return possibleValues(key).every(
      (value) => value.type === "Literal" && MEMBER.test(String(value.value)),
    );
  }
  if (key.type !== "Identifier") return false;
  const variable = index.variableOf(key);
  if (MEMBER_VARIABLE.test(key.name)) return true;
  if (variable === null) return false;
  const definition = variable.defs[0]?.node as Node | undefined;
  if (definition?.type === "VariableDeclarator" && definition.init) {
    const values = possibleValues(definition.init);
    if (values.some((value) => value.type === "Literal" && MEMBER.test(String(value.value))))
      return true;
    return values.some(
      (value) =>
        value.type === "CallExpression" && /Symbol/.test(index.sourceCode.getText(value.callee)),
    );
  }
  return isNameOfMembers(definition, index);
}

/** `for (const name of ["get", "has"])` and `Object.getOwnPropertyNames(…)` walk over the members themselves. */
function isNameOfMembers(definition: Node | undefined, index: FileIndex): boolean {
  const loop = definition?.type === "VariableDeclarator" ? definition.parent.parent : null;
  if (loop?.type !== "ForOfStatement" && loop?.type !== "ForInStatement") return false;
  const right = unwrap(loop.right);
  if (right.type === "ArrayExpression") return true;
  return /getOwnProperty|ownKeys|prototype/.test(index.sourceCode.getText(right));
}

function kindOfObject(
  object: Node,
  index: FileIndex,
  kinds: Map<Variable, MapKind | null>,
): MapKind | null {
  if (object.type === "Identifier") {
    const variable = index.variableOf(object);
    if (variable === null) return null;
    let kind = kinds.get(variable);
    if (kind === undefined) kinds.set(variable, (kind = kindOfVariable(variable, index)));
    return kind;
  }
  return object.type === "MemberExpression" ? kindOfField(object, index) : null;
}

function kindOfVariable(variable: Variable, index: FileIndex): MapKind | null {
  const identifier = variable.identifiers[0] as Node | undefined;
  /* v8 ignore next -- only `arguments` has none, and JSX names hold no map */
  const annotation = identifier?.type === "Identifier" ? identifier.typeAnnotation : undefined;
  if (annotation) return kindOfType(annotation.typeAnnotation, index);
  if (variable.defs.length !== 1 || variable.defs[0]?.type !== "Variable") return null;
  let found: MapKind | null = null;
  for (const reference of variable.references) {
    if (!reference.isWrite()) continue;
    if (!reference.writeExpr || !isWholeWrite(reference.identifier)) return null;
    const kind = kindOfValue(reference.writeExpr, index);
    if (kind === null || (found !== null && found !== kind)) return null;
    found = kind;
  }
  return found;
}

/** Not a part of a pattern, and not the variable of a loop, which takes the entries one by one. */
const isWholeWrite = (identifier: Node): boolean =>
  (identifier.parent?.type === "VariableDeclarator" &&
    identifier.parent.id === identifier &&
    identifier.parent.init !== null) ||
  (identifier.parent?.type === "AssignmentExpression" && identifier.parent.left === identifier);

function kindOfValue(value: Node, index: FileIndex): MapKind | null {
  const [only, ...others] = possibleValues(value);
  if (only === undefined || others.length > 0) return null;
  const kind = kindOfCreation(only, index);
  return kind === null || only.type !== "NewExpression" ? null : (NAMES[kind] ?? null);
}

function kindOfType(type: TSESTree.TypeNode, index: FileIndex): MapKind | null {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return null;
  const { name } = type.typeName;
  if (index.variableOf(type.typeName) !== null) return null;
  return name === "Map" || name === "Set" || name === "WeakMap" || name === "WeakSet" ? name : null;
}

/** `this.x[key]` where a class of the file sets its `x` to a `Map` and to nothing else. */
function kindOfField(object: TSESTree.MemberExpression, index: FileIndex): MapKind | null {
  const name = staticName(object);
  const owner = name === null ? null : findReceiverOwner(object.object, index);
  if (
    name === null ||
    (owner?.node.type !== "ClassDeclaration" && owner?.node.type !== "ClassExpression")
  )
    return null;
  let found: MapKind | null = null;
  for (const part of owner.node.body.body) {
    if (
      part.type !== "PropertyDefinition" ||
      staticName(part) !== name ||
      part.static !== owner.isStatic
    )
      continue;
    if (part.typeAnnotation) return kindOfType(part.typeAnnotation.typeAnnotation, index);
    if (part.value) found = kindOfValue(part.value, index);
    if (part.value && found === null) return null;
  }
  /* v8 ignore next -- the access itself is one of them */
  const members = index.members.get(name) ?? [];
  for (const member of members) {
    const { parent } = wrapped(member);
    if (parent?.type !== "AssignmentExpression" || parent.left !== wrapped(member)) continue;
    if (findReceiverOwner(member.object, index)?.node !== owner.node) continue;
    const kind = kindOfValue(parent.right, index);
    if (kind === null || (found !== null && kind !== found)) return null;
    found = kind;
  }
  return found;
}

function useOf(node: TSESTree.MemberExpression): BracketAccess["use"] {
  const place = wrapped(node);
  const { parent } = place;
  if (parent?.type === "AssignmentExpression" && parent.left === place)
    return parent.operator === "=" ? "write" : "update";
  if (parent?.type === "UpdateExpression") return "update";
  return parent?.type === "UnaryExpression" && parent.operator === "delete" ? "delete" : "read";
}
