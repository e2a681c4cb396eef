import { describe, expect, test } from "vitest";
import type { Options } from "../../src/options.ts";
import { plan, rewrite } from "../fixtures.ts";

/** How the fields of the last class are initialized, in short, and which of them are tested before each access. */
function initialization(source: string, options: Options = {}): string {
  const text = `import { field, integer } from "weakfield";\n${source}`;
  const { plan: filePlan, diagnostics } = plan("a.ts", text, options);
  expect(diagnostics).toEqual([]);
  const classPlan = filePlan?.classes.at(-1);
  if (!classPlan) throw new Error("no class");
  const { initialization: found, fields } = classPlan;
  const checked = fields.filter(({ isChecked }) => isChecked).map(({ slot }) => slot);
  const suffix = checked.length > 0 ? `, checked: ${checked.join(" ")}` : "";
  if (found.kind === "none") return `none${suffix}`;
  if (found.kind === "constructor") {
    const { at } = found;
    if (at.kind === "new") return "new constructor";
    return `statement ${at.statement} behind ${text.slice(0, at.offset).slice(-9)}`;
  }
  const slots = (indices: readonly number[]) =>
    indices.map((index) => fields[index]?.slot).join(" ");
  const runs = found.carriers.map(
    ({ name, run, created, set }) =>
      `${name === null ? "" : "#"}[${slots(run)}] create (${slots(created)}) set (${slots(set)})`,
  );
  return runs.join("; ") + suffix;
}

describe("constants are stored by the constructor", () => {
  test.each([
    ["class A { @field x; @field y = 1; }", "new constructor"],
    ["class A { @field x = 1; y = 2; @field z = 3; }", "new constructor"],
    ["class A { y = f(); @field x = 1; }", "new constructor"],
    ["class A { @field(integer) x = 1; }", "new constructor"],
    ["class A { @field x; m() {} static y = 1; static {} }", "new constructor"],
    ["class A { @field x; declare y: number; [z: string]: any; }", "new constructor"],
    ["class A { @field x = 1; y = () => f(); z = a; }", "new constructor"],
    ["class A { @field x; constructor() {} }", "statement 0 behind uctor() {"],
    ["class A { @field x; constructor() { f(); } }", "statement 0 behind uctor() {"],
    ["class A { @field x; constructor() { 'a'; 'b'; f(); 'c'; } }", "statement 2 behind 'a'; 'b';"],
    ["class A { @field x; constructor(a, ...b) {} }", "statement 0 behind , ...b) {"],
    ["class A { @field x; constructor(); constructor(a?) {} }", "statement 0 behind tor(a?) {"],
    ["class A extends B { @field x; constructor() { super(); } }", "statement 1 behind  super();"],
    [
      "class A extends B { @field x; constructor(a = 1) { f(); super(a); f(); } }",
      "statement 2 behind super(a);",
    ],
    [
      "class A extends B { @field(integer) x = 1; constructor() { super(); } }",
      "statement 1 behind  super();",
    ],
  ])("%s", (source, expected) => {
    expect(initialization(source)).toBe(expected);
  });
});

describe("what the constructor could not do at the right time is done by carriers", () => {
  test.each([
    ["class A { @field x = f(); }", "#[x] create (x) set ()"],
    [
      "class A extends B { @field(f) x = 1; @field(g) y = 2; constructor() { super(); } }",
      "#[x y] create (x) set (y), checked: y",
    ],
    ["class A { @field x; constructor(a = 1) {} }", "#[x] create (x) set ()"],
    ["class A { @field x; constructor({ a }) {} }", "#[x] create (x) set ()"],
    ["class A { @field x; constructor(...[a]) {} }", "#[x] create (x) set ()"],
    ["class A { @field x; constructor(private a) {} }", "#[x] create (x) set ()"],
    ["class A extends B { @field x; }", "#[x] create (x) set ()"],
    ["class A extends B { @field x; constructor() { f(super()); } }", "#[x] create (x) set ()"],
    [
      "class A extends B { @field x; constructor() { a; super(); () => super(); } }",
      "#[x] create (x) set ()",
    ],
    [
      "class A extends B { @field x; constructor(private a) { super(); } }",
      "#[x] create (x) set ()",
    ],
    ["class A extends B { @field x; constructor() { return {}; } }", "#[x] create (x) set ()"],
    ["class A extends B { @field x; y = 1; constructor() { super(); } }", "#[x] create (x) set ()"],
    ["@d class A { @field x; }", "#[x] create (x) set ()"],
    ["class A { @field x; @d y; }", "#[x] create (x) set ()"],
    ["class A { @field x; m(@d y) {} }", "#[x] create (x) set ()"],
    ["class A { @field x; @d m() {} }", "#[x] create (x) set ()"],
    ["class A { @field x = 1; y = f(); }", "#[x] create (x) set ()"],
    ["class A { @field x = 1; y = !this.x; }", "#[x] create (x) set ()"],
    ["class A { @field x = 1; y = typeof this.x; }", "#[x] create (x) set ()"],
    ["class A { @field x = 1; accessor y = 2; }", "#[x] create (x) set ()"],
  ])("%s", (source, expected) => {
    expect(initialization(source)).toBe(expected);
  });

  test("a property of its own keeps its place among the accessors that an instance has", () => {
    const source = "class A { @field x = 1; y = 2; }";
    expect(initialization(source)).toBe("new constructor");
    expect(initialization(source, { properties: "own" })).toBe("#[x] create (x) set ()");
  });
});

