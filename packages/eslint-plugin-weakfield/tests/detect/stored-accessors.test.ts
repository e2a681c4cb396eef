import { describe, expect, it } from "vitest";
import { findDecorators } from "../../src/detect/decorators.ts";
import { findStoredAccessors, isFieldDecorator } from "../../src/detect/stored-accessors.ts";
import { parse } from "./parse.ts";

/** The pairs of the class, as `name kind storage`, with what is converted and whether something is checked. */
const find = (members: string, before = ""): string[] => {
  const sourceCode = parse(`${before} const map = new WeakMap(); class A { #x; ${members} }`);
  return findStoredAccessors(sourceCode).map(({ converted, hasChecks, name, storage }) =>
    [
      `${name} ${storage.kind} ${storage.name}`,
      ...(converted ? [`by ${sourceCode.getText(converted)}`] : []),
      ...(hasChecks ? ["checked"] : []),
    ].join(" "),
  );
};

describe("findStoredAccessors", () => {
  it.each([
    ["get x() { return this._x; } set x(v) { this._x = v; }", "x member _x"],
    ["set x(v) { this._x = v; } get x() { return this._x; }", "x member _x"],
    ["get x() { return this.#x; } set x(v) { this.#x = v; }", "x private #x"],
    ["get x() { return this.#x as T; } set x(v) { this.#x = v; }", "x private #x"],
    ["get x() { return map.get(this); } set x(v) { map.set(this, v); }", "x map map"],
    ["get x() { return map.get(this)!; } set x(v) { map.set(this, v); }", "x map map"],
    ["static get x() { return this._x; } static set x(v) { this._x = v; }", "x member _x"],
    ["get 'x'() { return this._x; } set x(v) { this._x = v; }", "'x' member _x"],
    ["get x() { return this._x; } set x(v) { this._x = v!; }", "x member _x"],
    ["get x() { return this._x; } set x(v) { this._x = Number(v); }", "x member _x by Number(v)"],
    [
      "get x() { return this._x; } set x(v) { if (!v) throw new Error(); this._x = v; }",
      "x member _x checked",
    ],
    [
      "get x() { return this._x; } set x(v) { if (!v) { throw 1; } this._x = v; }",
      "x member _x checked",
    ],
  ])("finds %s", (members, expected) => {
    expect(find(members)).toEqual([expected]);
  });

  it.each([
    ["a getter alone", "get x() { return this._x; }"],
    ["a setter alone", "set x(v) { this._x = v; }"],
    [
      "a static beside one that is not",
      "static get x() { return this._x; } set x(v) { this._x = v; }",
    ],
    ["two storages", "get x() { return this._x; } set x(v) { this._y = v; }"],
    ["a map and a member", "get x() { return map.get(this); } set x(v) { this._x = v; }"],
    ["a member and a map", "get x() { return this._x; } set x(v) { map.set(this, v); }"],
    ["a public member", "get x() { return this.y; } set x(v) { this.y = v; }"],
    ["a computed member", "get x() { return this[y]; } set x(v) { this[y] = v; }"],
    ["another object", "get x() { return a._x; } set x(v) { a._x = v; }"],
    ["a getter that does more", "get x() { f(); return this._x; } set x(v) { this._x = v; }"],
    ["a getter that gives nothing", "get x() { return; } set x(v) { this._x = v; }"],
    ["a getter without a return", "get x() { this._x; } set x(v) { this._x = v; }"],
    ["an empty getter", "get x() {} set x(v) { this._x = v; }"],
    ["a getter that computes", "get x() { return this._x + 1; } set x(v) { this._x = v; }"],
    ["a setter that does more", "get x() { return this._x; } set x(v) { f(); this._x = v; }"],
    [
      "a setter that does more afterwards",
      "get x() { return this._x; } set x(v) { this._x = v; f(); }",
    ],
    ["an empty setter", "get x() { return this._x; } set x(v) {}"],
    ["a setter that adds", "get x() { return this._x; } set x(v) { this._x += v; }"],
    ["a setter of parts", "get x() { return this._x; } set x({ v }) { this._x = v; }"],
    ["a setter of something else", "get x() { return this._x; } set x(v) { this._x = 1; }"],
    [
      "a setter that asks the instance",
      "get x() { return this._x; } set x(v) { this._x = this.f(v); }",
    ],
    [
      "a setter that asks the base",
      "get x() { return this._x; } set x(v) { this._x = super.f(v); }",
    ],
    [
      "a setter that makes a function",
      "get x() { return this._x; } set x(v) { this._x = () => v; }",
    ],
    [
      "a check that returns",
      "get x() { return this._x; } set x(v) { if (!v) return; this._x = v; }",
    ],
    [
      "a check that does more",
      "get x() { return this._x; } set x(v) { if (!v) { f(); throw 1; } this._x = v; }",
    ],
    [
      "a check with another way",
      "get x() { return this._x; } set x(v) { if (!v) throw 1; else f(); this._x = v; }",
    ],
    ["a strong map", "get x() { return strong.get(this); } set x(v) { strong.set(this, v); }"],
    ["a map by another key", "get x() { return map.get(a); } set x(v) { map.set(a, v); }"],
    [
      "another method of the map",
      "get x() { return map.has(this); } set x(v) { map.set(this, v); }",
    ],
    [
      "a map that is given nothing",
      "get x() { return map.get(this); } set x(v) { map.set(this); }",
    ],
    [
      "a map that is given a list",
      "get x() { return map.get(this); } set x(v) { map.set(this, ...v); }",
    ],
    ["an unknown map", "get x() { return other.get(this); } set x(v) { other.set(this, v); }"],
    ["a function", "get x() { return get(this); } set x(v) { set(this, v); }"],
    ["a decorated getter", "@d get x() { return this._x; } set x(v) { this._x = v; }"],
    ["methods", "x() { return this._x; } setX(v) { this._x = v; }"],
    ["a computed name", "get [x]() { return this._x; } set [x](v) { this._x = v; }"],
  ])("leaves alone %s", (_, members) => {
    expect(find(members, "const strong = new Map();")).toEqual([]);
  });

  it("leaves alone what is only declared", () => {
    expect(findStoredAccessors(parse("declare class A { get x(): 1; set x(v); }"))).toEqual([]);
  });
});

