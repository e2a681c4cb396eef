import { snapshot } from "../introspection.ts";
import { assertCollectable, type AssertCollectableOptions } from "./assert-collectable.ts";
import { stillAlive } from "./messages.ts";

/** What a matcher answers to Vitest and Jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** The matchers as assertions, to extend the types of Vitest or Jest with. */
export interface WeakfieldMatchers<R = unknown> {
  /** The object that the factory makes is freed. Asynchronous: to be awaited. */
  toBeCollectable(options?: AssertCollectableOptions): Promise<void>;
  /** The fields of the instance have exactly these values. */
  toHaveFields(expected: object): R;
}

interface MatcherContext {
  // A method, whose parameters are compared loosely: their testers have types of their own.
  equals(a: unknown, b: unknown, testers?: unknown[]): boolean;
  readonly customTesters?: unknown[];
}

async function toBeCollectable(
  received: unknown,
  options?: AssertCollectableOptions,
): Promise<MatcherResult> {
  try {
    await assertCollectable(received as () => unknown, options);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    // Where nothing was proved, `.not` must fail as well.
    if (code !== stillAlive) throw error;
    return { pass: false, message: () => message };
  }
  return { pass: true, message: () => "Expected something to hold the object; it was freed." };
}

function toHaveFields(this: MatcherContext, received: unknown, expected: object): MatcherResult {
  const actual = snapshot(received as object);
  const pass = this.equals(actual, expected, this.customTesters);
  const message = (): string =>
    `Expected the fields ${pass ? "not " : ""}to have these values: ${list(expected)}. They are: ${list(actual)}.`;
  return { pass, message, actual, expected };
}

function list(values: object): string {
  const shown = Object.entries(values).map(([name, value]) => `${name}: ${show(value)}`);
  return `{ ${shown.join(", ")} }`;
}

function show(value: unknown): string {
  if (typeof value === "object" && value !== null) return Object.prototype.toString.call(value);
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** Matchers for `expect.extend(matchers)` in Vitest and Jest. */
export const matchers: {
  readonly toBeCollectable: typeof toBeCollectable;
  readonly toHaveFields: typeof toHaveFields;
} = { toBeCollectable, toHaveFields };
