import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { lifetimeOfOwner } from "../../src/detect/owner-lifetime.ts";
import { findNode, parse } from "./parse.ts";

describe("lifetimeOfOwner", () => {
  /** The lifetime of the first class, constructor or object literal of the file. */
  const ofOwner = (
    code: string,
    type: "ClassDeclaration" | "FunctionDeclaration" | "ObjectExpression",
    isStatic = false,
  ): string => {
    const sourceCode = parse(code);
    const node = findNode(sourceCode, null, type);
    return lifetimeOfOwner({ isStatic, node }, getFileIndex(sourceCode));
  };

  it.each([
    ["a parser", "export class Parser {}", "short-field"],
    ["the implementation of a parser", "export class ParserImpl {}", "short-field"],
    ["the inside of a manager", "export class ManagerInternal {}", "long-field"],
    ["an exported instance", "class A {} export const a = new A();", "module"],
    ["an instance in a variable that is set later", "let a; a = new A(); class A {}", "module"],
    ["an instance of the module's own", "class A {} f(new A());", "module"],
    ["an instance in a variable that nobody declares", "class A {} a = new A();", "field"],
    [
      "two instances, one of them taken apart",
      "class A {} const { x } = new A(); function f() { const a = new A(); return a; }",
      "module",
    ],
    ["an instance under a computed name", "class A { static [only] = 1; } use(A);", "field"],
    ["an instance in a member, made by the module", "class A {} x.a = new A();", "module"],
    ["an instance in a static field", "class A { static only = new A(); }", "module"],
    [
      "a placeholder of the module and others",
      "class A {} const NONE = new A(); function f(a = NONE) { return a === NONE ? new A() : a; }",
      "field",
    ],
    [
      "an instance of the module that is used, and others",
      "class A {} const all = new A(); function f() { all.add(1); return new A(); }",
      "module",
    ],
    [
      "an exported instance, and others",
      "class A {} export const all = new A(); function f() { return new A(); }",
      "module",
    ],
    [
      "an instance that is exported later, and others",
      "class A {} const all = new A(); function f() { return new A(); } export { all };",
      "module",
    ],
    [
      "an instance of the module that may be replaced, and others",
      "class A {} let all = new A(); function f() { return new A(); }",
      "module",
    ],
    [
      "an instance of the module that no variable holds, and others",
      "class A {} use(new A()); function f() { return new A(); }",
      "module",
    ],
    [
      "an instance that a factory keeps",
      "class A {} function f() { const a = new A(); return () => a; }",
      "long-field",
    ],
    [
      "an instance in the object of a factory",
      "class A {} function f() { const a = new A(); return { get: () => a }; }",
      "long-field",
    ],
    ["an instance in a field", "class A {} class B { a = new A(); }", "field"],
    ["an instance of one call", "class A {} function f() { const a = new A(); }", "field"],
    ["an instance that a function hands on", "class A {} function f() { g(new A()); }", "field"],
    [
      "an instance in a member, made by a function",
      "class A {} function f(x) { x.a = new A(); }",
      "field",
    ],
    [
      "an instance of another class of this name",
      "class A {} { class A { x = 1; } f(new A()); }",
      "field",
    ],
    ["a name that says that it stays", "class PluginManager {}", "long-field"],
    ["a name that says that it goes", "class TreeVisitor {}", "short-field"],
    ["a name that says that it is written once", "class MinifiedOutput {}", "short-field"],
    ["a name that says nothing", "class Thing {}", "field"],
    ["a static getInstance", "class A { static getInstance() {} }", "long-field"],
    ["a static field instance", "class A { static #instance = null; }", "long-field"],
    ["a static field of another name", "class A { static instances = []; }", "field"],
    ["a method getInstance", "class A { getInstance() {} }", "field"],
    ["a decorator of a container", "@Injectable() class A {}", "long-field"],
    ["a bare decorator of a container", "@singleton class A {}", "long-field"],
    [
      "an instance that a factory sets later and keeps",
      "class A {} function f() { let a; a = new A(); return () => a; }",
      "long-field",
    ],
    ["a static method that sounds like it", "class A { static resetInstance() {} }", "field"],
    ["a decorator that sounds like it", "@ServiceWorker class A {}", "field"],
    ["another decorator that sounds like it", "@MyService class A {}", "field"],
    ["another decorator", "@sealed class A {}", "field"],
    ["a decorator of another form", "@x.Injectable class A {}", "field"],
  ])("of a class with %s: %s", (_, code, expected) => {
    expect(ofOwner(code, "ClassDeclaration")).toBe(expected);
  });

  it("is the module's for statics", () => {
    expect(ofOwner("class TreeVisitor {}", "ClassDeclaration", true)).toBe("module");
  });

  it("of a constructor function comes from its instances and its name", () => {
    expect(ofOwner("function A() {} export const a = new A();", "FunctionDeclaration")).toBe(
      "module",
    );
    expect(ofOwner("function TreeVisitor() {}", "FunctionDeclaration")).toBe("short-field");
    expect(ofOwner("function Thing() {}", "FunctionDeclaration")).toBe("field");
  });

  it.each([
    ["a constant of the module", "const a = { b: [] };", "module"],
    [
      "a variable that a function returns",
      "function f() { const a = { b: [] }; return () => a; }",
      "wrapper",
    ],
    ["the default export", "export default { b: [] };", "module"],
    ["a member that the module sets", "exports.a = { b: [] };", "module"],
    [
      "a member that a module function sets",
      "(function () { exports.a = { b: [] }; })();",
      "module",
    ],
    ["a member that a function sets", "function f(x) { x.a = { b: [] }; }", "short-field"],
    ["an argument", "f({ b: [] });", "short-field"],
    ["a value taken apart", "const { b } = { b: [] };", "short-field"],
  ])("of an object in %s: %s", (_, code, expected) => {
    expect(ofOwner(code, "ObjectExpression")).toBe(expected);
  });
});
