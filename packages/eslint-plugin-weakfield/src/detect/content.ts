import type { Collection } from "./collections.ts";
import { onlyValue, type FileIndex } from "./file-index.ts";
import { verdictOf } from "./instances.ts";
import { calleeName, enclosingFunction, staticName, unwrap, type Node } from "./syntax.ts";
import type { Verdict } from "./types-of-names.ts";
import type { Use } from "./use.ts";
import { verdictOfType } from "./written-types.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** What the text of a program adds once, however long it runs, and what only describes or reports something. */
const BOUNDED_NAME =
  /^(?:\w*(?:plugin|extension|middleware|rule|descriptor|handler|formatter|adapter|subscriber|listener|callback|hook|transport|strategy|transformer|parser|loader|resolver|recognizer|recog|command|option|definition|def|config|spec|preset|locale|language|format|module|directive|error|err|warning|diagnostic|result|issue|message|line|token|path|part|chunk|param|arg|cb|fn|func|callback))s?$/i;

/** What a program is put together from: there are as many as somebody wrote. */
const PART_NAME =
  /^(?:\w*(?:plugin|extension|middleware|rule|descriptor|formatter|adapter|transport|strategy|transformer|loader|resolver|preset|locale|language|meta(?:data)?|module|directive|command))s?$/i;

/** How sure it is that what a write puts into a collection is an instance: 0 to 3. */
export function weighContent(write: Use, collection: Collection): number {
  switch (collection.kind) {
    case "map":
      return write.key === null ? 0 : weighKey(write.key, write.value, collection);
    case "set":
      return write.value === null ? 0 : weighElement(write.value, collection);
    case "array":
      // A write to a place in an array puts something else in the place of what was there.
      return write.value === null || write.key !== null
        ? 0
        : weighItem(write, write.value, collection);
    default:
      return 0;
  }
}

function weighKey(key: Node, value: Node | null, collection: Collection): number {
  const verdict = judge(key, collection);
  if (verdict.role === "instance") {
    if (isPart(key, collection)) return 1;
    const isLess = (isBounded(key) && verdict.strength < 3) || isMadeHere(key, collection);
    return verdict.strength - (isLess ? 1 : 0);
  }
  const isNamed = /instances?$/i.test(collection.name) && value !== null;
  return verdict.role === "unknown" &&
    isNamed &&
    verdictOf(value, collection.index).role !== "primitive"
    ? 2
    : 0;
}

function weighElement(value: Node, collection: Collection): number {
  const verdict = judge(value, collection);
  if (verdict.role !== "instance") return 0;
  if (isPart(value, collection)) return 1;
  return verdict.strength - (isBounded(value) || isMadeHere(value, collection) ? 1 : 0);
}

/** An array counts in full where it is used as a set or map of objects; else it may be any list. */
function weighItem(write: Use, value: Node, collection: Collection): number {
  const element = unwrap(value);
  const verdict = judge(value, collection);
  if (element.type === "Identifier" && verdict.strength <= 1 && isKeyList(write, collection))
    return 2;
  if (verdict.role !== "instance") return 0;
  if (element.type === "ThisExpression") return verdict.strength;
  // Fills a pool, builds a program.
  if (isNew(element, collection) || isPart(value, collection)) return 1;
  return verdict.strength - (isUsedAsSet(collection) ? 0 : 1) - (isBounded(value) ? 1 : 0);
}

function isBounded(value: Node): boolean {
  const node = unwrap(value);
  return node.type === "Identifier" && BOUNDED_NAME.test(node.name);
}

function isPart(value: Node, { index }: Collection): boolean {
  const node = unwrap(value);
  if (node.type !== "Identifier") return false;
  if (PART_NAME.test(node.name)) return true;
  const made = madeFor(node, index);
  return made?.type === "NewExpression" && PART_NAME.test(calleeName(made) ?? "");
}

/** `new X()`, also through a name that nothing else uses. */
function isNew(element: Node, { index }: Collection): boolean {
  if (element.type !== "Identifier") return element.type === "NewExpression";
  return (
    madeFor(element, index)?.type === "NewExpression" &&
    index.variableOf(element)?.references.length === 2
  );
}

/** What the owner has made itself in the same call, it may well keep as long as it lives. */
function isMadeHere(value: Node, { index }: Collection): boolean {
  const made = madeFor(unwrap(value), index);
  return made !== null && enclosingFunction(made) === enclosingFunction(value);
}

