import {
  isOfComponent,
  matchFactory,
  matchLegacy,
  matchProperty,
  matchStandard,
} from "./decorator-kinds.ts";
import { getUsedNames, isForStaticOnly, isMadeForPrototype } from "./decorator-uses.ts";
import { type FileIndex, getFileIndex } from "./file-index.ts";
import type { FileFacts, FunctionFacts } from "./function-facts.ts";
import { collectHelpers, collectInstanceFunctions } from "./instance-functions.ts";
import type { SourceCode, Variable } from "./syntax.ts";
import { getParameters } from "./variables.ts";

/**
 * A function that runs once for each member it is applied to: whatever it or the functions around
 * it keep in variables is there once for all instances.
 */
export interface MemberDecorator {
  facts: FunctionFacts;
  /**
   * `legacy`: `(target, key, descriptor)`. `property`: `(target, key)`, defines the accessor itself
   * or returns it. `standard`: `(value, context)`. `factory`: makes the descriptor of a property of
   * any name.
   */
  kind: "factory" | "legacy" | "property" | "standard";
  target: Variable | null;
  descriptor: Variable | null;
  /** Whether the file shows that what it makes is put on a prototype, not on each instance. */
  isOnPrototype: boolean;
  /** The functions that run for one instance each time: accessors, wrappers of methods. */
  instanceFunctions: readonly FunctionFacts[];
  /** What these call of the decorator's own functions; their `this` is not the instance. */
  helpers: readonly FunctionFacts[];
}

const cache = new WeakMap<object, readonly MemberDecorator[]>();

/** Every member decorator and descriptor factory that the file defines, in source order. */
export function findDecorators(sourceCode: SourceCode): readonly MemberDecorator[] {
  let found = cache.get(sourceCode.ast);
  if (found === undefined) {
    const index = getFileIndex(sourceCode);
    const { facts } = index;
    const mayBePair = mentionsDescriptors(index) || mentionsContexts(index);
    const usedNames = getUsedNames(facts);
    const matched: MemberDecorator[] = [];
    for (const fn of facts.functions) {
      const decorator = mayDecorate(fn, mayBePair)
        ? matchDecorator(sourceCode, facts, fn, usedNames)
        : null;
      if (decorator !== null) matched.push(decorator);
    }
    found = matched;
    cache.set(sourceCode.ast, found);
  }
  return found;
}

/** Whether any function of the file makes a descriptor, which another one may return. */
const mentionsDescriptors = ({ facts: { functions, top } }: FileIndex): boolean =>
  top.descriptors.length > 0 || functions.some(({ descriptors }) => descriptors.length > 0);

/** Whether anything in the file reads what standard decorators are told by. */
const mentionsContexts = ({ members, patterns }: FileIndex): boolean =>
  ["addInitializer", "kind"].some((name) => members.has(name) || patterns.has(name));

/**
 * Cheap: most functions are no decorators, by what they take and hold. `mayBePair` tells whether one of two
 * plain parameters may be.
 */
function mayDecorate(facts: FunctionFacts, mayBePair: boolean): boolean {
  const { calls, children, definitions, descriptors, ownerClass } = facts;
  if (children.length === 0 && (ownerClass !== null || calls.length === 0)) return false;
  if (descriptors.length > 0 || definitions.length > 0) return true;
  const [first, second, third] = facts.node.params;
  if (first?.type === "ObjectPattern" || third !== undefined) return true; // `({ get, set }) => …`
  if (second === undefined) return false;
  if (isOfComponent(facts)) return true;
  return mayBePair || second.type !== "Identifier" || second.typeAnnotation !== undefined;
}

function matchDecorator(
  sourceCode: SourceCode,
  file: FileFacts,
  facts: FunctionFacts,
  usedNames: ReadonlySet<string | null>,
): MemberDecorator | null {
  const { node } = facts;
  const parameters = getParameters(sourceCode, node);
  const [first = null, second = null, third = null] = parameters;
  const kind =
    (isOfComponent(facts) ? "property" : null) ??
    matchStandard(node, parameters, second) ??
    matchLegacy(sourceCode, facts, parameters) ??
    matchProperty(sourceCode, facts, parameters, usedNames) ??
    matchFactory(sourceCode, facts);
  if (kind === null) return null;
  const descriptor = kind === "legacy" ? third : null;
  const instanceFunctions = collectInstanceFunctions(sourceCode, file, facts, kind, descriptor);
  return {
    facts,
    kind,
    target: kind === "legacy" || kind === "property" ? first : null,
    descriptor,
    isOnPrototype:
      kind === "factory" ? isMadeForPrototype(sourceCode, facts) : !isForStaticOnly(file, facts),
    instanceFunctions,
    helpers: collectHelpers(sourceCode, file, facts, instanceFunctions),
  };
}
