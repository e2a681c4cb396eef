import { field, integer } from "weakfield";
import { fateOf } from "./collection.js";
import type { Step } from "./step.js";

// The mistake: the map holds its keys, and nothing removes them.

const values = new Map<object, number>();

class HeldPoint {
  get x(): number {
    return values.get(this) ?? 0;
  }
  set x(value: number) {
    values.set(this, Math.trunc(value));
  }
}

// The field: the value goes with the instance.

class Point {
  @field(integer) x = 0;
}

export const step: Step = {
  row: 4,
  lesson: "a strong map keyed by the instance",
  rules: ["no-strong-instance-map"],
  async mistake() {
    const fate = await fateOf(() => write(new HeldPoint()));
    return [`after the last reference has gone, the point is ${fate}; entries: ${values.size}`];
  },
  async field() {
    const fate = await fateOf(() => write(new Point()));
    return [`after the last reference has gone, the point is ${fate}`];
  },
};

function write(point: { x: number }): object {
  point.x = 100.1;
  return point;
}
