import { expect, it } from "vitest";
import { own } from "../../src/internal.ts";
import { Tracked } from "../fixtures/emitted.ts";

it("own accessors show the values where a class field would", () => {
  const tracked = new Tracked();
  tracked.state = "on";
  expect(JSON.stringify(tracked)).toBe('{"state":"on","other":2}');
  expect({ ...tracked }).toEqual({ state: "on", other: 2 });
  expect(structuredClone(tracked)).toEqual({ state: "on", other: 2 });
  expect(Object.getOwnPropertyDescriptor(tracked, "state")).toMatchObject({
    enumerable: true,
    configurable: true,
  });
});

it("only the accessors of the range are defined", () => {
  const prototype = {
    get a() {
      return 1;
    },
    get b() {
      return 2;
    },
    get c() {
      return 3;
    },
  };
  const instance = {};
  own(prototype, ["a", "b", "c"])(instance, 1, 2);
  expect(Object.keys(instance)).toEqual(["b"]);
});

it("a key without an accessor is refused at once", () => {
  expect(() => own({}, ["a"])).toThrow(TypeError);
});
