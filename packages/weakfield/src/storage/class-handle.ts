import { registry, type ClassLike, type FieldDefinition } from "../registry.ts";
import { foreign } from "./foreign.ts";
import type { LiveList } from "./live.ts";

/** What emitted code keeps of one evaluation of a class. */
export interface ClassHandle {
  /** The name of the class. */
  readonly owner: string;
  /** Enters the class with its fields, in source order and without `#private` names. */
  readonly define: (target: ClassLike, fields: readonly FieldDefinition[], live?: LiveList) => void;
}

/** Makes a function the handle of a class. */
export function classHandle<F extends object>(call: F, owner: string): F & Writable<ClassHandle> {
  // Assigned one by one: this runs for every class of a program before it does anything.
  const handle = call as F & Writable<ClassHandle>;
  handle.owner = owner;
  handle.define = define;
  return handle;
}

function define(
  this: ClassHandle,
  target: ClassLike,
  fields: readonly FieldDefinition[],
  live?: LiveList,
): void {
  registry().set(target.prototype, { class: target, owner: this.owner, fields, live });
}

/** The handle of a class that keeps the values of its fields itself; called, it refuses a foreign receiver. */
export interface Fields extends ClassHandle {
  (receiver: unknown, field: string | symbol): never;
}

/** Makes the handle of a class whose values stand in private slots, or that has static fields only. */
export function fields(owner: string): Fields {
  const refuse = (receiver: unknown, field: string | symbol): never =>
    foreign(receiver, owner, field);
  return classHandle(refuse, owner);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
