import { describe, expect, it } from "vitest";
import {
  getDescriptorValues,
  getObjectLiterals,
  hasAccessor,
  hasDescriptorFlags,
  isCalledAtOnce,
  isDescriptorLike,
} from "../../src/detect/descriptors.ts";
import { findNode, parse } from "./parse.ts";

describe("hasDescriptorFlags, hasAccessor and isDescriptorLike", () => {
  it.each([
    ["{ enumerable: true }", true, false],
    ["{ configurable: x }", true, false],
    ["{ 'writable': true }", true, false],
    ["{ get() { return 1; } }", false, true],
    ["{ set: (v) => {} }", false, true],
    ["{ get: getter }", false, true],
    ["{ set: setter, enumerable: true }", true, true],
    // What is no function, and what is not named.
    ["{ get: 1 }", false, false],
    ["{ get: a.b }", false, false],
    ["{ value: () => {} }", false, false],
    ["{ [get]: () => {} }", false, false],
    ["{ ...descriptor }", false, false],
    ["{}", false, false],
  ])("%s has flags: %s, has an accessor: %s", (text, flags, accessor) => {
    const literal = findNode(parse(`x = ${text};`), text, "ObjectExpression");
    expect(hasDescriptorFlags(literal)).toBe(flags);
    expect(hasAccessor(literal)).toBe(accessor);
    expect(isDescriptorLike(literal)).toBe(flags || accessor);
  });
});

describe("getDescriptorValues", () => {
  it("gives what runs for an instance, in a fixed order", () => {
    const sourceCode = parse(
      "x = { value: a, other: b, set: c, get: d, init: e, initializer: f };",
    );
    const literal = findNode(
      sourceCode,
      "{ value: a, other: b, set: c, get: d, init: e, initializer: f }",
      "ObjectExpression",
    );
    const values = getDescriptorValues(literal).map((node) => sourceCode.getText(node));
    expect(values).toEqual(["d", "c", "a", "f", "e"]);
  });
});

describe("getObjectLiterals", () => {
  it.each([
    ["{ a }", ["{ a }"]],
    ["({ a } as T)", ["{ a }"]],
    ["x ? { a } : { b }", ["{ a }", "{ b }"]],
    ["x || { b }", ["{ b }"]],
    ["{ a } && { b }", ["{ a }", "{ b }"]],
    ["(x = { a })", ["{ a }"]],
    ["Object.assign({ a }, x, { b })", ["{ a }", "{ b }"]],
    ["x", []],
    ["[{ a }]", []],
  ])("of %s are %j", (text, expected) => {
    const sourceCode = parse(`y = ${text};`);
    const { right } = findNode(sourceCode, `y = ${text}`, "AssignmentExpression");
    expect(getObjectLiterals(right).map((node) => sourceCode.getText(node))).toEqual(expected);
  });
});

describe("isCalledAtOnce", () => {
  it.each([
    ["(function () {})();", true],
    ["(function () {}).call(x);", true],
    ["(function () {}).name;", false],
    ["f((function () {}).name);", false],
    ["f(function () {});", false],
    ["x[function () {}]();", false],
    ["x = function () {};", false],
  ])("is told in %s: %s", (code, expected) => {
    expect(isCalledAtOnce(findNode(parse(code), "function () {}", "FunctionExpression"))).toBe(
      expected,
    );
  });
});
