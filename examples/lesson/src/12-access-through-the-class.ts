import { field, fieldOf, fieldsOf, integer, liveInstances } from "weakfield";
import { thrownBy, type Step } from "./step.js";

// The mistake: in JavaScript, the way to an accessor through its class leads to the prototype, which takes the write:
// from then on, it is what all instances begin with.

class OpenPoint {
  declare _x: number | undefined;
  get x(): number | undefined {
    return this._x;
  }
  set x(value: number | undefined) {
    this._x = value;
  }
}

// The field: the prototype has no value, and the descriptor is an object that can be asked.

class Point {
  @field(integer) x = 0;
  @field(integer) y = 0;
}

export const step: Step = {
  row: 12,
  lesson: "access through the class",
  rules: [],
  mistake() {
    OpenPoint.prototype.x = 5;
    return [`after OpenPoint.prototype.x = 5: x of a new point is ${new OpenPoint().x}`];
  },
  field() {
    const points = [new Point(), new Point()];
    points.forEach((point, index) => (point.x = (index + 1) * 10.1));
    const x = fieldOf(Point, "x")!;
    return [
      `Point.prototype.x = 5: ${thrownBy(() => (Point.prototype.x = 5))}`,
      `fields of Point: ${fieldsOf(Point).map(({ name }) => String(name))}`,
      `x of ${points.length} live points: ${[...liveInstances(Point)].map((point) => x.get(point))}`,
      `x has a value for {}: ${x.has({})}; its converter is integer: ${x.converter === integer}`,
    ];
  },
};
