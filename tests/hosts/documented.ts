// The configurations that docs/install.md shows.
import { fileURLToPath } from "node:url";
import { readBlocks } from "../docs/blocks.ts";

const page = readBlocks(fileURLToPath(new URL("../../docs/install.md", import.meta.url)));

/** A configuration as docs/install.md has it, by its file, with some parts replaced. */
export function documented(
  file: string,
  changes: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const code = page.find((block) =>
    block.code.replace(/^(?:\/\/|#) /, "").startsWith(`${file}\n`),
  )?.code;
  if (code === undefined) throw new Error(`docs/install.md has no ${file}.`);
  const changed = Object.entries(changes).reduce((rest, [from, to]) => {
    if (!rest.includes(from)) throw new Error(`${file} of docs/install.md has no ${from}.`);
    return rest.replace(from, () => to);
  }, code);
  return { [file]: changed };
}
