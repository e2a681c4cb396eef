import type { SourceCode } from "../detect/syntax.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** What ends the lines of a file. */
export function lineBreakOf({ text }: SourceCode): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The offset behind the line break at an offset; the offset itself where there is none. */
export function behindLineBreak({ text }: SourceCode, offset: number): number {
  if (text.startsWith("\r\n", offset)) return offset + 2;
  return text[offset] === "\n" ? offset + 1 : offset;
}

/** The blanks that the line of the node starts with. */
export function getIndent({ text }: SourceCode, { range, loc }: TSESTree.Node): string {
  const before = text.slice(range[0] - loc.start.column, range[0]);
  return before.slice(0, before.search(/\S|$/));
}
