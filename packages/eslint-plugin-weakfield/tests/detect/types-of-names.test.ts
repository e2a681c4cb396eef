import { describe, expect, it } from "vitest";
import {
  CLASS,
  CLASS_MEMBER,
  INSTANCE,
  LIKELY_INSTANCE,
  PRIMITIVE,
  PRIMITIVE_MEMBER,
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
    ["statics", "instance 2"],
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
    ["__el__", "instance 2"],
    ["do_c", "unknown 0"],
    ["novel", "unknown 0"],
    ["elx", "unknown 0"],
    ["myNodes", "unknown 0"],
    ["monkey", "unknown 0"],
    ["keys", "unknown 0"],
    ["theKeys", "unknown 0"],
    ["valuestr", "primitive 1"],
    ["value_str", "primitive 1"],
    ["hostname", "primitive 1"],
    ["host_name", "primitive 1"],
    ["portnumber", "primitive 1"],
    ["port_number", "primitive 1"],
    ["myproto", "unknown 0"],
    ["ctors", "unknown 0"],
    ["fooClasses", "unknown 0"],
    ["componentInstance", "instance 2"],
    ["component_Instance", "instance 2"],
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
    ["myThing", "unknown 0"],
    ["a.b.Element", "instance 3"],
    ["MyText", "instance 2"],
    ["Texts", "instance 2"],
    ["MyShape", "instance 2"],
    ["ShapeType", "class 3"],
    ["ClassList", "instance 2"],
    ["Mystring", "instance 2"],
    ["stringish", "unknown 0"],
    ["keyof Thing", "primitive 3"],
    ["KeyPair", "instance 2"],
    ["DataX", "instance 2"],
    ["MyTThing", "instance 2"],
  ])("of %s is %s", (name, expected) => {
    expect(show(verdictOfTypeName(name))).toBe(expected);
  });
});

describe("members", () => {
  it.each([
    ["length", true],
    ["trim", true],
    ["lengths", false],
    ["myTrim", false],
  ])("that primitives have, too, with %s: %s", (name, expected) => {
    expect(PRIMITIVE_MEMBER.test(name)).toBe(expected);
  });

  it.each([
    ["prototype", true],
    ["isPrototypeOf", true],
    ["prototypes", false],
    ["myprototype", false],
  ])("that only classes have, with %s: %s", (name, expected) => {
    expect(CLASS_MEMBER.test(name)).toBe(expected);
  });
});
