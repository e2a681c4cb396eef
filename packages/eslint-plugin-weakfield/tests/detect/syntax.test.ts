import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import {
  calleeName,
  callOf,
  enclosingFunction,
  findProperty,
  getDecorators,
  getParent,
  isClass,
  isDefineProperty,
  isFunction,
  isInside,
  isWriteTarget,
  memberName,
  possibleValues,
  staticName,
  unwrap,
  wrapped,
} from "../../src/detect/syntax.ts";
import { findNode, parse } from "./parse.ts";

describe("isFunction and isClass", () => {
  it.each([
    ["function f() {}", "FunctionDeclaration", true, false],
    ["() => {}", "ArrowFunctionExpression", true, false],
    ["function () {}", "FunctionExpression", true, false],
    ["class A {}", "ClassDeclaration", false, true],
    ["class {}", "ClassExpression", false, true],
    ["{}", "ObjectExpression", false, false],
  ] as const)("tells what %s is", (text, type, asFunction, asClass) => {
    const code = type.endsWith("Declaration") ? text : `x = ${text};`;
    const node = findNode(parse(code), text, type);
    expect([isFunction(node), isClass(node)]).toEqual([asFunction, asClass]);
  });

  it("takes nothing for no function", () => {
    expect(isFunction(null)).toBe(false);
    expect(isFunction(undefined)).toBe(false);
  });
});

describe("unwrap and wrapped", () => {
  it.each([
    "(a as B)",
    "(<B>a)",
    "(a satisfies B)",
    "a!",
    "(0, a)",
    "(0, 1, a)",
    "(0, (a as B)!)",
    "(a<B>)",
  ])("lead from %s to a, and back", (text) => {
    const sourceCode = parse(`x = ${text};`);
    const { right } = findNode(sourceCode, `x = ${text}`, "AssignmentExpression");
    const inner = findNode(sourceCode, "a", "Identifier");
    expect(unwrap(right)).toBe(inner);
    expect(wrapped(inner)).toBe(right);
  });

  it("lead through an optional chain", () => {
    const sourceCode = parse("x = a?.b;");
    const chain = findNode(sourceCode, "a?.b", "ChainExpression");
    const member = findNode(sourceCode, "a?.b", "MemberExpression");
    expect(unwrap(chain)).toBe(member);
    expect(wrapped(member)).toBe(chain);
  });

  it("lead to what is awaited, but not back: a promise is used elsewhere than its value", () => {
    const sourceCode = parse("async () => { x = await a; };");
    const awaited = findNode(sourceCode, "await a");
    const inner = findNode(sourceCode, "a", "Identifier");
    expect(unwrap(awaited)).toBe(inner);
    expect(wrapped(inner)).toBe(inner);
  });

  it("stay at what is not the value of a sequence, and at every other expression", () => {
    const sourceCode = parse("x = (a, b) + c;");
    const a = findNode(sourceCode, "a", "Identifier");
    expect(wrapped(a)).toBe(a);
    const sum = findNode(sourceCode, "(a, b) + c");
    expect(unwrap(sum)).toBe(sum);
    expect(wrapped(findNode(sourceCode, "c", "Identifier")).type).toBe("Identifier");
  });
});

describe("staticName", () => {
  it.each([
    ["a.b", "b"],
    ["a['b']", "b"],
    ["a[`b`]", "b"],
    ["a[0]", "0"],
    ["a[b]", null],
    ["a[`b${c}`]", null],
    ["a[null]", null],
  ])("of %s is %s", (text, expected) => {
    expect(staticName(findNode(parse(`x = ${text};`), text, "MemberExpression"))).toBe(expected);
  });

  it.each([
    ["b = 1", "PropertyDefinition", "b"],
    ["#b = 1", "PropertyDefinition", "#b"],
    ["'b' = 1", "PropertyDefinition", "b"],
    ["[`b`] = 1", "PropertyDefinition", "b"],
    ["[b] = 1", "PropertyDefinition", null],
    ["accessor b = 1", "AccessorProperty", "b"],
    ["get b() { return 1; }", "MethodDefinition", "b"],
    ["1() {}", "MethodDefinition", "1"],
  ] as const)("of the member %s is %s", (text, type, expected) => {
    expect(staticName(findNode(parse(`class A { ${text} }`), text, type))).toBe(expected);
  });

  it("names the property of a literal and of a pattern, and no other node", () => {
    const sourceCode = parse("x = { b: 1 }; ({ c } = x);");
    expect(staticName(findNode(sourceCode, "b: 1", "Property"))).toBe("b");
    expect(staticName(findNode(sourceCode, "c", "Property"))).toBe("c");
    expect(staticName(findNode(sourceCode, "x", "Identifier"))).toBe(null);
  });
});

