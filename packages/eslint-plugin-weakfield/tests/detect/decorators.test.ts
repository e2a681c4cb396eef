import { describe, expect, it } from "vitest";
import { findDecorators } from "../../src/detect/decorators.ts";
import { parse } from "./parse.ts";

const kinds = (code: string): string[] => findDecorators(parse(code)).map(({ kind }) => kind);

describe("findDecorators", () => {
  it("knows legacy decorators by what they do with the descriptor", () => {
    expect(
      kinds(
        "function d(t, k, d) { const f = d.value; d.value = function () { return f.call(this); }; }",
      ),
    ).toEqual(["legacy"]);
    expect(kinds("const d = (a, b, c: PropertyDescriptor) => { log(c.value); };")).toEqual([
      "legacy",
    ]);
    expect(
      kinds(
        "function d(t, k, desc) { return { ...desc, get() { return desc.get.call(this); } }; }",
      ),
    ).toEqual(["legacy"]);
    expect(kinds("function fill(a, b, input) { input.value = a + b; call(input); }")).toEqual([]);
    expect(
      kinds("function reduce(total, item, index) { return total.concat(f(item), index); }"),
    ).toEqual([]);
  });

  it("knows property decorators by what they define on their target", () => {
    const body = "Object.defineProperty(a, b, { get: () => 1 });";
    expect(kinds(`function f() { return function (a, b) { ${body} }; }`)).toEqual(["property"]);
    expect(kinds(`function f(a, b) { ${body} } class A { @f x; }`)).toEqual(["property"]);
    expect(kinds(`const f: PropertyDecorator = (a, b) => { ${body} };`)).toEqual(["property"]);
    expect(
      kinds(`function f(a, b) { ${body} } __decorate([f], A.prototype, "x", void 0);`),
    ).toEqual(["property"]);
    expect(
      kinds("function f(target, b) { Object.defineProperty(target, b, describe(b)); }"),
    ).toEqual(["property"]);
    expect(kinds(`function define(a, b) { ${body} }`)).toEqual([]);
    expect(kinds(`function define(a, b, value, isDeep) { ${body} }`)).toEqual([]);
  });

  it("knows property decorators by the descriptor they return", () => {
    const shared = "const shared = { get() { return 1; } };";
    expect(kinds(`${shared} function f(target, b) { log(b); return shared; }`)).toEqual([
      "property",
    ]);
    const give = "return { get() { return this[s]; } };";
    expect(kinds(`function f() { return (target, key) => { ${give} }; }`)).toEqual(["property"]);
    expect(kinds("function ref(value, isShallow) { return { get() { return value; } }; }")).toEqual(
      [],
    );
  });

  it("knows standard decorators by their context", () => {
    expect(
      kinds("function d(value, context) { context.addInitializer(() => {}); return () => 1; }"),
    ).toEqual(["standard"]);
    expect(kinds("function d(value, { kind, name }) { return () => 1; }")).toEqual(["standard"]);
    expect(kinds("function d(value, c: ClassMethodDecoratorContext) { return f(value); }")).toEqual(
      ["standard"],
    );
    expect(
      kinds("function d({ get, set }, c) { return { get() { return get.call(this); } }; }"),
    ).toEqual(["standard"]);
    expect(kinds("function once(fn, context) { return () => fn.call(context); }")).toEqual([]);
  });

  it("knows factories of descriptors, and whether they are for prototypes", () => {
    const factory = "function f() { return { configurable: true, get() { return this.x; } }; }";
    const found = (rest: string): boolean[] =>
      findDecorators(parse(`${factory} ${rest}`)).map(({ isOnPrototype }) => isOnPrototype);
    expect(kinds(factory)).toEqual(["factory"]);
    expect(found("")).toEqual([false]);
    expect(found('Object.defineProperty(A.prototype, "x", f());')).toEqual([true]);
    expect(found('Object.defineProperty(object, "x", f());')).toEqual([false]);
  });

  it.each([
    ["options, extra, target, name", "target, name", true],
    ["options, extra, proto, name", "proto, name", true],
    ["options, extra, retarget, name", "retarget, name", false],
    ["options, extra, object, name", "object, name", false],
    ["options, extra, target, name", "target.x, name", false],
    ["options, extra, other, name", "target, name", false],
  ])(
    "looks whether a factory for (%s) defines on (%s) as on a prototype: %s",
    (head, on, expected) => {
      const [decorator] = findDecorators(
        parse(`
        const target = {};
        function define(${head}) {
          Object.defineProperty(${on}, { configurable: true, get() { return this.x; } });
        }
      `),
      );
      expect([decorator?.kind, decorator?.isOnPrototype]).toEqual(["factory", expected]);
    },
  );

  it("leaves constructors out that define accessors on themselves", () => {
    expect(
      kinds(`
        const make = () => {
          return Cue;
          function Cue(start, end) {
            const base = { enumerable: true };
            Object.defineProperty(this, "start", { ...base, get() { return start; } });
          }
        };
      `),
    ).toEqual([]);
  });

  it("collects the functions that run for one instance", () => {
    const [decorator] = findDecorators(
      parse(`
        function d(target, key, descriptor) {
          const helper = () => 1;
          const original = descriptor.value;
          (function () { this.x = 1; })();
          descriptor.value = (...args) => original(...args);
          descriptor.get = getter;
          function getter() { return 1; }
          target.connected = function () { this.y = helper(); };
        }
      `),
    );
    const lines = decorator?.instanceFunctions.map(({ node }) => node.loc.start.line);
    expect(lines?.sort((a, b) => a - b)).toEqual([6, 8, 9]);
  });

  it("knows decorators for components", () => {
    const body = "o.methods[k] = function () { this.x; };";
    expect(kinds(`createDecorator(function (o, k) { ${body} });`)).toEqual(["property"]);
    expect(kinds(`v.createDecorator((o, k) => { ${body} });`)).toEqual(["property"]);
    expect(kinds(`createDecorator((o) => { ${body} });`)).toEqual([]);
    expect(kinds("createDecorator((o, k) => { o.methods[k] = () => 1; });")).toEqual([]);
    expect(kinds(`createDecorator(x, (o, k) => { ${body} });`)).toEqual([]);
    expect(kinds(`decorate((o, k) => { ${body} });`)).toEqual([]);
    expect(kinds(`const d = (o, k) => { ${body} };`)).toEqual([]);
  });

  it("survives an empty file and one of comments", () => {
    expect(kinds("")).toEqual([]);
    expect(kinds("// nothing")).toEqual([]);
  });
});
