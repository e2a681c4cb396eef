import type { Options } from "@weakfield/core";
import { createRandom } from "../differential/random.ts";
import type { Random } from "../differential/random.ts";
import { mutateText } from "../mutated-sources/mutate.ts";
import type { Source } from "../mutated-sources/sources.ts";
import { distort, sprinkle } from "./sprinkle.ts";
import { parse } from "./tree.ts";

/** A text with fields, and how it is to be compiled. */
export interface Case extends Source {
  readonly options: Options;
}

/** The case of a seed. It is the same as long as the sources are. */
export function createCase(sources: readonly Source[], seed: number): Case {
  const random = createRandom(seed);
  const { name, text } = random.pick(sources);
  const parsed = parse(name, text);
  let changed = typeof parsed === "string" ? text : sprinkle(parsed, random);
  if (random.chance(0.5)) changed = distort(changed, random);
  if (random.chance(0.35)) {
    changed = mutateText(changed, 1 + random.int(2), random, () => random.pick(sources).text);
  }
  return { name, text: changed, options: pickOptions(random) };
}

function pickOptions(random: Random): Options {
  return {
    storage: random.pick(["weakmap", "private"] as const),
    properties: random.chance(0.3) ? "own" : "accessor",
    inspect: random.chance(0.2),
  };
}
