import { describe, expect, test } from "vitest";
import { plan } from "./fixtures.ts";

/** The slots of all fields of a file, and its faults. */
function found(text: string, modules?: string[]): { fields: string[]; faults: string[] } {
  const { plan: filePlan, diagnostics } = plan("a.ts", text, modules ? { modules } : {});
  return {
    fields: (filePlan?.classes ?? []).flatMap(({ fields }) => fields.map(({ slot }) => slot)),
    faults: diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`),
  };
}

describe("imports that bind the marker", () => {
  test.each([
    ["import { field } from 'weakfield'; class A { @field x; }"],
    ["import { field as f } from 'weakfield'; class A { @f x; }"],
    ["import { 'field' as f } from 'weakfield'; class A { @f x; }"],
    ["import { text, field } from 'weakfield'; class A { @field x; }"],
    ["import * as w from 'weakfield'; class A { @w.field x; }"],
    ["import * as w from 'weakfield'; class A { @(w['field']) x; }"],
    ["import * as w from 'weakfield'; class A { @((w as any).field) x; }"],
    ["import d, * as w from 'weakfield'; class A { @w.field x; }"],
    ["import w = require('weakfield'); class A { @w.field x; }"],
    ["import { field } from 'other'; import { field as f } from 'weakfield'; class A { @f x; }"],
  ])("%s", (text) => {
    expect(found(text)).toEqual({ fields: ["x"], faults: [] });
  });
});

describe("imports that do not", () => {
  test.each([
    ["import type { field } from 'weakfield'; class A { @field x; }"],
    ["import { type field } from 'weakfield'; class A { @field x; }"],
    ["import { text as field } from 'weakfield'; class A { @field x; }"],
    ["import { 'text' as field } from 'weakfield'; class A { @field x; }"],
    ["import field from 'weakfield'; class A { @field x; }"],
    ["import { field } from 'other'; // weakfield\nclass A { @field x; }"],
    ["import * as field from 'weakfield'; class A { @field x; }"],
    ["import * as w from 'weakfield'; class A { @w.text x; @(w[field]) y; @(f().field) z; }"],
    ["import * as w from 'weakfield'; class A { @v.field x; @(w().field) y; @w.v.field z; }"],
    ["import { field as w } from 'weakfield'; class A { @other.field x; }"],
    ["import type w = require('weakfield'); class A { @w.field x; }"],
    ["import w = require('other'); /* weakfield */ class A { @w.field x; }"],
    ["import w = weakfield.all; class A { @w.field x; }"],
  ])("%s", (text) => {
    expect(found(text)).toEqual({ fields: [], faults: [] });
  });
});

describe("re-exports from the module", () => {
  test.each([
    ["export { field } from 'weakfield';", "WF1006 field"],
    ["export { field as f } from 'weakfield';", "WF1006 field"],
    ["export { text, 'field' as f } from 'weakfield';", "WF1006 'field'"],
  ])("%s", (text, fault) => {
    expect(found(text)).toEqual({ fields: [], faults: [fault] });
  });

  test.each([
    ["export type { field } from 'weakfield';"],
    ["export { type field } from 'weakfield';"],
    ["export { text as field } from 'weakfield';"],
    ["export { field } from 'other'; // weakfield"],
    ["export * from 'weakfield'; export const field = 1;"],
    ["export default field; // weakfield"],
  ])("%s", (text) => {
    expect(found(text)).toEqual({ fields: [], faults: [] });
  });
});

test("a file without the module's name, or without the marker's, is not even parsed", () => {
  const never = () => {
    throw new Error("parsed");
  };
  const options = { modules: ["@acme/a"] };
  for (const text of ["import { field } from 'other';", "import { text } from '@acme/a';"]) {
    expect(plan("a.ts", text, options, never)).toEqual({ plan: null, diagnostics: [] });
  }
  expect(() => plan("a.ts", "import { field } from '@acme/a';", options, never)).toThrow("parsed");
});

describe("converters of the runtime depend on nothing of the program", () => {
  /** Where the converter of the field is evaluated; beside the class only where no one can tell. */
  function evaluated(imports: string, converter: string): string | undefined {
    const text = `${imports}\nclass A extends f() { @m(${converter}) x; }`;
    const { plan: filePlan, diagnostics } = plan("a.ts", text, { modules: ["@acme/a"] });
    expect(diagnostics).toEqual([]);
    return filePlan?.classes[0]?.fields[0]?.converter?.evaluated;
  }
  const NAMED = "import { field as m, integer, text as t, fieldsOf } from 'weakfield';";
  const NAMESPACE = "import { field as m } from 'weakfield'; import * as w from 'weakfield';";

  test.each([
    [NAMED, "integer"],
    [NAMED, "integer as T"],
    [NAMED, "t({ max: 10 })"],
    [NAMESPACE, "w.text({ max: 10 })"],
    [NAMESPACE, "w.integer"],
  ])("%s %s", (imports, converter) => {
    expect(evaluated(imports, converter)).toBe("beside");
  });

  test.each([
    [NAMED, "text"],
    [NAMED, "String"],
    [NAMED, "fieldsOf"],
    [NAMED, "t({ max: a })"],
    [NAMED, "t({ max: f() })"],
    [NAMED, "t({ max: 1 }, f())"],
    [NAMED, "t().length"],
    [NAMED, "t(1)(2)"],
    [NAMED, "new integer()"],
    [NAMED, "[integer]"],
    [NAMED, "((integer) => integer)(1)"],
    [NAMED, "o.integer"],
    ["import { field as m } from 'weakfield'; import { integer } from 'other';", "integer"],
    ["import { field as m, integer } from '@acme/a';", "integer"],
    ["import { field as m } from 'weakfield'; import * as w from '@acme/a';", "w.integer"],
    [NAMESPACE, "w.fieldsOf"],
    [NAMESPACE, "w['text']"],
    [NAMESPACE, "w[integer]"],
    [NAMESPACE, "v.text()"],
    [NAMESPACE, "w.w.text()"],
  ])("%s %s does", (imports, converter) => {
    expect(evaluated(imports, converter)).toBe("key");
  });
});
