import { field } from "weakfield";
import { thrownBy, type Step } from "./step.js";

// The mistake: the accessor takes the entry apart before there is one.

const entries = new WeakMap<object, { value: number; writtenAt: number }>();
let clock = 0;

class EagerPoint {
  get x(): number {
    return entries.get(this)!.value;
  }
  set x(value: number) {
    entries.set(this, { value, writtenAt: ++clock });
  }
}

// The field: declared without an initializer, it begins undefined.

class Point {
  @field x?: number;
}

export const step: Step = {
  row: 13,
  lesson: "a read before the first write",
  rules: [],
  mistake: () => [`x of a new point: ${thrownBy(() => new EagerPoint().x)}`],
  field: () => [`x of a new point: ${new Point().x}`],
};
