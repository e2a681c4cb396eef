import { describe, expect, it } from "vitest";
import { getAssignment, isLiteral, isRealRead, isTested } from "../../src/detect/captured-uses.ts";
import { findNode, parse } from "./parse.ts";

/** The first reference to `v` in the statement. */
function refer(statement: string) {
  const sourceCode = parse(`let v; ${statement}`);
  const reference = (sourceCode.scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.variables)
    .find(({ name }) => name === "v")?.references[0];
  if (reference === undefined) throw new Error("no reference");
  return { reference, sourceCode };
}

describe("isRealRead", () => {
  it.each([
    ["f(v);", true],
    ["f(v++);", true],
    ["f(v += 1);", true],
    ["v = 1;", false],
    ["v++;", false],
    ["v += 1;", false],
  ])("is told in %s: %s", (statement, expected) => {
    expect(isRealRead(refer(statement).reference)).toBe(expected);
  });
});

describe("getAssignment", () => {
  it.each([
    ["v = a;", "v = a"],
    ["[v] = a;", "[v] = a"],
    ["({ v } = a);", "{ v } = a"],
    ["({ b: [v] } = a);", "{ b: [v] } = a"],
    ["v++;", null],
    ["f(v);", null],
    ["for (v of a) {}", null],
  ])("in %s is %s", (statement, expected) => {
    const { reference, sourceCode } = refer(statement);
    const assignment = getAssignment(reference);
    expect(assignment && sourceCode.getText(assignment).replace(/^\(|\)$/g, "")).toBe(expected);
  });
});

describe("isLiteral", () => {
  it.each([
    ["1", true],
    ["-1", true],
    ["'a'", true],
    ["null", true],
    ["undefined", true],
    ["void 0", true],
    ["(1 as number)", true],
    ["a", false],
    ["-a", false],
    ["[]", false],
    ["`a`", false],
  ])("of %s is %s", (text, expected) => {
    const { right } = findNode(parse(`x = ${text};`), `x = ${text}`, "AssignmentExpression");
    expect(isLiteral(right)).toBe(expected);
  });
});

describe("isTested", () => {
  it.each([
    ["if (v) f();", true],
    ["if (!v) f();", true],
    ["if (v === 1) f();", true],
    ["if (v++ > 3) f();", true],
    ["while (v!) f();", true],
    ["v ? a : b;", true],
    ["v && f();", true],
    ["f(v || a);", true],
    ["f(v > 1 || a);", true],
    ["f(v);", false],
    ["f(!v);", false],
    ["f(v > 1);", false],
    ["a ? v : b;", false],
    ["if (f(v)) g();", false],
    ["if (a) v;", false],
  ])("is told in %s: %s", (statement, expected) => {
    expect(isTested(refer(statement).reference.identifier)).toBe(expected);
  });
});
