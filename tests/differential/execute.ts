import * as weakfieldRuntime from "weakfield";
import * as internalRuntime from "weakfield/internal";
import type { Compiled } from "./compile.ts";
import type { Mode } from "./modes.ts";
import { keepsSlots } from "./modes.ts";
import type { Program } from "./program.ts";

/** How a compiled program is to be watched. */
export interface Watch {
  readonly program: Pick<Program, "hasConverters">;
  readonly mode: Mode;
  /** The mode that the reference was compiled in; null for ours. */
  readonly referenceMode: Mode | null;
}

/** Runs a compiled program; returns all that it could observe, a line each. */
export async function execute(compiled: Compiled, watch: Watch): Promise<string[]> {
  if ("refused" in compiled) return [`refused: ${compiled.refused}`];
  const lines: string[] = [];
  const exported: Record<string, unknown> = {};
  const helpers = { ...createHelpers(lines, watch), exported: () => exported["default"] };
  try {
    // Generated programs are code to be run; they are given all that they use.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function("exports", "require", ...Object.keys(helpers), compiled.code) as (
      ...args: readonly unknown[]
    ) => void;
    run(exported, requireRuntime, ...Object.values(helpers));
    await exported["done"];
  } catch (thrown) {
    // What the program had begun may still end.
    await new Promise((resolve) => setImmediate(resolve));
    lines.push(thrown instanceof SyntaxError ? `syntax: ${thrown.message}` : uncaught(thrown));
  }
  return lines;
}

function uncaught(thrown: unknown): string {
  return `uncaught: ${errorName(thrown)}`;
}

function requireRuntime(name: string): unknown {
  if (name === "weakfield") return weakfieldRuntime;
  if (name === "weakfield/internal") return internalRuntime;
  throw new Error(`The program requires ${name}.`);
}

type Helpers = Record<string, (...args: never[]) => unknown>;

/** The functions that a program calls to show what happens in it. */
function createHelpers(lines: string[], watch: Watch): Helpers {
  const { mode, referenceMode, program } = watch;
  const isReference = referenceMode !== null;
  const note = (line: string) => void lines.push(line);
  /**
   * The reference has the slots of this mode from the start, so that an early access finds `undefined`; and so has
   * ours where it leaves the slots to the compiler.
   */
  const hasEarlySlots =
    referenceMode?.target === "ES2022" &&
    !mode.useDefineForClassFields &&
    (mode.storage === "weakmap" || mode.target === "ES2015");
  const ev = <T>(label: string, value: T): T => {
    note(`${label} = ${show(value)}`);
    return value;
  };
  const attempt = <T>(label: string, action: () => T): T | undefined => {
    try {
      return ev(label, action());
    } catch (thrown) {
      note(`${label} threw ${errorName(thrown)}`);
      return undefined;
    }
  };
  return {
    ev,
    attempt,
    /** Reads a field, with a value other than `undefined`, that may not have been initialized. */
    early(label: string, read: () => unknown) {
      attempt(label, () => {
        const value = read();
        if (hasEarlySlots && value === undefined) throw new TypeError("not initialized");
        return value;
      });
      return label;
    },
    /** Writes such a field. */
    earlyWrite(label: string, read: () => unknown, write: () => unknown) {
      attempt(label, () => {
        if (hasEarlySlots && read() === undefined) throw new TypeError("not initialized");
        return write();
      });
      return label;
    },
    /** Notes the name of an anonymous function in an initializer, of which the reference is told by its slot. */
    initName(label: string, value: unknown, standard: string) {
      if (typeof value !== "function") return ev(label, value);
      if (!keepsSlots(mode) && isClass(value)) return ev(label, "a class");
      const slot = /^#\w+_accessor_storage$/.test(value.name);
      const isTold = !isReference || (keepsSlots(mode) && !program.hasConverters && !slot);
      const isLost = !isTold && !(keepsSlots(mode) && slot);
      const name = isTold ? value.name : isLost ? standard : standardName(value.name, standard);
      note(`${label} is named ${show(name)}`);
      return value;
    },
    /** Notes all that can be seen of an object from outside; own accessors differ by design. */
    shape(
      label: string,
      target: object,
      options: { isInstance?: boolean; isAnonymous?: boolean } = {},
    ) {
      if (mode.properties === "own" && options.isInstance) return;
      // Lowered, an anonymous class has the name of the variable that the compiler keeps it in, or none.
      const hasNoName = options.isAnonymous && !keepsSlots(mode);
      note(`${label} has ${shapeOf(target, hasNoName ? "name" : null)}`);
    },
    /** The instance's own keys at this moment. */
    snap(label: string, target: object) {
      const keys = mode.properties === "own" ? [] : Reflect.ownKeys(target).map(String);
      note(`${label} sees ${keys.join()}`);
      return label;
    },
    /** An object that is turned into a property key. */
    keyObject(label: string, key: string) {
      let isConverted = false;
      return {
        toString() {
          // The reference converts the key again for the setter; only its lowering of decorators does not.
          if (!isReference || !isConverted) note(`${label} becomes a key`);
          isConverted = true;
          return key;
        },
      };
    },
    /** An identity converter; the reference makes a decorator of it. */
    convert(label: string) {
      note(`${label} is evaluated`);
      return (value: unknown) => value;
    },
    dec: (converter: unknown) => {
      if (typeof converter !== "function") throw new TypeError("no converter");
      return () => undefined;
    },
    fail(label: string) {
      note(`${label} fails`);
      throw new RangeError(label);
    },
  };
}

/** `#x_accessor_storage` as the standard's `x`; where the name is no identifier the slot's name tells nothing. */
function standardName(slot: string, standard: string): string {
  const name = slot.slice(1, -"_accessor_storage".length);
  if (/^_[a-z]+$/.test(name)) return standard;
  return standard.startsWith("#") ? `#${name}` : name;
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith("class");
}

function errorName(thrown: unknown): string {
  if (!(thrown instanceof Error)) return show(thrown);
  return thrown instanceof TypeError ? "TypeError" : thrown.constructor.name;
}

function show(value: unknown, depth = 0): string {
  if (typeof value === "function") return "a function";
  // The text of a function, of which neither side promises anything.
  if (typeof value === "string" && /=>|[{}]/.test(value)) return "a source";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value) && depth < 3)
    return `[${value.map((item: unknown) => show(item, depth + 1)).join()}]`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "symbol") return value.toString();
  return Object.is(value, -0) ? "-0" : `${value as number}`;
}

/** `x: get get x/0 set set x/1 -c`: keys in order, accessors with their names, and the attributes. */
function shapeOf(target: object, hidden: string | null): string {
  if (typeof target !== "object" && typeof target !== "function") return show(target);
  return Reflect.ownKeys(target)
    .filter((key) => key !== hidden)
    .map((key) => {
      const found = Object.getOwnPropertyDescriptor(target, key) ?? {};
      const { enumerable, configurable, writable } = found;
      const flags = `${enumerable ? "e" : "-"}${configurable ? "c" : "-"}${writable ? "w" : "-"}`;
      const side = (accessor: unknown) =>
        typeof accessor === "function"
          ? `${accessor.name}/${accessor.length}${"prototype" in accessor ? " constructs" : ""}`
          : "none";
      const content =
        "value" in found ? show(found.value) : `${side(found.get)}, ${side(found.set)}`;
      return `${String(key)}: ${content} ${flags}`;
    })
    .join("; ");
}
