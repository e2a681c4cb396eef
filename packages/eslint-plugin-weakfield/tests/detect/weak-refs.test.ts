import { describe, expect, it } from "vitest";
import { findWeakRefCollections, isUnswept } from "../../src/detect/weak-refs.ts";
import { parse } from "./parse.ts";

/** Whether the file has a long-lived collection of WeakRefs, and whether nothing sweeps it; null when it has none. */
const unswept = (code: string): boolean | null => {
  const sourceCode = parse(code);
  const [found] = findWeakRefCollections(sourceCode);
  return found ? isUnswept(found, sourceCode) : null;
};

describe("findWeakRefCollections", () => {
  it.each([
    ["const all = []; export function f(a) { all.push(new WeakRef(a)); }", true],
    ["const all = new Set(); export function f(a) { all.add(new WeakRef(a)); }", true],
    ["const all = new Map(); export function f(k, a) { all.set(k, new WeakRef(a)); }", true],
    ["const all = {}; export function f(k, a) { all[k] = new WeakRef(a); }", true],
    ["const all = []; export function f(a) { all.push({ ref: new WeakRef(a) }); }", true],
    ["const all = []; export function f(a) { const ref = new WeakRef(a); all.push(ref); }", true],
    [
      "const all = []; export function f(a) { const ref = new WeakRef(a) as T; all.push(ref); }",
      true,
    ],
    ["const all = []; export function f(a) { all.push(a); }", null],
    ["const all = new Map(); export function f(k) { all.set(k); }", null],
    ["const all = []; export function f(a) { all.push(new WeakRef(a)); steps[a](...all); }", true],
    [
      "const all = []; export function f(a) { all.push(new WeakRef(a)); } export function wipe() { all.length = 0; }",
      true,
    ],
    ["const all = {}; export function f(a) { Object.assign(all, { a: new WeakRef(a) }); }", null],
    [
      "const all = new Map(); export function f(k, a) { all.set(k, new WeakRef(a)); all[k]((r) => r.deref()); }",
      true,
    ],
    ["const all = []; export function f(a) { all.push(new Ref(a)); }", null],
    ["const all = []; export function f(a) { all.push(new lib.WeakRef(a)); }", null],
    ["const all = []; export function f(a) { all.push([new WeakRef(a)]); }", null],
    ["const all = []; export function f(a) { all.push({ ...new WeakRef(a) }); }", null],
    [
      "const all = []; export function f(a) { const ref = new WeakRef(a); all.push({ ref }); }",
      null,
    ],
    [
      "const all = []; export function f(a) { let ref = new WeakRef(a); ref = a; all.push(ref); }",
      null,
    ],
    [
      "const all = []; export function f(a) { const o = { r: new WeakRef(a) }; all.push(o); }",
      null,
    ],
    ["const all = []; export function f(a) { all.push(unknown); }", null],
    ["const all = new WeakMap(); export function f(k, a) { all.set(k, new WeakRef(a)); }", null],
    ["const all = new WeakSet(); export function f(a) { all.add(new WeakRef(a)); }", null],
    ["const all = {}; export function f(a) { all['first'] = new WeakRef(a); }", false],
    ["const all = []; all.push(new WeakRef(a));", null],
    ["export function f(a) { const all = []; all.push(new WeakRef(a)); }", null],
  ])("in %s: %s", (code, expected) => {
    expect(unswept(code)).toBe(expected);
  });
});

describe("isUnswept", () => {
  const map = "const all = new Map(); export function f(k, a) { all.set(k, new WeakRef(a)); }";

  it.each([
    ["nothing", map, true],
    ["a removal that nothing calls", `${map} export function forget(k) { all.delete(k); }`, true],
    [
      "a removal that something calls",
      `${map} export function onClose(k) { all.delete(k); }`,
      false,
    ],
    ["a finalizer", `${map} new FinalizationRegistry((k) => all.delete(k));`, false],
    [
      "a finalizer that calls the removal of the file's own table",
      `${map} export const table = make({ delete(k) { all.delete(k); } }); new FinalizationRegistry((k) => table.delete(k));`,
      false,
    ],
    [
      "a finalizer that calls the removal of a table of the file's class",
      `${map} class Table { delete(k) { all.delete(k); } } export const table = new Table(); new FinalizationRegistry((k) => table.delete(k));`,
      false,
    ],
    [
      "a finalizer that calls another function of the table",
      `${map} export const table = make({ drop(k) { all.delete(k); }, log(k) {} }); new FinalizationRegistry((k) => table.log(k));`,
      true,
    ],
    [
      "a call of the removal elsewhere",
      `${map} export const table = make({ drop(k) { all.get(k); } }); new FinalizationRegistry((k) => table.drop(k));`,
      true,
    ],
    [
      "a finalizer that only reads",
      `${map} new FinalizationRegistry((k) => { all.get(k); });`,
      false,
    ],
    [
      "a finalizer of something else",
      `${map} new FinalizationRegistry((k) => other.delete(k)); new FinalizationRegistry(x);`,
      true,
    ],
    [
      "a removal of what is dead",
      `${map} export function get(k) { if (!all.get(k).deref()) all.delete(k); }`,
      false,
    ],
    [
      "a removal beside no deref",
      `${map} export function forget(k) { all.delete(k); } export function get(k) { return all.get(k).deref(); }`,
      true,
    ],
    [
      "all at once where something is dead",
      `${map} export function get(k) { if (!all.get(k).deref()) all.clear(); }`,
      false,
    ],
    [
      "all at once after all were visited",
      `${map} export function end() { for (const ref of all.values()) ref.deref()?.end(); all.clear(); }`,
      true,
    ],
    [
      "all at once while all are visited",
      `${map} export function end() { for (const ref of all.values()) { if (!ref.deref()) all.clear(); } }`,
      false,
    ],
    [
      "a fixed key",
      "const all = new Map(); export function f(a) { all.set('a', new WeakRef(a)); }",
      false,
    ],
    [
      "a key of a class",
      "const all = new Map(); export function f(ctor, a) { all.set(ctor, new WeakRef(a)); }",
      false,
    ],
    [
      "a fixed place in a list",
      "const all = []; export function f(a) { all[0] = new WeakRef(a); }",
      true,
    ],
    [
      "a bound",
      "const all = []; export function f(a) { all.push(new WeakRef(a)); if (all.length > 9) all.shift(); }",
      false,
    ],
  ])("with %s: %s", (_, code, expected) => {
    expect(unswept(code)).toBe(expected);
  });
});
