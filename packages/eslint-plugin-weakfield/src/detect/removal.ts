import type { TSESTree } from "@typescript-eslint/utils";
import type { Collection } from "./collections.ts";
import type { FileIndex } from "./file-index.ts";
import { isModuleFunction } from "./lifetime.ts";
import {
  calleeName,
  enclosingFunction,
  isWithin,
  staticName,
  unwrap,
  wrapped,
  type FunctionNode,
  type Node,
} from "./syntax.ts";
import type { Use } from "./uses.ts";

/**
 * How well the entries of a collection are let go. `strong`: a removal that runs, or a bound. `offered`: a method that
 * somebody else must call for each entry, while nothing in the file does. `explicit`: only when the entry's own object
 * announces that it was disposed of. `reset`: the whole collection at once, by a function nothing in the file calls.
 * `end`: the whole collection when its owner ends, which frees nothing before.
 */
export type Removal = "end" | "explicit" | "none" | "offered" | "reset" | "strong";

const RANK: Removal[] = ["none", "end", "explicit", "offered", "reset", "strong"];

/** The best evidence in a file that a collection does not only grow. */
export function judgeRemoval(
  collection: Collection,
  uses: readonly Use[] = collection.uses,
): Removal {
  const writers = new Set(
    uses.filter((use) => use.kind === "write").map((use) => enclosingFunction(use.node)),
  );
  let best: Removal = "none";
  for (const use of uses) {
    const removal = judgeUse(use, writers, collection);
    if (RANK.indexOf(removal) > RANK.indexOf(best)) best = removal;
    if (best === "strong") return best;
  }
  return best;
}

function judgeUse(use: Use, writers: ReadonlySet<Node | null>, collection: Collection): Removal {
  switch (use.kind) {
    case "size":
      return isBoundCheck(use.node) ? "strong" : "none";
    case "sweep":
      return "strong";
    case "write":
      return collection.kind === "array" &&
        use.key !== null &&
        isRingIndex(use.key, collection.index)
        ? "strong"
        : "none";
    case "drop":
    case "clear": {
      const around = enclosingFunction(use.node);
      if (around === null || isModuleFunction(around))
        return use.kind === "drop" ? "strong" : "none";
      if (use.kind === "drop" && writers.has(around)) return "strong";
      if (use.isForeign && use.kind === "clear") return "none";
      return judgeFunction(around, use, collection, new Set());
    }
    default:
      return "none";
  }
}

/** `map.size > limit`, `list.length >= 100`: somebody keeps an eye on how much is held. */
function isBoundCheck(node: Node): boolean {
  const member = wrapped(node).parent;
  if (member === undefined) return false;
  const { parent } = wrapped(member);
  if (parent?.type !== "BinaryExpression" || !/^[<>]/.test(parent.operator)) return false;
  const isLeft = parent.left === wrapped(member);
  const other = unwrap(isLeft ? parent.right : parent.left);
  if (other.type === "Literal") return typeof other.value === "number" && other.value > 1;
  // `i < list.length` is a loop; `list.length < limit` and `limit <= list.length` are bounds.
  if (other.type === "Identifier") return isLeft || /max|limit|cap|size/i.test(other.name);
  return other.type === "MemberExpression" && /max|limit|cap|size/i.test(staticName(other) ?? "");
}

/** `list[position] = …` where `position` is brought back by `%` or set to 0: a ring of fixed size. */
function isRingIndex(key: Node, index: FileIndex): boolean {
  const expression = unwrap(key);
  const position = expression.type === "UpdateExpression" ? expression.argument : expression;
  if (position.type === "BinaryExpression") return position.operator === "%";
  const variable = position.type === "Identifier" ? index.variableOf(position) : null;
  return (
    variable?.references.some(({ writeExpr, init }) => {
      if (init || !writeExpr) return false;
      return (
        (writeExpr.type === "BinaryExpression" && writeExpr.operator === "%") ||
        (writeExpr.type === "Literal" && writeExpr.value === 0)
      );
    }) ?? false
  );
}

