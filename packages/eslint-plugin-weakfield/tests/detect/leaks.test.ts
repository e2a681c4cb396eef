import { describe, expect, it } from "vitest";
import { getLeaks } from "../../src/detect/leaks.ts";
import { parse } from "./parse.ts";

/** The leaks of the file, as `strong name removal` and `id name form removal`. */
function leaks(code: string): string[] {
  const { ids, strong } = getLeaks(parse(code));
  return [
    ...strong.map(({ collection, removal }) => `strong ${collection.name} ${removal}`),
    ...ids.map(({ collection, key, removal }) => `id ${collection.name} ${key.form} ${removal}`),
  ];
}

describe("getLeaks", () => {
  it.each([
    [
      "a set of the module",
      "const all = new Set(); class A { f() { all.add(this); } }",
      "strong all none",
    ],
    [
      "a set of the module where two are put in",
      "const all = new Set(); export function f(element) { all.add(element); } export class A { f() { all.add(this); } }",
      "strong all none",
    ],
    [
      "a record that others are copied into",
      "const all = {}; export function f(node) { Object.assign(all, node); all[node.id] = node; }",
      "id all id none",
    ],
    [
      "a map of the module",
      "const all = new Map(); export function f(a: Element) { all.set(a, 1); }",
      "strong all none",
    ],
    [
      "a static array",
      "class A { static all = []; constructor() { A.all.push(this); } }",
      "strong all none",
    ],
    [
      "a set that a wrapper keeps",
      "export function f() { const all = new Set(); return function () { all.add(this); }; }",
      "strong all none",
    ],
    [
      "a set that an object keeps",
      "export function f() { const all = new Set(); return { add(a: Element) { all.add(a); } }; }",
      "strong all none",
    ],
    [
      "a field of a long-lived object",
      "class ThingManager { all = new Set(); f(a: Element) { this.all.add(a); } }",
      "strong all none",
    ],
    [
      "an exported set",
      "export const all = new Set(); class A { f() { all.add(this); } }",
      undefined,
    ],
    [
      "a set that is handed on",
      "const all = new Set(); share(all); class A { f() { all.add(this); } }",
      "strong all none",
    ],
    [
      "a set that is only looked up and offers removal",
      "const all = new Set(); export function add(a: Element) { all.add(a); } export function forget(a) { all.delete(a); }",
      "strong all offered",
    ],
    [
      "a set that is walked over and offers removal",
      "const all = new Set(); export function add(a: Element) { all.add(a); } export function forget(a) { all.delete(a); all.size; }",
      undefined,
    ],
    [
      "a set with an explicit end",
      "const all = new Set(); export function f(a: Element) { all.add(a); a.on('dispose', () => all.delete(a)); }",
      "strong all explicit",
    ],
    [
      "a set that is emptied at times",
      "const all = new Set(); class A { f() { all.add(this); } } export function forget() { all.clear(); }",
      undefined,
    ],
    [
      "a map that is asked for an object, and emptied at times",
      "const all = new Map(); export function f(a: Element) { if (!all.has(a)) all.set(a, 1); } export function reset() { all.clear(); }",
      "strong all reset",
    ],
    [
      "a map of a factory that is asked for an id, and emptied at times",
      "export function make() { const all = new Map(); return { f(a: Element) { if (!all.has(a.id)) all.set(a.id, 1); return all.get(a.id); }, wipe() { all.clear(); } }; }",
      undefined,
    ],
    [
      "a map that is asked for what may be an object, and emptied at times",
      "const all = new Map(); export function f(element) { if (!all.has(element)) all.set(element, 1); } export function reset() { all.clear(); }",
      undefined,
    ],
    [
      "a map that is asked for an object and walked over, and emptied at times",
      "const all = new Map(); export function f(a: Element) { if (!all.has(a)) all.set(a, 1); for (const b of all) run(b); } export function reset() { all.clear(); }",
      undefined,
    ],
    [
      "a set from which is removed",
      "const all = new Set(); class A { f() { all.add(this); } close() { all.delete(this); } }",
      undefined,
    ],
    [
      "a set that is handed on and offers removal",
      "const all = new Set(); export function add(a: Element) { all.add(a); share(all); } export function forget(a) { all.delete(a); }",
      undefined,
    ],
    ["a weak set", "const all = new WeakSet(); class A { f() { all.add(this); } }", undefined],
    ["a weak map", "const all = new WeakMap(); class A { f() { all.set(this, 1); } }", undefined],
    [
      "a field of a short-lived object",
      "class TreeVisitor { all = new Set(); f(a: Element) { this.all.add(a); } }",
      undefined,
    ],
    [
      "a field of an object of which nothing is known",
      "class Thing { all = new Set(); f(a: Element) { this.all.add(a); } }",
      "strong all none",
    ],
    [
      "the same, walked over",
      "class Thing { all = new Set(); f(a: Element) { this.all.add(a); this.all.forEach(f); } }",
      undefined,
    ],
    [
      "the same, of what was seen",
      "class Thing { seen = new Set(); f(a: Element) { this.seen.add(a); } }",
      undefined,
    ],
    ...["visited", "walkedNodes", "scanned", "printed", "alreadyEmitted", "_toCheck"].map(
      (name): [string, string, string | undefined] => [
        `the same, called ${name}`,
        `class Thing { ${name} = new Set(); f(a: Element) { this.${name}.add(a); } }`,
        name === "_toCheck" ? "strong _toCheck none" : undefined,
      ],
    ),
    [
      "a set of texts",
      "const all = new Set(); export function f(name) { all.add(name); }",
      undefined,
    ],
    ["a set filled once", "const all = new Set(); all.add(new Thing());", undefined],
    [
      "a set that an object keeps and hands on",
      "export function f() { const all = new Set(); share(all); return { add(a: Element) { all.add(a); } }; }",
      undefined,
    ],
    [
      "a set of the module, walked over",
      "const all = new Set(); export function f(element) { all.add(element); } export function g() { all.forEach(h); }",
      "strong all none",
    ],
    [
      "a set that a wrapper keeps, walked over",
      "export function w() { const all = new Set(); return function (element) { all.add(element); all.forEach(h); }; }",
      "strong all none",
    ],
    [
      "a set that an object keeps, with an explicit end",
      "export function w() { const all = new Set(); return { add(a: Element) { all.add(a); a.on('dispose', () => all.delete(a)); } }; }",
      "strong all explicit",
    ],
  ])("of %s", (_, code, expected) => {
    expect(leaks(code)).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    [
      "a map of the module",
      "const all = new Map(); export function f(scene) { all.set(scene.id, 1); scene.draw(); }",
      "id all id none",
    ],
    [
      "an object of the module",
      "const all = {}; export function f(scene) { all[scene.id] = 1; scene.draw(); }",
      "id all id none",
    ],
    [
      "maps of a map, by kind, with a removal",
      "const all = new Map(); export function f(kind, scene) { all.get(kind).set(scene.id, 1); scene.draw(); } export function g(kind, scene) { all.get(kind).delete(scene.id); }",
      undefined,
    ],
    [
      "maps of a map, by kind, which may be dropped",
      "const all = new Map(); export function f(kind, scene) { all.get(kind).set(scene.id, 1); scene.draw(); } export function g(kind) { all.delete(kind); }",
      undefined,
    ],
    [
      "maps of an exported map, by kind",
      "export const all = new Map(); export function f(kind, scene) { all.get(kind).set(scene.id, 1); scene.draw(); }",
      undefined,
    ],
    [
      "maps of a map of one call, by kind",
      "export function f(scenes) { const all = new Map(); for (const scene of scenes) { all.get(scene.kind).set(scene.id, 1); scene.draw(); } }",
      undefined,
    ],
    [
      "maps of a map of a factory, by kind",
      "export function make() { const all = new Map(); return { f(kind, scene) { all.get(kind).set(scene.id, 1); scene.draw(); } }; }",
      undefined,
    ],
    [
      "a map of nothing with a counter",
      "const all = new Map(); let n = 0; export function f() { all.set(n++); }",
      "id all counter none",
    ],
    [
      "a map of classes with a counter",
      "const all = new Map(); let n = 0; export function f(nodeType) { all.set(n++, nodeType); }",
      undefined,
    ],
    ...[
      ["type", undefined],
      ["rowClass", undefined],
      ["Constructor", undefined],
      ["prototype", "id all counter none"],
      ["className", "id all counter none"],
    ].map(([name = "", expected]): [string, string, string | undefined] => [
      `a map of what is called ${name} with a counter`,
      `const all = new Map(); let n = 0; export function f(${name}) { all.set(n++, ${name}); }`,
      expected,
    ]),
    [
      "a map of classes by id",
      "const all = new Map(); export function f(scene, nodeType) { all.set(scene.id, nodeType); }",
      "id all id none",
    ],
    [
      "a map that also holds instances",
      "const all = new Map(); export function f(a: Element) { all.set(a.id, 1); all.set(a, 1); }",
      "id all id none",
    ],
    [
      "a map with a counter",
      "const all = new Map(); let n = 0; export function f() { all.set(n++, 1); }",
      "id all counter none",
    ],
    [
      "a field of a long-lived object",
      "class ThingManager { all = new Map(); f(scene) { this.all.set(scene.id, 1); } }",
      "id all id none",
    ],
    [
      "a field of another object",
      "class Thing { all = new Map(); f(scene) { this.all.set(scene.id, 1); } }",
      undefined,
    ],
    [
      "a map in a callback",
      "export function f(x) { const all = new Map(); x.on('a', (scene) => all.set(scene.id, 1)); }",
      undefined,
    ],
    [
      "a map that is exported",
      "export const all = new Map(); export function f(scene) { all.set(scene.id, 1); }",
      "id all id none",
    ],
    [
      "a map by text content",
      "const all = new Map(); export function f(scene) { all.set(scene.cssText, 1); }",
      "id all content none",
    ],
    [
      "an exported map by text content",
      "export const all = new Map(); export function f(scene) { all.set(scene.cssText, 1); }",
      undefined,
    ],
    [
      "a map from which is removed",
      "const all = new Map(); export function f(scene) { all.set(scene.id, 1); } export function onClose(scene) { all.delete(scene.id); }",
      undefined,
    ],
    [
      "a map by name",
      "const all = new Map(); export function f(scene) { all.set(scene.name, 1); }",
      undefined,
    ],
    [
      "a set of ids",
      "const all = new Set(); export function f(scene) { all.add(scene.id); }",
      undefined,
    ],
    [
      "an array by id",
      "const all = []; export function f(scene) { all[scene.id] = 1; }",
      undefined,
    ],
    [
      "the surer of two keys",
      "const all = new Map(); export function f(scene) { all.set(scene.cssText, 1); all.set(scene.id, 1); }",
      "id all id none",
    ],
    [
      "the surer of two keys, which comes first",
      "const all = new Map(); export function f(scene) { all.set(scene.id, 1); all.set(scene.cssText, 1); }",
      "id all id none",
    ],
    [
      "maps of a map that a wrapper keeps, by kind",
      "export function w(kind) { const all = new Map(); return function (scene) { all.get(kind).set(scene.id, 1); }; }",
      "id all id none",
    ],
    [
      "maps of a map of a short-lived object",
      "class TreeVisitor { all = new Map(); f(scene, view) { this.all.set(scene.id, new Map()); this.all.get(scene.id).set(view.id, 1); } }",
      undefined,
    ],
    [
      "maps of a map from which whole maps are removed",
      `const all = new Map();
      export function f(scene, view) { all.set(scene.id, new Map()); all.get(scene.id).set(view.id, 1); }
      export function onClose(scene) { all.delete(scene.id); }`,
      undefined,
    ],
    [
      "a map within a map",
      "const all = new Map(); export function f(a, scene) { all.get(a).set(scene.id, 1); }",
      "id all id none",
    ],
    [
      "an object within an object",
      "const all = {}; export function f(a, scene) { all[a][scene.id] = 1; }",
      "id all id none",
    ],
    [
      "an object within an object that offers removal",
      `const all = {};
      export function f(scene, view) { all[scene.id] = {}; all[scene.id][view.id] = 1; Object.keys(all); }
      export function forget(k) { delete all[k]; }`,
      "id all id none",
    ],
    [
      "the same, where the inner one loses entries",
      `const all = {};
      export function f(scene, view) { all[scene.id] = {}; all[scene.id][view.id] = 1; Object.keys(all); }
      export function forget(k, l) { delete all[k]; delete all[k][l]; }`,
      undefined,
    ],
    [
      "the same, by names",
      `const all = {};
      export function f(scene, view) { all[scene.id] = {}; all[scene.id][view.name] = 1; Object.keys(all); }
      export function forget(k) { delete all[k]; }`,
      undefined,
    ],
  ])("of ids in %s", (_, code, expected) => {
    expect(leaks(code)).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    [
      "a list in a map",
      "const all = new Map(); class A { f(k) { all.get(k).push(this); } }",
      "strong all none",
    ],
    [
      "a list in an object",
      "const all = {}; class A { f(k) { all[k].push(this.view); } }",
      "strong all none",
    ],
    [
      "a list of others",
      "const all = new Map(); class A { f(k, v) { all.get(k).push(v); } }",
      undefined,
    ],
    [
      "a list that shrinks",
      "const all = new Map(); class A { f(k) { all.get(k).push(this); } g(k) { all.get(k).pop(); } }",
      undefined,
    ],
    [
      "a map that shrinks",
      "const all = new Map(); class A { f(k) { all.get(k).push(this); } g(k) { all.delete(k); } }",
      undefined,
    ],
    [
      "a list in a set",
      "const all = new Set(); class A { f(k) { all.get(k).push(this); } }",
      undefined,
    ],
    [
      "a field",
      "class Manager { all = new Map(); f(k) { this.all.get(k).push(this); } }",
      undefined,
    ],
    [
      "a list that a wrapper keeps",
      "export function w(k) { const all = new Map(); return function () { all.get(k).push(this); }; }",
      "strong all none",
    ],
    [
      "a map in a map",
      "const all = new Map(); class A { f(k) { all.get(k).set(k, this); } }",
      undefined,
    ],
  ])("of lists within: %s", (_, code, expected) => {
    expect(leaks(code)).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    ["all.add(element); all.add(this);", "this"],
    ["all.add(this); all.add(element);", "this"],
  ])("show the surest of the writes in %s", (body, expected) => {
    const sourceCode = parse(`const all = new Set(); class A { f(element) { ${body} } }`);
    const values = getLeaks(sourceCode).strong.map(({ write }) => write.value);
    expect(values.map((value) => value && sourceCode.getText(value))).toEqual([expected]);
  });

  it("are found once per file", () => {
    const sourceCode = parse("const a = [];");
    expect(getLeaks(sourceCode)).toBe(getLeaks(sourceCode));
  });
});
