import { assignmentRefused, FieldError, valuesNotAnObject } from "./errors.ts";
import { fieldsOn, ownerOf } from "./introspection.ts";

/**
 * Writes the values of an unknown object to an instance's fields: all of them, or, with one
 * `FieldError` that carries every issue, none. An own enumerable key, symbols included, that is not
 * a field is an issue. So are values without any own key that are no plain object, such as a `Map`,
 * a promise or an instance, whose `snapshot` is one. Returns the instance.
 */
export function assign<T extends object>(instance: T, values: unknown): T {
  const fields = fieldsOn(instance);
  const owner = ownerOf(instance);
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw valuesNotAnObject(owner);
  }
  const isEnumerable = Object.prototype.propertyIsEnumerable;
  const keys = Reflect.ownKeys(values).filter((key) => isEnumerable.call(values, key));
  const given = fields.filter(({ descriptor }) => Object.hasOwn(values, descriptor.name));
  if (keys.length + given.length === 0 && !isPlain(values)) throw valuesNotAnObject(owner);
  // Throws for a foreign receiver before anything is converted.
  for (const { descriptor } of given) descriptor.get(instance);

  const errors: FieldError[] = [];
  const writes = given.map((field) => {
    const value = (values as Record<PropertyKey, unknown>)[field.descriptor.name];
    try {
      return { field, value: field.convert(value) };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      errors.push(error);
      return { field, value };
    }
  });
  const names = new Set<unknown>(fields.map(({ descriptor }) => descriptor.name));
  const unknown = keys.filter((key) => !names.has(key));
  if (errors.length > 0 || unknown.length > 0) throw assignmentRefused(owner, errors, unknown);
  for (const { field, value } of writes) field.write(instance, value);
  return instance;
}

/** An object of no class, whichever realm it is from. */
function isPlain(values: object): boolean {
  const prototype = Object.getPrototypeOf(values) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
