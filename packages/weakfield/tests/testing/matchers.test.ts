import { describe, expect, it } from "vitest";
import { fieldEquality, matchers, type WeakfieldMatchers } from "../../src/testing/index.ts";
import { Box, Employee, Person } from "../fixtures/emitted.ts";

declare module "vitest" {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- must be declared as Vitest does
    T = unknown,
  > extends WeakfieldMatchers<R> {}
}

expect.extend(matchers);
expect.addEqualityTesters([fieldEquality]);

function person(name: string, age: number): Person {
  return Object.assign(new Person(), { name, age });
}

describe("toEqual sees fields", () => {
  it("of two instances", () => {
    expect(person("Ada", 36)).toEqual(person("Ada", 36));
    expect(person("Ada", 36)).not.toEqual(person("Ada", 37));
    expect([person("Ada", 36)]).toEqual([person("Ada", 36)]);
    expect({ a: person("Ada", 36) }).not.toEqual({ a: person("Bob", 36) });
  });

  it("of an instance and a plain object", () => {
    expect(person("Ada", 36)).toEqual({ name: "Ada", age: 36 });
    expect({ name: "Ada", age: 36 }).toEqual(person("Ada", 36));
    expect(person("Ada", 36)).not.toEqual({ name: "Ada" });
    expect(person("Ada", 36)).not.toEqual({});
    expect(person("Ada", 36)).not.toEqual(undefined);
    expect(new Box()).not.toEqual(5);
  });

  it("with asymmetric matchers and own properties", () => {
    const instance = Object.assign(person("Ada", 36), { own: 1 });
    expect(instance).toEqual({ name: expect.any(String), age: 36, own: 1 });
    expect(instance).toEqual(expect.any(Person));
    expect(instance).not.toEqual(person("Ada", 36));
  });

  it("of nested instances", () => {
    const wrap = (value: unknown): Box => Object.assign(new Box(), { value });
    expect(wrap(wrap([person("Ada", 36)]))).toEqual(wrap(wrap([person("Ada", 36)])));
    expect(wrap(wrap([person("Ada", 36)]))).not.toEqual(wrap(wrap([person("Ada", 37)])));
  });

  it("of instances that refer to each other", () => {
    const cycle = (name: string): Box => {
      const [a, b] = [new Box(), new Box()];
      a.value = { name, next: b };
      b.value = { name, next: a };
      return a;
    };
    expect(cycle("x")).toEqual(cycle("x"));
    expect(cycle("x")).not.toEqual(cycle("y"));
  });

  it("and leaves everything else alone", () => {
    expect({ a: [1, new Map([[1, 2]])] }).toEqual({ a: [1, new Map([[1, 2]])] });
    expect({ a: 1 }).not.toEqual({ a: 2 });
    expect(Person.prototype).not.toBe(Employee.prototype);
    expect(Person.prototype).toEqual(Person.prototype);
  });
});

describe("toHaveFields", () => {
  it("compares the fields exactly", () => {
    expect(person("Ada", 36)).toHaveFields({ name: "Ada", age: 36 });
    expect(person("Ada", 36)).toHaveFields({ name: expect.any(String), age: 36 });
    expect(person("Ada", 36)).not.toHaveFields({ name: "Ada" });
  });

  it("says what the fields are", () => {
    expect(() => expect(person("Ada", 36)).toHaveFields({ age: 5 })).toThrow(
      'Expected the fields to have these values: { age: 5 }. They are: { name: "Ada", age: 36 }.',
    );
    expect(() => expect(new Box()).not.toHaveFields({ value: undefined })).toThrow(
      "Expected the fields not to have these values",
    );
    const box = Object.assign(new Box(), { value: new Map() });
    expect(() => expect(box).toHaveFields({ value: null })).toThrow(
      "Expected the fields to have these values: { value: null }. They are: { value: [object Map] }.",
    );
  });
});

describe("toBeCollectable", () => {
  const held = new Person();

  it("tells the freed from the held", async () => {
    await expect(() => new Person()).toBeCollectable();
    await expect(() => held).not.toBeCollectable({ timeout: 50 });
  });

  it("fails either way with its reason", async () => {
    const failing = [
      [() => expect(() => held).toBeCollectable({ timeout: 50 }), "something outside holds it"],
      [() => expect(() => ({})).not.toBeCollectable(), "it was freed"],
      [() => expect(() => 5).not.toBeCollectable(), "did not return an object"],
    ] as const;
    for (const [run, message] of failing) await expect(run).rejects.toThrow(message);
  });
});
