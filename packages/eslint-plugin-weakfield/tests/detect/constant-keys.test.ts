import { describe, expect, it } from "vitest";
import { getConstantKey, hasDefaultText } from "../../src/detect/constant-keys.ts";
import type { Variable } from "../../src/detect/syntax.ts";
import { findExpressionVariable } from "../../src/detect/variables.ts";
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

describe("hasDefaultText", () => {
  it.each([
    ['slot = "timer"', "", true],
    ["slot", 'if (slot === void 0) { slot = "timer"; }', true],
    ["slot", 'if (slot === void 0) slot = "timer";', true],
    ["slot", "", false],
    ["slot = 1", "", false],
    ["slot = null", "", false],
    ["slot = other", "", false],
    ['slot = "timer"', 'if (more) slot = "other";', false],
    ["slot", 'slot = "timer";', false],
    ["slot", 'if (slot) slot = "timer";', false],
    ["slot", 'if (slot === null) slot = "timer";', false],
    ["slot", 'if (slot === -1) slot = "timer";', false],
    ["slot", 'if (slot === void 0) { if (more) { slot = "timer"; } }', false],
    ["slot", 'while (slot === void 0) { slot = "timer"; }', false],
    ["slot", "if (slot === void 0) slot = make();", false],
    ["slot", "if (slot === void 0) slot++;", false],
  ])("of (%s) with %s is %s", (parameter, statement, expected) => {
    const text = `function f(${parameter}) { ${statement} return this[slot]; }`;
    expect(hasDefaultText(variableOf(text))).toBe(expected);
  });

  it("is false of what is no parameter", () => {
    expect(hasDefaultText(variableOf('let slot = "timer"; this[slot];'))).toBe(false);
    expect(hasDefaultText(variableOf('for (const slot of ["a"]) this[slot];'))).toBe(false);
  });

  function variableOf(text: string): Variable {
    const sourceCode = parse(text);
    const { property } = findNode(sourceCode, "this[slot]", "MemberExpression");
    const variable = findExpressionVariable(sourceCode, property);
    if (variable === null) throw new Error("no variable");
    return variable;
  }
});
