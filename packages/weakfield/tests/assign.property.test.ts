// What holds of `assign` and `snapshot` for any record. The seed is fixed, so that a failure comes again.
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { assign, FieldError, integer, snapshot, text } from "../src/index.ts";
import { id, Employee, makeClass } from "./fixtures/emitted.ts";

beforeAll(() => fc.configureGlobal({ seed: 20_261_121, numRuns: 500 }));

const Item = makeClass("Item", {
  count: integer,
  label: text({ max: 5 }),
  open: (value) => value,
});
const NAMES = ["count", "label", "open"];

const value = fc.oneof(
  fc.anything(),
  fc.integer(),
  fc.integer().map(String),
  fc.string({ maxLength: 5 }),
);
const key = fc.oneof(
  fc.constantFrom(...NAMES, "__proto__", "constructor", "toString", "hasOwnProperty", ""),
  fc.string(),
);

/** Own properties of all names, `__proto__` included. */
const record = fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => {
  const made: object = {};
  for (const [name, content] of entries) {
    Object.defineProperty(made, name, {
      value: content,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return made as Record<PropertyKey, unknown>;
});

/** Assigns to an instance with known values and tells what came of it. */
function attempt(values: unknown) {
  const item = assign(new Item(), { count: 1, label: "old", open: NAMES });
  const before = snapshot(item);
  try {
    assign(item, values);
    return { error: null, before, after: snapshot(item) };
  } catch (error) {
    return { error, before, after: snapshot(item) };
  }
}

it("a record is assigned as a whole or not at all", () => {
  const outcomes = { assigned: 0, refused: 0 };
  fc.assert(
    fc.property(record, (values) => {
      const { error, before, after } = attempt(values);
      if (error === null) {
        outcomes.assigned++;
        expect(Object.keys(values).filter((name) => !NAMES.includes(name))).toEqual([]);
        for (const name of NAMES) {
          if (!Object.hasOwn(values, name)) expect(after[name]).toBe(before[name]);
          else if (name !== "count") expect(after[name]).toBe(values[name]);
        }
        return;
      }
      outcomes.refused++;
      expect(error).toBeInstanceOf(FieldError);
      expect(after).toEqual(before);
      for (const name of NAMES) expect(after[name]).toBe(before[name]);
      // Every fault is told: each unknown key is an issue.
      const paths = new Set((error as FieldError).issues.map(({ path }) => path[0]));
      for (const name of Object.keys(values))
        expect(NAMES.includes(name) || paths.has(name)).toBe(true);
    }),
  );
  expect(outcomes.assigned).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(20);
});

it("nothing but an object is assigned", () => {
  const noRecord = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(null, undefined, Symbol("s"), () => 1),
    fc.array(fc.anything()),
  );
  fc.assert(
    fc.property(noRecord, (values) => {
      const { error, before, after } = attempt(values);
      expect(error).toBeInstanceOf(FieldError);
      expect(after).toEqual(before);
    }),
  );
});

it("values that throw while they are read leave the instance alone, and what they threw comes through", () => {
  const traps = ["get", "ownKeys", "getOwnPropertyDescriptor"] as const;
  fc.assert(
    fc.property(record, fc.constantFrom(...NAMES, ...traps), (values, place) => {
      const thrown = new Error("read");
      const fail = () => {
        throw thrown;
      };
      const isTrap = (traps as readonly string[]).includes(place);
      const throwing = isTrap
        ? new Proxy({ count: 1, ...values }, { [place]: fail })
        : Object.defineProperty({ ...values }, place, { get: fail, enumerable: true });
      const { error, before, after } = attempt(throwing);
      expect(after).toEqual(before);
      expect(error).toBe(thrown);
    }),
  );
});

it("a getter is read once, and a proxy of a record is as good as the record", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ maxLength: 5 }), (count, label) => {
      let reads = 0;
      const values = {
        get count() {
          reads++;
          return count;
        },
        label,
      };
      const { error, after } = attempt(new Proxy(values, {}));
      expect(error).toBeNull();
      expect(reads).toBe(1);
      expect(after).toMatchObject({ count, label });
    }),
  );
});

it("an unknown symbol is an issue as any unknown key is, unless it is hidden", () => {
  const symbol = Symbol("other");
  const { error, before, after } = attempt({ count: 5, [symbol]: 1 });
  expect((error as FieldError).issues).toEqual([{ message: "Unknown field.", path: [symbol] }]);
  expect(after).toEqual(before);
  const hidden = Object.defineProperty({ count: 5 }, symbol, { value: 1 });
  expect(attempt(hidden).after["count"]).toBe(5);
});

it("what a snapshot shows can be assigned to another instance, and shows the same there", () => {
  const values = fc.record({
    name: fc.string({ minLength: 1, maxLength: 50 }),
    age: fc.integer({ min: 18 }),
    [id]: fc.anything(),
  });
  fc.assert(
    fc.property(values, (given) => {
      const first = snapshot(assign(new Employee(), given));
      const second = snapshot(assign(new Employee(), first));
      for (const shown of [first, second]) {
        expect(Reflect.ownKeys(shown)).toEqual(["name", "age", id]);
        expect(shown.name).toBe(given.name);
        expect(shown.age).toBe(given.age);
        expect(shown[id]).toBe(given[id]);
      }
    }),
  );
});
