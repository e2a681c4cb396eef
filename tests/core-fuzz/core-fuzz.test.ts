import { describe, expect, test } from "vitest";
import { createCase } from "./cases.ts";
import { check } from "./check.ts";
import { ownSources } from "./sources.ts";

/** Fixed, so that a failure can be looked into; `npm run fuzz:core` takes others. */
const SEED = 20_261_121;
const CASES = 60;

const LONG = "x".repeat(100_000);
const IMPORT = 'import { field } from "weakfield";';

describe("core and the transformer survive", () => {
  test(`${CASES} mutants of real files with fields put in`, { timeout: 120_000 }, () => {
    const sources = ownSources();
    const reached = { faulty: 0, "nothing to do": 0, printed: 0 };
    let comparedTrees = 0;
    for (let seed = SEED; seed < SEED + CASES; seed++) {
      const verdict = check(createCase(sources, seed));
      expect({ seed, fault: verdict.fault }).toEqual({ seed, fault: null });
      reached[verdict.reached]++;
      if (verdict.comparedTrees) comparedTrees++;
    }
    // Else it has tested nothing.
    expect(reached.printed).toBeGreaterThan(CASES / 5);
    expect(comparedTrees).toBeGreaterThan(CASES / 5);
  });

  const odd: Record<string, string> = {
    "a byte order mark": `\uFEFF${IMPORT} class A { @field x = 1 }`,
    "a hashbang": `#!/usr/bin/env node\n${IMPORT} class A { @field x = 1 }`,
    "line breaks of old": `${IMPORT}\rclass A {\r@field\rx\r=\r1\r}\r`,
    "half a surrogate pair": `${IMPORT} class A { @field "\\ud800" = "\ud800"; @field x = /* \udc00 */ 1 }`,
    "a line of 200,000 characters": `${IMPORT} class A { @field ${LONG} = "${LONG}" }`,
    "a class with 500 fields": `${IMPORT} class A { ${Array.from({ length: 500 }, (_, index) => `@field x${index} = ${index};`).join(" ")} }`,
    "100 classes, each in a field of the other": `${IMPORT} ${"class A { @field x = ".repeat(100)}1${" }".repeat(100)}`,
    "100 arrow functions": `${IMPORT} class A { @field x = ${"() => ".repeat(100)}class { @field y = this } }`,
    "200 parentheses": `${IMPORT} class A { @field(${"(".repeat(200)}f${")".repeat(200)}) x = ${"(".repeat(200)}1${")".repeat(200)} }`,
  };
  test.each(Object.entries(odd))("%s", (_title, text) => {
    expect(check({ name: "a.ts", text, options: {} })).toEqual({
      fault: null,
      reached: "printed",
      comparedTrees: text.isWellFormed(),
    });
  });

  test("every end of a file", () => {
    const text = `${IMPORT}\nexport class A<T> extends B {\n  @field(f({ a: 1 })) static readonly x: T[] = [...y]; // z\n  @field #p;\n  constructor() { super(); }\n}\n`;
    let printed = 0;
    for (let length = 0; length <= text.length; length++) {
      const { fault, reached } = check({ name: "a.ts", text: text.slice(0, length), options: {} });
      expect({ length, fault }).toEqual({ length, fault: null });
      if (reached === "printed") printed++;
    }
    expect(printed).toBeGreaterThan(0);
  });
});
