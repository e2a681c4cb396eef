/** Members of every kind of name, static members, and accessors that look like written ones. */
import { field, fieldOf } from "weakfield";

const symbol: unique symbol = Symbol("symbol");
let count = 0;
const key = () => "computed" + ++count;

class Names {
  @field "a b" = 1;
  @field 42 = 2;
  @field [symbol] = 3;
  @field ["literal"] = 4;
  @field readonly id = 5;
  @field protected hidden = 6;
  @field static total = 0;
  @field static handler = () => Names.total;
  @field callback = () => this.hidden;
  sum() {
    return this["a b"] + this[42] + this[symbol] + this.literal + this.id + this.hidden;
  }
}
const names = new Names();
Names.total = 7;
console.log(names.sum(), Names.total, Names.handler(), names.callback());
console.log(Reflect.ownKeys(Names.prototype).map(String).join());
const descriptor = Object.getOwnPropertyDescriptor(Names.prototype, "id")!;
console.log(
  descriptor.get!.name,
  descriptor.set!.name,
  descriptor.enumerable,
  descriptor.configurable,
);
console.log(Names.handler.name, names.callback.name, fieldOf(Names, "id")?.get(names));

class Computed {
  // @ts-ignore: the type of the name is not that of a literal
  @field [key()] = "once";
}
const computed = new Computed() as unknown as { computed1: string };
console.log(computed.computed1, computed.computed1, count);

class Super {
  @field value = 1;
}
class Sub extends Super {
  read() {
    // @ts-ignore: TypeScript takes a field for an own property
    return super.value;
  }
  write(value: number) {
    // @ts-ignore: as above
    super.value = value;
  }
}
const sub = new Sub();
sub.write(2);
console.log(sub.read(), sub.value);