describe("runs of neighbors", () => {
  test.each([
    ["class A { @field x = f(); @field y = g(); }", "#[x y] create (x y) set ()"],
    [
      "class A { @field x = f(); @field y = g(this); @field z = 1; }",
      "#[x y z] create (x) set (y z), checked: y z",
    ],
    ["class A { @field x = f(this); @field y = 1; }", "#[x y] create (x y) set ()"],
    ["class A { @field x = f(this); @field y = g(); }", "#[x y] create (x) set (y), checked: y"],
    [
      "class A { @field x = f(); y = g(); @field z = 1; }",
      "#[x] create (x z) set (); [z] create () set ()",
    ],
    [
      "class A { @field x = f(); y = g(); @field z = h(); }",
      "#[x] create (x) set (); #[z] create () set (z)",
    ],
    [
      "class A { @field x = f(); y = g(this); @field z = 1; }",
      "#[x] create (x) set (); #[z] create () set (z), checked: z",
    ],
    [
      "class A { @field x = f(); m() {} @field z = h(); }",
      "#[x] create (x) set (); #[z] create () set (z)",
    ],
    [
      "class A { @field x = f(); @field [k] = 1; @field z; }",
      "#[x] create (x field z) set (); [field] create () set (); [z] create () set ()",
    ],
    [
      "class A extends B { @field x = f(); @field y = 1; @field z = g(); }",
      "#[x y z] create (x y) set (z), checked: z",
    ],
    [
      "class A extends B { @field x = 1; @field y = a; @field(c) z = 1; }",
      "#[x y z] create (x y) set (z), checked: z",
    ],
    [
      "class A extends B { @field x = 1; y = f(); @field z = 1; }",
      "#[x] create (x) set (); #[z] create () set (z), checked: z",
    ],
    [
      "class A extends B { @field x = 1; y = a; @field z = 1; }",
      "#[x] create (x z) set (); [z] create () set ()",
    ],
    ["class A extends B { y = f(); @field x = 1; @field z = 1; }", "#[x z] create (x z) set ()"],
    ["class A { @d static s; @field x; @field y = f(); }", "#[x y] create (x) set (y), checked: y"],
  ])("%s", (source, expected) => {
    expect(initialization(source)).toBe(expected);
  });

  test("with accessors of its own, a later constant is not set before its turn", () => {
    const source = "class A { @field x = f(); y = g(); @field z = 1; }";
    expect(initialization(source, { properties: "own" })).toBe(
      "#[x] create (x) set (); #[z] create () set (z)",
    );
  });
});

describe("static fields that code can reach before they are initialized", () => {
  test.each([
    ["class A { @field static x = 1; }", "none"],
    ["class A { @field static x; @field static y = a; }", "none"],
    ["class A { @field static x = f(); @field static y; }", "none, checked: $x $y"],
    ["class A { @field static x; static {} @field static y; }", "none, checked: $y"],
    ["class A { @field static x; static p = f(); @field static y; }", "none, checked: $y"],
    ["class A { @field static x; static p = 1; static m() {} @field static y; }", "none"],
    ["class A { @field static x; p = f(); @field static y; }", "none"],
    ["class A { @field(integer) static x = 1; @field static y; }", "none"],
    ["class A { @field(c) static x; @field static y; }", "none"],
    ["class A { @field(c) static x = 1; @field static y; }", "none, checked: $x $y"],
    ["@d class A { @field static x; }", "none, checked: $x"],
  ])("%s", (source, expected) => {
    expect(initialization(source)).toBe(expected);
  });
});

test("private slots initialize themselves", () => {
  const source = "class A extends B { @field x = f(this); @field y = 1; }";
  expect(initialization(source, { storage: "private" })).toBe("none");
});

test("a property that reads a field finds it initialized", () => {
  expect(rewrite("class A { @field x = 1; y = !this.x; }")).toMatchInlineSnapshot(
    `"const $c = $wf.values("A"); class A { get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } #init = $c.init(this, 1); y = !this.x; } $c.define(A, ["x"]);"`,
  );
});
