import { fieldsOn } from "../introspection.ts";

/**
 * What an instance shows: its own enumerable properties and the values of its fields. Null for
 * anything that has no fields or has not been initialized, such as a prototype.
 */
export function view(value: unknown): Record<PropertyKey, unknown> | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = fieldsOn(value);
  if (fields.length === 0 || !fields.every(({ descriptor }) => descriptor.has(value))) return null;
  const values = fields.map(({ descriptor }) => [descriptor.name, descriptor.get(value)] as const);
  return { ...value, ...Object.fromEntries(values) };
}
