import type { TSESTree } from "@typescript-eslint/utils";
import type { Scope, SourceCode } from "@typescript-eslint/utils/ts-eslint";
import {
  getCalleeName,
  isDefineProperty,
  isFunction,
  isInside,
  isWriteTarget,
  unwrap,
  wrapped,
  getParent,
} from "./ast.ts";
import { findAlias, followAccess, isContainer } from "./containers.ts";
import { dependsOnInstance, mentionsInstance, someNode } from "./dependence.ts";
import type { FunctionFacts } from "./facts.ts";
import {
  findExpressionVariable,
  findInitializer,
  getCaptured,
  getParameters,
  isImported,
  isModuleVariable,
  resolveFunction,
  type Variable,
} from "./variables.ts";

type Source = Readonly<SourceCode>;

/** State that every instance reads and writes in one place. */
export interface SharedState {
  variable: Variable;
  /**
   * `value`: a variable that one instance writes and another reads. `flag`: a variable that one
   * instance sets and that decides for another. `container`: a map, array or object that all of
   * them fill. `member`: a property of something that there is once: prototype, descriptor, wrapper.
   */
  kind: "container" | "flag" | "member" | "value";
  /** A write that puts the state of one instance where all read it. */
  write: TSESTree.Node;
}

/** The state to report, and the rest of what the same functions share. */
export interface SharedStates {
  first: SharedState;
  all: readonly SharedState[];
}

export interface StateQuery {
  /** Functions that run for one instance each time. */
  instanceFunctions: readonly FunctionFacts[];
  /** The function that runs once: a decorator, a factory, a wrapper of functions; null for a class. */
  owner: FunctionFacts | null;
  /** Variables of things that there is once, whose own properties count: prototype, descriptor. */
  once: readonly (Variable | null)[];
}

/**
 * The variables in which functions that run for one instance keep something for all of them,
 * values before flags; null when there are none. State that is found by the instance (`weakMap.get(this)`) is not shared, nor are values
 * that no instance had a part in: lazily made constants, ids, warnings given once.
 */
export function findSharedState(sourceCode: Source, query: StateQuery): SharedStates | null {
  const uses = new Map<Variable, Use[]>();
  for (const fn of query.instanceFunctions) {
    for (const reference of getCaptured(sourceCode, fn.node)) {
      const variable = reference.resolved;
      if (variable === null || variable.defs.length === 0 || isImported(variable)) continue;
      const use = { fn, reference };
      const known = uses.get(variable);
      if (known === undefined) uses.set(variable, [use]);
      else known.push(use);
    }
  }
  const found = [...uses].flatMap(([variable, list]) => {
    const replaced = query.once.includes(variable)
      ? findReplacement(sourceCode, variable, list)
      : null;
    if (replaced !== null) return replaced;
    const state = isLongLived(sourceCode, variable, query.owner)
      ? (findModuleState(sourceCode, variable, list) ??
        findContainerState(sourceCode, variable, list, query))
      : (findValueState(sourceCode, variable, list) ??
        findContainerState(sourceCode, variable, list, query));
    return state ?? [];
  });
  const order = ["value", "container", "member", "flag"];
  found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const [first] = found;
  return first === undefined ? null : { all: found, first };
}

/**
 * `Object.defineProperty(target, …)` or `Reflect.defineMetadata(key, value, target)` inside a function
 * that runs for one instance: the prototype keeps what that instance gave.
 */
function findReplacement(
  sourceCode: Source,
  variable: Variable,
  uses: readonly Use[],
): SharedState | null {
  for (const { fn, reference } of uses) {
    const call = reference.identifier.parent;
    if (call?.type !== "CallExpression") continue;
    const at = call.arguments.findIndex((argument) => argument === reference.identifier);
    const isDefined = at === 0 && isDefineProperty(call);
    const isMetadata = at >= 1 && getCalleeName(call) === "defineMetadata";
    const value = isDefined ? call.arguments[2] : isMetadata ? call.arguments[1] : undefined;
    if (value !== undefined && dependsOnInstance(sourceCode, value, fn.node)) {
      return { kind: "member", variable, write: call };
    }
  }
  return null;
}

interface Use {
  fn: FunctionFacts;
  reference: Scope.Reference;
}

/** Whether the variable outlives the decoration: it belongs to the module, or to its wrapper. */
function isLongLived(sourceCode: Source, variable: Variable, owner: FunctionFacts | null): boolean {
  if (isModuleVariable(variable)) return true;
  const { block } = variable.scope.variableScope;
  let fn: FunctionFacts | null = owner;
  while (fn !== null && fn.node !== block) {
    const inner: FunctionFacts = fn;
    fn = fn.parent;
    const returns = fn?.returned.some(
      (node) => resolveFunction(sourceCode, node) === inner.node || isInside(inner.node, node),
    );
    if (fn !== null && returns !== true && !isArgument(inner)) return true;
  }
  return fn === null;
}

