import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { isCertainObject, verdictOf } from "../../src/detect/instances.ts";
import type { Node } from "../../src/detect/syntax.ts";
import { parse } from "./parse.ts";

/** Looks at the first argument of the call of `look` in a text. */
function lookAt<Result>(
  code: string,
  see: (node: Node, index: ReturnType<typeof getFileIndex>) => Result,
): Result {
  const index = getFileIndex(parse(code));
  const member = index.members.get("look")?.[0]?.parent;
  const argument = member?.type === "CallExpression" ? member.arguments[0] : undefined;
  if (argument === undefined) throw new Error("no x.look(…)");
  return see(argument, index);
}

const roleIn = (code: string): string => {
  const { role, strength } = lookAt(code, verdictOf);
  return `${role} ${strength}`;
};
const roleOf = (parameter: string, body = ""): string =>
  roleIn(
    `enum E { A } interface Shape { x: 1 } export function f(${parameter}) { x.look(${/^\w+/.exec(parameter)?.[0]}); ${body} }`,
  );

describe("verdictOf", () => {
  it.each([
    ["a DOM type", "node: HTMLElement", "", "instance 3"],
    ["an interface of the file", "thing: Shape", "", "instance 3"],
    ["an imported type that is used as an object", "thing: Other", "thing.run();", "instance 3"],
    ["a union with undefined", "thing: Shape | undefined", "", "instance 3"],
    ["a string", "thing: string", "", "primitive 3"],
    ["a union of literals", "thing: 'a' | 'b'", "", "primitive 3"],
    ["an enum", "thing: E", "", "primitive 3"],
    ["a constructor type", "thing: new () => object", "", "class 3"],
    ["use as an object", "thing", "thing.run();", "instance 3"],
    ["use as a text", "thing", "thing.toLowerCase(); thing.split('');", "primitive 3"],
    ["use as a class", "thing", "new thing();", "class 3"],
    ["a name alone", "element", "", "instance 2"],
    ["a name of a text", "fileName", "", "primitive 1"],
    ["nothing", "thing", "", "unknown 0"],
    ["a vague type and use as an object", "thing: Other", "", "instance 2"],
    ["a type that says nothing and a name of a class", "target: any", "", "unknown 0"],
    ["an object type", "thing: Object", "", "instance 1"],
    ["a function type", "thing: Function", "", "instance 1"],
    ["a function type and a name of a class", "target: Function", "", "class 3"],
    ["a function type and another name of a class", "ctor: Function", "", "class 3"],
    [
      "a function type and a name that sounds like one of a class",
      "retarget: Function",
      "",
      "instance 1",
    ],
    ["a name of a class and use as an object", "ctor", "ctor.run();", "class 3"],
    ["a name of a class", "ctor", "", "class 2"],
  ])("judges a parameter by %s", (_, parameter, body, expected) => {
    expect(roleOf(parameter, body)).toBe(expected);
  });

  it.each([
    ["this of a method", "class A { f() { x.look(this); } }", "instance 3"],
    ["this of a static method", "class A { static f() { x.look(this); } }", "class 3"],
    ["the constructor of an object", "function f(o) { x.look(o.constructor); }", "class 3"],
    ["a new object", "x.look(new Thing());", "instance 3"],
    ["a class", "class A {} x.look(A);", "class 3"],
    [
      "a variable with a new object",
      "function f() { const a = new Thing(); x.look(a); }",
      "instance 3",
    ],
    [
      "either of two",
      "function f() { x.look(this === undefined ? 'global' : this); }",
      "instance 3",
    ],
    ["a fallback", "function f(a) { x.look(a.constructor || this); }", "instance 3"],
    [
      "a text, or what stands for it",
      "export function f(element) { x.look(typeof element === 'string' ? element : element.name); }",
      "primitive 3",
    ],
    [
      "an object, or its name",
      "export function f(element) { x.look(typeof element === 'object' ? element : element.name); }",
      "instance 3",
    ],
    [
      "what another is a text for",
      "export function f(element, a) { x.look(typeof a === 'string' ? element : element.name); }",
      "instance 3",
    ],
    ["a fallback for an instance", "function f() { x.look(this ?? 'a'); }", "instance 3"],
    ["what follows a test", "function f(a) { x.look(a && 'b'); }", "primitive 3"],
    ["an assignment", "function f(a) { x.look(a = 'b'); }", "primitive 3"],
    ["a text object", "x.look(new String('a'));", "unknown 0"],
    ["a date", "x.look(new Date());", "unknown 0"],
    ["a pattern", "x.look(new RegExp('a'));", "unknown 0"],
    ["an object of a library's Date", "x.look(new lib.Date());", "instance 3"],
    ["an object of a class that sounds like a date", "x.look(new DateTime());", "instance 3"],
    ["an object of another such class", "x.look(new LocalDate());", "instance 3"],
    ["a text that follows an instance", "function f() { x.look(this && 'b'); }", "primitive 3"],
    ["what sounds like the class of something", "x.look(getClassOf(a));", "unknown 0"],
    ["what sounds like it, too", "x.look(forgetClass(a));", "unknown 0"],
    ["what sounds like a made thing", "x.look(recreateThing(a));", "unknown 0"],
    ["what sounds like a made element", "x.look(recreateElement(a));", "unknown 0"],
    ["a made element of a namespace", "x.look(document.createElementNS(a));", "instance 3"],
    ["what sounds like a number", "x.look(parseIntegers(a));", "unknown 0"],
    ["what sounds like a text", "x.look(addString(a));", "unknown 0"],
    ["a DOM member of two underscores", "x.look(a.__host);", "instance 3"],
    ["a member with an underscore inside", "x.look(a.parent_Node);", "instance 2"],
    ["a variable with a sure type", "const a: string = new Thing(); x.look(a);", "primitive 3"],
    ["a variable of a telling name", "const element = f(); x.look(element);", "instance 2"],
    [
      "a variable with an object, used as a text",
      "const a = new Thing(); x.look(a); a.trim(); a.split('');",
      "instance 3",
    ],
    ["an arrow", "x.look(() => 1);", "unknown 1"],
    ["a function", "x.look(function () {});", "unknown 1"],
    ["a declared function", "function g() {} x.look(g);", "unknown 1"],
    ["a class expression", "x.look(class {});", "class 3"],
    ["a constant with a class", "const a = class {}; x.look(a);", "class 3"],
    ["an import", "import a from 'a'; x.look(a);", "class 3"],
    ["an enum", "enum a { B } x.look(a);", "class 3"],
    ["a number", "x.look(1);", "primitive 3"],
    ["a sum", "x.look(a + b);", "primitive 3"],
    ["a sign", "x.look(!a);", "primitive 3"],
    ["a count", "x.look(a++);", "primitive 3"],
    ["an array", "x.look([]);", "unknown 0"],
    ["what the file does not declare", "x.look(element);", "unknown 0"],
    ["this at the top level", "x.look(this);", "unknown 0"],
    ["this of an object", "a = { f() { x.look(this); } };", "unknown 0"],
    ["this of an accessor", "def(A, 'a', { get() { x.look(this); } });", "unknown 0"],
    [
      "this of a defined accessor",
      "Object.defineProperty(A, 'a', { get() { x.look(this); } });",
      "instance 3",
    ],
    ["this of a descriptor", "a = { enumerable: true, set(b) { x.look(this); } };", "instance 3"],
    ["what an event came to", "x.look(event.target);", "instance 3"],
    ["what another event came to", "x.look(clickEvent.target);", "instance 3"],
    ["what a short event came to", "function f(e) { x.look(e.target); }", "instance 3"],
    ["the target of something else", "x.look(metadata.target);", "class 3"],
    ["the target of what is called after events", "x.look(eventful.target);", "class 3"],
    ["the target of a member", "x.look(a.event.target);", "class 3"],
    ["another member of an event", "x.look(event.type);", "class 3"],
    ["a DOM member", "x.look(a.ownerDocument);", "instance 3"],
    ["a private DOM member", "class A { #host; f() { x.look(this.#host); } }", "instance 3"],
    ["a member of a telling name", "x.look(a._element);", "instance 2"],
    [
      "a member of this of a telling name",
      "class A { f() { x.look(this.element); } }",
      "instance 2",
    ],
    ["a member of nobody's this", "x.look(this.element);", "unknown 0"],
    ["a member of a name that says nothing", "x.look(a.thing);", "unknown 0"],
    ["a computed member", "x.look(a[element]);", "unknown 0"],
    ["a made element", "x.look(document.createElement('a'));", "instance 3"],
    ["a found element", "x.look(a.querySelector('b'));", "instance 3"],
    ["the class of something", "x.look(Object.getPrototypeOf(a));", "class 3"],
    ["a text of something", "x.look(JSON.stringify(a));", "primitive 3"],
    ["a made thing", "x.look(createThing());", "instance 2"],
    ["a creature", "x.look(creature());", "unknown 0"],
    ["a call", "x.look(f());", "unknown 0"],
    ["what a called function gives", "x.look((() => 1)());", "unknown 0"],
    ["the value of a for-of loop", "for (const key of o) x.look(key);", "primitive 1"],
    ["the value of a variable that changes", "let a = 'b'; a = 'c'; x.look(a);", "unknown 0"],
    ["a variable used as an object", "const a = f(); x.look(a); a.run();", "instance 3"],
    ["a variable with a type", "const a: Element = f(); x.look(a);", "instance 3"],
    ["a variable with a vague type", "const a: Shape = f(); x.look(a);", "instance 2"],
    ["a variable with a made thing", "const a = makeThing(); x.look(a);", "instance 2"],
    [
      "a variable with a made thing, used",
      "const a = makeThing(); x.look(a); a.run();",
      "instance 3",
    ],
    ["variables that hold each other", "let a = b, b = a; x.look(a);", "unknown 0"],
    ["a long way", "const a = 1, b = a, c = b, d = c, e = d, g = e; x.look(g);", "unknown 0"],
    ["a short way", "const a = 1, b = a, c = b; x.look(c);", "primitive 3"],
    ["a template", "function f(a) { x.look(`a${a}`); }", "primitive 3"],
    ["the name in a for-in loop", "for (const key in o) x.look(key);", "primitive 3"],
  ])("judges %s", (_, code, expected) => {
    expect(roleIn(code)).toBe(expected);
  });
});

describe("isCertainObject", () => {
  it.each([
    ["x.look(new Thing());", true],
    ["class A { f() { x.look(this); } }", true],
    ["function f(a: Element) { x.look(a); }", true],
    ["function f(a: Element) { x.look(a || new Thing()); }", true],
    ["function f(a: Element | null) { x.look(a); }", false],
    ["function f(a: Element | null) { x.look(a || 'b'); }", false],
    ["function f(a: Element) { x.look(a || 'b'); }", false],
    ["function f(element) { x.look(element); }", false],
    ["function f(a: string) { x.look(a); }", false],
    ["x.look(1);", false],
  ])("is told in %s: %s", (code, expected) => {
    expect(lookAt(code, isCertainObject)).toBe(expected);
  });
});

it("nothing is known of a part of what a function is given", () => {
  expect(roleIn("function f({ a }) { x.look(a); } f(new Thing());")).toBe("unknown 0");
});

it("nothing is known of the arguments of a function", () => {
  expect(roleIn("function f() { x.look(arguments); }")).toBe("unknown 0");
});
