import { field, integer } from "weakfield";
import type { Step } from "./step.js";

// The mistake: the decorator runs once for the class, so that its variable is there once for all instances.

function integerValue(_target: unknown, _context: ClassAccessorDecoratorContext) {
  let stored = 0;
  return {
    get: () => stored,
    set: (value: number) => {
      stored = Math.trunc(value);
    },
  };
}

class SharedPoint {
  @integerValue accessor x = 0;
}

// The same without a decorator: one array, put on the prototype, for all instances.

class SharedPath {
  declare points: number[];
  add(point: number): void {
    this.points.push(point);
  }
}
SharedPath.prototype.points = [];

// The field: a value for each instance.

class Point {
  @field(integer) x = 0;
}

class Path {
  @field points: number[] = [];
  add(point: number): void {
    this.points.push(point);
  }
}

export const step: Step = {
  row: 2,
  lesson: "the value in the descriptor",
  rules: ["no-shared-value", "no-shared-prototype-value"],
  mistake: () => [
    ...showPoints(new SharedPoint(), new SharedPoint()),
    ...showPaths(new SharedPath(), new SharedPath()),
  ],
  field: () => [...showPoints(new Point(), new Point()), ...showPaths(new Path(), new Path())],
};

function showPoints(a: { x: number }, b: { x: number }): string[] {
  a.x = 10.1;
  b.x = 20.2;
  return [`after a.x = 10.1 and b.x = 20.2: a.x is ${a.x}, b.x is ${b.x}`];
}

function showPaths(a: SharedPath | Path, b: SharedPath | Path): string[] {
  a.add(1);
  b.add(2);
  return [`after a.add(1) and b.add(2): a has [${a.points}], b has [${b.points}]`];
}
