import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import { getFileIndex } from "../../src/detect/file-index.ts";
import {
  findConstantValue,
  findExpressionVariable,
  findInitializer,
  findModuleName,
  findVariable,
  getAliases,
  getCaptured,
  getParameters,
  isDeclaredInside,
  isImported,
  isModuleVariable,
  resolveFunction,
} from "../../src/detect/variables.ts";
import { findNode, parse } from "./parse.ts";

function variableIn(code: string) {
  const sourceCode = parse(code);
  const variable = (sourceCode.scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.variables)
    .find(({ name }) => name === "v");
  if (variable === undefined) throw new Error("no variable v");
  return { sourceCode, variable };
}

describe("findVariable and findExpressionVariable", () => {
  it("find the nearest declaration", () => {
    const sourceCode = parse("const a = 1; function f(a) { use(a); } use(b);");
    const inner = findNode(sourceCode, "use(a)", "CallExpression")
      .arguments[0] as TSESTree.Identifier;
    expect(findVariable(sourceCode, inner)?.defs[0]?.type).toBe("Parameter");
    const b = findNode(sourceCode, "b", "Identifier");
    expect(findVariable(sourceCode, b)).toBe(null);
    expect(findVariable(sourceCode, findNode(sourceCode, "a", "Identifier"))?.defs[0]?.type).toBe(
      "Variable",
    );
  });

  it("see through what does not change the value, and take nothing but a name", () => {
    const sourceCode = parse("const a = 1; use((a as T)!); use(a.b);");
    const [first, second] = ["use((a as T)!)", "use(a.b)"].map(
      (text) => findNode(sourceCode, text, "CallExpression").arguments[0],
    );
    expect(findExpressionVariable(sourceCode, first)?.name).toBe("a");
    expect(findExpressionVariable(sourceCode, second)).toBe(null);
    expect(findExpressionVariable(sourceCode, null)).toBe(null);
    expect(findExpressionVariable(sourceCode, undefined)).toBe(null);
  });

  it("tell a function by its name, whatever its body declares", () => {
    const sourceCode = parse("function f() { var f = 1; }");
    const name = findNode(sourceCode, "f", "Identifier");
    expect(findVariable(sourceCode, name)?.defs[0]?.type).toBe("FunctionName");
  });

  it("knows no global", () => {
    const sourceCode = parse("Map;");
    expect(findVariable(sourceCode, findNode(sourceCode, "Map", "Identifier"))).toBe(null);
  });
});

describe("findInitializer and findConstantValue", () => {
  it.each([
    ["const v = a;", "a", "a"],
    ["let v = a; v = b;", "a", null],
    ["let v = a; v++;", "a", null],
    ["let v; v = a;", null, null],
    ["const { v } = a;", null, null],
    ["function f(v = a) {}", "a", "a"],
    ["function f(v = a) { v = b; }", "a", null],
    ["function f(v) {}", null, null],
    ["function f({ v = a }) {}", "a", "a"],
    ["function f(b = v) {} var v = a;", "a", "a"],
    ["var v = a; var v = b;", null, null],
    ["function v() {}", null, null],
  ])("in %s are %s and %s", (code, initial, constant) => {
    const { sourceCode, variable } = variableIn(code);
    const text = (node: TSESTree.Node | null): string | null => node && sourceCode.getText(node);
    expect(text(findInitializer(variable))).toBe(initial);
    expect(text(findConstantValue(variable))).toBe(constant);
  });
});

