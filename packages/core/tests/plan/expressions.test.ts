import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import type { Node } from "../../src/estree.ts";
import {
  dependsOnFunction,
  isAnonymousFunction,
  isMovable,
  mentionsInstance,
  runsCode,
  suspends,
} from "../../src/plan/expressions.ts";

/** An expression where everything may stand: `this`, `super`, `await`, `yield`, `arguments`, `new.target`. */
function parse(text: string): { node: Node; source: string } {
  const source = `class W extends B { async *m() { (${text}); } }`;
  const { program, errors } = parseSync("a.ts", source, { preserveParens: false, astType: "ts" });
  expect(errors).toEqual([]);
  const path: (string | number)[] = [
    "body",
    0,
    "body",
    "body",
    0,
    "value",
    "body",
    "body",
    0,
    "expression",
  ];
  const node = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], program);
  return { node: node as Node, source };
}

function all(holds: boolean, texts: readonly string[], check: (text: string) => boolean) {
  expect(texts.filter((text) => check(text) !== holds)).toEqual([]);
}

describe("isMovable", () => {
  const check = (text: string) => {
    const { node, source } = parse(text);
    return isMovable(node, source);
  };

  test("literals, and arrays and objects of them", () => {
    all(
      true,
      [
        ...["1", '"a"', "1n", "true", "null", "undefined", "NaN", "Infinity", "`a`"],
        ...["-1", "+1", "!0", "~1", "void 0", "1 as number", "1!", "1 satisfies number"],
        ...["[]", '[1, "a", [2]]', "{}", '{ a: 1, "b": { c: [] } }', "{ undefined }"],
      ],
      check,
    );
  });

  test("nothing else", () => {
    all(
      false,
      [
        ...["/a/", "`${a}`", "a", "-a", "typeof a", "typeof 1", "a.b", "f()", "1 + 1", "() => 1"],
        ...["[...a]", "[, 1]", "[1, f()]", "{ ...a }", "{ [1]: 1 }", "{ a: f() }", "{ a }"],
        ...["{ m() {} }", "{ get a() { return 1; } }"],
      ],
      check,
    );
  });

  test("no literal on several lines", () => {
    all(false, ["[\n1]", "[\r1]", "[\u20281]", "[\u20291]"], check);
  });
});

describe("runsCode", () => {
  const check = (text: string) => runsCode(parse(text).node);

  test("calls, getters, coercions, iteration, classes, and whatever holds one of them", () => {
    all(
      true,
      [
        ...["f()", "new F()", "a.b", "a[b]", "`${a}`", "-a", "+a", "~a", "delete a.b", "a + b"],
        ...["!f()", "typeof f()", "void f()", "!a.b", "a && f()", "f() || a", "f() ? 1 : 2"],
        ...["a ? f() : 2", "a ? 1 : f()", "[a, f()]", "[...a]", "{ ...a }", "{ [a]: 1 }"],
        ...["{ a: 1, b: f() }", "class {}", "a = 1", 'import("a")', "t`a`", "await a", "f() as T"],
      ],
      check,
    );
  });

  test("no literals, names, functions, and what only tests or holds them", () => {
    all(
      false,
      [
        ...["1", '"a"', "/a/", "a", "this", "() => f()", "function () { f(); }", "`a`"],
        ...["!a", "typeof a", "void 0", "-1", "~1", "a && b", "a ?? b", "a ? b : c"],
        ...["[]", "[a, , b]", "{}", "{ a, b: 1 }", "a as T"],
      ],
      check,
    );
  });
});

test("mentionsInstance sees what can reach `this`, not what has a `this` of its own", () => {
  const check = (text: string) => mentionsInstance(parse(text).node);
  all(
    true,
    ["this", "f(this)", "() => this", 'eval("1")', "super.x", "class extends this.B {}"],
    check,
  );
  all(false, ["a", "evaluate(1)", "function () { this; }", "{ m() { return this; } }"], check);
});

test("dependsOnFunction sees what a function around the expression would change", () => {
  const check = (text: string) => dependsOnFunction(parse(text).node);
  all(true, ["this", "arguments", "new.target", "() => arguments", "await a", "[yield a]"], check);
  all(
    false,
    ["a", "f(argument)", "function () { arguments; }", "f(function* () { yield 1; })"],
    check,
  );
});

test("suspends sees only the await and yield of the function around the expression", () => {
  const check = (text: string) => suspends(parse(text).node);
  all(true, ["await a", "f(await a)", "yield a", "class extends (yield) {}"], check);
  all(
    false,
    ["a", "async () => await a", "async function () { await a; }", "function* () { yield a; }"],
    check,
  );
});

test("isAnonymousFunction sees what takes a name from its position", () => {
  const check = (text: string) => isAnonymousFunction(parse(text).node);
  all(true, ["() => 1", "function () {}", "class {}", "(() => 1) as F"], check);
  all(false, ["function f() {}", "class C {}", "1", "f()", "{ m() {} }"], check);
});
