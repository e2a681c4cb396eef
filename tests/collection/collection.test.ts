import { liveInstances } from "weakfield";
import { assertCollectable } from "weakfield/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileClasses } from "./compile.ts";
import { emptyTables, heapAfter } from "./heap.ts";

const modes = (["weakmap", "private"] as const).flatMap((storage) =>
  (["accessor", "own"] as const).flatMap((properties) =>
    [false, true].map((inspect) => ({ storage, properties, inspect })),
  ),
);
const NAMES = ["Many", "One", "Circular", "OneCircular", "Frozen", "Derived", "BuiltIn"] as const;

describe.each(modes)("$storage, $properties, inspect: $inspect", (options) => {
  let classes: Awaited<ReturnType<typeof compileClasses>>;
  beforeAll(async () => {
    const name = Object.values(options).join("-");
    classes = await compileClasses(name, options);
  });
  afterAll(() => classes.forget());

  test.each(NAMES)("an instance of %s is freed with its state", async (name) => {
    await assertCollectable(() => new classes[name]());
  });

  test.each(NAMES)("the values of a dropped %s are freed with it", async (name) => {
    await assertCollectable(() => {
      const value = { of: name };
      const instance = new classes[name]() as unknown as Record<string, unknown>;
      const fieldName = ["b", "only", "self", "a"].find((key) => key in instance) ?? "";
      instance[fieldName] = name === "Frozen" ? instance[fieldName] : value;
      return value;
    });
  });

  test("a class is freed with its static values", async () => {
    await assertCollectable(classes.makeClass);
  });

  test("the same classes over a Map leak, so that the tests above can fail", async () => {
    await expect(assertCollectable(() => new classes.Leaking(), { timeout: 500 })).rejects.toThrow(
      /Leaking/,
    );
  });

  test("100,000 instances leave the heap as it was", async () => {
    const count = 100_000;
    const { held, left } = await heapAfter(() => {
      const kept: unknown[] = [];
      for (let i = 0; i < count; i++) kept.push(new classes.Derived());
      return kept;
    });
    expect(held / count).toBeGreaterThan(50);
    // `Many` and `Derived` have a WeakMap each.
    const tables = options.storage === "weakmap" ? await emptyTables(2, count) : 0;
    expect(left - tables).toBeLessThan(held / 20);
    if (options.inspect) expect([...liveInstances(classes.Derived)]).toEqual([]);
  });
});

test("a million instances of the default mode leave the heap as it was, those over a Map do not", async () => {
  const { Many, Leaking, forget } = await compileClasses("million", {});
  const count = 1_000_000;
  const make = (Class: new () => object) => () => Array.from({ length: count }, () => new Class());
  const ours = await heapAfter(make(Many));
  const tables = await emptyTables(1, count);
  expect(ours.left - tables).toBeLessThan(ours.held / 20);
  const again = await heapAfter(make(Many));
  expect(again.left).toBeLessThan(ours.held / 20);
  const leaking = await heapAfter(make(Leaking));
  expect(leaking.left).toBeGreaterThan(leaking.held / 2);
  forget();
});
