import { createRandom } from "../differential/random.ts";
import type { Random } from "../differential/random.ts";
import type { Source } from "./sources.ts";

/** A run of spaces, a word, or one sign. */
const TOKEN = /\s+|[\w$]+|[^\s\w$]/gu;

/** The mutant of a seed: one source, changed in one to four places. */
export function mutate(sources: readonly Source[], seed: number): Source {
  const random = createRandom(seed);
  const { name, text } = random.pick(sources);
  const places = 1 + random.int(4);
  return { name, text: mutateText(text, places, random, () => random.pick(sources).text) };
}

/**
 * The text with tokens left out, doubled, swapped, inserted, cut off, or taken from another text.
 *
 * @param places how many changes
 * @param other a text to take tokens from
 */
export function mutateText(
  text: string,
  places: number,
  random: Random,
  other: () => string,
): string {
  let tokens = tokensOf(text);
  for (let left = places; left > 0; left--) {
    tokens = change(tokens, random, () => tokensOf(other()));
  }
  return tokens.join("");
}

/** All of a text, cut into runs of spaces, words, and single signs. */
export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

const INSERTED = [
  "this",
  "null",
  "class A {}",
  "() => {}",
  "...a",
  "[]",
  "{}",
  "static ",
  "#x",
  "@a ",
];

function change(tokens: string[], random: Random, other: () => string[]): string[] {
  const from = random.int(tokens.length + 1);
  const to = Math.min(tokens.length, from + 1 + random.int(random.chance(0.3) ? 40 : 4));
  const head = tokens.slice(0, from);
  const range = tokens.slice(from, to);
  const tail = tokens.slice(to);
  switch (random.int(6)) {
    case 0:
      return [...head, ...tail];
    case 1:
      return [...head, ...range, ...range, ...tail];
    case 2: {
      const second = random.int(tail.length + 1);
      const moved = tail.slice(second, second + range.length);
      return [
        ...head,
        ...moved,
        ...tail.slice(0, second),
        ...range,
        ...tail.slice(second + range.length),
      ];
    }
    case 3:
      return head;
    case 4: {
      const foreign = other();
      const start = random.int(foreign.length + 1);
      return [...head, ...foreign.slice(start, start + 1 + random.int(60)), ...tail];
    }
    default:
      return [...head, random.pick(INSERTED), ...tail];
  }
}
