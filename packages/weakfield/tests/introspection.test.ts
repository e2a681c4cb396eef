import { describe, expect, it } from "vitest";
import { fieldOf, fieldsOf, integer, liveInstances, snapshot } from "../src/index.ts";
import { fields, live } from "../src/internal.ts";
import { Employee, id, makeClass, Person, Tracked, TrackedChild } from "./fixtures/emitted.ts";

describe("fieldsOf", () => {
  const names = (target: object): unknown[] =>
    fieldsOf(target).map(({ owner, name }) => [owner, name]);

  it("lists inherited fields first, in source order, a redeclared one in its first place", () => {
    const fields = [
      ["Person", "name"],
      ["Employee", "age"],
      ["Employee", id],
    ];
    expect(names(new Employee())).toEqual(fields);
    expect(names(Employee)).toEqual([...fields, ["Employee", "count"]]);
    expect(names(new Person())).toEqual([
      ["Person", "name"],
      ["Person", "age"],
    ]);
  });

  it("lists statics of the class itself only", () => {
    class Child extends Employee {}
    expect(names(Child)).toEqual(names(new Employee()));
    const statics = fieldsOf(Employee).filter((field) => field.static);
    expect(statics.map(({ name }) => name)).toEqual(["count"]);
  });

  it("returns the same frozen descriptors each time, also from subclasses", () => {
    expect(fieldsOf(Person)[0]).toBe(fieldsOf(new Employee())[0]);
    expect(Object.isFrozen(fieldsOf(Person)[0])).toBe(true);
  });

  it("finds the fields of a class that is wrapped or has lost its constructor", () => {
    const Made = makeClass("Made", { a: integer });
    const instance = new Made();
    expect(names(new Proxy(Made, {}))).toEqual([["Made", "a"]]);
    Object.defineProperty(Made.prototype, "constructor", { value: undefined });
    expect(names(instance)).toEqual([["Made", "a"]]);
  });

  it("finds the fields of an instance that is a function", () => {
    class Callable extends Function {}
    fields("Callable").define(Callable, ["x"]);
    expect(names(new Callable())).toEqual([["Callable", "x"]]);
    expect(names(Callable)).toEqual([["Callable", "x"]]);
  });

  it("is empty for what has no fields and refuses primitives", () => {
    for (const target of [{}, [], Object.create(null), class {}, () => 0]) {
      expect(fieldsOf(target as object)).toEqual([]);
    }
    for (const target of [undefined, null, 5, "text"]) {
      expect(() => fieldsOf(target as unknown as object)).toThrow(
        "Expected a class or an instance",
      );
    }
  });
});

describe("fieldOf", () => {
  it("has name, owner and the converter as it was given", () => {
    expect(fieldOf(Person, "age")).toMatchObject({
      name: "age",
      owner: "Person",
      static: false,
      converter: integer,
    });
    expect(fieldOf(Employee, id)).toMatchObject({ name: id, converter: undefined });
    expect(fieldOf(Employee, "count")).toMatchObject({ name: "count", static: true });
  });

  it("is null for what is no field", () => {
    expect(fieldOf(Person, "toString")).toBe(null);
    expect(fieldOf(class {}, "x")).toBe(null);
  });

  it("takes a number for a numeric name", () => {
    const Made = makeClass("Made", { 7: integer });
    expect(fieldOf(Made, 7)?.name).toBe("7");
  });

  it("reads and writes through the converter, on instances of the class only", () => {
    const age = fieldOf(Person, "age");
    const person = new Person();
    age?.set(person, "41");
    expect(age?.get(person)).toBe(41);
    expect(person.age).toBe(41);
    expect(() => age?.set(person, "x")).toThrow("`Person.age`");
    expect(() => age?.get({} as Person)).toThrow("did not initialize");
    expect([person, new Employee(), {}, Person.prototype, null, 5].map((o) => age?.has(o))).toEqual(
      [true, true, false, false, false, false],
    );
  });

  it("reads the field of its own class where a subclass redeclares it", () => {
    const employee = new Employee();
    fieldOf(Person, "age")?.set(employee, 3);
    expect(fieldOf(Person, "age")?.get(employee)).toBe(3);
    expect(employee.age).toBe(18);
  });

  it("has a static field's class as its instance", () => {
    const count = fieldOf(Employee, "count");
    count?.set(Employee, 5);
    expect(count?.get(Employee)).toBe(5);
    count?.set(Employee, 0);
    class Manager extends Employee {}
    for (const other of [new Employee(), Manager, Employee.prototype, {}, undefined]) {
      expect(count?.has(other)).toBe(false);
      expect(() => count?.get(other as object)).toThrow("`Employee.count` is static");
      expect(() => count?.set(other as object, 1)).toThrow(TypeError);
    }
    const wrapped = new Proxy(Employee, {});
    expect([count?.has(Employee), count?.has(wrapped), Employee.count]).toEqual([true, true, 0]);
  });

  it("says so when its accessor was replaced", () => {
    class Broken {}
    fields("Broken").define(Broken, ["x"]);
    expect(() => fieldOf(Broken, "x")?.get(new Broken())).toThrow(
      "The accessor of `Broken.x` was replaced.",
    );
  });
});

