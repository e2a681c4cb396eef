import type { BoundConverter } from "./converters/converter.ts";
import type { ResolvedField } from "./descriptor.ts";
import type { LiveList } from "./storage/live.ts";

/** A field as emitted code defines it: its converter, or its key if it has none; a static one in an array. */
export type FieldDefinition = FieldReference | readonly [FieldReference];

type FieldReference = string | symbol | BoundConverter;

/** What a definition says. */
export function readDefinition(definition: FieldDefinition): {
  readonly name: string | symbol;
  readonly converter: BoundConverter | undefined;
  readonly isStatic: boolean;
} {
  const isStatic = typeof definition === "object";
  const reference = isStatic ? definition[0] : definition;
  return typeof reference === "function"
    ? { name: reference.field, converter: reference, isStatic }
    : { name: reference, converter: undefined, isStatic };
}

/** What the registry knows of a class. A contract between copies of this package: only add. */
export interface ClassEntry {
  readonly class: ClassLike;
  readonly owner: string;
  readonly fields: readonly FieldDefinition[];
  readonly live: LiveList | undefined;
  /** Filled when somebody first asks. */
  resolved?: readonly ResolvedField[];
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
