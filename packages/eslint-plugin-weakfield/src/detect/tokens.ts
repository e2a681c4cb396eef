import type { TSESTree } from "@typescript-eslint/utils";
import type { Registry } from "./registries.ts";
import { unwrap, type Node } from "./syntax.ts";

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
  if (isSpread || registers.some((call) => call.arguments.length > 2)) return [];
  const { sourceCode } = index;
  return registers.flatMap((call) => {
    const [target] = call.arguments;
    if (target === undefined) return [];
    const text = sourceCode.getText(target);
    const isTarget = unregisters.every(
      ({ arguments: [token] }) => token !== undefined && sourceCode.getText(token) === text,
    );
    const isName = /^(?:Identifier|ThisExpression)$/.test(unwrap(target).type);
    return [{ call, target, token: isTarget && isName ? text : null }];
  });
}
