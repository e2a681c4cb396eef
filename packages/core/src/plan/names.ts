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
  return (wanted) => {
    let name = wanted;
    for (let number = 1; taken.has(name) || given.has(name); number++) name = `${wanted}_${number}`;
    given.add(name);
    return name;
  };
}

/** `text` without what cannot stand in an identifier. */
export function identifierPart(text: string): string {
  return text.replace(/[^\p{ID_Continue}$]/gu, "_");
}

/** Can `text` be a property name without quotes? */
export function isIdentifierName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text);
}
