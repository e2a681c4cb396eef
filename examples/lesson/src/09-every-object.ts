import { field, integer } from "weakfield";
import { thrownBy, type Step } from "./step.js";

// The mistakes: a symbol for each property does not collide, but still needs an instance that takes new properties; and
// a WeakMap that answers `undefined` for what it does not know, such as a Proxy, loses values without a word.

function integerValue(_target: unknown, _context: ClassAccessorDecoratorContext) {
  const key = Symbol();
  return {
    get(this: any): number {
      return this[key];
    },
    set(this: any, value: number) {
      this[key] = Math.trunc(value);
    },
  };
}

class SealedPoint {
  @integerValue accessor x = 0;
  constructor() {
    Object.seal(this);
  }
}

const values = new WeakMap<object, number>();

class SilentPoint {
  get x(): number | undefined {
    return values.get(this);
  }
  set x(value: number) {
    values.set(this, Math.trunc(value));
  }
}

// The field: every object that the class has made has its value, and no other object has one.

class Point {
  @field(integer) x = 0;
}

class Bag extends Map<string, number> {
  @field(integer) x = 0;
}

export const step: Step = {
  row: 9,
  lesson: "every object, and nothing else",
  rules: [],
  mistake() {
    const silent = new SilentPoint();
    silent.x = 10.1;
    return [
      `sealed: ${thrownBy(() => write(new SealedPoint()))}`,
      `a number as a key: ${thrownBy(() => values.set(1 as never, 1))}`,
      `through a proxy: ${new Proxy(silent, {}).x}`,
    ];
  },
  field() {
    const bare = Object.setPrototypeOf(new Point(), null);
    const { get, set } = Object.getOwnPropertyDescriptor(Point.prototype, "x")!;
    set!.call(bare, 10.1);
    return [
      `sealed: ${write(Object.seal(new Point()))}`,
      `frozen: ${write(Object.freeze(new Point()))}`,
      `without a prototype: ${get!.call(bare)}`,
      `a subclass of Map: ${write(new Bag())}`,
      `through a proxy: ${thrownBy(() => new Proxy(new Point(), {}).x)}`,
    ];
  },
};

function write(point: { x: number }): number {
  point.x = 10.1;
  return point.x;
}