describe("isFieldDecorator", () => {
  const isField = (before: string, accessors: string, outside = ""): boolean => {
    const sourceCode = parse(`
      ${outside}
      export function d(target, key) {
        ${before}
        Object.defineProperty(target, key, { ${accessors} });
      }`);
    const [decorator] = findDecorators(sourceCode);
    if (decorator === undefined) throw new Error("no decorator");
    return isFieldDecorator(sourceCode, decorator);
  };
  const map = "const map = new WeakMap();";
  const getter = "get() { return map.get(this); }";

  it.each([
    ["a map of its own", map, `${getter}, set(v) { map.set(this, v); }`, true],
    ["a converted value", map, `${getter}, set(v) { map.set(this, Number(v)); }`, true],
    ["a checked value", map, `${getter}, set(v) { if (!v) throw 1; map.set(this, v); }`, true],
    ["a getter alone", map, getter, false],
    ["a setter that does more", map, `${getter}, set(v) { f(); map.set(this, v); }`, false],
    ["a setter that does something else", map, `${getter}, set(v) { this.x = v; }`, false],
    ["a setter that gives something", map, `${getter}, set(v) { return f(v); }`, false],
    [
      "a getter that does something else",
      map,
      "get() { return 1; }, set(v) { map.set(this, v); }",
      false,
    ],
    ["an arrow", map, "get: () => map.get(this), set(v) { map.set(this, v); }", false],
    ["a strong map", "const map = new Map();", `${getter}, set(v) { map.set(this, v); }`, false],
    [
      "two maps",
      `${map} const other = new WeakMap();`,
      `${getter}, set(v) { other.set(this, v); }`,
      false,
    ],
    ["no map", "", "get() { return this.x; }, set(v) { this.x = v; }", false],
  ])("with %s: %s", (_, before, accessors, expected) => {
    expect(isField(before, accessors)).toBe(expected);
  });

  it("is false with a map that all properties share", () => {
    expect(isField("", `${getter}, set(v) { map.set(this, v); }`, map)).toBe(false);
  });
});
