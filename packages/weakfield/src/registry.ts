import type { BoundConverter } from "./converters/converter.ts";
import type { ResolvedField } from "./descriptor.ts";
import type { LiveList } from "./storage/live.ts";

/** A field as emitted code defines it. */
export type FieldDefinition = readonly [
  key: string | symbol,
  converter?: BoundConverter | undefined,
  isStatic?: boolean | undefined,
];

/** What the registry knows of a class. A contract between copies of this package: only add. */
export interface ClassEntry {
  readonly class: ClassLike;
  readonly owner: string;
  readonly fields: readonly FieldDefinition[];
  readonly live: LiveList | undefined;
  /** Filled when somebody first asks. */
  resolved: readonly ResolvedField[] | undefined;
}

/** Anything with a prototype; a class whose constructor is private is one too. */
export interface ClassLike<T = object> {
  readonly prototype: T;
}

type Registry = WeakMap<object, ClassEntry>;

const place: unique symbol = /* @__PURE__ */ Symbol.for("weakfield.registry.1");

/**
 * The entries by the classes' prototypes: a prototype can be found from an instance and from a
 * class, even when the class is wrapped or has lost its `constructor`. One for all copies of this
 * package in a program, and weak, so that it keeps no class alive.
 */
export function registry(): Registry {
  const holder = globalThis as { [place]?: Registry };
  const found = holder[place];
  if (found !== undefined) return found;
  const made: Registry = new WeakMap();
  Object.defineProperty(holder, place, { value: made });
  return made;
}

/** Enters a class with its fields, in source order and without `#private` names. */
export function define(
  target: ClassLike,
  owner: string,
  fields: readonly FieldDefinition[],
  live?: LiveList,
): void {
  registry().set(target.prototype, { class: target, owner, fields, live, resolved: undefined });
}
