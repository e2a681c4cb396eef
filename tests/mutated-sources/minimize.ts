import { tokensOf } from "./mutate.ts";
import type { Source } from "./sources.ts";

/**
 * The smallest text, to within `tries` attempts, that still fails: lines are left out, then tokens.
 *
 * @param fails whether a source has the fault that is looked for; the given one must
 */
export function minimize(source: Source, fails: (source: Source) => boolean, tries = 2000): Source {
  const { name } = source;
  let left = tries;
  const stillFails = (parts: readonly string[]) =>
    left-- > 0 && fails({ name, text: parts.join("") });
  const lines = remove(source.text.split(/(?<=\n)/), stillFails);
  return { name, text: remove(tokensOf(lines.join("")), stillFails).join("") };
}

function remove(parts: string[], fails: (parts: readonly string[]) => boolean): string[] {
  let rest = parts;
  for (let size = Math.ceil(rest.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < rest.length;) {
      const without = [...rest.slice(0, at), ...rest.slice(at + size)];
      if (fails(without)) rest = without;
      else at += size;
    }
  }
  return rest;
}
