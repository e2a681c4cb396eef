import ts from "typescript";
import { expect, test } from "vitest";
import { compile } from "./compile.ts";

/** The declaration file of a class body. */
function declarations(body: string, head = "", options: ts.CompilerOptions = {}): string {
  const text = `import { field } from "weakfield";\n${head}\nexport class A<T> {\n${body}\n}`;
  const { declarations: found } = compile({
    text,
    options: { declaration: true, ...options },
  });
  return found.replace(/^import .*\n/m, "");
}

test("fields are accessors in a declaration file, other members what they were", () => {
  expect(
    declarations(`  /** The first. */
  @field a: string = "";
  @field b?: number;
  /** The third. */
  @field readonly c: boolean = true;
  @field protected d: T | null = null;
  @field private e: string = "";
  @field accessor f: string = "";
  @field static g: string = "";
  @field static readonly h?: string;
  @field #i: string = "";
  other: string = "";
  method(): void {}`),
  ).toMatchInlineSnapshot(`
    "export declare class A<T> {
        #private;
        /** The first. */
        accessor a: string;
        accessor b: number | undefined;
        /** The third. */
        get c(): boolean;
        protected accessor d: T | null;
        private e;
        accessor f: string;
        static accessor g: string;
        static get h(): string | undefined;
        other: string;
        method(): void;
    }
    "
  `);
});

test("a file without fields keeps its declarations", () => {
  const text = "export class A { a: string = ''; }";
  const options = { declaration: true };
  const { declarations: found } = compile({ text, options });
  expect(found).toBe(compile({ text, options, config: null }).declarations);
});

test("the declarations of a bundle are left alone", () => {
  const text = 'import { field } from "weakfield"; export class A { @field a: string = ""; }';
  const options = {
    declaration: true,
    emitDeclarationOnly: true,
    outFile: "all.js",
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- `outFile` works with no other
    module: ts.ModuleKind.AMD,
    ignoreDeprecations: "6.0",
  };
  const found = compile({ text, options }).declarations;
  expect(found).toContain("a: string;");
  expect(found).toBe(compile({ text, options, config: null }).declarations);
});
