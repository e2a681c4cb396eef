/** Initializers run at their places, among ordinary fields, parameter properties and the constructor's body. */
import { field } from "weakfield";

const lines: string[] = [];
function log<T>(value: T): T {
  lines.push(String(value));
  return value;
}

class Base {
  a = log("a");
  @field b = log("b");
  c = log("c" + this.b);
  @field d = log("d" + this.c);
  constructor() {
    log("base");
  }
}
class Derived extends Base {
  @field e = log("e" + this.d);
  @field f = 1;
  g = log("g" + this.f);
  constructor() {
    log("before");
    super();
    log("after" + this.e);
  }
}
const derived = new Derived();
derived.f++;
console.log(lines.join(" "));
console.log(derived.f, derived.g, Object.keys(derived).join());

class Partial {
  @field first = 1;
  // @ts-ignore: TypeScript sees it too
  @field second: number = this.third;
  @field third = 3;
}
try {
  console.log(new Partial().second);
} catch (error) {
  console.log((error as Error).constructor.name);
}

const made = [1, 2].map((n) => {
  class Local {
    @field value = n;
    @field static shared = n;
  }
  return Local;
});
console.log(made.map((Local) => [new Local().value, Local.shared].join("/")).join());
const [One, Two] = made;
try {
  const getter = Object.getOwnPropertyDescriptor(Two!.prototype, "value")!.get!;
  console.log(getter.name, getter.call(new One!()));
} catch (error) {
  console.log((error as Error).constructor.name);
}