/** `decorateProperty({ descriptor: (name) => … })`: handed to the function that makes the decorator. */
function isArgument({ node }: FunctionFacts): boolean {
  return node.parent.type === "CallExpression" || node.parent.type === "Property";
}

/** A variable of the module counts when one accessor writes what another one gives back. */
function findModuleState(
  sourceCode: Source,
  variable: Variable,
  uses: readonly Use[],
): SharedState | null {
  const state = findValueState(sourceCode, variable, uses);
  if (state === null || state.kind !== "value") return null;
  const writers = new Set(uses.flatMap((use) => (use.reference.isWrite() ? use.fn : [])));
  const otherReads = uses.some((use) => !writers.has(use.fn) && use.reference.isRead());
  return otherReads && !isThis(state.write) ? state : null;
}

function isThis(write: TSESTree.Node): boolean {
  return write.type === "AssignmentExpression" && unwrap(write.right).type === "ThisExpression";
}

function findValueState(
  sourceCode: Source,
  variable: Variable,
  uses: readonly Use[],
): SharedState | null {
  const writes = uses.filter((use) => use.reference.isWrite());
  const reads = uses.filter((use) => isRealRead(use.reference));
  if (writes.length === 0 || reads.length === 0) return null;
  if (isRestored(sourceCode, variable, writes)) return null;
  for (const { fn, reference } of writes) {
    const assignment = getAssignment(reference);
    if (assignment === null || isLiteral(assignment.right)) continue;
    if (!dependsOnInstance(sourceCode, assignment.right, fn.node)) continue;
    if (isScratch(variable, uses)) return null;
    return { kind: "value", variable, write: assignment };
  }
  return (
    findFlagState(sourceCode, variable, writes, reads) ?? findOverwritten(variable, writes, reads)
  );
}

/** What each call makes anew and leaves for another function: the last instance's is read by all. */
function findOverwritten(
  variable: Variable,
  writes: readonly Use[],
  reads: readonly Use[],
): SharedState | null {
  if (reads.some(({ reference }) => isTested(reference.identifier))) return null;
  for (const { fn, reference } of writes) {
    const assignment = getAssignment(reference);
    if (assignment?.operator !== "=" || isLiteral(assignment.right)) continue;
    const isLeft = fn.thisNodes.length > 0 && reads.some((use) => use.fn !== fn);
    const { parent } = assignment;
    const isAlways = parent.type === "ExpressionStatement" && parent.parent === fn.node.body;
    if (isLeft && isAlways) return { kind: "value", variable, write: assignment };
  }
  return null;
}

/** A read whose result is used; `x++` and `x += 1` as statements read only to write. */
function isRealRead(reference: Scope.Reference): boolean {
  if (!reference.isRead()) return false;
  if (!reference.isWrite()) return true;
  const { parent } = reference.identifier;
  return parent?.parent?.type !== "ExpressionStatement";
}

function getAssignment(reference: Scope.Reference): TSESTree.AssignmentExpression | null {
  let { parent } = reference.identifier;
  while (
    parent?.type === "ArrayPattern" ||
    parent?.type === "ObjectPattern" ||
    parent?.type === "Property"
  ) {
    ({ parent } = parent);
  }
  return parent?.type === "AssignmentExpression" ? parent : null;
}

function isLiteral(node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  return (
    expression.type === "Literal" ||
    (expression.type === "Identifier" && expression.name === "undefined") ||
    (expression.type === "UnaryExpression" && isLiteral(expression.argument))
  );
}

/** `const before = current; current = this; try { … } finally { current = before; }` */
function isRestored(sourceCode: Source, variable: Variable, writes: readonly Use[]): boolean {
  return writes.some(({ reference }) => {
    const saved = findExpressionVariable(sourceCode, getAssignment(reference)?.right);
    const init = saved && findInitializer(saved);
    return init ? findExpressionVariable(sourceCode, init) === variable : false;
  });
}

/** Whether each function writes the variable before it reads it, so that nothing is kept. */
function isScratch(variable: Variable, uses: readonly Use[]): boolean {
  const first = new Map<TSESTree.Node, Scope.Reference>();
  for (const { reference } of uses) {
    const { block } = reference.from.variableScope;
    const known = first.get(block);
    if (known === undefined || known.identifier.range[0] > reference.identifier.range[0]) {
      first.set(block, reference);
    }
  }
  return [...first.values()].every((reference) => {
    const assignment = getAssignment(reference);
    return (
      assignment?.operator === "=" &&
      assignment.parent.type === "ExpressionStatement" &&
      isFunction(assignment.parent.parent.parent) &&
      !variable.references.some(
        (other) => other.isRead() && isInside(other.identifier, assignment.right),
      )
    );
  });
}