const LIFECYCLE =
  /^[_#$]*(?:ng)?(?:on|handle|do|un\w*_?|internal)?_?(?:dispose|destroy|disconnect|detach|unmount|willUnmount|componentWillUnmount|teardown|tearDown|cleanup|cleanUp|close|closed|stop|end|exit|abort|cancel|finish|finalize|complete|shutdown|terminate|uninstall|unload|off|unsubscribe|unregister|unlisten|unwatch|unobserve|unbind|unlink|untrack|unuse|unhandle|unref|release|expire|evict|invalidate|prune|sweep|purge|flush|drain|gc|kill|leave|logout|deactivate|blur|hide|removed|deleted|disposed|disconnected|destroyed)/i;
const ENDING =
  /^[_#$]*(?:on|handle|do)?_?(?:dispose|destroy|close|disconnect|detach|unmount|teardown|shutdown|terminate|stop|uninstall|reset|clear\w*|deactivate|end|finish|ngOnDestroy|componentWillUnmount|disconnectedCallback)(?:All)?$/i;

function judgeFunction(
  node: FunctionNode,
  use: Use,
  collection: Collection,
  seen: Set<Node>,
): Removal {
  if (seen.has(node)) return "none";
  seen.add(node);
  const { index } = collection;
  const name = functionName(node);
  const outer = wrapped(node);
  const { parent } = outer;
  if (parent?.type === "CallExpression" || parent?.type === "NewExpression") {
    if (parent.type === "CallExpression" && parent.callee === outer)
      return judgeAround(parent, use, collection, seen);
    return judgeCallback(parent, use, collection, seen);
  }
  const ends = use.kind === "clear" && ENDING.test(name) && collection.lifetime !== "module";
  if (ends) return "end";
  if (isReturned(outer)) {
    const isOwn = closesOverKey(node, use, index) || isWithinWriter(node, collection);
    return isOwn || use.kind === "clear" ? "strong" : "offered";
  }
  const calls = findCalls(node, name, collection);
  let best: Removal = "none";
  for (const call of calls) {
    const removal = judgeCall(call, use, collection, seen);
    if (RANK.indexOf(removal) > RANK.indexOf(best)) best = removal;
    if (best === "strong") return best;
  }
  if (best !== "none") return best;
  if (use.kind === "clear") return isReachable(node, index) ? "reset" : "none";
  return LIFECYCLE.test(name) || closesOverKey(node, use, index) ? "strong" : "offered";
}

/** A function that runs at once counts as the function around it. */
function judgeAround(node: Node, use: Use, collection: Collection, seen: Set<Node>): Removal {
  const around = enclosingFunction(node);
  return around === null ? "strong" : judgeFunction(around, use, collection, seen);
}

const ITERATION =
  /^(?:every|filter|find\w*|flatMap|forEach|map|reduce\w*|some|sort|each|batch|transact|untracked|run|startTransition|traverse|dispatchCommand|keys)$/;

/** A removal within a callback: runs with its caller when the callee iterates, else when the event comes. */
function judgeCallback(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  use: Use,
  collection: Collection,
  seen: Set<Node>,
): Removal {
  const name = calleeName(call) ?? "";
  if (ITERATION.test(name)) return judgeAround(call, use, collection, seen);
  return isExplicitEnd(call) ? "explicit" : "strong";
}

/** `thing.addEventListener("dispose", …)`: an end that somebody must announce, unlike a closing socket. */
function isExplicitEnd(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const [event] = call.arguments;
  return (
    /^(?:addEventListener|addListener|on|once)$/.test(calleeName(call) ?? "") &&
    event?.type === "Literal" &&
    event.value === "dispose"
  );
}

function isReturned(node: Node): boolean {
  const { parent } = node;
  return (
    parent?.type === "ReturnStatement" ||
    (parent?.type === "ArrowFunctionExpression" && parent.body === node)
  );
}

/** A function that is returned within the function that adds entries takes those out again. */
function isWithinWriter(node: FunctionNode, { uses }: Collection): boolean {
  let outermost: FunctionNode = node;
  for (let around = enclosingFunction(node); around !== null; around = enclosingFunction(around)) {
    if (isModuleFunction(around)) break;
    outermost = around;
  }
  return uses.some((use) => use.kind === "write" && isWithin(use.node, outermost));
}

/** Tells whether what a function removes was fixed when the function was made: an entry's own remover. */
function closesOverKey(node: FunctionNode, use: Use, index: FileIndex): boolean {
  if (use.key === null) return false;
  let key = unwrap(use.key);
  while (key.type === "MemberExpression") key = unwrap(key.object);
  if (key.type === "ThisExpression") return node.type === "ArrowFunctionExpression";
  if (key.type !== "Identifier") return false;
  const variable = index.variableOf(key);
  const definition = variable?.defs[0]?.name;
  return (
    variable != null &&
    definition !== undefined &&
    !isWithin(definition, node) &&
    variable.scope.type !== "module" &&
    variable.scope.type !== "global"
  );
}

/** The name a function is declared, stored or put on an object under. */
function functionName(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = wrapped(node);
  switch (parent?.type) {
    case "MethodDefinition":
    case "Property":
    case "PropertyDefinition":
      return staticName(parent) ?? compiledName(parent) ?? "";
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : "";
    case "AssignmentExpression":
      return parent.left.type === "Identifier" ? parent.left.name : (staticName(parent.left) ?? "");
    default:
      return "";
  }
}

/** `[Symbol.dispose]() {}` and `[Symbol.asyncDispose]() {}` are called `dispose`. */
function compiledName(node: Node): string | null {
  const key = "key" in node ? (node.key as Node) : null;
  if (key?.type !== "MemberExpression") return null;
  return /dispose/i.test(staticName(key) ?? "") ? "dispose" : null;
}

/** Names so common that a call of one says nothing about this function, unless its receiver is known. */
const COMMON =
  /^(?:add|all|apply|bind|call|clear|create|delete|each|find|forget|free|get|has|init|list|next|push|register|remove|removeChild|replace|reset|return|run|set|then|throw|toString|update|value|write|pop|shift|splice|unset|dispose|close|destroy|end|stop|off|abort|cancel|disconnect|release|flush|unsubscribe)$/;

/** The places where a function is called or handed on, outside itself, its definition and exports. */
function findCalls(node: FunctionNode, name: string, collection: Collection): Node[] {
  const { index } = collection;
  const places: Node[] = [];
  const variable = variableOfFunction(node, index);
  for (const reference of variable?.references ?? []) {
    const identifier = reference.identifier as Node;
    if (reference.isRead() && !isWithin(identifier, node) && !isPublication(identifier))
      places.push(identifier);
  }
  const { parent } = wrapped(node);
  const isMember =
    parent?.type === "MethodDefinition" ||
    parent?.type === "Property" ||
    parent?.type === "PropertyDefinition" ||
    (parent?.type === "AssignmentExpression" && parent.left.type === "MemberExpression");
  if (!isMember || name === "") return places;
  for (const member of index.members.get(name) ?? []) {
    if (isWithin(member, node) || isDefinition(member)) continue;
    if (!COMMON.test(name) || isOwnReceiver(member, node, collection)) places.push(member);
  }
  return places;
}

function variableOfFunction(node: FunctionNode, index: FileIndex) {
  if (node.type === "FunctionDeclaration" && node.id) return index.variableOf(node.id);
  const { parent } = wrapped(node);
  if (parent?.type === "VariableDeclarator") return index.variableOf(parent.id);
  return parent?.type === "AssignmentExpression" ? index.variableOf(parent.left) : null;
}

const isDefinition = (member: Node): boolean =>
  member.parent?.type === "AssignmentExpression" && member.parent.left === member;

/** Tells whether a receiver can be the object that the function belongs to: `this`, or the class's own name. */
function isOwnReceiver(
  member: TSESTree.MemberExpression,
  node: FunctionNode,
  collection: Collection,
): boolean {
  const receiver = unwrap(member.object);
  if (receiver.type === "ThisExpression") return isSameClass(member, node);
  const name = receiver.type === "Identifier" ? receiver.name : staticName(receiver);
  if (name === null) return false;
  if (receiver.type === "MemberExpression") return holdsOwner(name, node, collection.index);
  const definition = collection.index.variableOf(receiver)?.defs[0];
  return definition !== undefined && definition.node === classAround(node);
}

/** Tells whether a member of this name is somewhere set to a new object of the function's class. */
function holdsOwner(name: string, node: FunctionNode, index: FileIndex): boolean {
  const owner = classAround(node);
  const className =
    owner !== null && "id" in owner && owner.id?.type === "Identifier" ? owner.id.name : null;
  return (
    className !== null &&
    (index.news.get(className) ?? []).some((creation) => {
      const { parent } = wrapped(creation);
      const place = parent?.type === "AssignmentExpression" ? parent.left : parent;
      return place !== undefined && staticName(place) === name;
    })
  );
}

function classAround(node: Node): Node | null {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "ClassDeclaration" || current.type === "ClassExpression") return current;
  }
  return null;
}

