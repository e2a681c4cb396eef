import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { createLoweredCarriers } from "../src/lowered-carriers.ts";

/** What is printed for a statement that the compiler, or another transformer, made of a carrier. */
function printed(text: string): string {
  const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2022, true);
  const [statement] = file.statements as unknown as [ts.Statement];
  const carrier = ts.factory.createPropertyDeclaration(
    undefined,
    "init",
    undefined,
    undefined,
    undefined,
  );
  const context = {
    factory: ts.factory,
    enableSubstitution: () => undefined,
    onSubstituteNode: (_hint: ts.EmitHint, node: ts.Node) => node,
  } as unknown as ts.TransformationContext;
  createLoweredCarriers(ts, context).add(carrier);
  ts.setOriginalNode(statement, carrier);
  const substitute = context.onSubstituteNode(ts.EmitHint.Unspecified, statement);
  return ts.createPrinter().printNode(ts.EmitHint.Unspecified, substitute, file);
}

describe("a carrier that became", () => {
  test.each([
    ["this.init = a(this);", "a(this);"],
    ['Object.defineProperty(this, "init", { writable: true, value: a(this) });', "a(this);"],
  ])("%s is its initializer", (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test.each([
    "a(this);",
    "a(this, b, c);",
    "a(this, b, { [c]: 1 });",
    "a(this, b, { value() { } });",
    "a(this, b, { ...value });",
    "this;",
    "if (a)\n    b();",
  ])("%s stays, as nothing in it is one", (text) => {
    expect(printed(text)).toBe(text);
  });
});
