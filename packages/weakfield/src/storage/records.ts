import { initializedTwice } from "../errors.ts";
import { classHandle, type ClassHandle } from "./class-handle.ts";
import { foreign } from "./foreign.ts";

/** The storage of a class with several instance fields: one record per instance. */
export interface Records extends ClassHandle {
  /** Returns the record of an instance, or throws for an object that has none. */
  (instance: object, field: string | symbol): Record<PropertyKey, unknown>;
  /** Gives an instance its record. */
  readonly init: (instance: object, record: Record<PropertyKey, unknown>) => void;
}

/** Makes the storage of one evaluation of a class. `flags & 1`: the class has a superclass. */
export function records(owner: string, flags = 0): Records {
  const stored = new WeakMap<object, Record<PropertyKey, unknown>>();
  // Nothing but the lookup: this function is inlined into every accessor.
  const find = (instance: object, field: string | symbol): Record<PropertyKey, unknown> => {
    const record = stored.get(instance);
    if (record === undefined) foreign(instance, owner, field);
    return record;
  };
  const handle = classHandle(find as typeof find & { init: Records["init"] }, owner);
  handle.init = initializer(stored, owner, flags);
  return handle;
}

/** How a storage takes in an instance; under `flags & 1` it refuses one that it has already. */
export function initializer<V>(
  stored: WeakMap<object, V>,
  owner: string,
  flags: number,
): (instance: object, value: V) => void {
  return (flags & 1) === 0
    ? (instance, value) => {
        stored.set(instance, value);
      }
    : (instance, value) => {
        if (stored.has(instance)) throw initializedTwice(owner);
        stored.set(instance, value);
      };
}