describe("enclosingFunction", () => {
  it("is the nearest one around, not the node itself", () => {
    const sourceCode = parse("function f() { return () => a; } b;");
    const arrow = findNode(sourceCode, "() => a");
    expect(enclosingFunction(findNode(sourceCode, "a", "Identifier"))).toBe(arrow);
    expect(enclosingFunction(arrow)?.type).toBe("FunctionDeclaration");
    expect(enclosingFunction(findNode(sourceCode, "b", "Identifier"))).toBe(null);
  });
});

describe("callOf", () => {
  it.each([
    ["a.b(c)", "a.b(c)"],
    ["a.b?.(c)", "a.b?.(c)"],
    ["a.b!(c)", "a.b!(c)"],
    ["c(a.b)", null],
    ["new a.b(c)", null],
  ])("finds the call whose callee is a.b in %s: %s", (text, expected) => {
    const sourceCode = parse(`${text};`);
    const call = callOf(findNode(sourceCode, "a.b", "MemberExpression"));
    expect(call && sourceCode.getText(call)).toBe(expected);
  });
});

describe("calleeName", () => {
  it.each([
    ["f()", "f"],
    ["a.b.c()", "c"],
    ["(0, a.b)()", "b"],
    ["a[b]()", null],
    ["(() => {})()", null],
  ])("of %s is %s", (text, expected) => {
    expect(calleeName(findNode(parse(`${text};`), text, "CallExpression"))).toBe(expected);
  });
});

describe("possibleValues", () => {
  it.each([
    ["a", ["a"]],
    ["a ? b : c", ["b", "c"]],
    ["a || b", ["a", "b"]],
    ["a ?? (b || c)", ["a", "b", "c"]],
    ["a && b", ["b"]],
    ["a = b", ["b"]],
    ["a ? (b as T) : (c, d)", ["b", "d"]],
  ])("of %s are %j", (text, expected) => {
    const sourceCode = parse(`x = ${text};`);
    const { right } = findNode(sourceCode, `x = ${text}`, "AssignmentExpression");
    expect(possibleValues(right).map((node) => sourceCode.getText(node))).toEqual(expected);
  });
});

describe("isDefineProperty", () => {
  it.each([
    ["Object.defineProperty(a, b, c)", true],
    ["Reflect.defineProperty(a, b, c)", true],
    ["(0, Object.defineProperty)(a, b, c)", true],
    ["__defProp(a, b, c)", true],
    ["__defProp2(a, b, c)", true],
    ["defineProperty(a, b, c)", true],
    ["_defineProperty(a, b, c)", true],
    ["Object.defineProperty(a, b)", false],
    ["Object.defineProperties(a, b, c)", false],
    ["undefineProperty(a, b, c)", false],
    ["definePropertyLater(a, b, c)", false],
    ["new defineProperty(a, b, c)", false],
    ["f()(a, b, c)", false],
  ])("of %s is %s", (text, expected) => {
    const sourceCode = parse(`x = ${text};`);
    expect(
      isDefineProperty(findNode(sourceCode, `x = ${text}`, "AssignmentExpression").right),
    ).toBe(expected);
  });
});

describe("findProperty", () => {
  it("finds a property by its name, past spreads and computed names", () => {
    const sourceCode = parse("x = { ...a, [b]: 1, get c() { return 1; }, 'd': 2 };");
    const object = findNode(
      sourceCode,
      "{ ...a, [b]: 1, get c() { return 1; }, 'd': 2 }",
      "ObjectExpression",
    );
    expect(findProperty(object, "c")?.kind).toBe("get");
    expect(findProperty(object, "d")?.value).toMatchObject({ value: 2 });
    expect(findProperty(object, "b")).toBe(null);
  });
});

