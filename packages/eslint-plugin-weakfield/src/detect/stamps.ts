import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, type FileIndex } from "./file-index.ts";
import { verdictOf } from "./instances.ts";
import { makerOf } from "./lifetime.ts";
import {
  calleeName,
  enclosingFunction,
  isFunction,
  type Node,
  staticName,
  unwrap,
  type Variable,
  wrapped,
} from "./syntax.ts";

/** `element[ATTRIBUTE]` where the file itself writes `element[ATTRIBUTE] = …`: an id stamped on the object. */
export function isStamp(node: TSESTree.MemberExpression, index: FileIndex): boolean {
  const property = unwrap(node.property);
  if (property.type !== "Identifier" || !NAMING.test(property.name)) return false;
  const variable = index.variableOf(property);
  if (variable === null) return false;
  return variable.references.some((reference) => {
    const member = (reference.identifier as Node).parent;
    return (
      member?.type === "MemberExpression" &&
      member.property === reference.identifier &&
      member.parent.type === "AssignmentExpression" &&
      member.parent.left === member
    );
  });
}

const NAMING =
  /^(?:attr|attribute|expando|idKey|uidKey|idAttr\w*|ID\w*|UID\w*|\w*_ID|\w*(?:Id|ID|Uid|UID|Key|KEY|Symbol|SYMBOL|Prop|PROP|Attr|ATTR|Expando|EXPANDO))$/;

/** `const uid = makeUid(element); element.uid = uid`: an id that the file makes and puts on an object. */
export function isPutOnObject(variable: Variable, made: Node, index: FileIndex): boolean {
  const call = unwrap(made);
  if (call.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
  if (!/(?:Id|ID|Uid|UID|Uuid|UUID|Guid|GUID)$/.test(call.callee.name)) return false;
  return variable.references.some((reference) => {
    const { parent } = wrapped(reference.identifier);
    return (
      parent?.type === "AssignmentExpression" &&
      parent.left.type === "MemberExpression" &&
      isInstance(parent.left.object, index)
    );
  });
}

const isInstance = (node: Node, index: FileIndex): boolean =>
  verdictOf(node, index).role === "instance";

/** `uid(element)` of `function uid(x) { return x.uid || (x.uid = ++last); }`: the id that the function puts on its argument. */
export function isStampingCall(
  call: TSESTree.CallExpression,
  index: FileIndex,
  isMade: (value: Node) => boolean,
): boolean {
  const callee = unwrap(call.callee);
  const variable = callee.type === "Identifier" ? index.variableOf(callee) : null;
  const target = variable === null ? null : declaredNode(variable);
  if (target === null || !isFunction(target) || call.arguments.length === 0) return false;
  const [first] = target.params;
  const parameter = first?.type === "Identifier" ? index.variableOf(first) : null;
  if (parameter === null) return false;
  let isStamped = false;
  let isReturned = false;
  for (const { identifier } of parameter.references) {
    const member = (identifier as Node).parent;
    if (member?.type !== "MemberExpression" || member.object !== identifier) continue;
    isReturned ||= isInReturn(member, target);
    const { parent } = member;
    isStamped ||=
      parent.type === "AssignmentExpression" && parent.left === member && isMade(parent.right);
  }
  return isStamped && isReturned;
}

function isInReturn(node: Node, around: Node): boolean {
  for (let current: Node = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (parent === around) return parent.type === "ArrowFunctionExpression";
    if (parent.type === "ReturnStatement") return enclosingFunction(parent) === around;
  }
  /* v8 ignore next -- the node stands in the function */
  return false;
}

const ID_TABLE =
  /(?:(?:^|[_$])(?:id|ID|uid|UID|guid)|[a-z](?:Id|ID|Uid|UID|Guid))s?(?:Map|Table|Cache|Store|Handler|Registry|Of|For|By\w+)?$/;

/** `ids.get(element)`: what a table of ids, or a map into which the variable is put, has for an object. */
export function isIdLookup(
  node: Node,
  index: FileIndex,
  variable: Variable | null = null,
): boolean {
  const table = tableOf(node, "get");
  if (table === null) return false;
  const [subject] = (node as TSESTree.CallExpression).arguments;
  if (subject === undefined || !isInstance(subject, index)) return false;
  const name = table.type === "Identifier" ? table.name : (staticName(table) ?? "");
  if (ID_TABLE.test(name)) return true;
  const holder = index.variableOf(table);
  return (
    holder !== null &&
    (variable?.references.some(({ identifier }) => {
      const target = tableOf(wrapped(identifier).parent, "set");
      return target !== null && index.variableOf(target) === holder;
    }) ??
      false)
  );
}

/** The receiver of a call of a method of this name. */
function tableOf(node: Node | undefined, method: string): Node | null {
  if (node?.type !== "CallExpression" || calleeName(node) !== method) return null;
  const callee = unwrap(node.callee);
  return callee.type === "MemberExpression" ? unwrap(callee.object) : null;
}

/** `let id = thing.tag; if (id === undefined) thing.tag = id = last++;`: read from the member that it is put back to. */
export function isPutBack(value: Node, variable: Variable): boolean {
  const name = value.type === "MemberExpression" ? staticName(value) : null;
  return (
    name !== null &&
    variable.references.some(({ identifier, writeExpr }) => {
      const place = wrapped(identifier);
      const target =
        place.parent?.type === "AssignmentExpression" && place.parent.right === place
          ? place.parent.left // `thing.tag = id`
          : (writeExpr && outerTarget(identifier)) || null; // `thing.tag = id = …`
      return target?.type === "MemberExpression" && staticName(target) === name;
    })
  );
}

/** The `a` of `a = id = …`. */
function outerTarget(identifier: Node): Node | null {
  const inner = identifier.parent;
  const outer = inner?.parent;
  return outer?.type === "AssignmentExpression" && outer.right === inner ? outer.left : null;
}

/** Whether the file numbers objects by this member: `node.tag = ++last`, with a counter that the whole program has. */
export function isNumbered(name: string, index: FileIndex): boolean {
  /* v8 ignore next -- the key that is asked about is such a member */
  return (index.members.get(name) ?? []).some((member) => {
    const { parent } = wrapped(member);
    if (parent?.type !== "AssignmentExpression" || parent.operator !== "=") return false;
    if (unwrap(parent.left) !== member) return false;
    const count = unwrap(parent.right);
    if (count.type !== "UpdateExpression" || count.operator !== "++") return false;
    const variable = index.variableOf(count.argument);
    return variable !== null && makerOf(variable) === null && enclosingFunction(member) !== null;
  });
}
