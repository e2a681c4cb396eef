import { field, FieldError, integer } from "weakfield";
import type { Step } from "./step.js";

// The mistake: `| 0` makes an integer of anything, though not always of this number.

class BitPoint {
  #x = 0;
  get x(): unknown {
    return this.#x;
  }
  set x(value: unknown) {
    this.#x = (value as number) | 0;
  }
}

// The field: what is an integer or close to one is converted, the rest is refused, and the old value stays.

class Point {
  @field(integer) x: unknown = 0;
}

export const step: Step = {
  row: 10,
  lesson: "an integer",
  rules: [],
  mistake: () => show(new BitPoint()),
  field: () => show(new Point()),
};

function show(point: { x: unknown }): string[] {
  return [10.1, "20", 3_000_000_000, "", null, "12px"].map((value) => {
    point.x = 7;
    try {
      point.x = value;
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      return `x = ${JSON.stringify(value)}: refused, x is still ${point.x}`;
    }
    return `x = ${JSON.stringify(value)}: x is ${point.x}`;
  });
}
