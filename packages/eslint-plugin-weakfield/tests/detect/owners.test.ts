import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import {
  findReceiverOwner,
  findThisOwner,
  type Owner,
  ownerName,
} from "../../src/detect/owners.ts";
import { findNode, parse } from "./parse.ts";

/** `name` or `static name` of an owner, or the type of what has no name. */
const describeOwner = (owner: Owner | null): string | null =>
  owner && `${owner.isStatic ? "static " : ""}${ownerName(owner.node) || owner.node.type}`;

describe("findThisOwner", () => {
  it.each([
    ["class A { f() { this.x; } }", "A"],
    ["class A { f() { return () => this.x; } }", "A"],
    ["class A { x = this.x; }", "A"],
    ["class A { x = () => this.x; }", "A"],
    ["class A { accessor x = this.x; }", "A"],
    ["class A { static f() { this.x; } }", "static A"],
    ["class A { static x = this.x; }", "static A"],
    ["class A { static { this.x; } }", "static A"],
    ["const A = class { f() { this.x; } };", "A"],
    ["f = function () { this.x; };", "f"],
    ["f({ g() { this.x; } }, 1);", "ObjectExpression"],
    ["function A() { this.x; }", "A"],
    ["const A = function () { this.x; };", "A"],
    ["function A() {} A.prototype.f = function () { this.x; };", "A"],
    ["class A {} A.prototype.f = function () { this.x; };", "A"],
    ["function A() {} A.f = function () { this.x; };", "static A"],
    ["const A = {}; A.f = function () { this.x; };", "A"],
    ["function A() {} A.prototype = { f() { this.x; } };", "A"],
    ["function A() {} x = A.prototype = { f() { this.x; } };", "A"],
    ["function A() {} assign(A.prototype, { f() { this.x; } });", "A"],
    ["function A() {} create(A, [{ key: 'f', value: function () { this.x; } }]);", "A"],
    ["function A() {} create(A, [], [{ key: 'f', value: function () { this.x; } }]);", "static A"],
    ["const A = { f() { this.x; } };", "A"],
    ["const A = { f: function () { this.x; } };", "A"],
    ["f({ g() { this.x; } });", "ObjectExpression"],
    ["f(1, { g() { this.x; } });", "ObjectExpression"],
    ["f(...a, { g() { this.x; } });", "ObjectExpression"],
    ["f([{ g() { this.x; } }]);", "ObjectExpression"],
    ["a.b = { g() { this.x; } };", "ObjectExpression"],
    ["a.prototype.g = function () { this.x; };", "FunctionExpression"],
    ["a.g = function () { this.x; };", "FunctionExpression"],
    ["f(function () { this.x; });", "FunctionExpression"],
    ["this.x;", null],
    ["const f = () => this.x;", null],
    // A computed key runs outside the class.
    ["class A { [this.x] = 1; }", null],
    ["class A { static [this.x] = 1; }", null],
  ])("in %s is %s", (code, expected) => {
    const sourceCode = parse(code);
    const node = findNode(sourceCode, "this", "ThisExpression");
    expect(describeOwner(findThisOwner(node, getFileIndex(sourceCode)))).toBe(expected);
  });
});

describe("findReceiverOwner", () => {
  it.each([
    ["class A { f() { this.x; } }", "A"],
    ["class A { f() { const self = this; self.x; } }", "A"],
    ["class A { f() { let self; self = this; return () => self.x; } }", "A"],
    ["class A { f() { this!.x; } }", "A"],
    ["class A {} A.x;", "static A"],
    ["function A() {} A.x;", "static A"],
    ["const A = { y: 1 }; A.x;", "A"],
    ["function f(a) { a.x; }", null],
    ["a.x;", null],
    ["a.b.x;", null],
    ["const a = make(); a.x;", null],
  ])("in %s is %s", (code, expected) => {
    const sourceCode = parse(code);
    const index = getFileIndex(sourceCode);
    const [member] = index.members.get("x") ?? [];
    if (member === undefined) throw new Error("no member x");
    expect(describeOwner(findReceiverOwner(member.object, index))).toBe(expected);
  });
});

describe("ownerName", () => {
  it.each([
    ["class A { f() {} }", "A"],
    ["x = class A { f() {} };", "A"],
    ["const A = class { f() {} };", "A"],
    ["A = class { f() {} };", "A"],
    ["a.A = class { f() {} };", "A"],
    ["a[A] = class { f() {} };", ""],
    ["const [A] = class { f() {} };", ""],
    ["f(class { f() {} });", ""],
  ])("in %s is %j", (code, expected) => {
    const owner = getFacts(parse(code)).functions.at(-1)?.ownerClass;
    expect(owner && ownerName(owner)).toBe(expected);
  });
});
