import { field, integer, liveInstances } from "weakfield";
import { assertCollectable } from "weakfield/testing";
import type { Step } from "./step.js";

// The mistake: a WeakMap is the right place, but brackets do not reach into it. They turn the instance into the string
// "[object Object]" and make a plain property of the map, which is the same one for all instances.

const values = new WeakMap<object, number>();

class BracketPoint {
  get x(): number {
    // @ts-expect-error TypeScript refuses the instance as an index; JavaScript does not.
    return values[this];
  }
  set x(value: number) {
    // @ts-expect-error
    values[this] = Math.trunc(value);
  }
}

// The field: compiled to a WeakMap. With the option "inspect", the class knows its live instances.

class Point {
  @field(integer) x = 0;
}

export const step: Step = {
  row: 5,
  lesson: "a weak map",
  rules: ["no-map-bracket-access"],
  mistake() {
    const [a, b] = [new BracketPoint(), new BracketPoint()];
    a.x = 10.1;
    b.x = 20.2;
    return [
      `after a.x = 10.1 and b.x = 20.2: a.x is ${a.x}, b.x is ${b.x}`,
      `the map has an entry for a: ${values.has(a)}; its property: ${Object.keys(values)}`,
    ];
  },
  async field() {
    const a = new Point();
    a.x = 10.1;
    let before = 0;
    await assertCollectable(() => {
      const b = new Point();
      b.x = 20.2;
      before = countLive();
      return b;
    });
    return [`a.x is ${a.x}; live points: ${before}, after b has gone: ${countLive()}`];
  },
};

function countLive(): number {
  return [...liveInstances(Point)].length;
}
