import { field, integer } from "weakfield";
import { thrownBy, type Step } from "./step.js";

// The mistake: the value stays on the instance, under a key made of the name.

function integerValue(name: string): PropertyDescriptor & ThisType<any> {
  const key = "_" + name;
  return {
    get() {
      return this[key];
    },
    set(value: number) {
      this[key] = Math.trunc(value);
    },
  };
}

class DerivedPoint {
  // How often the point was moved along x: the key was taken already.
  _x = 0;
  declare x: number;
  move(distance: number): void {
    this.x += distance;
    this._x++;
  }
}
Object.defineProperty(DerivedPoint.prototype, "x", integerValue("x"));

class Reading {
  declare celsius: number;
}
Object.defineProperty(Reading.prototype, "celsius", integerValue("celsius"));

// The field: the name is that of the declaration, once, and the instance is left alone.

class Point {
  _x = 0;
  @field(integer) x = 0;
  move(distance: number): void {
    this.x += distance;
    this._x++;
  }
}

class FrozenReading {
  @field(integer) celsius = 0;
}

export const step: Step = {
  row: 3,
  lesson: "an underscore and the name",
  rules: ["no-derived-key"],
  mistake: () => [
    ...showMove(new DerivedPoint()),
    `frozen, then celsius = 21.5: ${thrownBy(() => measure(Object.freeze(new Reading())))}`,
  ],
  field: () => [
    ...showMove(new Point()),
    `frozen, then celsius = 21.5: ${measure(Object.freeze(new FrozenReading()))}`,
  ],
};

function showMove(point: DerivedPoint | Point): string[] {
  point.move(10.5);
  return [`after one move by 10.5: x is ${point.x}, moves counted: ${point._x}`];
}

function measure(reading: { celsius: number }): number {
  reading.celsius = 21.5;
  return reading.celsius;
}
