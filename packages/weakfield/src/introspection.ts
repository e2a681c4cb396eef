import type { FieldDescriptor, ResolvedField } from "./descriptor.ts";
import { accessorGone, notAnObject, notInspected, notItsClass } from "./errors.ts";
import { readDefinition, registry, type ClassEntry, type ClassLike } from "./registry.ts";

/**
 * The fields of a class or of an instance, inherited ones first, in source order; a redeclared
 * field stands where it was first declared, as the subclass declares it. A class also lists its
 * own static fields, an instance does not.
 */
export function fieldsOf<T extends object>(
  target: ClassLike<T> | T,
): readonly FieldDescriptor<T>[] {
  return resolve(target).map(({ descriptor }) => descriptor as FieldDescriptor<T>);
}

/** The field of that name, an instance field before a static one; null when there is none. */
export function fieldOf<T, K extends keyof T>(
  target: ClassLike<T>,
  name: K,
): FieldDescriptor<T, T[K]> | null;
/** The field of a name that the type does not show: private, protected, static. */
export function fieldOf(target: ClassLike, name: PropertyKey): FieldDescriptor | null;
export function fieldOf(target: ClassLike, name: PropertyKey): FieldDescriptor | null {
  const key = typeof name === "number" ? String(name) : name;
  const found = resolve(target).filter(({ descriptor }) => descriptor.name === key);
  return (found.find(({ descriptor }) => !descriptor.static) ?? found[0])?.descriptor ?? null;
}

/**
 * A plain object of an instance's current values, inherited fields first, in source order; for a
 * class, of its static fields.
 */
export function snapshot<T extends object>(instance: T): Partial<T> {
  return Object.fromEntries(
    fieldsOn(instance).map(({ descriptor }) => [descriptor.name, descriptor.get(instance)]),
  ) as Partial<T>;
}

/**
 * The instances of a class and its subclasses that are alive now, in the order of construction.
 * The class, or one that it extends, must have been compiled with `inspect`.
 */
export function liveInstances<T extends object>(target: ClassLike<T>): IterableIterator<T> {
  const chain = entries(isObject(target) ? target.prototype : undefined);
  const refs = chain.findLast((entry) => entry.live !== undefined)?.live?.refs;
  if (refs === undefined) throw notInspected(chain.at(-1)?.owner ?? null);
  return alive(refs, target.prototype);
}

function* alive<T extends object>(
  refs: ReadonlySet<WeakRef<object>>,
  prototype: T,
): Generator<T, void, undefined> {
  for (const ref of refs) {
    const instance = ref.deref();
    if (instance !== undefined && Object.prototype.isPrototypeOf.call(prototype, instance)) {
      yield instance as T;
    }
  }
}

/** The fields whose values an object holds itself: a class its statics, an instance the others. */
export function fieldsOn(instance: object): readonly ResolvedField[] {
  const isStatic = isClass(instance);
  return resolve(instance).filter(({ descriptor }) => descriptor.static === isStatic);
}

/** The name of the class that an instance, or a class, belongs to; "" when it has no fields. */
export function ownerOf(target: object): string {
  return entriesOf(target).at(-1)?.owner ?? "";
}

function resolve(target: unknown): readonly ResolvedField[] {
  if (!isObject(target)) throw notAnObject();
  const chain = entriesOf(target);
  // The one value of a static field is the declaring class's: a subclass has none of its own.
  const own = isClass(target) ? registry().get(target.prototype) : undefined;
  const byName = new Map<unknown, ResolvedField>();
  for (const entry of chain) {
    for (const field of resolveEntry(entry)) {
      const { name, static: isStatic } = field.descriptor;
      // A Map keeps the place of the first insertion.
      if (!isStatic) byName.set(name, field);
      else if (entry === own) byName.set(field, field);
    }
  }
  return [...byName.values()];
}

/** The entries of a class or an instance, the base class first. */
function entriesOf(target: object): ClassEntry[] {
  return entries(isClass(target) ? target.prototype : target);
}

function entries(start: unknown): ClassEntry[] {
  const found: ClassEntry[] = [];
  for (let at = start; isObject(at); at = Object.getPrototypeOf(at) as unknown) {
    const entry = registry().get(at);
    if (entry !== undefined) found.unshift(entry);
  }
  return found;
}

/** A function is a class unless it is an instance of one, as with `class extends Function`. */
function isClass(target: object): target is ClassLike {
  if (typeof target !== "function") return false;
  return (
    entries((target as Partial<ClassLike>).prototype).length > 0 || entries(target).length === 0
  );
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function resolveEntry(entry: ClassEntry): readonly ResolvedField[] {
  return (entry.resolved ??= entry.fields.map((definition) => {
    const { name, converter, isStatic } = readDefinition(definition);
    const { owner } = entry;
    let found: Accessor | undefined;
    const accessorFor = (instance: unknown): Accessor => {
      // The accessors of a static field work through any receiver.
      if (isStatic && !isClassOf(entry, instance)) throw notItsClass(owner, name);
      return (found ??= findAccessor(isStatic ? entry.class : entry.class.prototype, name, owner));
    };
    const get = (instance: unknown): unknown => accessorFor(instance).get.call(instance);
    const set = (instance: object, value: unknown): void => {
      accessorFor(instance).set.call(instance, value);
    };
    const descriptor: FieldDescriptor = Object.freeze({
      name,
      owner,
      static: isStatic,
      converter: converter?.source,
      has: (instance: unknown): boolean => {
        try {
          get(instance);
          return true;
        } catch {
          return false;
        }
      },
      get,
      set,
    });
    return {
      descriptor,
      convert: converter ?? ((value) => value),
      write: (instance, value) => {
        if (converter === undefined) set(instance, value);
        else converter.passing(converter, value, () => set(instance, value));
      },
    };
  }));
}

/** The class of an entry, also when it is wrapped. */
function isClassOf(entry: ClassEntry, target: unknown): boolean {
  return typeof target === "function" && target.prototype === entry.class.prototype;
}

interface Accessor {
  readonly get: (this: unknown) => unknown;
  readonly set: (this: unknown, value: unknown) => void;
}

function findAccessor(holder: object, name: string | symbol, owner: string): Accessor {
  const { get, set } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
  if (get === undefined || set === undefined) throw accessorGone(owner, name);
  return { get, set };
}
