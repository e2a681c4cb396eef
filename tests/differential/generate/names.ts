import type { Context, FieldModel } from "./context.ts";

const IDENTIFIERS = ["a", "b", "c", "d", "e", "f", "get", "set", "of", "async", "value", "static"];
const STRINGS = ["a b", "x-y", "0x", "__proto__", "é", "default"];
const NUMBERS = ["0", "1", "2.5", "1e3"];

/** The symbols that every program declares, and what a function is called after them. */
export const SYMBOLS: readonly { name: string; make: string; standardName: string }[] = [
  { name: "sym1", make: 'Symbol("sym1")', standardName: "[sym1]" },
  { name: "sym2", make: "Symbol()", standardName: "" },
  { name: "sym3", make: 'Symbol.for("a b")', standardName: "[a b]" },
  { name: "sym4", make: "Symbol.toPrimitive", standardName: "[Symbol.toPrimitive]" },
];

export interface NameOptions {
  /** Ordinary properties have names of their own: one that hides an inherited field is diagnosed. */
  readonly isMarked: boolean;
  readonly isStatic: boolean;
  /** Written before a computed key: `await ` or `yield `. */
  readonly suspend: string | null;
}

type Name = Pick<FieldModel, "declared" | "key" | "on" | "standardName">;

/** Chooses names for the members of one class; none twice. */
export function createNames(context: Context): (options: NameOptions) => Name {
  const { random, label, name } = context;
  const taken = new Set<string>();
  const fresh = <T>(list: readonly T[], of: (item: T) => string): T | null => {
    const free = list.filter((item) => !taken.has(of(item)));
    if (free.length === 0) return null;
    const picked = random.pick(free);
    taken.add(of(picked));
    return picked;
  };
  const publicName = (declared: string, key: string, standardName: string): Name => ({
    declared,
    key,
    on: (object) => `${object}[${key}]`,
    standardName,
  });
  const identifier = (list: readonly string[] = IDENTIFIERS): Name => {
    const text = fresh(list, (item) => item) ?? name("x");
    return { ...publicName(text, JSON.stringify(text), text), on: (object) => `${object}.${text}` };
  };
  const computed = (suspend: string | null, isMarked: boolean): Name => {
    const text = name("key");
    const quoted = JSON.stringify(text);
    // TypeScript takes the key of an ordinary field out of the function that it waits in.
    const before = suspend === null || !isMarked ? "" : suspend;
    const paren = (inner: string) => (before ? `(${before}${inner})` : inner);
    const expression = random.pick([
      paren(`ev(${label("key")}, ${quoted})`),
      `ev(${label("key")}, ${quoted}) as any`,
      // Of an ordinary field's key the lowerings differ in when, and how often, they convert it.
      ...(isMarked ? [`keyObject(${label("key")}, ${quoted}) as any`] : []),
      `(ev(${label("first")}, 0), ${paren(`ev(${label("then")}, ${quoted})`)})`,
      `\`${text.slice(0, 3)}\${ev(${label("key")}, ${JSON.stringify(text.slice(3))})}\``,
    ]);
    return publicName(`[${expression}]`, quoted, text);
  };
  return ({ isMarked, isStatic, suspend }) => {
    const kind = random.int(20);
    if (!isMarked && kind < 14) return identifier([]);
    if (kind < 9) return identifier();
    if (kind < 11) {
      const text = fresh(STRINGS, (item) => item);
      if (text === null) return identifier();
      const quoted = JSON.stringify(text);
      return publicName(random.chance(0.2) ? `[${quoted}]` : quoted, quoted, text);
    }
    if (kind < 12) {
      const text = fresh(NUMBERS, (item) => item);
      return text === null ? identifier() : publicName(text, text, String(Number(text)));
    }
    if (kind < 14) {
      const symbol = fresh(SYMBOLS, (item) => item.name);
      return symbol === null
        ? identifier()
        : publicName(`[${symbol.name}]`, symbol.name, symbol.standardName);
    }
    if (kind < 17) return computed(suspend, isMarked);
    if (kind < 18 && isStatic && isMarked) {
      const text = fresh(["name", "length"], (item) => item);
      return text === null ? identifier() : publicName(text, JSON.stringify(text), text);
    }
    context.claim("lowered-otherwise");
    const text = `#${name("p")}`;
    return { declared: text, key: null, on: (object) => `${object}.${text}`, standardName: text };
  };
}
