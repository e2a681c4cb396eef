import { describe, expect, it } from "vitest";
import { findSharedPrototypeValue } from "../../src/detect/prototype-changes.ts";
import { findPrototypeProperties } from "../../src/detect/prototypes.ts";
import { parse } from "./parse.ts";

/** Where an instance changes the first property that is put on a prototype; null when none does. */
const change = (code: string): string | null => {
  const sourceCode = parse(code);
  const [property] = findPrototypeProperties(sourceCode);
  if (property === undefined) throw new Error("no property");
  const found = findSharedPrototypeValue(sourceCode, property);
  return found && sourceCode.getText(found.change);
};

/** The same for `x` of a class whose method goes on like this. */
const inMethod = (body: string): string | null =>
  change(`const A = Base.extend({ x: [], f(a) { ${body} } });`);

describe("findSharedPrototypeValue", () => {
  it.each([
    ["this.x.push(a);", "this.x.push(a)"],
    ["this.x[a] = 1;", "this.x[a]"],
    ["this.x.length = 0;", "this.x.length"],
    ["delete this.x[a];", "this.x[a]"],
    ["this.x.pop();", "this.x.pop()"],
    ["const x = this.x; x.push(a);", "x.push(a)"],
    ["const x = this.x; x.pop();", "x.pop()"],
    ["const self = this; self.x.push(a);", "self.x.push(a)"],
    ["() => this.x.push(a);", "this.x.push(a)"],
    ["this.get('x').push(a);", "this.get('x').push(a)"],
    ["get(this, 'x').push(a);", "get(this, 'x').push(a)"],
    ["Ember.get(this, 'x.y').push(a);", "Ember.get(this, 'x.y').push(a)"],
    ["this.set('x.y', a);", "this.set('x.y', a)"],
    ["this.$set('x.y', a);", "this.$set('x.y', a)"],
    ["set(this, 'x.y', a);", "set(this, 'x.y', a)"],
    ["set(this, `x.${a}`, 1);", "set(this, `x.${a}`, 1)"],
    ["set(this, 'x.' + a, 1);", "set(this, 'x.' + a, 1)"],
    // An instance has its own, or none is changed.
    ["all[a](this, 'x').push(a);", null],
    ["set(this, `${a}.x`, 1);", null],
    ["this.x = []; this.x.push(a);", null],
    ["this.x.push(a); this.x = [];", null],
    ["this.set('x', []); this.x.push(a);", null],
    ["set(this, 'x', []); this.x.push(a);", null],
    ["setProperties(this, { x: [] }); this.x.push(a);", null],
    ["Object.assign(this, { x: [] }); this.x.push(a);", null],
    ["this.setProperties({ x: [] }); this.x.push(a);", null],
    ["this.x.forEach(a);", null],
    ["const x = this.x; x.forEach(a);", null],
    ["let x = this.x; x = [];", null],
    ["this.y.push(a);", null],
    ["a.x.push(a);", null],
    ["a[this].push(a);", null],
    ["this[a]('x').push(a);", null],
    ["this.set('y.x', a);", null],
    ["this.set('xy', a);", null],
    ["this.set(a, 1);", null],
    ["this.reset('x.y', a);", null],
    ["this.get('x');", null],
    ["this.get('xy').push(a);", null],
    ["this.get('x').forEach(a);", null],
    ["set(a, this, 'x.y');", null],
    ["set(this, 1 + a, 1);", null],
    ["set(this, 'x.' - a, 1);", null],
    ["this.get;", null],
    ["Object.assign(this, { y: [] });", null],
    ["Object.assign(this, { y: [] }); this.x.push(a);", "this.x.push(a)"],
    ["all('x.y', this.set);", null],
    ["set(a, 'x.y', this);", null],
    ["this.setter('x.y', a);", null],
    ["this.$setter('x.y', a);", null],
    ["this.un$set('x.y', a);", null],
  ])("in %s is %s", (body, expected) => {
    expect(inMethod(body)).toBe(expected);
  });

  it("asks the methods, wherever they are put, and the constructor", () => {
    const onPrototype = "A.prototype.x = [];";
    expect(change(`class A { f(a) { this.x.push(a); } } ${onPrototype}`)).toBe("this.x.push(a)");
    expect(
      change(`class A { constructor() { this.x = []; } f(a) { this.x.push(a); } } ${onPrototype}`),
    ).toBe(null);
    expect(
      change(`function A() {} ${onPrototype} A.prototype.f = function (a) { this.x.push(a); };`),
    ).toBe("this.x.push(a)");
    expect(
      change(
        `function A() { this.x = []; } ${onPrototype} A.prototype.f = function (a) { this.x.push(a); };`,
      ),
    ).toBe(null);
    expect(change(`class A {} class B { f(a) { this.x.push(a); } } ${onPrototype}`)).toBe(null);
    expect(
      change(
        `function A() {} function B() {} ${onPrototype} B.prototype.f = function (a) { this.x.push(a); };`,
      ),
    ).toBe(null);
    expect(change(`${onPrototype} function f(a) { this.x.push(a); }`)).toBe(null);
  });

  it.each([
    "options",
    "defaults",
    "default",
    "defaultOptions",
    "settings",
    "config",
    "props",
    "properties",
    "events",
  ])("leaves alone %s, which base classes copy", (name) => {
    expect(change(`const A = Base.extend({ ${name}: {}, f(a) { this.${name}.b = a; } });`)).toBe(
      null,
    );
  });

  it("leaves alone what is no container, and names that only contain a copied one", () => {
    expect(change("const A = Base.extend({ x: make(), f(a) { this.x.push(a); } });")).toBe(null);
    expect(
      change("const A = Base.extend({ myoptions: {}, f(a) { this.myoptions.b = a; } });"),
    ).toBe("this.myoptions.b");
    expect(
      change("const A = Base.extend({ optionsOf: {}, f(a) { this.optionsOf.b = a; } });"),
    ).toBe("this.optionsOf.b");
  });
});
