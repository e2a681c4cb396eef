/**
 * Classes for the collection tests, compiled by the test once for each combination of options. Every way in which an
 * instance could be kept alive by its own state is here.
 */
import { field, integer } from "weakfield";

export class Many {
  @field(integer) a = 1;
  @field b: unknown = "text";
  @field c: unknown[] = [];
}

export class One {
  @field only: unknown = {};
}

/** A value that refers back to its instance: the entry must not keep its own key alive. */
export class Circular {
  @field self: unknown = this;
  @field listener = (): unknown => this.self;
  @field holder: unknown = { instance: this };
}

export class OneCircular {
  @field self: unknown = () => this;
}

export class Frozen {
  @field a: unknown = { big: new Array(10) };
  @field b = 2;
  constructor() {
    Object.freeze(this);
    this.b = 3;
  }
}

export class Derived extends Many {
  @field d: unknown = [this];
  @field e = 5;
}

export class BuiltIn extends Map<unknown, unknown> {
  @field a: unknown = this;
  @field b = 1;
}

/** A static value belongs to its class, which must go with it. */
export function makeClass(): object {
  class Local {
    @field static registry: unknown = Local;
    @field static count = 0;
    @field value: unknown = Local;
    @field other = 1;
  }
  Local.count++;
  new Local();
  return Local;
}

/** The twin that leaks: what the classes above would be with a `Map` in place of the `WeakMap`. */
const values = new Map<object, unknown>();
export class Leaking {
  constructor() {
    values.set(this, 1);
  }
}
export const forget = (): void => values.clear();
