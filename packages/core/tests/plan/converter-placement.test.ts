import { describe, expect, test } from "vitest";
import { plan } from "../fixtures.ts";

/** Where the converter of each field is evaluated, class by class in source order; or the codes of the faults. */
function placements(source: string): (string | null)[][] | string[] {
  const text = `import { field, integer, text } from "weakfield"; ${source}`;
  const { plan: filePlan, diagnostics } = plan("a.ts", text);
  if (diagnostics.length > 0) return diagnostics.map(({ code }) => code);
  const classes = filePlan?.classes ?? [];
  return classes.map(({ fields }) => fields.map((each) => each.converter?.evaluated ?? null));
}

describe("a converter moves in front of the class", () => {
  test.each([
    ["class A { @field(f()) x; }"],
    ["class A extends B { @field(f()) x; }"],
    ['class A { ["m"]() {} @field(f()) x; }'],
    ["class A { [Symbol.iterator]() {} @field(f()) x; }"],
    ["class A { @field(f()) #x; }"],
    ["function g() { class A { @field(arguments[0]) #x; } }"],
    ["class A { @field(f(class { x; })) y; }"],
  ])("%s", (source) => {
    expect(placements(source)).toEqual([["beside"]]);
  });
});

describe("a converter stays with its member where moving it could be noticed", () => {
  test.each([
    ["const a = g(), A = class { @field(f()) x; };"],
    ["class A extends g() { @field(f()) x; }"],
    ["class A { [g()]() {} @field(f()) x; }"],
    ["class A { [Symbol[g]]() {} @field(f()) x; }"],
    ["class A { [Names.a]() {} @field(f()) x; }"],
    ["class A { @field(f()) [Symbol.x]; }"],
    ["@g() class A { @field(f()) x; }"],
    ["class A { @field(f(\n)) x; }"],
  ])("%s", (source) => {
    expect(placements(source)).toEqual([["key"]]);
  });
});

test("a converter of ours waits for the key of its field where that is computed", () => {
  expect(placements("class A { @field(integer) [k] = 1; @field(integer) x = 2; }")).toEqual([
    ["key", "beside"],
  ]);
  expect(placements("class A { @field(integer) ['literal'] = 1; }")).toEqual([["beside"]]);
});

describe("a converter of ours waits for what may assign the variables of its arguments", () => {
  test.each([
    ["class A { [(n = 5)]() {} @field(text({ max: n })) x; }"],
    ["class A extends (n = 5, B) { @field(text({ max: n })) x; }"],
    ["const A = (n = 5, class { @field(text({ max: n })) x; });"],
    ["@g() class A { @field(text(options)) x; }"],
  ])("%s", (source) => {
    expect(placements(source)).toEqual([["key"]]);
    expect(placements(source.replace(/text\(.*?\)\)/, "text({ min: -1, max: 5 }))"))).toEqual([
      ["beside"],
    ]);
  });

  test("beside a class in which nothing does, it moves with all others", () => {
    expect(placements("class A extends B { @field(f()) y; @field(text({ max: n })) x; }")).toEqual([
      ["beside", "beside"],
    ]);
  });
});

describe("a converter that holds a class with fields stays where that class is compiled", () => {
  test.each([
    ["class A { @field(f(class { @field x; })) y; }", [["key"], [null]]],
    [
      "class Z { @field x; } class A { @field(f(class { @field x; })) y; } class B { @field(f()) x; }",
      [[null], ["key"], [null], ["beside"]],
    ],
    [
      "class Z { @field x; } class A { @field(f(class { x; })) y; } class B { @field x; } class C { @field x; }",
      [[null], ["beside"], [null], [null]],
    ],
    [
      "class A { @field(f(class { x; })) y; } class B { @field(f()) x; @field(g(class { @field x; })) y; }",
      [["beside"], ["key", "key"], [null]],
    ],
  ])("%s", (source, expected) => {
    expect(placements(source)).toEqual(expected);
  });
});

describe("the converter of a private field that cannot move", () => {
  test.each([
    // A static element that runs something before it would run before a block in its place.
    ["static y = 2; @field(f()) #x;", [["static-block"]]],
    ["static {} @field(f()) #x;", [["static-block"]]],
    ["@field(f()) #x; static y = 2; z;", [["own-block"]]],
    ["static m() {} @field(f()) #x;", [["own-block"]]],
    ["static get m() { return 1; } @field(f()) #x;", [["own-block"]]],
    ["y = 2; @field(f()) #x;", [["own-block"]]],
    ["@field(f()) #x; static y = 2; @field(integer) #z;", [["own-block", "beside"]]],
    ["@field(f()) #x; static y = 2; @field(f()) z;", [["own-block", "key"]]],
    ["@field(f()) #x; static y = 2; @field(f()) #z;", [["static-block", "static-block"]]],
  ])("%s", (members, expected) => {
    expect(placements(`class A extends g() { ${members} }`)).toEqual(expected);
  });

  test("is refused where it needs the function around, which no block has", () => {
    const within = (members: string) =>
      placements(`function h() { return class extends g() { ${members} }; }`);
    expect(within("@field(arguments[0]) #x; @field(integer) y;")).toEqual(["WF1010"]);
    expect(within("@field(arguments[0]) x; @field(integer) #y; @field #z;")).toEqual([
      ["key", "beside", null],
    ]);
  });
});
