import { parse } from "@typescript-eslint/parser";
import { describe, expect, test } from "vitest";
import { resolveOptions } from "../src/options.ts";
import { planFile } from "../src/plan/plan-file.ts";
import { fixtures, plan } from "./fixtures.ts";

describe("the trees of oxc-parser and typescript-eslint lead to equal plans", () => {
  for (const storage of ["weakmap", "private"] as const) {
    test.each(fixtures)(`$name, ${storage}`, ({ name, text }) => {
      const program = parse(text, { range: true, loc: false, jsx: name.endsWith("x") });
      const { options } = resolveOptions({ storage });
      const fromEslint = planFile({ text, program, options });
      expect(fromEslint).toEqual(plan(name, text, { storage }));
      if (name !== "values.ts") expect(fromEslint.plan?.classes.length).toBeGreaterThan(0);
    });
  }

  test("decorated classes, whose own range does not always begin at the decorator", () => {
    const text =
      'import { field } from "weakfield";\nclass A { x = @d class { @field y = 1; }; }\n@d export class B { @field z = 1; }';
    const program = parse(text, { range: true, loc: false });
    const { options } = resolveOptions({});
    const fromEslint = planFile({ text, program, options });
    expect(fromEslint).toEqual(plan("a.ts", text));
    expect(fromEslint.plan?.classes.map(({ span }) => text[span.start])).toEqual(["@", "@"]);
  });

  test("faults are found at the same places", () => {
    const text = `import { field } from "weakfield";
class A { @field() a; @field m() {} @field @other b; constructor(@field p) {} }
@field class B { @field declare c; @field(1, 2) d; }
export { field };
class C extends B { constructor(public e: number, readonly f = 1) { super(); } @field declare f; @field e; }
import g = field;
console.log(field);`;
    const program = parse(text, { range: true, loc: false });
    const { options } = resolveOptions({});
    const { diagnostics } = planFile({ text, program, options });
    expect(diagnostics).toEqual(plan("a.ts", text).diagnostics);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "WF1005",
      "WF1002",
      "WF1004",
      "WF1002",
      "WF1002",
      "WF1003",
      "WF1005",
      "WF1006",
      "WF1008",
      "WF1003",
      "WF1006",
      "WF1006",
    ]);
  });
});