function findFlagState(
  sourceCode: Source,
  variable: Variable,
  writes: readonly Use[],
  reads: readonly Use[],
): SharedState | null {
  if (!reads.some(({ reference }) => isTested(reference.identifier))) return null;
  for (const { fn, reference } of writes) {
    const { identifier } = reference;
    const assignment = getAssignment(reference);
    const { parent } = identifier;
    const write = assignment ?? (parent?.type === "UpdateExpression" ? parent : null);
    if (write === null) continue;
    if (isTransient(write, writes)) return null;
    if (!guardsInstanceWork(sourceCode, write, fn)) continue;
    return { kind: "flag", variable, write };
  }
  return null;
}

/** Whether the read decides something: a condition, a comparison, `!x`, `x && y`. */
function isTested(node: TSESTree.Node): boolean {
  let current = wrapped(node);
  while (
    current.parent?.type === "UnaryExpression" ||
    current.parent?.type === "UpdateExpression" ||
    current.parent?.type === "BinaryExpression" ||
    current.parent?.type === "LogicalExpression"
  ) {
    current = wrapped(current.parent);
    if (current.type === "LogicalExpression") return true;
  }
  const { parent } = current;
  return (
    (parent?.type === "IfStatement" ||
      parent?.type === "ConditionalExpression" ||
      parent?.type === "WhileStatement") &&
    parent.test === current
  );
}

/** Set and reset in one run of one function that does not wait in between. */
function isTransient(write: TSESTree.Node, writes: readonly Use[]): boolean {
  const block = writes.find(({ reference }) => isInside(reference.identifier, write))?.reference
    .from.variableScope.block;
  if (!isFunction(block) || block.async || block.generator) return false;
  return (
    writes.length > 1 &&
    writes.every(({ reference }) => reference.from.variableScope.block === block) &&
    new Set(
      writes.map(({ reference }) =>
        reference.writeExpr?.type === "Literal" ? reference.writeExpr.value : reference,
      ),
    ).size > 1
  );
}

/**
 * Whether what the flag guards has to do with the instance. A warning given once, or a constant made
 * once, may well be shared.
 */
function guardsInstanceWork(sourceCode: Source, write: TSESTree.Node, fn: FunctionFacts): boolean {
  let region: TSESTree.Node = fn.node.body;
  for (let node = getParent(write); node !== null && node !== fn.node; node = getParent(node)) {
    if (node.type === "IfStatement" && !isInside(write, node.test)) {
      region = node.consequent;
      break;
    }
    if (isFunction(node)) {
      region = node.body;
      break;
    }
  }
  if (isOnlyReporting(sourceCode, region)) return false;
  return dependsOnInstance(sourceCode, region, fn.node);
}

/** Whether every call in the region only tells somebody something. */
export function isOnlyReporting(sourceCode: Source, region: TSESTree.Node): boolean {
  let calls = 0;
  const other = someNode(sourceCode, region, (node) => {
    if (node.type !== "CallExpression") return false;
    const callee = unwrap(node.callee);
    const isConsole =
      callee.type === "MemberExpression" &&
      callee.object.type === "Identifier" &&
      /^(?:console|log|logger)$/i.test(callee.object.name);
    const name = getCalleeName(node) ?? "";
    if (isConsole || /warn|deprecat|^log|emitWarning/i.test(name)) calls++;
    else if (!/^(?:add|has|set|concat|join|toString|String)$/.test(name)) return true;
    return false;
  });
  return calls > 0 && !other;
}

function findContainerState(
  sourceCode: Source,
  variable: Variable,
  uses: readonly Use[],
  query: StateQuery,
): SharedState | null {
  const init = findInitializer(variable);
  const isOnce = query.once.includes(variable) || isOwnFunction(variable, query);
  const isClass = variable.defs.some((definition) => definition.type === "ClassName");
  if (!isOnce && !isClass && (init === null || !isContainer(init))) return null;
  let state: SharedState | null = null;
  for (const { fn, reference } of uses) {
    for (const access of getAccesses(sourceCode, reference.identifier)) {
      if (access.keys.some((key) => mentionsInstance(sourceCode, key))) return null;
      if (access.written === null || state !== null) continue;
      // A member of a class or prototype: only what stands there by name, not what is computed.
      if (isClass && access.names.length === 0) continue;
      if (isOnce && isDescriptorWrite(access.end)) continue;
      if (mentionsInstanceDirectly(sourceCode, access.written)) continue;
      if (!dependsOnInstance(sourceCode, access.written, fn.node)) continue;
      if (isGuardedReport(sourceCode, access.end, fn)) continue;
      state = {
        kind: isOnce || isClass ? "member" : "container",
        variable,
        write: access.end,
      };
    }
  }
  if (state === null) return null;
  return isRead(sourceCode, uses) ? state : null;
}

