import { readFileSync, writeFileSync } from "node:fs";

/** A fenced block of a Markdown page. */
export interface Block {
  /** The first word behind the fence. */
  readonly language: string;
  /** What stands behind the language, on the same line. */
  readonly info: string;
  readonly code: string;
  /** The one-based line of the first line of code. */
  readonly line: number;
  readonly lineCount: number;
  /** The nearest heading above. */
  readonly heading: string;
  /** The block that follows with at most blank lines and comments between; null when there is none. */
  readonly next: Block | null;
}

/** The fenced blocks of a page, in order. Fences within lists are not looked for. */
export function readBlocks(page: string): Block[] {
  const blocks: (Omit<Block, "next"> & { next: Block | null })[] = [];
  let open: { fence: string; language: string; info: string; line: number } | null = null;
  let code: string[] = [];
  let heading = "";
  let isAdjacent = false;
  for (const [index, line] of readFileSync(page, "utf8").split("\n").entries()) {
    if (open !== null) {
      if (line.trimEnd() !== open.fence) {
        code.push(line);
        continue;
      }
      const { language, info } = open;
      const block = {
        language,
        info,
        code: code.join("\n"),
        line: open.line,
        lineCount: code.length,
        heading,
        next: null,
      };
      const previous = blocks.at(-1);
      if (isAdjacent && previous !== undefined) previous.next = block;
      blocks.push(block);
      isAdjacent = true;
      open = null;
      continue;
    }
    const [, fence, language, info] = /^(`{3,})(\w+)? ?(.*)$/.exec(line) ?? [];
    if (fence !== undefined) {
      open = { fence, language: language ?? "", info: info ?? "", line: index + 2 };
      code = [];
    } else if (line.trim() !== "" && !/^<!--.*-->$/.test(line)) {
      isAdjacent = false;
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    }
  }
  return blocks;
}

/** Puts other code into blocks of a page. */
export function replaceCode(page: string, changes: ReadonlyMap<number, string>): void {
  const lines = readFileSync(page, "utf8").split("\n");
  // From the end, so that the lines above keep their numbers.
  const blocks = readBlocks(page).reverse();
  for (const { line, lineCount } of blocks) {
    const changed = changes.get(line);
    if (changed === undefined) continue;
    lines.splice(line - 1, lineCount, ...changed.split("\n"));
  }
  writeFileSync(page, lines.join("\n"));
}
