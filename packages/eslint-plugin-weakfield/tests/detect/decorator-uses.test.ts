import { describe, expect, it } from "vitest";
import {
  getFunctionName,
  getUsedNames,
  isForStaticOnly,
  isMadeForPrototype,
  isUsedAsDecorator,
  isUsedAsDescriptor,
} from "../../src/detect/decorator-uses.ts";
import { getFacts } from "../../src/detect/facts.ts";
import { parse } from "./parse.ts";

/** The facts of the first function of the file. */
function first(code: string) {
  const sourceCode = parse(code);
  const file = getFacts(sourceCode);
  const [facts] = file.functions;
  if (facts === undefined) throw new Error("no function");
  return { facts, file, sourceCode };
}

describe("getUsedNames", () => {
  it("gives the names behind an @ and in compiled lists", () => {
    const names = getUsedNames(
      getFacts(
        parse(
          "@a class A { @b() x; @c.d y; f(@e z) {} } __decorate([g, h(1), i.j, , k()()], A.prototype, 'x'); other([l]); __decorate(m);",
        ),
      ),
    );
    expect([...names].sort()).toEqual(["a", "b", "e", "g", "h", null]);
  });
});

describe("getFunctionName", () => {
  it.each([
    ["function f() {}", "f"],
    ["const f = () => {};", "f"],
    ["const f = function g() {};", "f"],
    ["x = function g() {};", "g"],
    ["x = () => {};", null],
    ["const [f] = () => {};", null],
    ["export default function () {}", null],
  ])("in %s is %s", (code, expected) => {
    expect(getFunctionName(first(code).facts.node)).toBe(expected);
  });
});

describe("isUsedAsDecorator", () => {
  it.each([
    ["function f() {} class A { @f x; }", true],
    ["const f: PropertyDecorator = () => {};", true],
    ["const f: MethodDecorator = () => {};", true],
    ["function f() {} class A { @g x; }", false],
    ["const f: ClassDecorator = () => {};", false],
    ["const f: lib.PropertyDecorator = () => {};", false],
    ["const f: PropertyDecorator[] = () => {};", false],
    ["f(() => {});", false],
  ])("is told in %s: %s", (code, expected) => {
    const { facts, file } = first(code);
    expect(isUsedAsDecorator(facts, getUsedNames(file))).toBe(expected);
  });

  it("counts what a used function returns, and what a function of the type gives", () => {
    for (const code of [
      "function f() { return () => 1; } class A { @f() x; }",
      "function f(): PropertyDecorator { return () => 1; }",
    ]) {
      const { file } = first(code);
      const inner = file.functions[1];
      expect(inner && isUsedAsDecorator(inner, getUsedNames(file))).toBe(true);
    }
  });
});

describe("isForStaticOnly", () => {
  it.each([
    ["function f() {} class A { @f static x; }", true],
    ["function f() {} class A { @f static x; @f static y() {} @g z; }", true],
    ["const f = () => 1; class A { @f static x; }", true],
    ["function f() {} class A { @f static x; @f y; }", false],
    ["function f() {} class A { @g static x; }", false],
    ["function f() {} @f class A {}", false],
    ["export function f() {} class A { @f static x; }", false],
    ["export default function f() {} class A { @f static x; }", false],
    ["export const f = () => 1; class A { @f static x; }", false],
    ["x = () => 1; class A { @f static x; }", false],
    ["function f() {}", false],
  ])("is told in %s: %s", (code, expected) => {
    const { facts, file } = first(code);
    expect(isForStaticOnly(file, facts)).toBe(expected);
  });

  it("asks the outermost function", () => {
    const { file } = first("function f() { return () => 1; } class A { @f() static x; }");
    const inner = file.functions[1];
    expect(inner && isForStaticOnly(file, inner)).toBe(true);
  });
});

describe("isUsedAsDescriptor and isMadeForPrototype", () => {
  it.each([
    ["function f() {} Object.defineProperty(A.prototype, 'x', f());", true, true],
    ["const f = () => 1; Object.defineProperty(A.prototype, 'x', f());", true, true],
    ["function f() {} Object.defineProperty(a, 'x', f());", true, false],
    ["function f() {} Object.defineProperties(A.prototype, { x: f() });", true, true],
    ["function f() {} Object.create(a, { x: f() });", true, false],
    ["function f() {} Object.other(A.prototype, { x: f() });", false, false],
    ["function f() {} other(A.prototype, 'x', f());", false, false],
    ["function f() {} Object[x](A.prototype, { x: f() });", false, false],
    ["function f() {} Object.defineProperty(A.prototype, 'x', f);", false, false],
    ["function f() {} const x = f();", false, false],
    ["function f() {}", false, false],
    ["make({ descriptor: () => 1 });", false, true],
    ["make({ other: () => 1 });", false, false],
    ["const [f] = () => 1;", false, false],
  ])("are told in %s: %s, %s", (code, used, made) => {
    const { facts, sourceCode } = first(code);
    expect(isUsedAsDescriptor(sourceCode, facts)).toBe(used);
    expect(isMadeForPrototype(sourceCode, facts)).toBe(made);
  });
});
