import type * as v8Module from "node:v8";
import type * as vmModule from "node:vm";
import { cannotObserve, noCollector, notCollected, notMade } from "./messages.ts";

/** Options of {@link assertCollectable}. */
export interface AssertCollectableOptions {
  /**
   * How long to wait for the collection, in milliseconds. Shorter than the usual time limit of a
   * test, so that a leak is reported as one.
   * @default 3000
   */
  readonly timeout?: number;
}

// Taken before anybody installs fake timers.
const { setTimeout: startTimer, performance: clock } = globalThis;

/**
 * Resolves when the object that `factory` makes, also by a promise, has been freed, and rejects
 * when something keeps it alive. Two controls go the same way: a plain object that nothing holds
 * must be seen to go, and one that is held must be seen to stay; else it rejects, since nothing
 * was proved. Needs no flags under Node.
 */
export async function assertCollectable(
  factory: () => unknown,
  { timeout = 3000 }: AssertCollectableOptions = {},
): Promise<void> {
  const collect = await findCollector();
  const held: object = {};
  const subject = await observe(factory);
  const free = await observe(() => ({}));
  const kept = await observe(() => held);

  const end = clock.now() + timeout;
  do {
    await collect();
  } while (isAlive(subject, free) && clock.now() < end);

  if (kept.ref.deref() !== held) throw cannotObserve("an object that is held was gone");
  if (free.ref.deref() !== undefined) throw cannotObserve("a plain object was not freed");
  if (subject.ref.deref() !== undefined) throw notCollected(subject.name, timeout);
}

interface Observed {
  readonly name: string;
  readonly ref: WeakRef<object>;
}

/** Makes an object and lets go of it. A function of its own: its frame dies with it. */
async function observe(factory: () => unknown): Promise<Observed> {
  const made = await factory();
  if ((typeof made !== "object" || made === null) && typeof made !== "function") throw notMade();
  return { name: nameOf(made), ref: new WeakRef(made) };
}

function nameOf(made: object): string {
  const { constructor } = made as { readonly constructor?: unknown };
  return typeof constructor === "function" ? constructor.name : "";
}

/** Looks in a frame of its own, so that no register keeps what `deref` returned. */
function isAlive(...observed: readonly Observed[]): boolean {
  return observed.some(({ ref }) => ref.deref() !== undefined);
}

/** Returns what collects all garbage, after the current job, which keeps `deref`'s results. */
async function findCollector(): Promise<() => Promise<void>> {
  const gc = (globalThis as { readonly gc?: () => void }).gc ?? (await exposeCollector());
  return async () => {
    await new Promise((resolve) => startTimer(resolve, 1));
    gc();
    // Finalizers, which may let go of further objects, run in jobs of their own.
    await new Promise((resolve) => startTimer(resolve, 1));
  };
}

type LoadBuiltin = (id: string) => unknown;

async function exposeCollector(): Promise<() => void> {
  try {
    const { process } = globalThis as { readonly process?: { getBuiltinModule?: LoadBuiltin } };
    // Jest runs CommonJS where `import()` fails; Node before 20.16 has only `import()`.
    const load = process?.getBuiltinModule;
    const v8 = (load?.("node:v8") ?? (await import("node:v8"))) as typeof v8Module;
    const vm = (load?.("node:vm") ?? (await import("node:vm"))) as typeof vmModule;
    v8.setFlagsFromString("--expose-gc");
    // A context made from now on has `gc`; the flag does not reach this one.
    return vm.runInNewContext("gc") as () => void;
  } catch (cause) {
    throw noCollector(cause);
  }
}
