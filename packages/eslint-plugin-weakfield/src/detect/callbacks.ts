import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName } from "./syntax.ts";

const AT_ONCE =
  /^(?:each|every|filter|find\w*|flatMap|forEach|from|keys|map|reduce\w*|replace|replaceAll|some|sort|toSorted|update|walk|traverse|visit|forEachChild|eachChild|batch|transact|untracked|run|startTransition|dispatchCommand)$/;

/** Whether what a call is handed has run when the call returns: `list.forEach(…)`, `batch(…)`. */
export const callsAtOnce = (call: TSESTree.CallExpression | TSESTree.NewExpression): boolean =>
  AT_ONCE.test(calleeName(call) ?? "");