describe("resolveFunction", () => {
  it.each([
    ["use(() => 1);", "() => 1"],
    ["use((function () {}) as T);", "function () {}"],
    ["function f() {} use(f);", "function f() {}"],
    ["const f = () => 1; use(f);", "() => 1"],
    ["const f = (() => 1)!; use(f);", "() => 1"],
    ["const f = x = () => 1; use(f);", "() => 1"],
    ["use(x = () => 1);", "() => 1"],
    ["let f = () => 1; f = null; use(f);", null],
    ["const f = g; use(f);", null],
    ["class f {} use(f);", null],
    ["let f; use(f);", null],
    ["function g(f) { use(f); }", null],
    ["use(f);", null],
    ["use(a.f);", null],
    ["use();", null],
  ])("in %s is %s", (code, expected) => {
    const sourceCode = parse(code);
    const call = getFileIndex(sourceCode).facts;
    const { arguments: [argument] = [] } =
      [call.top, ...call.functions].flatMap(({ calls }) => calls).at(-1) ?? {};
    const fn = resolveFunction(sourceCode, argument);
    expect(fn && sourceCode.getText(fn)).toBe(expected);
    expect(resolveFunction(sourceCode, null)).toBe(null);
  });
});

describe("getParameters", () => {
  it("gives the variables in order, null for a pattern, and passes the type of this by", () => {
    const sourceCode = parse("function f(this: T, a, { b }, c = 1, ...d) {}");
    const [facts] = getFacts(sourceCode).functions;
    const names = facts && getParameters(sourceCode, facts.node).map((each) => each?.name ?? null);
    expect(names).toEqual(["a", null, "c", null]);
  });
});

describe("getCaptured", () => {
  it("gives the references to what is declared outside", () => {
    const sourceCode = parse(
      "const a = 1; x = function (b) { let c; return [a, b, c, d, () => a]; };",
    );
    const [facts] = getFacts(sourceCode).functions;
    const names =
      facts && getCaptured(sourceCode, facts.node).map(({ identifier }) => identifier.name);
    expect(names).toEqual(["a", "d", "a"]);
  });
});

describe("isDeclaredInside and isModuleVariable", () => {
  it.each([
    ["const v = 1;", false, true],
    ["{ const v = 1; }", false, true],
    ["function f() { const v = 1; }", true, false],
    ["function f(v) {}", true, false],
    ["import v from 'v'; function f() {}", false, true],
  ])("are told in %s: %s, %s", (code, inside, ofModule) => {
    const { sourceCode, variable } = variableIn(`${code} function g() {}`);
    const [facts] = getFacts(sourceCode).functions;
    expect(facts && isDeclaredInside(variable, facts.node)).toBe(inside);
    expect(isModuleVariable(variable)).toBe(ofModule);
  });

  it("hold for nothing that the file does not declare", () => {
    const { sourceCode, variable } = variableIn("const v = 1;");
    const undeclared = { ...variable, defs: [], identifiers: [], scope: variable.scope } as never;
    expect(isModuleVariable(undeclared)).toBe(false);
    expect(isDeclaredInside(undeclared, sourceCode.ast)).toBe(false);
  });
});

describe("isImported and findModuleName", () => {
  it.each([
    ["import v from 'm';", "m"],
    ["import { v } from 'm';", "m"],
    ["import { a as v } from 'm';", "m"],
    ["import * as v from 'm';", "m"],
    ["const v = require('m');", "m"],
    ["const { v } = require('m');", "m"],
    ["const v = require('m').default;", "m"],
    ["const v = require('m').a.b.c;", "m"],
    ["const v = __importDefault(require('m'));", "m"],
    ["const v = tslib.__importStar(require('m'));", "m"],
    ["const v = require('m').a.b.c.d;", null],
    ["const v = require(name);", null],
    ["const v = require(1);", null],
    ["const v = require();", null],
    ["const v = load('m');", null],
    ["const v = load(load)('m');", null],
    ["const v = f()(require('m'));", null],
    ["let v;", null],
    ["function v() {}", null],
    ["import v = require('m');", null],
  ])("in %s is %s", (code, expected) => {
    const { variable } = variableIn(code);
    expect(findModuleName(variable)).toBe(expected);
    expect(isImported(variable)).toBe(expected !== null);
  });
});

describe("getAliases", () => {
  it("gives the constants that are other names", () => {
    const { sourceCode, variable } = variableIn(
      "const v = 1; const a = v; const b = a, c = v; const { d } = v; const e = f(v); let g; g = v;",
    );
    expect(getAliases(sourceCode, variable).map(({ name }) => name)).toEqual(["a", "c"]);
  });
});
