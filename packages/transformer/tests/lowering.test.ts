import ts from "typescript";
import { describe, expect, test } from "vitest";
import { findLowering } from "../src/lowered-carriers.ts";
import { compile } from "./compile.ts";

/** What a class becomes for a target, without the helpers and imports above it. */
function lowered(source: string, options: ts.CompilerOptions): string {
  const text = `import { field } from "weakfield";\n${source}`;
  const { code, diagnostics } = compile({ text, options: { noEmitHelpers: true, ...options } });
  expect(diagnostics).toEqual([]);
  return code.replace(/^(import|export \{\}).*\n/gm, "");
}
const CARRIERS = "class A extends B { @field a = f(); b = 1; @field c = f(this); }";

describe("fields that a compiler moves into the constructor", () => {
  test("assigned", () => {
    const options = { target: ts.ScriptTarget.ES2021, useDefineForClassFields: false };
    expect(lowered(CARRIERS, options)).toMatchInlineSnapshot(`
      "const $c = $wf.records("A", 1);
      class A extends B {
          constructor() {
              super(...arguments);
              $c.init(this, { a: f(), c: $wf.unset });
              this.b = 1;
              $c(this, "c").c = f(this);
          }
          get a() { return $c(this, "a").a; }
          set a(v) { $c(this, "a").a = v; }
          get c() { return $wf.ready($c(this, "c").c, "A", "c"); }
          set c(v) { $wf.ready($c(this, "c").c, "A", "c"); $c(this, "c").c = v; }
      }
      $c.define(A, ["a", "c"]);
      "
    `);
  });

  test("defined", () => {
    const options = { target: ts.ScriptTarget.ES2021, useDefineForClassFields: true };
    expect(lowered(CARRIERS, options)).toMatchInlineSnapshot(`
      "const $c = $wf.records("A", 1);
      class A extends B {
          constructor() {
              super(...arguments);
              $c.init(this, { a: f(), c: $wf.unset });
              Object.defineProperty(this, "b", {
                  enumerable: true,
                  configurable: true,
                  writable: true,
                  value: 1
              });
              $c(this, "c").c = f(this);
          }
          get a() { return $c(this, "a").a; }
          set a(v) { $c(this, "a").a = v; }
          get c() { return $wf.ready($c(this, "c").c, "A", "c"); }
          set c(v) { $wf.ready($c(this, "c").c, "A", "c"); $c(this, "c").c = v; }
      }
      $c.define(A, ["a", "c"]);
      "
    `);
  });

  test("a statement of the user that looks like one stays", () => {
    const options = { target: ts.ScriptTarget.ES2021 };
    const source = "f(); a = 1; Object.defineProperty(a, 'b', { value: 1 });";
    expect(lowered(`class A extends B { @field a = f(); }\n${source}`, options)).toContain(
      "f();\na = 1;\nObject.defineProperty(a, 'b', { value: 1 });",
    );
  });
});

describe("static blocks that a compiler moves behind the class", () => {
  const options = { target: ts.ScriptTarget.ES2021 };

  test("of a class declaration", () => {
    expect(lowered("class A { @field a = 1; }", options)).toMatchInlineSnapshot(`
      "const $c = $wf.values("A");
      class A {
          constructor() { $c.init(this, 1); }
          get a() { return $c(this, "a"); }
          set a(v) { $c(this, "a"); $c.set(this, v); }
      }
      $c.define(A, ["a"]);
      "
    `);
  });

  test("of a default export without a name", () => {
    expect(
      lowered("/** A class. */\nexport default class<T> extends B<T> { @field a = 1; }", options),
    ).toMatchInlineSnapshot(`
      "var _a;
      const $c = $wf.values("default", 1);
      /** A class. */
      export default (_a = class extends B {
              constructor() {
                  super(...arguments);
                  $c.init(this, 1);
              }
              get a() { return $c(this, "a"); }
              set a(v) { $c(this, "a"); $c.set(this, v); }
          },
          __setFunctionName(_a, "default"),
          (() => {
              $wf.named(_a, "default");
              $c.define(_a, ["a"]);
          })(),
          _a);
      "
    `);
  });

  test("of a decorated default export without a name", () => {
    const legacy = { ...options, experimentalDecorators: true };
    expect(lowered("export default @d class { @field a = 1; }", legacy)).toContain("named");
  });

  test("of a decorated class", () => {
    const legacy = { ...options, experimentalDecorators: true };
    expect(lowered("@d class A { @field a = 1; }", legacy)).toMatchInlineSnapshot(`
      "const $c = $wf.values("A");
      let A = class A {
          constructor() {
              $c.init(this, 1);
          }
          get a() { return $c(this, "a"); }
          set a(v) { $c(this, "a"); $c.set(this, v); }
      };
      (() => {
          $c.define(A, ["a"]);
      })();
      A = __decorate([
          d
      ], A);
      "
    `);
  });
});

test("a compiler that does not tell its default target is asked for the option alone", () => {
  const other = { ...ts, getEmitScriptTarget: undefined } as unknown as Parameters<
    typeof findLowering
  >[0];
  for (const [target, isMoved] of [
    [ts.ScriptTarget.ES2022, false],
    [ts.ScriptTarget.ES2021, true],
    [undefined, true],
  ] as const) {
    const lowering = findLowering(other, target === undefined ? {} : { target });
    expect(lowering).toEqual({
      instanceFields: isMoved,
      staticBlocks: isMoved,
      decoratedThis: false,
    });
  }
});
