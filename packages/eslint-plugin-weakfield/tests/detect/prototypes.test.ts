import { describe, expect, it } from "vitest";
import {
  findPrototypeMethods,
  findPrototypeOwner,
  findPrototypeProperties,
} from "../../src/detect/prototypes.ts";
import { findNode, parse } from "./parse.ts";

describe("findPrototypeOwner", () => {
  it.each([
    ["A.prototype", "", "A"],
    ["A!.prototype", "", "A"],
    ["A['prototype']", "", "A"],
    ["a.B.prototype", "", "a.B"],
    ["$.fn", "", "$"],
    ["jQuery.fn", "", "jQuery"],
    ["p", "const p = A.prototype;", "A"],
    ["p", "const p = A.prototype as T;", "A"],
    ["p", "const p = jQuery.fn;", "jQuery"],
    ["a.fn", "", undefined],
    ["a.b.fn", "", undefined],
    ["A.proto", "", undefined],
    ["A", "", undefined],
    ["p", "const p = A;", undefined],
    ["p", "let p = A.prototype; p = B;", undefined],
    ["p", "const p = A.prototype.b;", undefined],
    ["p", "const p = A.prototype(1);", undefined],
    ["p", "", undefined],
    ["f()", "", undefined],
  ])("of %s after %s is %s", (text, before, expected) => {
    const sourceCode = parse(`${before} use(${text});`);
    const [node] = findNode(sourceCode, `use(${text})`, "CallExpression").arguments;
    expect(node && findPrototypeOwner(sourceCode, node)?.name).toBe(expected);
  });

  it("knows the variable of the class, and cuts a long name", () => {
    const sourceCode = parse(`class A {} use(A.prototype); use(${"a.".repeat(40)}prototype);`);
    const [first, second] = sourceCode.ast.body
      .slice(1)
      .map((each) => (each.type === "ExpressionStatement" ? each.expression : null));
    const owners = [first, second].map(
      (call) =>
        call?.type === "CallExpression" &&
        call.arguments[0] &&
        findPrototypeOwner(sourceCode, call.arguments[0]),
    );
    expect(owners[0]).toMatchObject({ name: "A" });
    expect(owners[0] && owners[0].variable?.name).toBe("A");
    expect(owners[1] && owners[1].name).toHaveLength(40);
    expect(owners[1] && owners[1].variable).toBe(null);
  });
});

describe("findPrototypeProperties and findPrototypeMethods", () => {
  const properties = (code: string): string[] =>
    findPrototypeProperties(parse(code)).map(({ name, prototype }) => `${prototype.name} ${name}`);
  const methods = (code: string): string[] =>
    findPrototypeMethods(parse(code)).map(({ name, prototype }) => `${prototype.name} ${name}`);

  it.each([
    ["A.prototype.x = [];", ["A x"]],
    ["A.prototype['x'] = {};", ["A x"]],
    ["A.prototype[x] = {};", ["A [computed]"]],
    ["$.fn.x = [];", ["$ x"]],
    ["A.prototype.x = memoize(f);", ["A x"]],
    ["function f() { A.prototype.x = []; }", ["A x"]],
    ["A.prototype = { x: [], y: f(), z: 1, g() {} };", ["A x", "A y"]],
    ["A.prototype = { get x() { return 1; }, [y]: [], ...z };", []],
    ["Object.assign(A.prototype, { x: [] }, { y: [] });", ["A x", "A y"]],
    ["mixin(A.prototype, { x: [] });", []],
    ["_.extend(A.prototype, { x: [] });", ["A x"]],
    ["const B = A.extend({ x: [], f() {} });", ["B x"]],
    ["B = A.extend({ x: [], f() {} });", ["B x"]],
    ["use(A.extend({ x: [], f() {} }));", ["A x"]],
    ["use(lib.A.extend({ x: [], f() {} }));", ["lib.A x"]],
    ["use((A.extend as F)({ x: [], f() {} }));", ["the class x"]],
    ["const M = Mixin.create({ x: [], f() {} });", ["M x"]],
    ["const M = Ember.Mixin.create({ x: [], f() {} });", ["M x"]],
    ["function g(options) { options.methods[x] = debounce(f); }", ["options.methods [computed]"]],
    // Other ways and other places.
    ["f().prototype = { x: [] };", ["f() x"]],
    ["f()(A.prototype, { x: [] });", []],
    ["lib[a].extend({ x: [], f() {} });", []],
    ["_.extend();", []],
    ["x = { methods: { [debounce(f)]: 1 } };", []],
    ["A.extend({ x: [] });", []],
    ["_.extend({ x: [], f() {} });", []],
    ["Object.extend({ x: [], f() {} });", []],
    ["lib.a.extend({ x: [], f() {} });", []],
    ["f().extend({ x: [], f() {} });", []],
    ["Thing.create({ x: [], f() {} });", []],
    ["Ember.Object.create({ x: [], f() {} });", []],
    ["A.assign({ x: [], f() {} });", []],
    ["A.other(A.prototype, { x: [] });", []],
    ["A.prototype.x = 1;", []],
    ["A.prototype.x += [];", []],
    ["A.x = [];", []],
    ["x = [];", []],
    ["class A { f() { this.x = []; } }", []],
    ["x.prototype = y;", []],
    ["const options = {}; options.methods[x] = debounce(f);", []],
    ["options.methods[x] = debounce(f);", []],
    ["function g(options) { options.other[x] = debounce(f); }", []],
    ["function g(options) { options.methods.a.b = debounce(f); }", []],
    ["function g(options) { f().methods[x] = debounce(f); }", []],
    ["Object.assign();", []],
  ])("in %s are %j", (code, expected) => {
    expect(properties(code)).toEqual(expected);
  });

  it.each([
    ["A.prototype.f = function () {};", ["A f"]],
    ["A.prototype = { f() {}, g: () => 1, x: [] };", ["A f", "A g"]],
    ["A.prototype.x = [];", []],
  ])("methods in %s are %j", (code, expected) => {
    expect(methods(code)).toEqual(expected);
  });

  it("know the place to report and the literal around it", () => {
    const sourceCode = parse("A.prototype.x = []; A.prototype = { y: [] };");
    const [x, y] = findPrototypeProperties(sourceCode);
    expect(x && sourceCode.getText(x.node)).toBe("A.prototype.x");
    expect(x?.literal).toBe(null);
    expect(y && sourceCode.getText(y.node)).toBe("y: []");
    expect(y?.literal && sourceCode.getText(y.literal)).toBe("{ y: [] }");
  });

  it("are found once per file", () => {
    const sourceCode = parse("A.prototype.x = [];");
    expect(findPrototypeProperties(sourceCode)).toBe(findPrototypeProperties(sourceCode));
    expect(findPrototypeMethods(sourceCode)).toBe(findPrototypeMethods(sourceCode));
  });
});
