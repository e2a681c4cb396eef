import type { TSESTree } from "@typescript-eslint/utils";

/** `"_" + name`, `_${name}`, or `"_".concat(name)`, which compilers make of the second. */
export type KeyExpression =
  TSESTree.BinaryExpression | TSESTree.CallExpression | TSESTree.TemplateLiteral;

/** The fixed part of a text that has one and a variable part that is a plain name. */
export function getFixedText(node: KeyExpression): string | null {
  if (node.type === "TemplateLiteral") {
    /* v8 ignore next -- only tagged templates may have parts that are no text */
    const text = node.quasis.map((quasi) => quasi.value.cooked ?? "").join("");
    return node.expressions.length > 0 && isNameText(text) ? text : null;
  }
  if (node.type === "CallExpression") {
    /* v8 ignore next -- only calls of methods are gathered */
    const start = node.callee.type === "MemberExpression" ? node.callee.object : null;
    const parts = [start, ...node.arguments].flatMap((part) =>
      part?.type === "Literal" ? String(part.value) : [],
    );
    const text = parts.join("");
    return parts.length <= node.arguments.length && isNameText(text) ? text : null;
  }
  let text = "";
  let names = 0;
  const parts: TSESTree.Node[] = [node];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part.type === "BinaryExpression" && part.operator === "+") {
      parts.push(part.right, part.left);
    } else if (part.type === "Literal" && typeof part.value === "string") text += part.value;
    else if (part.type === "Literal") return null;
    else names++;
    if (names > 3) return null;
  }
  return names > 0 && isNameText(text) ? text : null;
}

/** No message; a blank before it keeps some keys from names that can be written. */
const isNameText = (text: string): boolean => /^ ?[\w$@:.#-]+$/.test(text);
