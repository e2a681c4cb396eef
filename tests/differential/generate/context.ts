import type { Trait } from "../program.ts";
import type { Random } from "../random.ts";
import { createRandom } from "../random.ts";

/** What all parts of the generator of one program share. */
export interface Context {
  readonly random: Random;
  readonly hasConverters: boolean;
  readonly traits: ReadonlySet<Trait>;
  /** Claims a trait; false where it would leave no mode to compare under. */
  readonly claim: (trait: Trait) => boolean;
  /** A label, quoted, that no other line of the program has. */
  readonly label: (text: string) => string;
  /** A fresh identifier. */
  readonly name: (text: string) => string;
}

export function createContext(seed: number): Context {
  const random = createRandom(seed);
  const traits = new Set<Trait>();
  const hasConverters = random.chance(0.25);
  let labels = 0;
  let names = 0;
  return {
    random,
    hasConverters,
    traits,
    claim(trait) {
      const isUseless = hasConverters && (trait === "loop-head" || trait === "nested-super");
      if (isUseless || clashesWith(trait).some((other) => traits.has(other))) return false;
      traits.add(trait);
      return true;
    },
    label: (text) => JSON.stringify(`${text}:${++labels}`),
    name: (text) => `${text}${++names}`,
  };
}

/** The traits beside which this one would leave no mode to compare under. */
function clashesWith(trait: Trait): readonly Trait[] {
  if (trait === "anonymous-static") return NATIVE;
  return NATIVE.includes(trait) ? ["anonymous-static"] : [];
}

/** Their reference is that of ES2022, where that of `anonymous-static` is broken. */
const NATIVE: readonly Trait[] = [
  "anonymous-default",
  "double-initialization",
  "repetition",
  "broken-lowering",
  "loop-head",
  "nested-super",
];

/** A property of a class, marked or ordinary, as the rest of the program may use it. */
export interface FieldModel {
  readonly isMarked: boolean;
  readonly isStatic: boolean;
  /** The name as it is declared. */
  readonly declared: string;
  /** An expression of the property key; null for a private name. */
  readonly key: string | null;
  /** The property of an object: `o.x`, `o["a b"]`, `o.#x`. */
  readonly on: (object: string) => string;
  /** What an anonymous function in its initializer is called. */
  readonly standardName: string;
  /** Its first value is never `undefined`. */
  readonly isDefined: boolean;
  /** Filled when the initializer is made. */
  readonly facts: { takesName: boolean };
}

/** A method that reads or writes a private field of any object. */
export interface Probe {
  readonly field: FieldModel;
  readonly method: string;
}

export interface ClassModel {
  /** What the class is called inside itself, or null. */
  readonly name: string | null;
  readonly base: ClassModel | null;
  readonly fields: readonly FieldModel[];
  readonly probes: readonly Probe[];
  /** Methods without parameters that can be called on an instance. */
  readonly methods: readonly string[];
}

/** The fields of a class and those that it inherits and does not declare again. */
export function allFields({ fields, base }: ClassModel): FieldModel[] {
  const inherited = base ? allFields(base) : [];
  const isHidden = ({ key, isStatic }: FieldModel) =>
    key !== null && fields.some((own) => own.key === key && own.isStatic === isStatic);
  return [...fields, ...inherited.filter((field) => !isHidden(field))];
}
