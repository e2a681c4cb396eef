import { describe, expect, test } from "vitest";
import { nearestWord, resolveOptions } from "../src/options.ts";

const DEFAULTS = {
  storage: "weakmap",
  properties: "accessor",
  inspect: false,
  modules: ["weakfield"],
};

test("no options are the defaults", () => {
  for (const raw of [undefined, {}, { storage: undefined }]) {
    expect(resolveOptions(raw)).toEqual({ options: DEFAULTS, diagnostics: [] });
  }
});

test("given options replace the defaults, and weakfield stays a module of the marker", () => {
  const raw = { storage: "private", properties: "own", inspect: true, modules: ["@acme/base"] };
  expect(resolveOptions(raw)).toEqual({
    options: { ...raw, modules: ["weakfield", "@acme/base"] },
    diagnostics: [],
  });
});

describe("a faulty option is WF1001 and counts as not given", () => {
  const cases: [unknown, string][] = [
    [{ storge: "private" }, "Unknown option `storge`. Did you mean `storage`?"],
    [
      { banana: 1 },
      "Unknown option `banana`. Known options: `storage`, `properties`, `inspect`, `modules`.",
    ],
    [{ storage: "WeakMap" }, 'Option `storage` cannot be "WeakMap". Did you mean "weakmap"?'],
    [{ storage: 1 }, 'Option `storage` cannot be 1. Expected "weakmap" or "private".'],
    [{ inspect: "yes" }, 'Option `inspect` cannot be "yes". Expected true or false.'],
    [{ modules: "x" }, 'Option `modules` cannot be "x". Expected a list of module names.'],
    [{ modules: [1] }, "Option `modules` cannot be a list. Expected a list of module names."],
    [{ constructor: 1 }, undefined as never],
    ["private", 'The options must be an object, not "private".'],
    [null, "The options must be an object, not null."],
    [[], "The options must be an object, not a list."],
  ];
  test.each(cases)("%j", (raw, message) => {
    const { options, diagnostics } = resolveOptions(raw);
    expect(options).toEqual(DEFAULTS);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: "WF1001", span: null });
    if (message) expect(diagnostics[0]?.message).toBe(message);
  });
});

test("a word too far from all others has no nearest", () => {
  expect(nearestWord("inspct", ["storage", "inspect"])).toBe("inspect");
  expect(nearestWord("zzz", ["storage", "inspect"])).toBeNull();
});