/** The accesses of a container, also through one local: `const entry = cache.get(key)`. */
function getAccesses(
  sourceCode: Source,
  identifier: TSESTree.Node,
): ReturnType<typeof followAccess>[] {
  const access = followAccess(identifier);
  const handed = getHandedAccesses(sourceCode, access.end);
  if (handed.length > 0) return handed;
  const alias = access.written === null ? findAlias(sourceCode, access.end) : null;
  if (alias === null) return [access];
  return [
    access,
    ...alias.references
      .filter((reference) => reference.isRead())
      .map((reference) => {
        const next = followAccess(reference.identifier);
        return { ...next, keys: [...access.keys, ...next.keys] };
      }),
  ];
}

/**
 * What a function of the file does with a container that it is handed: `remember(cache, key, this)`.
 * The accesses stand for the call: what is written is written by it, a key that is one of its
 * parameters is the argument.
 */
function getHandedAccesses(
  sourceCode: Source,
  node: TSESTree.Node,
): ReturnType<typeof followAccess>[] {
  const call = node.parent;
  if (call?.type !== "CallExpression") return [];
  const at = call.arguments.findIndex((argument) => argument === node);
  const fn = at < 0 ? null : resolveFunction(sourceCode, call.callee);
  if (fn === null) return [];
  const parameters = getParameters(sourceCode, fn);
  return (parameters[at]?.references ?? []).map(({ identifier }) => {
    const access = followAccess(identifier);
    const keys = access.keys.map((key) => {
      const place = parameters.indexOf(findExpressionVariable(sourceCode, key));
      return (place < 0 ? null : call.arguments[place]) ?? key;
    });
    return { ...access, end: call, keys, written: access.written && call };
  });
}

/** `descriptor.value = …` replaces a function; it is no storage. */
function isDescriptorWrite(end: TSESTree.Node): boolean {
  return (
    end.type === "MemberExpression" &&
    end.object.type === "Identifier" &&
    end.property.type === "Identifier" &&
    /^(?:value|get|set|writable|enumerable|configurable|initializer)$/.test(end.property.name)
  );
}

/** Whether the variable names a function that itself runs for each instance: `memoized.cache`. */
function isOwnFunction(variable: Variable, query: StateQuery): boolean {
  return query.instanceFunctions.some(({ node }) => {
    const named = node.id?.name === variable.name && node.type === "FunctionDeclaration";
    return named || findInitializer(variable) === node;
  });
}

/** An entry that says which instance it is for is not shared: `queue.push({ self: this, args })`. */
function mentionsInstanceDirectly(sourceCode: Source, node: TSESTree.Node): boolean {
  const expression = unwrap(node);
  if (expression.type === "ThisExpression") return true;
  if (expression.type === "Identifier") return mentionsInstance(sourceCode, expression);
  if (expression.type === "ObjectExpression") {
    return expression.properties.some(
      (property) =>
        property.type === "Property" && mentionsInstanceDirectly(sourceCode, property.value),
    );
  }
  return (
    expression.type === "ArrayExpression" &&
    expression.elements.some((each) => each !== null && mentionsInstanceDirectly(sourceCode, each))
  );
}

/** `if (!warned.has(name)) { warned.add(name); console.warn(…); }` */
function isGuardedReport(sourceCode: Source, write: TSESTree.Node, fn: FunctionFacts): boolean {
  for (let node = getParent(write); node !== null && node !== fn.node; node = getParent(node)) {
    if (node.type === "IfStatement") return isOnlyReporting(sourceCode, node.consequent);
  }
  return false;
}

function isRead(sourceCode: Source, uses: readonly Use[]): boolean {
  return uses.some(({ reference }) =>
    getAccesses(sourceCode, reference.identifier).some(
      (access) =>
        isCompound(access.end) ||
        (access.written === null && !access.removes && !isWriteTarget(reference.identifier)),
    ),
  );
}

/** `cache[key] ??= make()` reads before it writes. */
function isCompound(end: TSESTree.Node): boolean {
  const { parent } = end;
  return parent?.type === "AssignmentExpression" && parent.left === end && parent.operator !== "=";
}
