import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { assign, FieldError, snapshot, type Converter } from "../src/index.ts";
import { Box, Employee, id, makeClass, Person } from "./fixtures/emitted.ts";

function failure(instance: object, values: unknown): FieldError {
  try {
    assign(instance, values);
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

it("assign converts and writes every value and returns the instance", () => {
  const employee = new Employee();
  expect(assign(employee, { age: "41", name: "Ada", [id]: 8 })).toBe(employee);
  expect(snapshot(employee)).toEqual({ name: "Ada", age: 41, [id]: 8 });
  assign(employee, {});
  assign(employee, { age: 42 });
  expect(snapshot(employee)).toEqual({ name: "Ada", age: 42, [id]: 8 });
});

it("assign takes what has values of its own, whatever it is", () => {
  class Form {
    age = "3";
  }
  const plain = runInNewContext("({})") as object;
  const hidden = Object.defineProperty(new (class {})(), "age", { value: 4 });
  for (const values of [{}, Object.create(null), plain]) {
    expect(assign(new Person(), values).age).toBe(0);
  }
  expect(assign(new Person(), new Form()).age).toBe(3);
  expect(assign(new Person(), hidden).age).toBe(4);
  expect(assign(new Person(), snapshot(assign(new Person(), { name: "A", age: 5 }))).age).toBe(5);
});

it("assign writes to a class's static fields", () => {
  assign(Employee, { count: 3 });
  expect(Employee.count).toBe(3);
  assign(Employee, { count: 0 });
  expect(failure(Employee, { age: 20 }).issues).toEqual([
    { message: "Unknown field.", path: ["age"] },
  ]);
});

it("assign to what has no fields refuses every value", () => {
  expect(failure({}, { age: 20 })).toMatchObject({
    issues: [{ message: "Unknown field.", path: ["age"] }],
    field: "age",
    owner: "",
  });
});

it("assign converts each value once", () => {
  const increment = vi.fn((value: unknown) => Number(value) + 1);
  const schema: Converter = z.number().transform((value) => value + 1);
  const Counter = makeClass("Counter", { viaFunction: increment, viaSchema: schema });
  const counter = assign(new Counter(), { viaFunction: 1, viaSchema: 1 });
  expect(snapshot(counter)).toEqual({ viaFunction: 2, viaSchema: 2 });
  expect(increment).toHaveBeenCalledTimes(1);
});

it("assign writes what has no converter as it is", () => {
  const value = {};
  expect(assign(new Box(), { value }).value).toBe(value);
});

describe("assign writes nothing", () => {
  it("and carries every issue, when several values are refused", () => {
    const person = assign(new Person(), { name: "Ada", age: 1 });
    const error = failure(person, { name: "", age: "secret", more: 1, __proto__: null });
    expect(snapshot(person)).toEqual({ name: "Ada", age: 1 });
    expect(error).toMatchObject({ field: "name", owner: "Person" });
    expect(error.issues).toEqual([
      { message: "Value should be at least 1 characters.", path: ["name"] },
      { message: "Value must be a finite number or a string of decimal digits.", path: ["age"] },
      { message: "Unknown field.", path: ["more"] },
    ]);
    expect(error.message).toBe(
      "[weakfield] Nothing was assigned to `Person`: `Person.name`, `Person.age`, 1 unknown field refused, see `issues`.",
    );
    expect(error.cause).toHaveLength(2);
  });

  it("when one value is refused, whose cause it keeps", () => {
    const thrown = new Error("bad");
    const Made = makeClass("Made", {
      a: (value) => value,
      b: () => {
        throw thrown;
      },
    });
    const instance = new Made();
    const error = failure(instance, { a: 1, b: 1 });
    expect(instance["a"]).toBe(undefined);
    expect(error.field).toBe("b");
    expect(error.cause).toBe(thrown);
  });

  it("when a key is unknown, also an own __proto__", () => {
    const person = new Person();
    const values = JSON.parse('{ "age": 5, "__proto__": { "name": "x" } }') as unknown;
    const error = failure(person, values);
    expect(error.issues).toEqual([{ message: "Unknown field.", path: ["__proto__"] }]);
    expect(error.field).toBe("__proto__");
    expect("cause" in error).toBe(false);
    expect(person.age).toBe(0);
  });

  it.each([
    ["a primitive", undefined],
    ["null", null],
    ["a text", "text"],
    ["a list", []],
    ["a function", () => 0],
    ["a promise that nobody awaited", Promise.resolve({ age: 5 })],
    ["a Map", new Map([["age", 5]])],
    ["the input of a form", new URLSearchParams("age=5")],
    ["an error", new Error("age")],
    ["an instance", new Person()],
    ["an object that inherits its values", Object.create({ age: 5 })],
  ])("for %s, which is no plain object", (_, values) => {
    const error = failure(new Person(), values);
    expect(error.issues).toEqual([{ message: "Values must be a plain object.", path: [] }]);
    expect(error.owner).toBe("Person");
    expect(error.message).toBe(
      "[weakfield] Nothing was assigned to `Person`: the values are not a plain object.",
    );
  });

  it("for an unknown key alone, whose message names the class", () => {
    expect(failure(new Person(), { more: 1 }).message).toBe(
      "[weakfield] Nothing was assigned to `Person`: 1 unknown field refused, see `issues`.",
    );
    expect(failure({}, { more: 1 }).message).toBe(
      "[weakfield] Nothing was assigned: 1 unknown field refused, see `issues`.",
    );
  });

  it("on a foreign object, which is told before anything is converted", () => {
    const convert = vi.fn();
    const Made = makeClass("Made", { a: convert });
    const proxy = new Proxy(new Made(), {});
    expect(() => assign(proxy, { a: 1 })).toThrow("`Made.a` was used on an object");
    expect(convert).not.toHaveBeenCalled();
  });

  it("when a schema is asynchronous, which is no fault of the value", () => {
    const Made = makeClass("Made", { a: (value) => value, b: z.string().refine(async () => true) });
    const instance = new Made();
    expect(() => assign(instance, { a: 1, b: "x" })).toThrow("is asynchronous");
    expect(instance["a"]).toBe(undefined);
  });
});

it("assign never reads inherited values", () => {
  const person = new Person();
  for (const inherited of [{ age: 5 }, { more: 5 }]) {
    const own = { nickname: { value: "A", enumerable: true } };
    expect(failure(person, Object.create(inherited, own)).issues).toHaveLength(1);
  }
  expect(person.age).toBe(0);
});
