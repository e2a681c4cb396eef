/**
 * Gives an anonymous class the name that its position in the source gave it, `""` included: a
 * compiler that moves static blocks behind a class assigns the class to a variable first.
 */
export function named(target: object, name: string): void {
  Object.defineProperty(target, "name", { value: name, configurable: true });
}
