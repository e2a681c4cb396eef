import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import type { Options } from "../../src/options.ts";
import type { ParseSync } from "../../src/plan/plan-file.ts";
import { plan } from "../fixtures.ts";

/** Each fault as `code text-under-the-caret`. */
function faults(source: string, options: Options = {}, imported = "{ field }"): string[] {
  const text = `import ${imported} from "weakfield";\n${source}`;
  const { diagnostics } = plan("a.tsx", text, options);
  return diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe("a name of its own hides the import", () => {
  test.each([
    ["function f(field) { field; }"],
    ["function f({ field }) { field; }"],
    ["function f({ a: field }) { field; }"],
    ["function f({ a: [field] }) { field; }"],
    ["function f([, field = 1]) { field; }"],
    ["function f(...field) { field; }"],
    ["function f({ ...field }) { field; }"],
    ["(field) => field;"],
    ["(function field() { field; });"],
    ["{ function field() {} field; }"],
    ["{ class field {} field; }"],
    ["(class field { x = field; });"],
    ["class A { constructor(private field: any) { field; } }"],
    ["class A { constructor(private field = 1) { field; } }"],
    ["class A { m(field) { field; } set n(field) { field; } }"],
    ["{ let field; field; }"],
    ["{ const [field] = a; field; }"],
    ["function f() { { var field; } field; }"],
    ["function f() { if (1) { for (var field of a) {} } field; }"],
    ["class A { static { { var field; } field; } }"],
    ["namespace N { { var field; } field; }"],
    ["for (const field of a) field;"],
    ["for (let field = 1; field; field++) field;"],
    ["for (const field in a) field;"],
    ["switch (1) { case 1: let field; field; }"],
    ["try {} catch (field) { field; }"],
    ["try {} catch ({ field }) { field; }"],
    ["try {} catch { const field = 1; field; }"],
    ["function f() { try {} catch { var field; } field; }"],
    ["{ enum field { a } field; }"],
    ["namespace N { namespace field { export const a = 1; } field; }"],
    ["namespace N { declare function field(): void; field; }"],
  ])("%s", (source) => {
    expect(faults(source)).toEqual([]);
  });
});

describe("a name of its own elsewhere does not", () => {
  test.each([
    ["{ let field; } console.log(field);"],
    ["function f() { var field; } console.log(field);"],
    ["class A { static { var field; } } console.log(field);"],
    ["(function field() {}); console.log(field);"],
    ["(class field {}); console.log(field);"],
    ["try {} catch (field) {} console.log(field);"],
    ["for (const field of a); console.log(field);"],
    ["for (const field in a); console.log(field);"],
    ["for (let field = 1; ; ); console.log(field);"],
    ["switch (1) { case 1: let field; } console.log(field);"],
    ["namespace N { var field; } console.log(field);"],
    ["function f({ field: a }) { console.log(field); }"],
    ["function f(a = field) {}"],
    ["function f({ [field]: a }) {}"],
    ["function f({ a = field }) {}"],
    ["enum E { a = field }"],
  ])("%s", (source) => {
    expect(faults(source)).toEqual(["WF1006 field"]);
  });
});

describe("a name that is no use of a variable", () => {
  test.each([
    ["a.field; a?.field; a.field();"],
    ["f({ field: 1, field() {}, get field() { return 1; } });"],
    ["class A { field = 1; static field() {} accessor other; }"],
    ["class A { accessor field; }"],
    ["class A { get field() { return 1; } }"],
    ["abstract class A { abstract field: any; abstract accessor other: any; }"],
    ["abstract class A { abstract field(): void; }"],
    ["abstract class A { abstract accessor field: any; }"],
    ["field: for (;;) { if (1) break field; continue field; }"],
    ["enum E { field = 1 }"],
    ["interface I { field: string; }"],
    ["type T = typeof field; let a: N.field;"],
    ["type T = { [K in keyof field]: field };"],
    ["abstract class A { abstract m(field: string): void; }"],
    ["class A { m(field: string): void; m(field: any) {} }"],
    ["declare function f(field: string): void;"],
    ["let f: (field: string) => void;"],
    ["export { a as field };"],
    ["import { a as b, field as c } from 'other'; export { field } from 'other';"],
  ])("%s", (source) => {
    expect(faults(source)).toEqual([]);
  });

  test("a member of an element's name", () => {
    expect(faults("<a.field />;")).toEqual([]);
  });

  test("import.meta and new.target", () => {
    expect(faults("import.meta;", {}, "{ field as meta }")).toEqual([]);
    expect(faults("function f() { new.target; }", {}, "{ field as target }")).toEqual([]);
  });

  test("another namespace", () => {
    expect(faults("import b = a.field;")).toEqual([]);
  });
});

describe("a use of the marker as a value", () => {
  test.each([
    ["f(field);"],
    ["field.a;"],
    ["a[field];"],
    ["f({ a: field });"],
    ["f({ field });"],
    ["f({ [field]: 1 });"],
    ["class A { x = field; }"],
    ["class A { [field] = 1; }"],
    ["class A { accessor [field] = 1; }"],
    ["class A { [field]() {} }"],
    ["abstract class A { abstract [field]: any; }"],
    ["abstract class A { abstract [field](): void; }"],
    ["abstract class A { abstract accessor [field]: any; }"],
    ["class A { constructor(private a = field) {} }"],
    ["import a = field;"],
    ["export default field;"],
    ["export = field;"],
    ["(field as any)();"],
    ["(field satisfies T)!;"],
    ["f(field<T>);"],
    ["field = 1;"],
    ["class A extends field {}"],
    ["() => field;"],
    ["namespace N { field; }"],
    ["`${field}`;"],
    ["`a class ${field}`;"],
  ])("%s", (source) => {
    expect(faults(source)).toEqual(["WF1006 field"]);
  });

  test("behind a type in angle brackets, which JSX has no place for", () => {
    const text = 'import { field } from "weakfield"; (<any>field)();';
    expect(plan("a.ts", text).diagnostics.map(({ code }) => code)).toEqual(["WF1006"]);
  });

  test("through a namespace, where only the marker is at fault", () => {
    expect(faults("f(w.field); w.field; w['field'];", {}, "* as w")).toEqual([
      "WF1006 w.field",
      "WF1006 w.field",
      "WF1006 w['field']",
    ]);
    expect(faults("f(w.text, w, w.field.a); export { w };", {}, "* as w")).toEqual([
      "WF1006 w.field",
    ]);
  });

  test("an export, which is allowed where the options name another module", () => {
    expect(faults("export { field };")).toEqual(["WF1006 field"]);
    expect(faults("export { field as f };")).toEqual(["WF1006 field"]);
    expect(faults("export { field }; f(field);", { modules: ["@acme/a"] })).toEqual([
      "WF1006 field",
    ]);
  });
});

test("the messages of a marker used as a value say what stands there", () => {
  const messages = (text: string) => plan("a.ts", text).diagnostics.map(({ message }) => message);
  expect(messages('import { field as f } from "weakfield"; g(f);')).toEqual([
    "`f` is a marker that only the compiler reads: it may stand behind an `@`, nowhere else. Write `@f` at each declaration.",
  ]);
  expect(messages('import * as w from "weakfield"; g(w.field);')).toEqual([
    "`w.field` is a marker that only the compiler reads: it may stand behind an `@`, nowhere else. Write `@w.field` at each declaration.",
  ]);
  const reExported =
    "`field` is re-exported, but a file is compiled alone and recognizes the marker by the module it is imported from. Import it from there, or name this module in the option `modules`.";
  expect(messages('import { field } from "weakfield"; export { field };')).toEqual([reExported]);
  expect(messages('export { field } from "weakfield";')).toEqual([reExported]);
});

test("a tree whose nodes know their parents, as ESLint hands it over, is planned like any other", () => {
  const text =
    'import { field } from "weakfield"; class A { @field x = f(field); m(field) { field; } }';
  const parser: ParseSync = (...input) => {
    const { program, errors } = parseSync(...input);
    const linked = JSON.parse(JSON.stringify(program), (_, parent: unknown) => {
      for (const child of Object.values(parent ?? {}).flat() as unknown[]) {
        if (typeof child === "object" && child !== null) Object.assign(child, { parent });
      }
      return parent;
    }) as unknown;
    return { program: linked, errors };
  };
  expect(plan("a.ts", text, {}, parser)).toEqual(plan("a.ts", text));
});

test("a tree without `decorators`, as parsers of plain JavaScript make it, has no fields", () => {
  const text = 'import { field } from "weakfield"; class A { x = 1; m(a) {} } function f(b) {}';
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([name]) => name !== "decorators");
    return Object.fromEntries(entries.map(([name, inner]) => [name, strip(inner)]));
  };
  const parser = (...args: Parameters<typeof parseSync>) => {
    const { program } = parseSync(...args);
    return { program: strip(program), errors: [] };
  };
  expect(plan("a.js", text, {}, parser)).toEqual({ plan: null, diagnostics: [] });
});

test("classes are planned in source order, an inner one behind the one around it", () => {
  const text = `import { field } from "weakfield";
@d(class A { @field x; }) class B { @field y; p = class C { @field z; }; [class D { @field w; }] = 1; }`;
  const { plan: filePlan } = plan("a.ts", text);
  expect(filePlan?.classes.map(({ owner }) => owner)).toEqual(["A", "B", "C", "D"]);
});

test("a name that is written with escapes is the same name", () => {
  expect(faults("console.log(f\\u0069eld, f\\u{69}eld);")).toEqual([
    "WF1006 f\\u0069eld",
    "WF1006 f\\u{69}eld",
  ]);
});
