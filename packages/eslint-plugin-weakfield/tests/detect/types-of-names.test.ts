import { describe, expect, it } from "vitest";
import {
  CLASS,
  INSTANCE,
  LIKELY_INSTANCE,
  PRIMITIVE,
  strongest,
  UNKNOWN,
  verdictOfName,
  verdictOfTypeName,
  type Verdict,
} from "../../src/detect/types-of-names.ts";

const show = ({ role, strength }: Verdict): string => `${role} ${strength}`;

describe("strongest", () => {
  it.each([
    [INSTANCE, CLASS, INSTANCE],
    [CLASS, LIKELY_INSTANCE, LIKELY_INSTANCE],
    [LIKELY_INSTANCE, CLASS, LIKELY_INSTANCE],
    [LIKELY_INSTANCE, INSTANCE, INSTANCE],
    [INSTANCE, LIKELY_INSTANCE, INSTANCE],
    [UNKNOWN, PRIMITIVE, PRIMITIVE],
    [PRIMITIVE, UNKNOWN, PRIMITIVE],
    [CLASS, PRIMITIVE, CLASS],
    [PRIMITIVE, CLASS, PRIMITIVE],
  ])("of %j and %j is %j", (left, right, expected) => {
    expect(strongest(left, right)).toBe(expected);
  });
});

describe("verdictOfName", () => {
  it.each([
    ["element", "instance 2"],
    ["_element_", "instance 2"],
    ["$el", "instance 2"],
    ["#node", "instance 2"],
    ["parentNode", "instance 2"],
    ["myRef", "instance 2"],
    ["nodes", "unknown 0"],
    ["key", "primitive 1"],
    ["fileName", "primitive 1"],
    ["ctor", "class 2"],
    ["FooBar", "class 2"],
    ["fooClass", "class 2"],
    ["Foo", "unknown 0"],
    ["FOO", "unknown 0"],
    ["thing", "unknown 0"],
    ["", "unknown 0"],
  ])("of %s is %s", (name, expected) => {
    expect(show(verdictOfName(name))).toBe(expected);
  });
});

describe("verdictOfTypeName", () => {
  it.each([
    ["HTMLElement", "instance 3"],
    ["SVGPathElement", "instance 3"],
    ["Node", "instance 3"],
    ["lib.Element", "instance 3"],
    ["Nodes", "instance 2"],
    ["Thing", "instance 2"],
    ["Type", "class 3"],
    ["ThingConstructor", "class 3"],
    ["Typed", "instance 2"],
    ["string", "primitive 3"],
    ["PropertyKey", "primitive 3"],
    ["UserId", "primitive 3"],
    ["any", "unknown 0"],
    ["T", "unknown 0"],
    ["T1", "unknown 0"],
    ["TThing", "unknown 0"],
    ["X", "unknown 0"],
    ["object", "instance 1"],
    ["Object", "instance 1"],
    ["Function", "unknown 1"],
    ["thing", "unknown 0"],
  ])("of %s is %s", (name, expected) => {
    expect(show(verdictOfTypeName(name))).toBe(expected);
  });
});
