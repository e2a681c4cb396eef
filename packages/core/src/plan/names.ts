/** Makes names, `wanted` itself or with a number behind it. */
export interface Names {
  /** A variable that occurs nowhere in the file; `wanted` begins with `$`. */
  readonly variable: (wanted: string) => string;
  /** Private names, without `#`, that neither the file nor the class made; each class has an allocator of its own. */
  readonly forClass: () => (wanted: string) => string;
}

/**
 * Names for what is added to a file. What counts as taken is what looks like a name in its text, in comments and strings too:
 * searching takes a small part of the time that collecting the identifiers of a tree does.
 */
export function createNames(text: string): Names {
  const taken = new Set<string>();
  const takenPrivate = new Set<string>();
  for (const [name] of withoutEscapes(text).matchAll(NAMES)) {
    if (name.startsWith("#")) takenPrivate.add(name.slice(1));
    else taken.add(name);
  }
  return { variable: allocator(taken), forClass: () => allocator(takenPrivate) };
}

/** Private names, and variables that begin with `$`: all that are made do. */
const NAMES = /[$#][\w$\u0080-\uffff]+/g;

/** An identifier may spell any letter as an escape. */
function withoutEscapes(text: string): string {
  if (!text.includes("\\u")) return text;
  return text.replace(
    /\\u(?:\{0*([\da-f]{1,5}|10[\da-f]{4})\}|([\da-f]{4}))/gi,
    (_, braced, four) => String.fromCodePoint(Number.parseInt((braced ?? four) as string, 16)),
  );
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
