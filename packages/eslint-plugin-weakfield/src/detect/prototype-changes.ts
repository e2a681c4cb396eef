import { findAlias, followAccess, isContainer } from "./containers.ts";
import { getFacts } from "./facts.ts";
import type { FunctionFacts } from "./function-facts.ts";
import { findPrototypeMethods, type PrototypeProperty } from "./prototypes.ts";
import {
  calleeName,
  findProperty,
  isInside,
  isWriteTarget,
  type SourceCode,
  staticName,
} from "./syntax.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** Names of members that a base class copies for each instance by custom. */
const COPIED_NAME =
  /^(?:options|defaults?|defaultOptions|settings|config|props|properties|events)$/;

/** A mutable object on a prototype that instances change. */
export interface SharedPrototypeValue {
  property: PrototypeProperty;
  /** Where an instance changes it. */
  change: TSESTree.Node;
}

/** The finding when instances change what the property holds, and none has one of its own. */
export function findSharedPrototypeValue(
  sourceCode: SourceCode,
  property: PrototypeProperty,
): SharedPrototypeValue | null {
  if (!isContainer(property.value) || COPIED_NAME.test(property.name)) return null;
  let change: TSESTree.Node | null = null;
  for (const fn of getMembers(sourceCode, property)) {
    for (const node of fn.thisNodes) {
      for (const use of getUses(sourceCode, node, property.name)) {
        if (use.kind === "replace") return null;
        change ??= use.node;
      }
    }
  }
  return change === null ? null : { change, property };
}

const ownMembers = new WeakMap<object, readonly FunctionFacts[]>();

/** The functions that belong to the class: its body, its constructor, what is on its prototype. */
function getMembers(sourceCode: SourceCode, property: PrototypeProperty): readonly FunctionFacts[] {
  const key = property.prototype.variable ?? property.literal ?? property;
  let found = ownMembers.get(key);
  if (found === undefined) {
    found = collectMembers(sourceCode, property);
    ownMembers.set(key, found);
  }
  return found;
}

function collectMembers(sourceCode: SourceCode, property: PrototypeProperty): FunctionFacts[] {
  const regions: TSESTree.Node[] = property.literal === null ? [] : [property.literal];
  const { variable } = property.prototype;
  if (variable !== null) {
    for (const definition of variable.defs) regions.push(definition.node);
    for (const each of findPrototypeMethods(sourceCode)) {
      if (each.prototype.variable === variable) regions.push(each.value);
    }
  }
  return getFacts(sourceCode).functions.filter(
    (fn) => fn.thisNodes.length > 0 && regions.some((region) => isInside(fn.node, region)),
  );
}

interface Use {
  kind: "change" | "replace";
  node: TSESTree.Node;
}

/** What happens to `this.name`, also through `const self = this` and `get(this, "name")`. */
function getUses(sourceCode: SourceCode, instance: TSESTree.Node, name: string): Use[] {
  const alias = findAlias(sourceCode, instance);
  const own = getDirectUses(sourceCode, instance, name);
  if (alias === null) return own;
  return [
    ...own,
    ...alias.references.flatMap(({ identifier }) => getDirectUses(sourceCode, identifier, name)),
  ];
}

function getDirectUses(sourceCode: SourceCode, instance: TSESTree.Node, name: string): Use[] {
  const { parent } = instance;
  if (parent?.type === "MemberExpression" && parent.object === instance) {
    const member = staticName(parent);
    if (member === name) return getAccessUses(sourceCode, parent);
    const call = parent.parent;
    return call.type === "CallExpression" && call.callee === parent && member !== null
      ? getPathUses(sourceCode, call, member, call.arguments[0], name)
      : [];
  }
  if (parent?.type === "CallExpression" && parent.arguments[0] === instance) {
    return getPathUses(sourceCode, parent, calleeName(parent) ?? "", parent.arguments[1], name);
  }
  return [];
}

function getAccessUses(sourceCode: SourceCode, place: TSESTree.Node): Use[] {
  if (isWriteTarget(place)) return [{ kind: "replace", node: place }];
  const access = followAccess(place);
  if (access.written !== null || access.removes) return [{ kind: "change", node: access.end }];
  return (findAlias(sourceCode, access.end)?.references ?? []).flatMap((reference) => {
    if (!reference.isRead()) return [];
    const next = followAccess(reference.identifier);
    return next.written !== null || next.removes
      ? [{ kind: "change" as const, node: next.end }]
      : [];
  });
}

/** `set(this, "name.key", value)`, `this.get("name").push(value)`, `this.set("name", [])`. */
function getPathUses(
  sourceCode: SourceCode,
  call: TSESTree.CallExpression,
  method: string,
  path: TSESTree.Node | undefined,
  name: string,
): Use[] {
  const text = getLeadingText(path);
  if (text === null) {
    // `setProperties(this, { name: [] })`, `Object.assign(this, { name: [] })`, `setOptions(this)`
    const isOwn = path?.type === "ObjectExpression" && findProperty(path, name) !== null;
    return isOwn ? [{ kind: "replace", node: call }] : [];
  }
  if (/^set$|^\$set$/.test(method)) {
    if (text === name) return [{ kind: "replace", node: call }];
    return text.startsWith(`${name}.`) ? [{ kind: "change", node: call }] : [];
  }
  if (method === "get" && (text === name || text.startsWith(`${name}.`))) {
    const uses = getAccessUses(sourceCode, call);
    return uses.filter((use) => use.kind === "change");
  }
  return [];
}

/** The text that a string or template starts with; a template that goes on ends in a dot or name. */
function getLeadingText(node: TSESTree.Node | undefined): string | null {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  /* v8 ignore next -- a template that has no tag starts with a text */
  if (node?.type === "TemplateLiteral") return node.quasis[0]?.value.cooked ?? null;
  return node?.type === "BinaryExpression" && node.operator === "+"
    ? getLeadingText(node.left)
    : null;
}
