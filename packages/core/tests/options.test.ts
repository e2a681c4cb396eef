import { describe, expect, test } from "vitest";
import { nearestWord, pluginOptions, resolveOptions } from "../src/options.ts";

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

test("options may be the exports of a module", async () => {
  const source: string = 'data:text/javascript,export const storage = "private";';
  const raw: unknown = await import(source);
  expect(resolveOptions(raw)).toEqual({
    options: { ...DEFAULTS, storage: "private" },
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
    [
      { modules: [1] },
      "Option `modules` cannot be a list that holds 1. Expected a list of module names.",
    ],
    [
      { modules: ["x", 1] },
      "Option `modules` cannot be a list that holds 1. Expected a list of module names.",
    ],
    [
      { modules: [""] },
      'Option `modules` cannot be a list that holds "". Expected a list of module names.',
    ],
    [{ storage: {} }, 'Option `storage` cannot be an object. Expected "weakmap" or "private".'],
    [{ storage: new Map() }, 'Option `storage` cannot be a Map. Expected "weakmap" or "private".'],
    [{ storage: null }, 'Option `storage` cannot be null. Expected "weakmap" or "private".'],
    [{ properties: "ow" }, 'Option `properties` cannot be "ow". Did you mean "own"?'],
    [
      { properties: ["own"] },
      'Option `properties` cannot be a list. Expected "accessor" or "own".',
    ],
    [
      { constructor: 1 },
      "Unknown option `constructor`. Known options: `storage`, `properties`, `inspect`, `modules`.",
    ],
    [() => 1, "The options must be an object, not a function."],
    ["private", 'The options must be an object, not "private".'],
    [null, "The options must be an object, not null."],
    [[], "The options must be an object, not a list."],
  ];
  test.each(cases)("%j", (raw, message) => {
    const diagnostics = [{ code: "WF1001", message, span: null }];
    expect(resolveOptions(raw)).toEqual({ options: DEFAULTS, diagnostics });
  });
});

test("a word too far from all others has no nearest", () => {
  expect(nearestWord("inspct", ["storage", "inspect"])).toBe("inspect");
  expect(nearestWord("zzz", ["storage", "inspect"])).toBeNull();
  expect(nearestWord("a", [])).toBeNull();
});

test("a third of the letters may differ, and one letter always; the first of the nearest counts", () => {
  expect(nearestWord("abxyef", ["abcdef"])).toBe("abcdef");
  expect(nearestWord("abxyzf", ["abcdef"])).toBeNull();
  expect(nearestWord("b", ["a"])).toBe("a");
  expect(nearestWord("", ["a"])).toBe("a");
  expect(nearestWord("", ["ab"])).toBeNull();
  expect(nearestWord("abc", ["ab"])).toBe("ab");
  expect(nearestWord("INSPECT", ["inspect"])).toBe("inspect");
  expect(nearestWord("inspect", ["INSPECT"])).toBe("INSPECT");
  expect(nearestWord("ac", ["ab", "ad"])).toBe("ab");
  expect(nearestWord("kitten", ["sitting"])).toBeNull();
  expect(nearestWord("kitting", ["sitten", "sitting"])).toBe("sitting");
  expect(nearestWord("nispect", ["inspect"])).toBe("inspect");
  expect(nearestWord("inpectt", ["inspect"])).toBe("inspect");
});

test("an entry of the compiler's plugins holds options of ts-patch beside ours", () => {
  const patch = {
    ...{ transform: "x", name: "y", type: "program", import: "named", isEsm: true },
    ...{ before: true, after: true, afterDeclarations: true, transformProgram: true },
    ...{ tsConfig: "z", resolvePathAliases: true },
  };
  expect(pluginOptions({ ...patch, storage: "private", typo: 1 })).toEqual({
    storage: "private",
    typo: 1,
  });
});
