import { field, FieldError, text } from "weakfield";
import type { Step } from "./step.js";

// The mistake: the bounds are checked, but not what they are the bounds of. A list has a length too, and the length of a
// string counts some characters twice.

function validString(min: number, max: number) {
  return <This extends object>(
    { get, set }: ClassAccessorDecoratorTarget<This, string>,
    _context: ClassAccessorDecoratorContext<This, string>,
  ): ClassAccessorDecoratorResult<This, string> => ({
    get,
    set(value) {
      if (value.length < min) throw new RangeError(`at least ${min} characters`);
      if (value.length > max) throw new RangeError(`at most ${max} characters`);
      set.call(this, value);
    },
  });
}

class LooseAccount {
  @validString(5, 8) accessor number = "00000";
}

// The field: a string, and its characters counted.

class Account {
  @field(text({ min: 5, max: 8 })) number = "00000";
}

export const step: Step = {
  row: 11,
  lesson: "a string of a certain length",
  rules: [],
  mistake: () => show(new LooseAccount()),
  field: () => show(new Account()),
};

const inputs = ['"Savings"', '["a","b","c","d","e"]', '"🐖🐖🐖🐖🐖"', '"1234"', '"123456789"'];

function show(account: { number: string }): string[] {
  return inputs.map((input) => {
    try {
      account.number = JSON.parse(input) as string;
    } catch (error) {
      const reason = error instanceof FieldError ? error.issues[0]?.message : String(error);
      return `${input}: refused. ${reason}`;
    }
    return `${input}: accepted`;
  });
}
