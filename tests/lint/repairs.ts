/** A program with a fault, and what comes of it before and after the suggestions of a rule are taken. */
export interface Repair {
  readonly rule: string;
  /** The suggestion. */
  readonly messageId: string;
  /** TypeScript is compiled with `experimentalDecorators`. */
  readonly file: "fault.js" | "fault.ts";
  readonly code: string;
  /** Stands behind the code and uses it; not linted. It may await `collect(isDone)`, which collects garbage. */
  readonly use: string;
  /** What is printed, or the code of the diagnostic with which the program is refused. */
  readonly before: string;
  readonly after: string;
}

export const repairs: readonly Repair[] = [
  {
    rule: "no-strong-instance-map",
    messageId: "useWeakCollection",
    file: "fault.js",
    code: `
const patched = new Set();
export function patch(doc) {
  if (patched.has(doc)) return;
  patched.add(doc);
  doc.addEventListener("copy", () => {});
}
`,
    use: `
const kept = new EventTarget();
const dropped = (() => {
  const doc = new EventTarget();
  patch(kept);
  patch(doc);
  return new WeakRef(doc);
})();
await collect(() => dropped.deref() === undefined);
console.log(patched.has(kept), dropped.deref() === undefined ? "collected" : "alive");
`,
    before: "true alive",
    after: "true collected",
  },
  {
    rule: "no-shared-key",
    messageId: "keepPerProperty",
    file: "fault.ts",
    code: `
const values = new WeakMap<object, string>();
function Trimmed(target: object, key: string): void {
  Object.defineProperty(target, key, {
    get() { return values.get(this); },
    set(value: string) { values.set(this, value.trim()); },
  });
}
`,
    use: `
class Person { @Trimmed declare first: string; @Trimmed declare last: string; }
const [ada, alan] = [new Person(), new Person()];
Object.assign(ada, { first: " Ada ", last: " Lovelace " });
Object.assign(alan, { first: " Alan ", last: " Turing " });
console.log(ada.first, ada.last, alan.first, alan.last);
`,
    before: "Lovelace Lovelace Turing Turing",
    after: "Ada Lovelace Alan Turing",
  },
  {
    rule: "no-shared-key",
    messageId: "keepPerProperty",
    file: "fault.js",
    code: `
export function min(limit) {
  return function (target, key) {
    Object.defineProperty(target, key, {
      get() { return this._value; },
      set(value) { this._value = Math.max(limit, value); },
    });
  };
}
`,
    use: `
class Box {}
min(1)(Box.prototype, "width");
min(2)(Box.prototype, "height");
const [small, large] = [new Box(), new Box()];
Object.assign(small, { width: 0, height: 0 });
Object.assign(large, { width: 8, height: 9 });
console.log(small.width, small.height, large.width, large.height, Object.keys(small).join());
`,
    before: "2 2 9 9 _value",
    after: "1 2 8 9",
  },
  {
    rule: "no-shared-value",
    messageId: "keepValuePerInstance",
    file: "fault.ts",
    code: `
function Upper(target: object, key: string): void {
  let value: string | undefined;
  Object.defineProperty(target, key, {
    get() { return value; },
    set(next: string) { value = next.toUpperCase(); },
  });
}
`,
    use: `
class Person { @Upper declare first: string; @Upper declare last: string; }
const [ada, alan] = [new Person(), new Person()];
Object.assign(ada, { first: "Ada", last: "Lovelace" });
Object.assign(alan, { first: "Alan", last: "Turing" });
console.log(ada.first, ada.last, alan.first, alan.last);
`,
    before: "ALAN TURING ALAN TURING",
    after: "ADA LOVELACE ALAN TURING",
  },
  {
    rule: "no-shared-value",
    messageId: "keepValuePerInstance",
    file: "fault.js",
    code: `
export function limited(target, key) {
  let value = 10;
  Object.defineProperty(target, key, {
    get() { return value; },
    set(next) { value = Math.min(next, 100); },
  });
}
`,
    use: `
class Gauge {}
limited(Gauge.prototype, "level");
const [changed, fresh] = [new Gauge(), new Gauge()];
changed.level = 500;
console.log(changed.level, fresh.level);
`,
    before: "100 100",
    after: "100 10",
  },
  {
    rule: "no-shared-value",
    messageId: "keepWrapperPerInstance",
    file: "fault.ts",
    code: `
import { memoize } from "./memoize.js";
function Memoized(target: object, key: string, descriptor: PropertyDescriptor): void {
  descriptor.value = memoize(descriptor.value);
}
`,
    use: `
class Shop {
  constructor(private readonly rate: number) {}
  @Memoized price(net: number): number { return net * this.rate; }
}
const [here, there] = [new Shop(2), new Shop(3)];
console.log(here.price(10), there.price(10), here.price(10));
`,
    before: "20 20 20",
    after: "20 30 20",
  },
  {
    rule: "no-hidden-accessor",
    messageId: "declareField",
    file: "fault.ts",
    code: `
function Upper(target: object, key: string): void {
  const own = new WeakMap<object, string>();
  Object.defineProperty(target, key, {
    get() { return own.get(this); },
    set(value: string) { own.set(this, value.toUpperCase()); },
  });
}
class Person { @Upper name: string; }
`,
    use: `
const person = new Person();
person.name = "Ada";
console.log(person.name);
`,
    before: "Ada",
    after: "ADA",
  },
  {
    rule: "no-hidden-accessor",
    messageId: "decorateField",
    file: "fault.js",
    code: `
import { field } from "weakfield";
class Base { @field size = 1; }
class Box extends Base {
  size = 2;
}
`,
    use: `
import { fieldsOf } from "weakfield";
const box = new Box();
console.log(box.size, Object.keys(box).length, fieldsOf(box).map(({ owner }) => owner).join());
`,
    before: "WF1009",
    after: "2 0 Box",
  },
  {
    rule: "prefer-field",
    messageId: "useField",
    file: "fault.js",
    code: `
const sizes = new WeakMap();
export class Box {
  get size() { return sizes.get(this); }
  set size(value) { sizes.set(this, Math.trunc(value)); }
}
`,
    use: `
import { fieldsOf } from "weakfield";
const [small, large] = [new Box(), new Box()];
small.size = 1.5;
large.size = 9.5;
console.log(small.size, large.size, fieldsOf(Box).map(({ name }) => name).join() || "unknown");
`,
    before: "1 9 unknown",
    after: "1 9 size",
  },
  {
    rule: "no-map-bracket-access",
    messageId: "useMethod",
    file: "fault.js",
    code: `
const widths = new WeakMap();
export function widen(element, width) { widths[element] = width; }
export function widthOf(element) { return widths[element]; }
export function forget(element) { delete widths[element]; }
`,
    use: `
const [first, second] = [{}, {}];
widen(first, 1);
widen(second, 2);
console.log(widthOf(first), widthOf(second), widths.has(first));
forget(first);
console.log(widthOf(first), widthOf(second));
`,
    before: "2 2 false\nundefined undefined",
    after: "1 2 true\nundefined 2",
  },
  {
    rule: "require-unregister-token",
    messageId: "addToken",
    file: "fault.js",
    code: `
const closed = [];
const registry = new FinalizationRegistry((name) => closed.push(name));
export function open(stream, name) { registry.register(stream, name); }
export function close(stream) { registry.unregister(stream); }
`,
    use: `
(() => {
  const [forgotten, ended] = [{}, {}];
  open(forgotten, "forgotten");
  open(ended, "ended");
  close(ended);
})();
await collect(() => closed.includes("forgotten"));
console.log(closed.sort().join());
`,
    before: "ended,forgotten",
    after: "forgotten",
  },
];
