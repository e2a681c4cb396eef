import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { verdictOf } from "../../src/detect/instances.ts";
import { findInstanceKey } from "../../src/detect/keys.ts";
import type { Node } from "../../src/detect/syntax.ts";
import { analyze } from "./analyze.ts";

/** Looks at the first argument of the call of `look` in a text. */
function lookAt<Result>(
  code: string,
  see: (node: Node, index: ReturnType<typeof getFileIndex>) => Result,
): Result {
  return analyze(code, (sourceCode) => {
    const index = getFileIndex(sourceCode);
    const member = index.members.get("look")?.[0]?.parent;
    const argument = member?.type === "CallExpression" ? member.arguments[0] : undefined;
    if (argument === undefined) throw new Error("no x.look(…)");
    return see(argument, index);
  });
}

const roleIn = (code: string): string => {
  const { role, strength } = lookAt(code, verdictOf);
  return `${role} ${strength}`;
};
const roleOf = (parameter: string, body = ""): string =>
  roleIn(
    `enum E { A } interface Shape { x: 1 } export function f(${parameter}) { x.look(${/^\w+/.exec(parameter)?.[0]}); ${body} }`,
  );

describe("verdictOf", () => {
  it.each([
    ["a DOM type", "node: HTMLElement", "", "instance 3"],
    ["an interface of the file", "thing: Shape", "", "instance 3"],
    ["an imported type that is used as an object", "thing: Other", "thing.run();", "instance 3"],
    ["a union with undefined", "thing: Shape | undefined", "", "instance 3"],
    ["a string", "thing: string", "", "primitive 3"],
    ["a union of literals", "thing: 'a' | 'b'", "", "primitive 3"],
    ["an enum", "thing: E", "", "primitive 3"],
    ["a constructor type", "thing: new () => object", "", "class 3"],
    ["use as an object", "thing", "thing.run();", "instance 3"],
    ["use as a text", "thing", "thing.toLowerCase(); thing.split('');", "primitive 3"],
    ["use as a class", "thing", "new thing();", "class 3"],
    ["a name alone", "element", "", "instance 2"],
    ["a name of a text", "fileName", "", "primitive 1"],
    ["nothing", "thing", "", "unknown 0"],
  ])("judges a parameter by %s", (_, parameter, body, expected) => {
    expect(roleOf(parameter, body)).toBe(expected);
  });

  it.each([
    ["this of a method", "class A { f() { x.look(this); } }", "instance 3"],
    ["this of a static method", "class A { static f() { x.look(this); } }", "class 3"],
    ["the constructor of an object", "function f(o) { x.look(o.constructor); }", "class 3"],
    ["a new object", "x.look(new Thing());", "instance 3"],
    ["a class", "class A {} x.look(A);", "class 3"],
    [
      "a variable with a new object",
      "function f() { const a = new Thing(); x.look(a); }",
      "instance 3",
    ],
    [
      "either of two",
      "function f() { x.look(this === undefined ? 'global' : this); }",
      "instance 3",
    ],
    ["a template", "function f(a) { x.look(`a${a}`); }", "primitive 3"],
    ["the name in a for-in loop", "for (const key in o) x.look(key);", "primitive 3"],
  ])("judges %s", (_, code, expected) => {
    expect(roleIn(code)).toBe(expected);
  });
});

describe("findInstanceKey", () => {
  it.each([
    ["x.look(scene.id)", "id"],
    ["x.look(`a:${scene.uuid}`)", "id"],
    ["x.look(getUid(scene))", "id"],
    ["const id = scene.id; x.look(id)", "id"],
    ["x.look(count++)", "counter"],
    ["x.look(nanoid())", "generated"],
    ["x.look(JSON.stringify(scene))", "content"],
    ["x.look(this.cssText)", "content"],
    ["x.look(event.id)", null],
    ["x.look(scene.name)", null],
    ["x.look(name)", null],
    ["x.look('id')", null],
  ])("sees in %s: %s", (statement, expected) => {
    const code = `let count = 0; export function f(scene, event, name) { ${statement}; scene.draw(); }`;
    expect(lookAt(code, (node, index) => findInstanceKey(node, null, index))?.form ?? null).toBe(
      expected,
    );
  });
});
