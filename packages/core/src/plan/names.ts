/** Makes names, `wanted` itself or with a number behind it. */
export interface Names {
  /** A name that occurs nowhere in the file. */
  readonly variable: (wanted: string) => string;
  /** Private names, without `#`, that neither the file nor the class made; each class has an allocator of its own. */
  readonly forClass: () => (wanted: string) => string;
}

/** @param taken identifiers of the file @param takenPrivate its private names, without `#` */
export function createNames(taken: ReadonlySet<string>, takenPrivate: ReadonlySet<string>): Names {
  return { variable: allocator(taken), forClass: () => allocator(takenPrivate) };
}

function allocator(taken: ReadonlySet<string>): (wanted: string) => string {
  const given = new Set<string>();
  /** The next number to try behind a name. */
  const numbers = new Map<string, number>();
  return (wanted) => {
    let number = numbers.get(wanted) ?? 0;
    let name: string;
    do {
      name = number === 0 ? wanted : `${wanted}_${number}`;
      number++;
    } while (taken.has(name) || given.has(name));
    numbers.set(wanted, number);
    given.add(name);
    return name;
  };
}

/** `text` without what cannot stand in an identifier. */
export function identifierPart(text: string): string {
  return text.replace(/[^\p{ID_Continue}$]/gu, "_");
}

const ASCII_NAME = /^[A-Za-z_$][\w$]*$/;

/** Can `text` be a property name without quotes? */
export function isIdentifierName(text: string): boolean {
  // Most names are ASCII, and classes of Unicode letters cost ten times as much.
  return ASCII_NAME.test(text) || /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text);
}
