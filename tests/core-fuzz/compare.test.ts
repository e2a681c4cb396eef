import { parseAndPlan, printText, resolveOptions } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { compareTrees } from "./compare.ts";
import { parse } from "./tree.ts";

const text = `import { field } from "weakfield";
// kept
first(1);
class A extends B {
  @field(convert(2)) x = compute(3);
  y = 4;
  constructor() {
    super();
    last(5);
  }
}
const make = () => class { @field z = 6; };
`;

/** The difference that is seen when the printed text is changed. */
function differenceAfter(from: string, to: string): string | null {
  const { plan } = parseAndPlan(parseSync, "a.ts", text, resolveOptions({}).options);
  if (!plan) throw new Error("There are fields.");
  const { code } = printText(text, plan, "a.ts");
  expect(code).toContain(from);
  const [source, result] = [parse("a.ts", text), parse("a.ts", code.replace(from, to))];
  if (typeof source === "string" || typeof result === "string") throw new Error("does not parse");
  return compareTrees(source, result, plan).difference;
}

test("the printed text itself is the same as its source", () => {
  expect(differenceAfter("first", "first")).toBeNull();
});

test.each([
  ["another value", "first(1)", "first(7)"],
  ["a statement less", "first(1);", ""],
  ["a statement more", "first(1);", "first(1); more();"],
  ["another property", "y = 4", "y = 8"],
  ["a member more", "y = 4;", "y = 4; more() {}"],
  ["another name", "class A", "class C"],
  ["no superclass", "extends B", "extends D"],
  ["the constructor's own code", "last(5)", "last(9)"],
  ["a converter's expression", "convert(2)", "convert(0)"],
  ["an initializer's expression", "compute(3)", "compute(0)"],
  ["a comment less", "// kept", ""],
])("%s is a difference", (_title, from, to) => {
  expect(differenceAfter(from, to)).not.toBeNull();
});
