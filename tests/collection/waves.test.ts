import { liveInstances } from "weakfield";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileClasses } from "./compile.ts";
import { FLAT, growthOf, runWaves } from "./waves.ts";

// `npm run soak` makes a hundred million.
const modes = [
  ...(["weakmap", "private"] as const).flatMap((storage) =>
    (["accessor", "own"] as const).map((properties) => ({ storage, properties, inspect: false })),
  ),
  { storage: "weakmap", properties: "accessor", inspect: true } as const,
  { storage: "private", properties: "own", inspect: true } as const,
];

describe.each(modes)("$storage, $properties, inspect: $inspect", (options) => {
  let classes: Awaited<ReturnType<typeof compileClasses>>;
  beforeAll(async () => {
    classes = await compileClasses(`waves-${Object.values(options).join("-")}`, options);
  });
  const size = options.inspect ? 20_000 : 100_000;
  const waves = options.inspect ? 6 : 4;

  test(`${waves} waves of ${size} instances leave the heap flat`, async () => {
    const result = await runWaves(() => new classes.Many(), waves, size);
    expect(result.held / size).toBeGreaterThan(50);
    expect(growthOf(result)).toBeLessThan(FLAT);
    if (options.inspect) expect([...liveInstances(classes.Many)]).toEqual([]);
  });
});

describe("the same over a Map", () => {
  let classes: Awaited<ReturnType<typeof compileClasses>>;
  beforeAll(async () => {
    classes = await compileClasses("waves-leaking", {});
  });
  afterAll(() => classes.forget());

  test("grows with each wave, so that the tests above can fail", async () => {
    const result = await runWaves(() => new classes.Leaking(), 4, 50_000);
    expect(growthOf(result)).toBeGreaterThan(1);
  });
});
