import { describe, expect, test } from "vitest";
import { createNames, identifierPart, isIdentifierName } from "../../src/plan/names.ts";
import { plan } from "../fixtures.ts";

describe("createNames", () => {
  test("gives the wanted name, or the first number behind it that is free", () => {
    const { variable } = createNames("let $a = $b_1;");
    expect(["$a", "$a", "$b", "$b", "$c", "$c_1", "$c", "$a"].map(variable)).toEqual([
      "$a_1",
      "$a_2",
      "$b",
      "$b_2",
      "$c",
      "$c_1",
      "$c_2",
      "$a_3",
    ]);
  });

  test("gives each class private names of its own, which the file has nowhere", () => {
    const names = createNames("class A { #a = $b; }");
    const [first, second] = [names.forClass(), names.forClass()];
    expect([first("a"), first("b"), second("a"), second("b"), names.variable("$b")]).toEqual([
      "a_1",
      "b",
      "a_1",
      "b",
      "$b_1",
    ]);
  });

  test.each([
    ["$größe", "$größe"],
    ["$gr", "$größe"],
    ["$a", "\\u0024a"],
    ["$a", "\\u{24}a"],
    ["$ab", "$\\u{000061}b"],
    ["$\u{1d504}", "$\\u{1D504}"],
    ["$\u{10ffff}", "$\\u{10FFFF}"],
    ["$a", "/\\u{ffffff}/; $a"],
  ])("%s beside %s", (wanted, text) => {
    const isTaken = wanted !== "$gr";
    expect(createNames(text).variable(wanted)).toBe(isTaken ? `${wanted}_1` : wanted);
  });
});

test("slots of names that have the same readable part are told apart by numbers", () => {
  const text = `import { field } from "weakfield";
    class A { @field "a-b"; @field "a b"; @field "a+b"; @field fielda_b_1; }`;
  const { plan: filePlan } = plan("a.ts", text);
  expect(filePlan?.classes[0]?.fields.map(({ slot }) => slot)).toEqual([
    "fielda_b",
    "fielda_b_1",
    "fielda_b_2",
    "fielda_b_1_1",
  ]);
});

test("identifierPart replaces what cannot stand in an identifier", () => {
  expect(["a-b", "1 2", "$ä_", "😀"].map(identifierPart)).toEqual(["a_b", "1_2", "$ä_", "_"]);
});

describe("isIdentifierName", () => {
  test.each([
    ["a", true],
    ["$", true],
    ["_1", true],
    ["größe", true],
    ["ähnlich", true],
    ["x\u200c", true],
    ["名前", true],
    ["", false],
    ["1a", false],
    ["a-b", false],
    ["ä b", false],
    ["😀", false],
  ])("%j: %s", (text, expected) => {
    expect(isIdentifierName(text)).toBe(expected);
  });
});
