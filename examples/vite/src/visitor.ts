import { assign, field, FieldError, integer, text } from "weakfield";

/** Someone who signs up. */
export class Visitor {
  @field(text({ min: 1, max: 40 })) name!: string;
  @field(integer({ min: 18, max: 130 })) age!: number;
  @field(email) email!: string;
}

function email(value: unknown): string {
  if (typeof value === "string" && /^\S+@\S+\.\S+$/.test(value)) return value.toLowerCase();
  throw new TypeError("Value must be an email address.");
}

/** Fills a visitor from the inputs of a form; the messages, by input, if any is refused. Then nothing is filled. */
export function signUp(visitor: Visitor, inputs: object): Readonly<Record<string, string>> {
  try {
    assign(visitor, inputs);
    return {};
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0]), message]));
  }
}