const isSameClass = (left: Node, right: Node): boolean => classAround(left) === classAround(right);

/** An export, a property of a returned or exported object: handed out, not called. */
function isPublication(identifier: Node): boolean {
  const { parent } = wrapped(identifier);
  if (!parent) return false;
  switch (parent.type) {
    case "ExportSpecifier":
    case "ExportDefaultDeclaration":
      return true;
    case "Property":
      return parent.value === identifier;
    case "AssignmentExpression":
      return parent.right === identifier && parent.left.type === "MemberExpression";
    case "CallExpression":
      // esbuild keeps names by `__name(fn, "fn")`
      return parent.arguments[0] === identifier && /^_*name$/.test(calleeName(parent) ?? "");
    default:
      return false;
  }
}

function judgeCall(place: Node, use: Use, collection: Collection, seen: Set<Node>): Removal {
  const node = wrapped(place);
  const { parent } = node;
  if (parent?.type === "CallExpression" && parent.callee !== node) {
    if (/^(?:off|remove\w*Listener)$/.test(calleeName(parent) ?? "")) return "none";
    if (collection.uses.some(({ value }) => value === node)) return "none";
    return judgeCallback(parent, use, collection, seen);
  }
  if (parent?.type === "CallExpression") {
    if (use.kind === "drop") return "strong";
    const around = enclosingFunction(parent);
    if (around === null || collection.lifetime === "module") return "strong";
    return ENDING.test(functionName(around)) ? "end" : "strong";
  }
  if (isReturned(node)) return "offered";
  return "strong";
}

/** Tells whether something outside can call a function: it is exported, a member, or handed out. */
function isReachable(node: FunctionNode, index: FileIndex): boolean {
  const { parent } = wrapped(node);
  if (parent?.type === "ExportNamedDeclaration" || parent?.type === "ExportDefaultDeclaration")
    return true;
  if (parent?.type === "VariableDeclarator" || node.type === "FunctionDeclaration") {
    const variable = variableOfFunction(node, index);
    const isExported = parent?.parent?.parent?.type === "ExportNamedDeclaration";
    return (
      isExported ||
      (variable?.references.some((reference) => isPublication(reference.identifier)) ?? false)
    );
  }
  return true;
}
