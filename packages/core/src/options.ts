import { diagnostic, messages } from "./diagnostics.ts";
import type { Diagnostic } from "./diagnostics.ts";

/** How fields are compiled. The same options, with the same names, for every door. */
export interface Options {
  /**
   * Where a value is kept: in a `WeakMap` keyed by the instance, or in a native `#private` slot, which behaves the
   * same at native speed and needs ES2022.
   *
   * @default "weakmap"
   */
  readonly storage?: "weakmap" | "private";
  /**
   * Whether an instance has accessors of its own, so that `JSON.stringify`, spread and `Object.keys` see the values.
   *
   * @default "accessor"
   */
  readonly properties?: "accessor" | "own";
  /**
   * Whether each class keeps a weak list of its live instances for `liveInstances`.
   *
   * @default false
   */
  readonly inspect?: boolean;
  /**
   * The modules that export the marker. `"weakfield"` is always one of them.
   *
   * @default ["weakfield"]
   */
  readonly modules?: readonly string[];
}

export type ResolvedOptions = Required<Options>;

/** What an option may be, and what it is when it is not given. */
const OPTIONS = {
  storage: { values: ["weakmap", "private"], default: "weakmap" },
  properties: { values: ["accessor", "own"], default: "accessor" },
  inspect: { values: [true, false], default: false },
  modules: { values: null, default: ["weakfield"] },
} as const;

const OPTION_NAMES = Object.keys(OPTIONS);

/**
 * The options in force for what a user wrote, and a WF1001 for each unknown name or value. A faulty option counts as
 * not given.
 *
 * @param raw what stands in the configuration; undefined for none
 */
export function resolveOptions(raw: unknown): {
  options: ResolvedOptions;
  diagnostics: Diagnostic[];
} {
  const resolved: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(OPTIONS)) resolved[name] = option.default;
  const diagnostics: Diagnostic[] = [];
  const fault = (message: string) => diagnostics.push(diagnostic("WF1001", message, null));
  if (raw !== undefined && !isRecord(raw)) {
    fault(messages.optionsNotObject(show(raw)));
  } else {
    for (const [name, value] of Object.entries(raw ?? {})) {
      if (value === undefined) continue;
      if (!Object.hasOwn(OPTIONS, name)) {
        fault(messages.unknownOption(name, nearestWord(name, OPTION_NAMES), OPTION_NAMES));
        continue;
      }
      const { values } = OPTIONS[name as keyof typeof OPTIONS];
      if (values === null) {
        if (isModuleList(value)) resolved[name] = [...new Set(["weakfield", ...value])];
        else fault(messages.optionValue(name, showList(value), null, "a list of module names"));
      } else if ((values as readonly unknown[]).includes(value)) resolved[name] = value;
      else {
        const spellings = values.map(show);
        const nearest = nearestWord(show(value), spellings);
        fault(messages.optionValue(name, show(value), nearest, spellings.join(" or ")));
      }
    }
  }
  return { options: resolved as unknown as ResolvedOptions, diagnostics };
}

/**
 * The options of ours in an entry of `compilerOptions.plugins`, which also holds those of ts-patch.
 *
 * @see https://github.com/nonara/ts-patch
 */
export function pluginOptions(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !PATCH_OPTIONS.has(name)));
}

const PATCH_OPTIONS = new Set([
  "after",
  "afterDeclarations",
  "before",
  "import",
  "isEsm",
  "name",
  "resolvePathAliases",
  "transform",
  "transformProgram",
  "tsConfig",
  "type",
]);

/** The word of `words` that is at most a third of its letters away, or null. */
export function nearestWord(word: string, words: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of words) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best !== null && bestDistance <= Math.max(1, best.length / 3) ? best : null;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = b.split("").map((_, index) => index + 1);
  let distance = b.length;
  for (let i = 0; i < a.length; i++) {
    let diagonal = i;
    distance = i + 1;
    row = row.map((above, j) => {
      distance = Math.min(diagonal + (a[i] === b[j] ? 0 : 1), above + 1, distance + 1);
      diagonal = above;
      return distance;
    });
  }
  return distance;
}

/** An object of named values. A promise that nobody awaited, or a `Map`, would be taken for no options at all. */
function isRecord(value: unknown): value is object {
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Object]" || tag === "[object Module]";
}

function isModuleList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isModuleName);
}

function isModuleName(value: unknown): boolean {
  return typeof value === "string" && value.length > 0;
}

/** A list by what does not belong into it. */
function showList(value: unknown): string {
  if (!Array.isArray(value)) return show(value);
  return `a list that holds ${show(value.find((item) => !isModuleName(item)))}`;
}

function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "function":
      return "a function";
    case "object":
      break;
    default:
      return String(value);
  }
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return tag === "Object" ? "an object" : `a ${tag}`;
}
