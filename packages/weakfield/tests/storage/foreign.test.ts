import { describe, expect, it } from "vitest";
import { foreign } from "../../src/storage/foreign.ts";
import { Box, Person } from "../fixtures/emitted.ts";

const getAge = Object.getOwnPropertyDescriptor(Person.prototype, "age")?.get;
const head = "[weakfield] `Person.age` was used on an object that its class did not initialize. ";
const general =
  head +
  "It may be a Proxy (Vue and MobX make them), an Object.create copy, or an instance whose " +
  "constructor has not come this far.";

describe("reading through a foreign receiver throws and names the likely cause", () => {
  it.each<[string, unknown, string]>([
    ["a Proxy", new Proxy(new Person(), {}), general],
    ["an Object.create copy", Object.create(new Person()), general],
    ["an object of another class", new Box(), general],
    [
      "a prototype",
      Person.prototype,
      `${head}The receiver is the prototype itself: use an instance.`,
    ],
    [
      "undefined",
      undefined,
      `${head}The receiver is not an object: call the accessor on an instance.`,
    ],
    ["a primitive", "x", `${head}The receiver is not an object: call the accessor on an instance.`],
  ])("%s", (_, receiver, message) => {
    let caught: unknown;
    try {
      getAge?.call(receiver);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(TypeError);
    expect(caught).toMatchObject({ code: "WEAKFIELD_FOREIGN", message });
  });

  it("a class, whose instances have the field", () => {
    expect(() => getAge?.call(Person) as unknown).toThrow(general);
  });
});

it("writing through a foreign receiver throws and writes nothing", () => {
  for (const instance of [new Person(), new Box()]) {
    const [name] = instance instanceof Box ? ["value"] : ["age"];
    const proxy = new Proxy(instance, {});
    expect(() => Reflect.set(proxy, String(name), 5)).toThrow(TypeError);
    expect(Reflect.get(instance, String(name))).not.toBe(5);
  }
});

it("the message shows anonymous classes and symbols", () => {
  expect(() => foreign({}, "", Symbol("key"))).toThrow("`(anonymous class)[Symbol(key)]`");
});
