import { matchFactory, matchLegacy, matchProperty, matchStandard } from "./decorator-kinds.ts";
import { getUsedNames, isForStaticOnly, isMadeForPrototype } from "./decorator-uses.ts";
import { getFacts } from "./facts.ts";
import type { FileFacts, FunctionFacts } from "./function-facts.ts";
import { collectInstanceFunctions } from "./instance-functions.ts";
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
  key: Variable | null;
  descriptor: Variable | null;
  /** Whether the file shows that what it makes is put on a prototype, not on each instance. */
  isOnPrototype: boolean;
  /** The functions that run for one instance each time: accessors, wrappers of methods. */
  instanceFunctions: readonly FunctionFacts[];
}

const cache = new WeakMap<object, readonly MemberDecorator[]>();

/** Every member decorator and descriptor factory that the file defines, in source order. */
export function findDecorators(sourceCode: SourceCode): readonly MemberDecorator[] {
  let found = cache.get(sourceCode.ast);
  if (found === undefined) {
    const facts = getFacts(sourceCode);
    const usedNames = getUsedNames(facts);
    found = facts.functions.flatMap((fn) => matchDecorator(sourceCode, facts, fn, usedNames) ?? []);
    cache.set(sourceCode.ast, found);
  }
  return found;
}

function matchDecorator(
  sourceCode: SourceCode,
  file: FileFacts,
  facts: FunctionFacts,
  usedNames: ReadonlySet<string | null>,
): MemberDecorator | null {
  if (facts.ownerClass !== null && facts.children.length === 0) return null;
  const { node } = facts;
  if (facts.children.length === 0 && facts.calls.length === 0) return null;
  if (node.params.length === 0 && facts.descriptors.length === 0) return null;
  const parameters = getParameters(sourceCode, node);
  const [first = null, second = null, third = null] = parameters;
  const kind =
    matchStandard(node, parameters, second) ??
    matchLegacy(sourceCode, facts, parameters) ??
    matchProperty(sourceCode, facts, parameters, usedNames) ??
    matchFactory(sourceCode, facts);
  if (kind === null) return null;
  const hasTarget = kind === "legacy" || kind === "property";
  return {
    facts,
    kind,
    target: hasTarget ? first : null,
    key: hasTarget || kind === "standard" ? second : first,
    descriptor: kind === "legacy" ? third : null,
    isOnPrototype:
      kind === "factory" ? isMadeForPrototype(sourceCode, facts) : !isForStaticOnly(file, facts),
    instanceFunctions: collectInstanceFunctions(
      sourceCode,
      file,
      facts,
      kind,
      kind === "legacy" ? third : null,
    ),
  };
}
