import type { TSESTree } from "@typescript-eslint/utils";
import type { FileIndex } from "./file-index.ts";
import { findThisOwner } from "./owners.ts";
import type { Registry } from "./registries.ts";
import { enclosingFunction, unwrap, type Node } from "./syntax.ts";

/** A `register` call without the token that an `unregister` call of the file needs. */
export interface MissingToken {
  call: TSESTree.CallExpression;
  target: Node;
  /** The text of the token that `unregister` is given, where it is the target itself. */
  token: string | null;
}

/** Finds the calls of `register` without a token, of a registry from which the file unregisters. */
export function findMissingTokens({ registers, unregisters, index }: Registry): MissingToken[] {
  if (unregisters.length === 0) return [];
  const isSpread = registers.some((call) =>
    call.arguments.some(({ type }) => type === "SpreadElement"),
  );
  if (isSpread) return [];
  const { sourceCode } = index;
  const given = registers.filter((call) => call.arguments.length > 2);
  return registers.flatMap((call) => {
    const [target] = call.arguments;
    if (target === undefined || given.includes(call)) return [];
    if (given.length > 0) return findForgotten(call, target, given, unregisters, index);
    const text = sourceCode.getText(target);
    const isTarget = unregisters.every(
      ({ arguments: [token] }) => token !== undefined && sourceCode.getText(token) === text,
    );
    return [{ call, target, token: isTarget && isName(target) ? text : null }];
  });
}

/**
 * Some calls give a token. One that gives none may well be for good, unless another one registers the same target
 * with a token by which the file takes it out: only one of the two is taken out then.
 */
function findForgotten(
  call: TSESTree.CallExpression,
  target: Node,
  given: readonly TSESTree.CallExpression[],
  unregisters: readonly TSESTree.CallExpression[],
  index: FileIndex,
): MissingToken[] {
  const { sourceCode } = index;
  for (const other of given) {
    const [otherTarget, , token] = other.arguments;
    /* v8 ignore if -- those that give a token have three arguments */
    if (otherTarget === undefined || token === undefined) continue;
    if (!isSameObject(otherTarget, target, index)) continue;
    const text = sourceCode.getText(token);
    const isUsed = unregisters.some(
      ({ arguments: [taken] }) => taken !== undefined && sourceCode.getText(taken) === text,
    );
    if (!isUsed) continue;
    const isSeen = enclosingFunction(other) === enclosingFunction(call) && isName(token);
    return [{ call, target, token: isSeen ? text : null }];
  }
  return [];
}

const isName = (node: Node): boolean => /^(?:Identifier|ThisExpression)$/.test(unwrap(node).type);

/** The same variable, or the `this` of the same class. */
function isSameObject(left: Node, right: Node, index: FileIndex): boolean {
  const one = unwrap(left);
  const other = unwrap(right);
  if (one.type === "Identifier") {
    return (
      other.type === "Identifier" &&
      one.name === other.name &&
      index.variableOf(one) === index.variableOf(other)
    );
  }
  return (
    one.type === "ThisExpression" &&
    other.type === "ThisExpression" &&
    findThisOwner(one, index)?.node === findThisOwner(other, index)?.node
  );
}
