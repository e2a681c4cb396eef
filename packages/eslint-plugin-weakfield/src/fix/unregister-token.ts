import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { SourceCode } from "../detect/syntax.ts";

/** Appends the token as the third argument; a call without a held value gets `undefined` for it. */
export function addToken(
  call: TSESTree.CallExpression,
  token: string,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction {
  return (fixer) => {
    const end = sourceCode.getLastToken(call);
    const before = end && sourceCode.getTokenBefore(end);
    /* v8 ignore if -- a call has tokens */
    if (!end || !before) return null;
    const comma = before.value === "," ? "" : ",";
    const held = call.arguments.length === 1 ? " undefined," : "";
    return fixer.insertTextAfter(before, `${comma}${held} ${token}`);
  };
}
