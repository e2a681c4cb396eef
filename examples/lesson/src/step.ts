/** One row of the lesson: a mistake that runs, and the declaration that does not make it. */
export interface Step {
  /** The number of the row, which is also that of the file. */
  readonly row: number;
  readonly lesson: string;
  /** The rules of eslint-plugin-weakfield that find the mistake of this file; none where it takes a test to see it. */
  readonly rules: readonly string[];
  /** Runs the mistake and returns what can be seen of it. */
  mistake(): string[] | Promise<string[]>;
  /** Does the same with `@field`. */
  field(): string[] | Promise<string[]>;
}

/** What an action throws, as one line; an action that throws nothing fails. */
export function thrownBy(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  throw new Error("Nothing was thrown.");
}