/** The call that has made the only value of a variable. */
function madeFor(
  node: Node,
  index: FileIndex,
): TSESTree.CallExpression | TSESTree.NewExpression | null {
  const variable = node.type === "Identifier" ? index.variableOf(node) : null;
  if (variable?.defs[0]?.type !== "Variable") return null;
  const made = onlyValue(variable);
  if (made?.type === "NewExpression") return made;
  return made?.type === "CallExpression" && /^create/.test(calleeName(made) ?? "") ? made : null;
}

/** What the written type, the expression and the other places that look it up say together. */
function judge(expression: Node, collection: Collection): Verdict {
  const { index, uses } = collection;
  const written = writtenType(collection);
  const typed = written === null ? null : verdictOfType(written, index);
  const found = verdictOf(lastAssigned(expression, index) ?? expression, index);
  if (typed !== null && typed.role !== "unknown") return found.role === "class" ? found : typed;
  // `Map<Function, …>`: a class, or what the text of the program holds, or a closure.
  if (typed?.strength === 1)
    return found.role === "class" ? found : { role: "instance", strength: 1 };
  const contradiction = uses.find(
    ({ key, kind, isForeign }) =>
      collection.kind === "map" &&
      key !== null &&
      !isForeign &&
      kind === "read" &&
      verdictOf(key, index).role === "primitive",
  );
  return contradiction === undefined ? found : { role: "primitive", strength: 1 };
}

/** The text that a parameter was given before: `fiber = getNameOf(fiber) || "?"; warned.add(fiber)`. */
function lastAssigned(expression: Node, index: FileIndex): Node | null {
  const variable = index.variableOf(expression);
  if (variable === null) return null;
  const around = enclosingFunction(expression);
  const before = variable.references.filter(
    ({ identifier, writeExpr }) =>
      writeExpr &&
      identifier.range[1] < expression.range[0] &&
      enclosingFunction(identifier) === around,
  );
  const value = before.at(-1)?.writeExpr ?? null;
  return value !== null && verdictOf(value, index).role === "primitive" ? value : null;
}

/** `K` of `new Map<K, V>()` and of `x: Map<K, V>`; the element type of sets and arrays. */
export function writtenType({ creation, head }: Collection): TSESTree.TypeNode | null {
  if (creation.type === "NewExpression" && creation.typeArguments) {
    /* v8 ignore next -- a list of type arguments is never empty */
    return creation.typeArguments.params[0] ?? null;
  }
  const type = writtenAnnotation(head)?.typeAnnotation;
  if (type?.type === "TSArrayType") return type.elementType;
  return type?.type === "TSTypeReference" ? (type.typeArguments?.params[0] ?? null) : null;
}

/** The type annotation of the variable or field that holds a collection. */
export function writtenAnnotation(head: Node): TSESTree.TSTypeAnnotation | undefined {
  if (head.type === "Identifier" && head.typeAnnotation) return head.typeAnnotation;
  return head.parent?.type === "PropertyDefinition" ? head.parent.typeAnnotation : undefined;
}

/** An array that is asked for the place of an element, as a set or the key list of a map would be. */
function isUsedAsSet({ uses }: Collection): boolean {
  return uses.some(({ kind, key }) => {
    if (kind !== "read" || key === null || key.type === "Literal") return false;
    return key.parent?.type === "CallExpression";
  });
}

/** One of two lists that are filled side by side, the keys and the values of a map made by hand. */
function isKeyList(write: Use, collection: Collection): boolean {
  if (!isUsedAsSet(collection)) return false;
  const around = enclosingFunction(write.node);
  const isMember = "owner" in collection.holder;
  return (collection.index.members.get("push") ?? []).some((member) => {
    const list = unwrap(member.object);
    const name = isMember ? staticName(list) : list.type === "Identifier" ? list.name : null;
    return name !== null && name !== collection.name && enclosingFunction(member) === around;
  });
}

/** `this`, or what is read from it: it lives as long as the instance. */
export function isOwnedByInstance(value: Node, { index }: Collection): boolean {
  let node = unwrap(value);
  if (node.type === "Identifier") {
    const definition = index.variableOf(node)?.defs[0]?.node as Node | undefined;
    if (definition?.type === "VariableDeclarator" && definition.init)
      node = unwrap(definition.init);
  }
  while (node.type === "MemberExpression") node = unwrap(node.object);
  return node.type === "ThisExpression";
}
