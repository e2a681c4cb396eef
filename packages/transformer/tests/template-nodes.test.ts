import type { Hole, Piece } from "@weakfield/core";
import * as ts from "typescript";
import { expect, test } from "vitest";
import { createTemplateNodes } from "../src/template-nodes.ts";

const template = createTemplateNodes(ts, ts.factory);
const range = { pos: 3, end: 7 };
const hole: Hole = { field: 0, role: "initializer", span: { start: 0, end: 1 } };
const original = ts.factory.createIdentifier("original");

function print(nodes: readonly ts.Node[]): string {
  const file = ts.createSourceFile("a.ts", "", ts.ScriptTarget.ES2022);
  const printer = ts.createPrinter();
  return nodes.map((node) => printer.printNode(ts.EmitHint.Unspecified, node, file)).join("\n");
}

const members = (...pieces: Piece[]) => template.members(pieces, () => original, range);
const statements = (...pieces: Piece[]) => template.statements(pieces, () => original, range);

test("every form of a member", () => {
  const text = `static { a(); }
constructor() { }
static get a() { return this.#a; }
set "b"(v) { }
get [k]() { return 1; }
#c;
"d" = 2;`;
  expect(print(members(text))).toBe(text);
});

test("every form of a statement and an expression", () => {
  const text = `const $a = b("c", { d: [], ["e"]: void 0 }), f = (g, h);
let i, j = 1;
m = #n in this ? this.#n : o.p["q\\n"];
return r, s;`;
  expect(print(statements(text))).toBe(text);
});

test("a name may be cut into pieces, and may hold any letter", () => {
  expect(print(statements("const $gr", "öße𝒳 = #", "x in this;"))).toBe(
    "const $größe𝒳 = #x in this;",
  );
});

test("a hole is the original node, and keeps its own range", () => {
  const [statement] = statements("a(", hole, ");") as [ts.ExpressionStatement];
  const call = statement.expression as ts.CallExpression;
  expect(call.arguments[0]).toBe(original);
  expect(ts.getSourceMapRange(call)).toMatchObject(range);
  expect(ts.getSourceMapRange(original)).not.toMatchObject(range);
});

test.each([
  ["a character that starts nothing", "a = `b`;", "no token at ``b`;`"],
  ["a string that is not closed", 'a("b', 'a string without an end: "b'],
  ["a statement that is not closed", "a", "has `` where"],
  ["a sign in place of an expression", "a = ;", "has `;` where"],
  ["a sign in place of a name", "const = 1;", "has `=` where"],
])("%s is a fault", (_, text, message) => {
  expect(() => statements(text)).toThrow(message);
});

test("an expression in place of a name is a fault", () => {
  expect(() => statements("const ", hole, " = 1;")).toThrow("has an expression where");
  expect(() => members("get ", hole, "() { }")).toThrow("nothing of the kind");
});
