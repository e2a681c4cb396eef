import { describe, expect, it } from "vitest";
import { records, values } from "../../src/internal.ts";
import { Box, Person } from "../fixtures/emitted.ts";

it("instances do not share, though they are equal", () => {
  const [a, b] = [new Person(), new Person()];
  a.age = 5;
  expect([a.age, b.age]).toEqual([5, 0]);
  expect(a.name).toBe(undefined);
});

it("nothing is on the instance, and a frozen one can be written", () => {
  for (const [instance, name] of [
    [new Person(), "age"],
    [new Box(), "value"],
  ] as const) {
    Object.freeze(instance);
    expect(Reflect.ownKeys(instance)).toEqual([]);
    Reflect.set(instance, name, 42);
    expect(Reflect.get(instance, name)).toBe(42);
  }
});

it("a single value may be undefined", () => {
  const box = new Box();
  expect(box.value).toBe(undefined);
  box.value = 1;
  box.value = undefined;
  expect(box.value).toBe(undefined);
});

describe("an object is initialized twice", () => {
  const object = {};

  it("never in a class with a superclass", () => {
    const storages = [records("P", 1), values("P", 1)];
    for (const storage of storages) {
      storage.init(object, {});
      expect(() => storage.init(object, {})).toThrow(
        "[weakfield] The fields of `P` are already on this object",
      );
    }
  });

  it("without a check in a class without one, whose `this` is always new", () => {
    const storages = [records("P"), values("P", 0)];
    for (const storage of storages) {
      const second = {};
      storage.init(object, {});
      storage.init(object, second);
      expect(storage(object, "x")).toBe(second);
    }
  });
});

it("each call makes a storage of its own", () => {
  const [first, second] = [records("P"), records("P")];
  const object = {};
  first.init(object, {});
  expect(() => second(object, "x")).toThrow("`P.x`");
});
