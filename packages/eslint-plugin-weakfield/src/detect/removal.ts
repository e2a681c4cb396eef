import type { TSESTree } from "@typescript-eslint/utils";
import { isBoundCheck, isRingIndex } from "./bounds.ts";
import { callsAtOnce } from "./callbacks.ts";
import { findCalls, functionName, isPublication, variableOfFunction } from "./callers.ts";
import type { Collection } from "./collections.ts";
import type { FileIndex } from "./file-index.ts";
import { isModuleFunction } from "./lifetime.ts";
import {
  calleeName,
  enclosingFunction,
  type FunctionNode,
  isInside,
  type Node,
  staticName,
  unwrap,
  wrapped,
} from "./syntax.ts";
import type { Use } from "./use.ts";

/**
 * How well the entries of a collection are let go. `strong`: a removal that runs, or a bound. `paired`: the counterpart of
 * the function that adds an entry, offered together with it. `offered`: a method that
 * somebody else must call for each entry, while nothing in the file does. `explicit`: only when the entry's own object
 * announces that it was disposed of. `reset`: the whole collection at once, by a function nothing in the file calls.
 * `end`: the whole collection when its owner ends, which frees nothing before.
 */
export type Removal = "end" | "explicit" | "none" | "offered" | "paired" | "reset" | "strong";

const RANK: Removal[] = ["none", "end", "explicit", "offered", "reset", "paired", "strong"];

/** The best evidence in a file that a collection does not only grow. */
export function judgeRemoval(
  collection: Collection,
  uses: readonly Use[] = collection.uses,
): Removal {
  const writers = new Set(
    uses.filter((use) => use.kind === "write").map((use) => enclosingFunction(use.node)),
  );
  let best: Removal = isMadeAnew(collection) ? "strong" : "none";
  for (const use of uses) {
    const removal = judgeUse(use, writers, collection);
    if (RANK.indexOf(removal) > RANK.indexOf(best)) best = removal;
    if (best === "strong") return best;
  }
  return best;
}

/** `layout() { this.placed = {}; … }`: each call begins with an empty one. */
function isMadeAnew({ creation, holder }: Collection): boolean {
  if (!("owner" in holder) || holder.owner.isStatic) return false;
  const { parent } = wrapped(creation);
  const around = enclosingFunction(creation);
  return (
    parent?.type === "AssignmentExpression" &&
    parent.operator === "=" &&
    parent.parent.type === "ExpressionStatement" &&
    parent.parent.parent === around?.body &&
    around.parent.type === "MethodDefinition" &&
    around.parent.kind === "method" &&
    !BEGINNING.test(functionName(around))
  );
}

/** What is called once for an object, before it is used. */
const BEGINNING =
  /^_*(?:init\w*|set_?up|create|mount|attach|connect\w*|start\w*|open|load|install|activate|enable|bind|will\w*|did\w*|ng\w+|component\w+|on[A-Z]\w*)$/i;

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
      if (use.kind === "drop" && isTakenOut(use.node)) return "strong";
      return judgeFunction(around, use, collection, new Set());
    }
    default:
      return "none";
  }
}

/** `return queue.pop()`: what is held is handed on to who takes it. */
function isTakenOut(node: Node): boolean {
  const member = wrapped(node).parent;
  if (member?.type !== "MemberExpression" || !/^(?:pop|shift)$/.test(staticName(member) ?? ""))
    return false;
  const call = wrapped(member).parent;
  return call?.type === "CallExpression" && wrapped(call).parent?.type !== "ExpressionStatement";
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
  if (ends) return isCalledByOwner(node, name, collection) ? "strong" : "end";
  if (isReturned(outer)) {
    const isOwn = closesOverKey(node, use, index) || isWithinWriter(node, collection);
    return isOwn || use.kind === "clear" ? "strong" : "offered";
  }
  const calls = findCalls(node, name, collection);
  let best: Removal = "none";
  for (const call of calls) {
    let removal = judgeCall(call, use, collection, seen);
    if (removal === "offered" && closesOverKey(node, use, index)) removal = "strong"; // returned by its name
    if (RANK.indexOf(removal) > RANK.indexOf(best)) best = removal;
    if (best === "strong") return best;
  }
  if (best !== "none") return best;
  if (use.kind === "clear") return isReachable(node, index) ? "reset" : "none";
  const isRun = LIFECYCLE.test(name) || HANDLER.test(name) || closesOverKey(node, use, index);
  if (isRun) return "strong";
  return isCounterpart(name, node, collection) ? "paired" : "offered";
}

/** What runs when an event or answer arrives. */
const HANDLER = /^_?(?:on|handle|receive|settle|resolve|deliver|fulfill?|reject)(?:[A-Z_]|$)/;

const INSERTING =
  /^_?(add|append|attach|begin|bind|connect|enqueue|enter|hold|insert|join|link|listen|lock|mark|mount|observe|open|push|put|queue|register|request|schedule|set|spawn|start|store|subscribe|track|watch)(?=[A-Z_]|$)/;

const REMOVING =
  /^_?(?:clear|close|delete|deregister|detach|discard|drop|end|exit|finish|forget|free|leave|remove|unlock|unmark|unmount|unregister|unset|untrack|unwatch)(?=[A-Z_]|$)/;

/**
 * `register(thing)` and `unregister(thing)`: who asks for an entry is offered the way back. A function that looks up and
 * fills in on the way asks for nothing, and its callers do not know that there is something to take out.
 */
function isCounterpart(name: string, node: FunctionNode, collection: Collection): boolean {
  if (!REMOVING.test(name) || !isReachable(node, collection.index)) return false;
  const stem = name.replace(REMOVING, "");
  const writers = collection.uses
    .filter(({ kind, isForeign }) => kind === "write" && !isForeign)
    .map((write) => enclosingFunction(write.node));
  return (
    writers.length > 0 &&
    writers.every((writer) => {
      const inserting = writer === null ? "" : functionName(writer);
      return INSERTING.test(inserting) && inserting.replace(INSERTING, "") === stem;
    })
  );
}

/** A function that runs at once counts as the function around it. */
function judgeAround(node: Node, use: Use, collection: Collection, seen: Set<Node>): Removal {
  const around = enclosingFunction(node);
  return around === null ? "strong" : judgeFunction(around, use, collection, seen);
}

/** A removal within a callback: runs with its caller when the callee iterates, else when the event comes. */
function judgeCallback(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  use: Use,
  collection: Collection,
  seen: Set<Node>,
): Removal {
  if (callsAtOnce(call)) return judgeAround(call, use, collection, seen);
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
  return uses.some((use) => use.kind === "write" && isInside(use.node, outermost));
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
    !isInside(definition, node) &&
    variable.scope.type !== "module" &&
    variable.scope.type !== "global"
  );
}

/** Tells whether another method of the owner starts anew with `this.clear()`: neither its beginning nor its end. */
function isCalledByOwner(node: FunctionNode, name: string, collection: Collection): boolean {
  if (!/^_?(?:clear|reset)/.test(name)) return false;
  return findCalls(node, name, collection).some((place) => {
    const around = enclosingFunction(place);
    /* v8 ignore if -- a name as common is only asked for by `this` */
    if (place.type !== "MemberExpression" || place.object.type !== "ThisExpression" || !around)
      return false;
    return !ENDING.test(functionName(around)) && functionName(around) !== "constructor";
  });
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
    /* v8 ignore next -- what has a name that tells has a variable */
    const references = variable?.references ?? [];
    return isExported || references.some(({ identifier }) => isPublication(identifier));
  }
  return true;
}
