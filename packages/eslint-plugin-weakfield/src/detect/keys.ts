import type { TSESTree } from "@typescript-eslint/utils";
import { findArguments } from "./every-call.ts";
import { onlyValue, type FileIndex } from "./file-index.ts";
import { verdictOf } from "./instances.ts";
import {
  isIdLookup,
  isNumbered,
  isPutBack,
  isPutOnObject,
  isStamp,
  isStampingCall,
} from "./stamps.ts";
import {
  calleeName,
  enclosingFunction,
  staticName,
  unwrap,
  type Node,
  type Variable,
} from "./syntax.ts";

/** A key that stands for an instance: how it is made, and how sure it is, 0 to 3. */
export interface InstanceKey {
  form: "content" | "counter" | "generated" | "id" | "own";
  strength: number;
  node: Node;
}

const ID = /^[_#$]*(?:id|uid|uuid|guid|cid|nid|hash|hashCode|objectId|instanceId|uniqueId)_?$/i;
const ID_CALL =
  /^_*(?:(?:get|ensure|assign|compute)?(?:Uid|UID|Uuid|UUID|Guid|ObjectId|InstanceId|UniqueId|HashCode|StampedId)|stamp|objectHash|object_hash|objHash|hashObject|hashOf|getId|identify|idFor|idOf|getHash)$/i;
const GENERATED_CALL =
  /^(?:uuid|uuidv[1457]|v[14]|nanoid|cuid|ulid|randomUUID|uniqueId|uniqid|(?:gen|generate|make|create|new|next|unique)(?:Unique)?(?:Id|ID|Uid|Uuid|UUID|Guid|Key))$/;
const STRING_CALL =
  /^(?:stringify|serialize|toJSON|toString|String|inspect|hash|sha1|sha256|md5|digest)$/;
const CONTENT =
  /^[_#$]*(?:cssText|innerHTML|outerHTML|textContent|nodeValue|innerText|fingerprint|signature|serialized|digest)$/i;
/** Objects that come to an end by themselves, and records that only describe something. */
const TRANSIENT =
  /^(?:e|ev|evt|event|msg|message|packet|req|request|res|response|touch|pointer|session|job|task|action|command|cmd|options|opts|config|cfg|settings|params|props|args|data|payload|meta|metadata|parsed|url|uri|location|loc|def|definition|desc|descriptor|spec|rule|schema|type|info|item|entry|row|record|field|column|option|plugin|preset|theme|locale|lang|route|language|extension|module|mod|chunk|package|pkg|dep|attrs|attributes|factory|provider|contribution|format)$|[a-z](?:Command|Contribution|Definition|Descriptor|Event|Extension|Factory|Format|Message|Metadata|Options?|Plugin|Provider|Request|Response|Rule)$/i;

/** Finds what makes a key stand for an instance: its id, its text, a counter; null when it is any other key. */
export function findInstanceKey(
  key: Node,
  value: Node | null,
  index: FileIndex,
  depth = 0,
): InstanceKey | null {
  const node = unwrap(key);
  if (depth > 3) return null;
  switch (node.type) {
    case "MemberExpression":
      return memberKey(node, value, index);
    case "UpdateExpression":
      return { form: "counter", strength: 3, node };
    case "CallExpression":
      return callKey(node, index, depth);
    case "TemplateLiteral":
      return textKey(node.expressions, node, index, depth);
    case "BinaryExpression":
      return node.operator === "+" ? textKey([node.left, node.right], node, index, depth) : null;
    case "LogicalExpression":
      return (
        findInstanceKey(node.left, value, index, depth + 1) ??
        findInstanceKey(node.right, value, index, depth + 1)
      );
    case "AssignmentExpression":
      return findInstanceKey(node.right, value, index, depth + 1);
    case "Identifier":
      return variableKey(node, value, index, depth);
    default:
      return null;
  }
}

function memberKey(
  node: TSESTree.MemberExpression,
  value: Node | null,
  index: FileIndex,
): InstanceKey | null {
  const base = unwrap(node.object);
  const name = staticName(node);
  if (name === null) return isStamp(node, index) ? { form: "id", strength: 3, node } : null;
  const receiver = baseName(base);
  if (receiver !== null && TRANSIENT.test(receiver)) return null;
  const isThis = base.type === "ThisExpression";
  if (ID.test(name)) {
    const verdict = verdictOf(base, index);
    return verdict.role === "class" || verdict.role === "primitive"
      ? null
      : { form: "id", strength: 3, node };
  }
  if (CONTENT.test(name)) return { form: "content", strength: isThis ? 3 : 2, node };
  if (isNumbered(name, index)) return { form: "id", strength: 3, node };
  if (value === null) return null;
  const stored = unwrap(value);
  const isOwn =
    (isThis && stored.type === "ThisExpression") ||
    (base.type === "Identifier" && stored.type === "Identifier" && base.name === stored.name);
  if (!isOwn) return null;
  return /(?:id|key|uid|hash|token)$/i.test(name) ? { form: "own", strength: 3, node } : null;
}

function baseName(base: Node): string | null {
  return base.type === "Identifier"
    ? base.name
    : base.type === "MemberExpression"
      ? staticName(base)
      : null;
}

function callKey(
  node: TSESTree.CallExpression,
  index: FileIndex,
  depth: number,
): InstanceKey | null {
  const name = calleeName(node) ?? "";
  const [first] = node.arguments;
  if (GENERATED_CALL.test(name)) return { form: "generated", strength: 3, node };
  if (ID_CALL.test(name) && first !== undefined) {
    return verdictOf(first, index).role === "primitive" ? null : { form: "id", strength: 3, node };
  }
  if (first !== undefined && /^get[A-Z]\w*(?:Id|ID|Uid|UID)$/.test(name)) {
    const isOfObject =
      !TRANSIENT.test(baseName(unwrap(first)) ?? "") && verdictOf(first, index).role === "instance";
    if (isOfObject) return { form: "id", strength: 2, node };
  }
  const isMade = (made: Node): boolean => findInstanceKey(made, null, index, depth + 1) !== null;
  if (isStampingCall(node, index, isMade) || isIdLookup(node, index)) {
    return { form: "id", strength: 3, node };
  }
  if (!STRING_CALL.test(name)) return null;
  const callee = unwrap(node.callee);
  const subject = first ?? (callee.type === "MemberExpression" ? callee.object : undefined);
  if (subject === undefined || TRANSIENT.test(baseName(unwrap(subject)) ?? "")) return null;
  if (name === "toString" || name === "String") {
    const inner = findInstanceKey(subject, null, index, depth + 1);
    if (inner !== null) return inner;
  }
  const isObject =
    name === "stringify"
      ? isTextOfObject(subject, index)
      : verdictOf(subject, index).role === "instance";
  return isObject ? { form: "content", strength: 2, node } : null;
}

/** `JSON.stringify([path, mode])` puts names together; `JSON.stringify(thing)` is the text of an object. */
function isTextOfObject(subject: Node, index: FileIndex): boolean {
  const node = unwrap(subject);
  if (node.type !== "ArrayExpression") return node.type !== "ObjectExpression";
  return node.elements.some(
    (element) =>
      element !== null &&
      (element.type === "SpreadElement" || verdictOf(element, index).role === "instance"),
  );
}

/** A text that contains an id or a counter is itself one. */
function textKey(
  parts: readonly Node[],
  node: Node,
  index: FileIndex,
  depth: number,
): InstanceKey | null {
  for (const part of parts) {
    const inner = findInstanceKey(part, null, index, depth + 1);
    if (inner !== null) return { ...inner, node };
  }
  return null;
}

function variableKey(
  node: TSESTree.Identifier,
  value: Node | null,
  index: FileIndex,
  depth: number,
): InstanceKey | null {
  const variable = index.variableOf(node);
  if (variable === null) return null;
  const initial = onlyValue(variable);
  if (initial !== null) {
    const found = findInstanceKey(initial, value, index, depth + 1);
    if (found !== null) return { ...found, node };
    return isPutOnObject(variable, initial, index) ? { form: "id", strength: 3, node } : null;
  }
  if (isCounter(variable.references, node)) return { form: "counter", strength: 3, node };
  if (isStampedVariable(variable, index, depth)) return { form: "id", strength: 3, node };
  const given = findArguments(variable, index);
  const keys = given?.map((each) => findInstanceKey(each, null, index, depth + 1)) ?? [];
  const [first = null] = keys;
  return first !== null && keys.every((key) => key !== null) ? { ...first, node } : null;
}

/** `let id = el[ID]; if (!id) id = el[ID] = ++last;`: read from the object or a map of ids, or made for it. */
function isStampedVariable(variable: Variable, index: FileIndex, depth: number): boolean {
  const values = variable.references.flatMap(({ writeExpr }) =>
    writeExpr ? [unwrap(writeExpr)] : [],
  );
  const isFound = (value: Node): boolean =>
    isIdLookup(value, index, variable) || isPutBack(value, variable);
  return (
    values.some((value) => value.type === "MemberExpression" || isFound(value)) &&
    values.every(
      (value) => isFound(value) || findInstanceKey(value, null, index, depth + 1) !== null,
    )
  );
}

/** A variable outside the function that the function counts up: `nextId++; map.set(nextId, …)`. */
function isCounter(references: readonly { identifier: unknown }[], node: Node): boolean {
  const around = enclosingFunction(node);
  let counts = 0;
  for (const reference of references) {
    const identifier = reference.identifier as Node;
    const { parent } = identifier;
    if (parent?.type === "UpdateExpression") {
      if (parent.operator !== "++" || parent.parent.type === "ForStatement") return false;
      if (enclosingFunction(identifier) === around) counts++;
    } else if (parent?.type === "VariableDeclarator" && parent.id === identifier) {
      if (enclosingFunction(identifier) === around) return false;
    } else if (parent?.type === "AssignmentExpression" && parent.left === identifier) {
      if (parent.operator !== "+=" || !isOne(parent.right)) return false;
      if (enclosingFunction(identifier) === around) counts++;
    }
  }
  return counts > 0 && around !== null;
}

const isOne = (node: Node): boolean => node.type === "Literal" && node.value === 1;
