/** Fields beside members and classes with decorators of other people, standard or legacy. */
import { field, integer } from "weakfield";

const marked: string[] = [];
function mark(...args: any[]): any {
  const context = args[1];
  marked.push(typeof context === "object" ? String(context.name) : String(context ?? args[0].name));
}

@mark
class Decorated {
  @field a = 1;
  @mark b = 2;
  @field(integer) c = this.a + this.b + 0.5;
  @mark
  method() {
    return this.c;
  }
  @field static count = 4;
  @mark static other = 5;
  @mark
  get accessor() {
    return this.c * 2;
  }
}
const decorated = new Decorated();
decorated.a = 5;
console.log(marked.sort().join());
console.log(decorated.method(), decorated.accessor, decorated.a, decorated.b);
console.log(Decorated.count, Decorated.other, Decorated.name);
console.log(Object.keys(decorated).join());

class Derived extends Decorated {
  @mark d = this.c;
  @field e = this.d;
}
console.log(new Derived().e);
