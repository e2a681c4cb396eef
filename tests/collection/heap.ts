import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** The heap in bytes once all garbage is gone, finalizers included. */
export async function settledHeap(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
  }
  return process.memoryUsage().heapUsed;
}

/** What the heap grows by while the result of `make` is held, and what is left of that once it is dropped, in bytes. */
export async function heapAfter(make: () => unknown): Promise<{ held: number; left: number }> {
  const start = await settledHeap();
  let kept: unknown = make();
  const held = (await settledHeap()) - start;
  if (kept === undefined) throw new Error("There is nothing to hold.");
  kept = null;
  const left = (await settledHeap()) - start;
  return { held, left };
}

/**
 * What engines keep of WeakMaps whose entries have all died, in bytes: V8 gives a table of that size back when entries
 * are next added. It is the same for any WeakMap, and all that may be left of ours.
 */
export async function emptyTables(maps: number, entries: number): Promise<number> {
  const tables = Array.from({ length: maps }, () => new WeakMap<object, number>());
  const { left } = await heapAfter(() => {
    const keys = Array.from({ length: entries }, () => ({}));
    for (const table of tables) for (const key of keys) table.set(key, 1);
    return keys;
  });
  // Used after the measurement, so that the maps live until then.
  for (const table of tables) if (table.has(tables)) throw new Error("An array is no key of it.");
  return left;
}
