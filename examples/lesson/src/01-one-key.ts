import { field, integer } from "weakfield";
import type { Step } from "./step.js";

// The mistake: every property is stored under the same key.

function integerValue(_target: unknown, _context: ClassAccessorDecoratorContext) {
  return {
    get(this: any): number {
      return this.storedValue;
    },
    set(this: any, value: number) {
      this.storedValue = Math.trunc(value);
    },
  };
}

class SharedPoint {
  @integerValue accessor x = 0;
  @integerValue accessor y = 0;
}

// The field: each declaration is a place of its own.

class Point {
  @field(integer) x = 0;
  @field(integer) y = 0;
}

export const step: Step = {
  row: 1,
  lesson: "one hard-coded key",
  rules: ["no-shared-key"],
  mistake: () => show(new SharedPoint()),
  field: () => show(new Point()),
};

function show(point: { x: number; y: number }): string[] {
  point.x = 10.1;
  point.y = 20.2;
  return [`after x = 10.1 and y = 20.2: x is ${point.x}, y is ${point.y}`];
}
