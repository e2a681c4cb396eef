/** The live instances of a class: itself the function that adds one. */
export interface LiveList {
  /** Adds an instance and returns `value`, so that an initializer can pass through. */
  <V>(instance: object, value?: V): V | undefined;
  /** In the order of construction. A collected instance leaves by itself. */
  readonly refs: ReadonlySet<WeakRef<object>>;
}

/** Makes a list of live instances. It holds them weakly and forgets a dead one in constant time. */
export function live(): LiveList {
  const refs = new Set<WeakRef<object>>();
  // The held value is the entry itself: nothing is searched, and it does not reach the instance.
  const finalizers = new FinalizationRegistry<WeakRef<object>>((ref) => {
    refs.delete(ref);
  });
  const add = <V>(instance: object, value?: V): V | undefined => {
    const ref = new WeakRef(instance);
    refs.add(ref);
    finalizers.register(instance, ref);
    return value;
  };
  return Object.assign(add, { refs });
}
