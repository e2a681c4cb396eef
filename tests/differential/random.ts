/** A source of choices that a seed determines. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly int: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Up to `count` different entries of a list, in random order. */
  readonly sample: <T>(list: readonly T[], count: number) => T[];
}

/** Mulberry32: small, fast, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError("Nothing to pick from.");
    return list[int(list.length)] as T;
  };
  return {
    int,
    pick,
    chance: (probability) => next() < probability,
    sample(list, count) {
      const rest = [...list];
      const taken: typeof rest = [];
      while (taken.length < count && rest.length > 0)
        taken.push(...rest.splice(int(rest.length), 1));
      return taken;
    },
  };
}
