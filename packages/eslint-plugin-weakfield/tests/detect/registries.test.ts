import { describe, expect, it } from "vitest";
import { ownerName } from "../../src/detect/owners.ts";
import { getRegistries } from "../../src/detect/registries.ts";
import { parse } from "./parse.ts";

function only(code: string) {
  const found = getRegistries(parse(code));
  expect(found).toHaveLength(1);
  return found[0] as (typeof found)[number];
}

describe("getRegistries", () => {
  it.each([
    [
      "a variable",
      "const it = new FinalizationRegistry(f); it.register(1); it.unregister(2);",
      1,
      1,
    ],
    [
      "a variable, called in many places",
      "const it = new FinalizationRegistry(f); it.register(1); it!.register(2); it?.register(3);",
      3,
      0,
    ],
    ["a variable that nobody declares", "it = new FinalizationRegistry(f); it.register(1);", 0, 0],
    ["a variable set later", "let it; it = new FinalizationRegistry(f); it.register(1);", 1, 0],
    [
      "a variable, if there is such a class",
      "const it = x ? new FinalizationRegistry(f) : null; it.register(1);",
      1,
      0,
    ],
    [
      "a variable, if there is such a global",
      "const it = x && new FinalizationRegistry(f); it.register(1);",
      1,
      0,
    ],
    ["a field", "class A { it = new FinalizationRegistry(f); g() { this.it.register(1); } }", 1, 0],
    [
      "a private field",
      "class A { #it = new FinalizationRegistry(f); g() { this.#it.register(1); } }",
      1,
      0,
    ],
    [
      "a member",
      "this.it = new FinalizationRegistry(f); this.it.register(1); this.it.unregister(1);",
      1,
      1,
    ],
    ["a property", "const a = { it: new FinalizationRegistry(f) }; a.it.register(1);", 1, 0],
    ["nothing", "new FinalizationRegistry(f).register(1);", 1, 0],
    ["nothing, unused", "new FinalizationRegistry(f);", 0, 0],
    ["an argument", "f(new FinalizationRegistry(f));", 0, 0],
    ["a computed member", "a[b] = new FinalizationRegistry(f); a[b].register(1);", 0, 0],
    ["a pattern", "const { it } = new FinalizationRegistry(f); it.register(1);", 0, 0],
    ["a key", "a[new FinalizationRegistry(f)] = 1;", 0, 0],
    ["a computed property", "a = { [new FinalizationRegistry(f)]: 1 };", 0, 0],
    [
      "other methods and reads",
      "const it = new FinalizationRegistry(f); it.other(1); it.register; g(it);",
      0,
      0,
    ],
  ])("knows what is done with one in %s", (_, code, registers, unregisters) => {
    const registry = only(code);
    expect(registry.registers).toHaveLength(registers);
    expect(registry.unregisters).toHaveLength(unregisters);
  });

  it("knows where one is", () => {
    const owner = (code: string): string => {
      const { owner: found, variable } = only(code);
      return (
        variable?.name ??
        (found ? `${found.isStatic ? "static " : ""}${ownerName(found.node)}` : "")
      );
    };
    expect(owner("const it = new FinalizationRegistry(f);")).toBe("it");
    expect(owner("class A { it = new FinalizationRegistry(f); }")).toBe("A");
    expect(owner("class A { static it = new FinalizationRegistry(f); }")).toBe("static A");
    expect(owner("class A { constructor() { this.it = new FinalizationRegistry(f); } }")).toBe("A");
    expect(owner("const a = { it: new FinalizationRegistry(f) };")).toBe("");
    expect(owner("x.it = new FinalizationRegistry(f);")).toBe("");
  });

  it.each([
    ["new FinalizationRegistry(() => 1);", true],
    ["new FinalizationRegistry((function () {}) as T);", true],
    ["new FinalizationRegistry(f); function f() {}", true],
    ["const f = () => 1; new FinalizationRegistry(f);", true],
    ["class f {} new FinalizationRegistry(f);", false],
    ["new FinalizationRegistry(f);", false],
    ["new FinalizationRegistry(this.f);", false],
    ["new FinalizationRegistry();", false],
  ])("sees the callback in %s: %s", (code, expected) => {
    expect(only(code).callback !== null).toBe(expected);
  });

  it("takes a constant of the name for the global, and a class of the name for another thing", () => {
    const count = (code: string): number => getRegistries(parse(code)).length;
    expect(
      count(
        "const FinalizationRegistry = globalThis.FinalizationRegistry ?? Fake; new FinalizationRegistry(f);",
      ),
    ).toBe(1);
    expect(count("class FinalizationRegistry {} new FinalizationRegistry(f);")).toBe(0);
    expect(count("import { FinalizationRegistry } from 'x'; new FinalizationRegistry(f);")).toBe(0);
    expect(count("new lib.FinalizationRegistry(f);")).toBe(0);
  });

  it("are found once per file", () => {
    const sourceCode = parse("a;");
    expect(getRegistries(sourceCode)).toBe(getRegistries(sourceCode));
  });
});
