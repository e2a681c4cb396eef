import { classHandle, type ClassHandle } from "./class-handle.ts";
import { foreign } from "./foreign.ts";
import { initializer } from "./records.ts";

/** The storage of a class with one instance field: the value itself. */
export interface Values extends ClassHandle {
  /** Returns the value of an instance, or throws for an object that has none. */
  (instance: object, field: string | symbol): unknown;
  /** Gives an instance its first value. */
  readonly init: (instance: object, value: unknown) => void;
  /** Replaces the value. The caller has made sure that there is one. */
  readonly set: (instance: object, value: unknown) => void;
}

/** Makes the storage of one evaluation of a class. `flags & 1`: the class has a superclass. */
export function values(owner: string, flags = 0): Values {
  const stored = new WeakMap<object, unknown>();
  const find = (instance: object, field: string | symbol): unknown => {
    const value = stored.get(instance);
    if (value === undefined && !stored.has(instance)) foreign(instance, owner, field);
    return value;
  };
  const handle = classHandle(
    find as typeof find & { init: Values["init"]; set: Values["set"] },
    owner,
  );
  handle.init = initializer(stored, owner, flags);
  handle.set = initializer(stored, owner, 0);
  return handle;
}
