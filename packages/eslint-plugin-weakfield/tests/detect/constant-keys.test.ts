import { describe, expect, it } from "vitest";
import { getConstantKey } from "../../src/detect/constant-keys.ts";
import { findNode, parse } from "./parse.ts";

describe("getConstantKey", () => {
  it.each([
    ["this.value", "", "value"],
    ["this['value']", "", "value"],
    ["this[KEY]", "const KEY = Symbol();", "[KEY]"],
    ["this[KEY]", "const KEY = Symbol.for('x') as symbol;", "[KEY]"],
    ["this[KEY]", "const KEY = 'x';", "[KEY]"],
    ["this[KEY!]", "const KEY = 1;", "[KEY]"],
    ["this.#value", "", null],
    ["this[KEY]", "", null],
    ["this[KEY]", "let KEY = Symbol(); KEY = 1;", null],
    ["this[KEY]", "const KEY = make();", null],
    ["this[KEY]", "const KEY = Symbolic();", null],
    ["this[KEY]", "let KEY;", null],
    ["this[KEY]", "import { KEY } from './key.js';", null],
    ["this[KEY]", "const KEY = require('key');", null],
    ["this[a + b]", "const a = 1, b = 2;", null],
  ])("of %s after %s is %s", (text, before, expected) => {
    const sourceCode = parse(`${before} class A { #value; f() { ${text}; } }`);
    const member = findNode(sourceCode, text, "MemberExpression");
    expect(getConstantKey(sourceCode, member)).toBe(expected);
  });

  it("is none where the key is made for each decoration", () => {
    const sourceCode = parse(
      "function d() { const key = Symbol(); return function () { this[key]; }; }",
    );
    const member = findNode(sourceCode, "this[key]", "MemberExpression");
    expect(getConstantKey(sourceCode, member)).toBe(null);
  });
});
