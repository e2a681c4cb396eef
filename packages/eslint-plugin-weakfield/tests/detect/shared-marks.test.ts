import { describe, expect, it } from "vitest";
import { getFacts } from "../../src/detect/facts.ts";
import { findSharedMark } from "../../src/detect/shared-marks.ts";
import { parse } from "./parse.ts";

/** The mark that the first function of the file leaves. */
const find = (code: string): string | null => {
  const sourceCode = parse(`const MARK = Symbol(); const OTHER = Symbol(); ${code}`);
  const [method] = getFacts(sourceCode).functions;
  const found = method ? findSharedMark(sourceCode, method) : null;
  return found && `${found.name} ${sourceCode.getText(found.write)}`;
};
const inMethod = (body: string, parameters = "a"): string | null =>
  find(`class A { f(${parameters}) { ${body} } }`);

describe("findSharedMark", () => {
  it.each([
    ["a mark beside a patch", "if (a[MARK]) return; a[MARK] = true; a.run = () => this.run();"],
    ["a container as the mark", "if (!a[MARK]) { a[MARK] = {}; a.run = () => this.run(); }"],
    [
      "a patch by a function with a name",
      "if (a[MARK]) return; a[MARK] = 1; const run = () => this.run(); a.run = run;",
    ],
    [
      "a patch in a nested function",
      "if (a[MARK]) return; a[MARK] = 1; f(() => { a.run = () => this.run(); });",
    ],
    ["a patch by the instance itself", "if (a[MARK]) return; a[MARK] = 1; a.owner = this;"],
  ])("finds %s", (_, body) => {
    expect(inMethod(body)).toBe("MARK a[MARK]");
  });

  it("follows another name of what is given", () => {
    expect(
      inMethod("const b = a; if (b[MARK]) return; b[MARK] = true; b.run = () => this.run();"),
    ).toBe("MARK b[MARK]");
    expect(
      inMethod("const b = a.c; if (b[MARK]) return; b[MARK] = true; b.run = () => this.run();"),
    ).toBe(null);
    expect(inMethod("let b; if (b[MARK]) return; b[MARK] = true; b.run = () => this.run();")).toBe(
      null,
    );
  });

  it.each([
    ["no question before", "a[MARK] = true; a.run = () => this.run();"],
    ["a question that is no condition", "f(a[MARK]); a[MARK] = true; a.run = () => this.run();"],
    [
      "a question inside a branch",
      "if (a) { f(a[MARK]); } a[MARK] = true; a.run = () => this.run();",
    ],
    ["another question", "if (a[OTHER]) return; a[MARK] = true; a.run = () => this.run();"],
    [
      "a question of another kind",
      "if (a.x) return; if (f(a)) return; a[MARK] = true; a.run = () => this.run();",
    ],
    ["no patch", "if (a[MARK]) return; a[MARK] = true; this.x = 1;"],
    [
      "a patch that has nothing to do with the instance",
      "if (a[MARK]) return; a[MARK] = true; a.run = () => 1; this.x = 1;",
    ],
    [
      "a patch of something else",
      "if (a[MARK]) return; a[MARK] = true; this.a.run = () => this.run();",
    ],
    ["a mark that says for whom", "if (a[MARK]) return; a[MARK] = this; a.run = () => this.run();"],
    ["a mark by name", "if (a.mark) return; a.mark = true; a.run = () => this.run();"],
    ["a mark on itself", "if (this[MARK]) return; this[MARK] = true; a.run = () => this.run();"],
    [
      "a mark on what is not given",
      "if (this.b[MARK]) return; this.b[MARK] = true; a.run = () => this.run();",
    ],
    ["an unknown key", "if (a[KEY]) return; a[KEY] = true; a.run = () => this.run();"],
    [
      "a changing key",
      "let key = MARK; key = 1; if (a[key]) return; a[key] = true; a.run = () => this.run();",
    ],
    ["a pattern", "if (a[MARK]) return; [a[MARK]] = [true]; a.run = () => this.run();"],
    ["no this", "if (a[MARK]) return; a[MARK] = true; a.run = () => a.run();"],
  ])("leaves alone %s", (_, body) => {
    expect(inMethod(body)).toBe(null);
  });

  it("asks only methods of instances", () => {
    const body = "if (a[MARK]) return; a[MARK] = true; a.run = () => this.run();";
    expect(find(`class A { static f(a) { ${body} } }`)).toBe(null);
    expect(find(`function f(a) { ${body} }`)).toBe(null);
  });
});
