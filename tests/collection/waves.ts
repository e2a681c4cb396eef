import { settledHeap } from "./heap.ts";

/** The heap over a number of waves, in bytes. */
export interface Waves {
  /** What the instances of one wave take while they are held. */
  readonly held: number;
  /** What is left after each wave, over what was there before the first. */
  readonly left: readonly number[];
}

/**
 * Makes instances in waves: each wave is held until all of it is there, then dropped and collected.
 *
 * @param size how many instances are held at a time
 */
export async function runWaves(make: () => object, count: number, size: number): Promise<Waves> {
  const start = await settledHeap();
  const left: number[] = [];
  let held = 0;
  for (let wave = 0; wave < count; wave++) {
    let instances: object[] | null = Array.from({ length: size }, make);
    if (wave === 0) held = (await settledHeap()) - start;
    // Used after the measurement, so that the instances live until then.
    if (instances.length !== size) throw new Error("There are instances missing.");
    instances = null;
    left.push((await settledHeap()) - start);
  }
  return { held, left };
}

/** How much of a wave's memory the heap may grow by over all waves: a leak keeps all of each wave. */
export const FLAT = 0.05;

/**
 * What the heap grew by from the first waves to the last, as a part of what one wave takes. The lowest of each third
 * count, since V8 gives the tables of dead WeakMap entries back when it likes.
 */
export function growthOf({ held, left }: Waves): number {
  const third = Math.max(1, Math.floor(left.length / 3));
  return (Math.min(...left.slice(-third)) - Math.min(...left.slice(0, third))) / held;
}
