import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import type { FunctionNode } from "../../src/detect/syntax.ts";
import { isPassedToWalk, makesVisitor } from "../../src/detect/visitors.ts";
import { findNode, parse } from "./parse.ts";

describe("makesVisitor", () => {
  const make = (body: string): FunctionNode =>
    findNode(parse(`function create(context) { ${body} }`), null, "FunctionDeclaration");

  it.each([
    "return { CallExpression(node) {} };",
    'return { "Program:exit"() {} };',
    "return { JSXIdentifier: 0, TSTypeAliasDeclaration: check };",
    "const seen = new Set(); return ({ Program() {} });",
    "return { onCodePathStart() {} };",
    "return { onUnreachableCodePathEnd() {} };",
    "return { ...base, 'CallExpression[callee]'() {} };",
  ])("takes %s", (body) => {
    expect(makesVisitor(make(body))).toBe(true);
  });

  it.each([
    "return { callExpression(node) {} };",
    "return { CallExpression: 1 };",
    "return { CallExpressions() {} };",
    "return { myCallExpression() {} };",
    "return { 'a:exits'() {} };",
    "return { ...base };",
    "return { [name]() {} };",
    "return visitor;",
    "if (a) { return { CallExpression() {} }; }",
    "return;",
  ])("leaves %s", (body) => {
    expect(makesVisitor(make(body))).toBe(false);
  });
});

it("a function without a body of statements makes no visitor", () => {
  const maker = findNode(parse("(a) => ({ Program() {} });"), null, "ArrowFunctionExpression");
  expect(makesVisitor(maker)).toBe(false);
});

describe("isPassedToWalk", () => {
  const isPassed = (code: string): boolean => {
    const sourceCode = parse(code);
    return isPassedToWalk(findNode(sourceCode, "{ f }"), getFileIndex(sourceCode));
  };

  it.each([
    "walk(tree, { f });",
    "visit(tree, [{ enter: { f } }]);",
    "const visitor = { f }; traverse(tree, visitor);",
    "const visitor = { f }; walk(tree, { enter: visitor });",
  ])("takes %s", (code) => {
    expect(isPassed(code)).toBe(true);
  });

  it.each([
    "register(tree, { f });",
    "const visitor = { f };",
    "const visitor = { f }; walk(tree, visitor); keep(visitor);",
    "let visitor; visitor = { f };",
    "sidewalk(tree, { f });",
    "walker(tree, { f });",
    "walks[0](tree, { f });",
    "walks[name](tree, { f });",
    "const { f: own } = { f };",
    "const visitor = { f }; walk(tree, [visitor]);",
    "const visitor = { f }; keep({ enter: visitor });",
  ])("leaves %s", (code) => {
    expect(isPassed(code)).toBe(false);
  });
});