describe("snapshot", () => {
  it("is a plain object of the values, inherited first, in source order", () => {
    const employee = new Employee();
    employee.name = "Ada";
    const values = snapshot(employee);
    expect(Reflect.ownKeys(values)).toEqual(["name", "age", id]);
    expect(values).toEqual({ name: "Ada", age: 18, [id]: 7 });
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });

  it("of a class has its statics", () => {
    expect(snapshot(Employee)).toEqual({ count: 0 });
    expect(snapshot(Person)).toEqual({});
  });

  it("keeps a field named __proto__ an own property", () => {
    const Made = makeClass("Made", { ["__proto__"]: integer });
    const instance = new Made();
    Reflect.set(instance, "__proto__", 4);
    expect(Object.entries(snapshot(instance))).toEqual([["__proto__", 4]]);
  });

  it("refuses a foreign object instead of showing undefined", () => {
    expect(() => snapshot(new Proxy(new Person(), {}))).toThrow("`Person.name`");
  });
});

describe("liveInstances", () => {
  it("iterates instances, also of subclasses, in the order of construction", () => {
    const made = [new Tracked(), new TrackedChild(), new Tracked()];
    expect([...liveInstances(Tracked)].slice(-3)).toEqual(made);
    expect([...liveInstances(TrackedChild)]).toEqual([made[1]]);
    expect(liveInstances(Tracked).next().value).toBeInstanceOf(Tracked);
  });

  it("sees instances made while iterating, like a Set", () => {
    const Made = class {};
    const list = live();
    fields("Made").define(Made, ["x"], list);
    const objects = [new Made(), new Made()];
    list(objects[0] as object);
    const seen: unknown[] = [];
    for (const object of liveInstances(Made)) {
      seen.push(object);
      if (seen.length === 1) list(objects[1] as object);
    }
    expect(seen).toEqual(objects);
  });

  it("says at once which option is missing", () => {
    expect(() => liveInstances(Person)).toThrow(
      '[weakfield] `Person` keeps no list of live instances: compile it with the option `"inspect": true`. A class without instance fields keeps none.',
    );
    for (const target of [class {}, {}, undefined]) {
      expect(() => liveInstances(target as typeof Person)).toThrow("takes a class with `@field`");
    }
  });
});

it("the registry is one for the program and cannot be replaced or enumerated", () => {
  const symbol = Symbol.for("weakfield.registry.1");
  const property = Object.getOwnPropertyDescriptor(globalThis, symbol);
  expect(property).toMatchObject({ writable: false, enumerable: false, configurable: false });
  expect(property?.value).toBeInstanceOf(WeakMap);
});
