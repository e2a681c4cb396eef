import { describe, expect, it } from "vitest";
import { findDecorators } from "../../src/detect/decorators.ts";
import { parse } from "./parse.ts";

/** The texts of the functions that run for one instance below a method decorator with this body. */
const find = (body: string, head = "function d(target, key, descriptor)"): string[] => {
  const sourceCode = parse(`${head} { ${body} }`);
  const [decorator] = findDecorators(sourceCode);
  if (decorator === undefined) throw new Error("no decorator");
  return decorator.instanceFunctions.map(({ node }) => sourceCode.getText(node));
};
const KEPT = "const f = descriptor.value; descriptor.value = () => 1;";

describe("collectInstanceFunctions", () => {
  it.each([
    ["what is put into the descriptor", KEPT, ["() => 1"]],
    ["nothing that is put anywhere", `${KEPT} descriptor[name] = () => 2;`, ["() => 1"]],
    [
      "what is put there by name",
      "f(descriptor.get); descriptor.get = own; function own() {}",
      ["function own() {}"],
    ],
    [
      "what a constant other than the descriptor is given",
      `${KEPT} const own = {}; own.set = () => 2;`,
      ["() => 1", "() => 2"],
    ],
    [
      "the accessors of a literal",
      "f(descriptor.value); return { get: () => 3, set: own }; function own() {}",
      ["() => 3", "function own() {}"],
    ],
    [
      "each of them once",
      "f(descriptor.value); return { get: own, set: own }; function own() {}",
      ["function own() {}"],
    ],
    [
      "functions that take this",
      `${KEPT} x.run = function () { this.y; };`,
      ["() => 1", "function () { this.y; }"],
    ],
    [
      "the outermost of them",
      `${KEPT} x.run = function () { this.y; f(function () { this.z; }); };`,
      ["() => 1", "function () { this.y; f(function () { this.z; }); }"],
    ],
    [
      "those inside of arrows",
      `${KEPT} f(() => { x.run = function () { this.y; }; });`,
      ["() => 1", "function () { this.y; }"],
    ],
    ["no arrows elsewhere", `${KEPT} x.run = () => 2;`, ["() => 1"]],
    ["no function without this", `${KEPT} x.run = function () {};`, ["() => 1"]],
    ["no function that is called at once", `${KEPT} (function () { this.y; })();`, ["() => 1"]],
    ["no method of a class", `${KEPT} f(class { g() { this.y; } });`, ["() => 1"]],
    ["nothing that another parameter is given", `${KEPT} target.value = () => 2;`, ["() => 1"]],
    ["nothing under another name", `${KEPT} descriptor.name = () => 2;`, ["() => 1"]],
    ["nothing that is given to a member", `${KEPT} x.y.value = () => 2;`, ["() => 1"]],
  ])("gives %s", (_, body, expected) => {
    expect(find(body)).toEqual(expected);
  });

  it("gives what a standard decorator returns, and what no other does", () => {
    expect(
      find("context.addInitializer(f); return () => 1;", "function d(value, context)"),
    ).toEqual(["() => 1"]);
    expect(find(`${KEPT} return () => 2;`)).toEqual(["() => 1"]);
  });

  it("does not give the decorator itself", () => {
    expect(find("f(descriptor.value); return { value: d };")).toEqual([]);
  });
});

describe("collectHelpers", () => {
  const helpers = (body: string): string[] => {
    const sourceCode = parse(
      `function outer() {} function d(target, key, descriptor) { ${KEPT} x.run = function () { this.y; ${body} }`,
    );
    return (findDecorators(sourceCode)[0]?.helpers ?? []).map(({ node }) =>
      sourceCode.getText(node),
    );
  };

  it.each([
    ["stop(); }; function stop() {}", ["function stop() {}"]],
    [
      "go(); }; const go = () => stop(); function stop() {}",
      ["() => stop()", "function stop() {}"],
    ],
    [
      "go(); }; function go() { stop(); } function stop() { go(); }",
      ["function go() { stop(); }", "function stop() { go(); }"],
    ],
    ["f(() => { const own = () => 1; own(); }); }", []],
    ["outer(); }", []],
    ["f.stop(); }; function stop() {}", []],
    ["}; function stop() {}", []],
    ["again(); }; descriptor.get = again; function again() {}", []],
  ])("gives those that are called in %s", (body, expected) => {
    expect(helpers(body)).toEqual(expected);
  });
});
