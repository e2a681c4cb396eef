/** ToPropertyKey: what a computed member name evaluates to, with one conversion. */
export function key(value: unknown): string | symbol {
  // The language's own conversion: a computed key of a literal.
  return Reflect.ownKeys({ [value as PropertyKey]: undefined })[0] as string | symbol;
}