describe("isWriteTarget", () => {
  it.each([
    ["a.b = 1;", true],
    ["a.b += 1;", true],
    ["a.b!++;", true],
    ["delete a.b;", true],
    ["for (a.b of c) {}", true],
    ["for (a.b in c) {}", true],
    ["[a.b = 1] = c;", true],
    ["c = a.b;", false],
    ["typeof a.b;", false],
    ["for (c of a.b) {}", false],
    ["for (c in a.b) {}", false],
    ["[c = a.b] = d;", false],
    ["f(a.b);", false],
  ])("is told in %s: %s", (code, expected) => {
    expect(isWriteTarget(findNode(parse(code), "a.b", "MemberExpression"))).toBe(expected);
  });

  it("does not count the default of a parameter", () => {
    expect(isWriteTarget(findNode(parse("x = function (a = 1) {};"), "a", "Identifier"))).toBe(
      false,
    );
  });
});

describe("isInside", () => {
  it("holds for a node in another one and for the node itself", () => {
    const sourceCode = parse("f(a); b;");
    const call = findNode(sourceCode, "f(a)");
    const a = findNode(sourceCode, "a", "Identifier");
    expect(isInside(a, call)).toBe(true);
    expect(isInside(call, call)).toBe(true);
    expect(isInside(call, a)).toBe(false);
    expect(isInside(findNode(sourceCode, "b", "Identifier"), call)).toBe(false);
    expect(isInside(findNode(sourceCode, "f", "Identifier"), a)).toBe(false);
  });
});

describe("getParent and getDecorators", () => {
  it("give null and none where a parser leaves something out", () => {
    const { ast } = parse("a;");
    expect(getParent(ast)).toBe(null);
    expect(ast.body[0] && getParent(ast.body[0])).toBe(ast);
    expect(getDecorators({})).toEqual([]);
    const field = findNode(parse("class A { @d x; }"), "@d x;", "PropertyDefinition");
    expect(getDecorators(field)).toHaveLength(1);
  });
});

describe("memberName", () => {
  it.each([
    ["this.clients", "MemberExpression", "clients"],
    ["this[kClients]", "MemberExpression", "[kClients]"],
    ["this[CLIENTS]", "MemberExpression", "[CLIENTS]"],
    ["this[symClients]", "MemberExpression", "[symClients]"],
    ["this[clientSymbol]", "MemberExpression", "[clientSymbol]"],
    ["this[Symbols.clients]", "MemberExpression", "[Symbols.clients]"],
    ["this[Symbols[name]]", "MemberExpression", null],
    ["this[names.clients]", "MemberExpression", null],
    ["this[a.symbols.clients]", "MemberExpression", null],
    ["this[X]", "MemberExpression", null],
    ["this[name]", "MemberExpression", null],
    ["this[name()]", "MemberExpression", null],
  ] as const)("reads %s", (text, type, expected) => {
    expect(memberName(findNode(parse(`x = ${text};`), text, type))).toBe(expected);
  });

  it.each([
    ["[kClients] = 1", "PropertyDefinition", "[kClients]"],
    ["clients = 1", "PropertyDefinition", "clients"],
    ["accessor [kClients] = 1", "AccessorProperty", "[kClients]"],
    ["[kClients]() {}", "MethodDefinition", null],
  ] as const)("reads the member %s of a class", (text, type, expected) => {
    const code = parse(`class A { ${text}; }`);
    const [member] = (code.ast.body[0] as TSESTree.ClassDeclaration).body.body;
    expect(member?.type).toBe(type);
    expect(memberName(member as TSESTree.Node)).toBe(expected);
  });

  it("reads a property of an object", () => {
    const node = findNode(parse("x = { [kClients]: 1 };"), "[kClients]: 1", "Property");
    expect(memberName(node)).toBe("[kClients]");
  });
});
