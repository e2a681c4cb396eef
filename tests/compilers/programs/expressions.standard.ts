/** Class expressions and private names, which legacy decorators do not allow. */
import { field } from "weakfield";

const Named = class {
  @field a = 1;
};
const mixin = <T extends new (...args: any[]) => object>(Base: T) =>
  class extends Base {
    @field mixed = Base.name;
  };
class Outer {
  inner = class {
    @field q = 1;
  };
  @field #secret = 41;
  reveal() {
    return ++this.#secret;
  }
}
const Mixed = mixin(Outer);
const mixed = new Mixed();
console.log(Named.name, new Named().a, mixed.mixed, mixed.reveal());
console.log(mixed.inner === new Mixed().inner, new mixed.inner().q);
const loop: { new (): { v: number } }[] = [];
for (let i = 0; i < 3; i++)
  loop.push(
    class {
      @field v = i;
    },
  );
console.log(loop.map((Local) => new Local().v).join(), loop.map(({ name }) => name).join());
console.log(mixin(mixin(Outer)).name === "", new (mixin(mixin(Named)))().mixed === "");
export default class {
  @field y = 1;
}
