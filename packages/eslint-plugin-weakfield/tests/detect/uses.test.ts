import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import type { CollectionKind, Use } from "../../src/detect/use.ts";
import { addUses } from "../../src/detect/uses.ts";
import { findNode, parse } from "./parse.ts";

/** What the first `it` of the text is used for, as `kind key value`. */
function usesOf(code: string, kind: CollectionKind): string[] {
  const sourceCode = parse(code);
  const uses: Use[] = [];
  addUses(findNode(sourceCode, "it", "Identifier"), kind, getFileIndex(sourceCode), uses);
  const text = (node: Use["key"]): string => (node === null ? "-" : sourceCode.getText(node));
  return uses.map((use) => `${use.kind} ${text(use.key)} ${text(use.value)}`);
}

describe("addUses", () => {
  it.each([
    ["it.get(k);", ["read k -"]],
    ["it.has(k);", ["read k -"]],
    ["it.get();", ["read - -"]],
    ["[it = 1] = x;", []],
    ["(it, x);", []],
    ["x = (y, it);", ["escape - -"]],
    ["it.set(k, v);", ["write k v"]],
    ["it.set(k);", ["write k -"]],
    ["it.getOrInsert(k, v);", ["write k v"]],
    ["it.getOrInsertComputed(k, v);", ["write k v"]],
    ["it.setIfAbsent(k, v);", ["write k v"]],
    ["it.add(k);", []],
    ["it.delete(k);", ["drop k -"]],
    ["it.deleteAll(k);", ["drop k -"]],
    ["it.remove(k);", ["drop k -"]],
    ["it.evict();", ["drop - -"]],
    ["it.take(k);", ["drop k -"]],
    ["it.dispose(k);", ["drop k -"]],
    ["it.clear();", ["clear - -"]],
    ["it.prune();", ["sweep - -"]],
    ["it.sweepDead();", ["sweep - -"]],
    ["it.forEach(f);", ["iterate - -"]],
    ["it.keys();", ["iterate - -"]],
    ["it.findEntry(f);", ["iterate - -"]],
    ["it.toString();", ["iterate - -"]],
    ["it.other(k);", ["read - -"]],
    ["it?.get(k);", ["read k -"]],
    ["it!.set(k, v);", ["write k v"]],
    ["it.size;", ["size - -"]],
    ["it.length;", ["read length -"]],
    ["it[k];", ["read k -"]],
  ])("of a map in %s are %j", (code, expected) => {
    expect(usesOf(code, "map")).toEqual(expected);
  });

  it.each([
    ["it.add(v);", ["write v v"]],
    ["it.set(k, v);", ["read - -"]],
    ["it.has(v);", ["read v -"]],
    ["it.union(other);", ["iterate - -"]],
  ])("of a set in %s are %j", (code, expected) => {
    expect(usesOf(code, "set")).toEqual(expected);
    expect(usesOf(code, "weakset")).toEqual(expected);
  });

  it("of a weak map are written as those of a map", () => {
    expect(usesOf("it.set(k, v);", "weakmap")).toEqual(["write k v"]);
    expect(usesOf("it.set(k, v);", "array")).toEqual(["read - -"]);
  });

  it.each([
    ["it.push(a, b);", ["write - a", "write - b"]],
    ["it.unshift(a);", ["write - a"]],
    ["it.splice(i, 1);", ["drop i -"]],
    ["it.splice(i, n);", ["drop i -"]],
    ["it.splice(i, 1, a);", ["write - a", "drop i -"]],
    ["it.splice(i, 0, a);", ["write - a"]],
    ["it.splice(i);", ["drop i -"]],
    ["it.pop();", ["drop - -"]],
    ["it.shift();", ["drop - -"]],
    ["it.includes(a);", ["read a -"]],
    ["it.indexOf(a);", ["read a -"]],
    ["it.lastIndexOf(a);", ["read a -"]],
    ["it.copyWithin(0);", ["sweep - -"]],
    ["it.length;", ["size - -"]],
    ["it.length = 0;", ["clear - -"]],
    ["x = it.length;", ["size - -"]],
    ["it[i] = v;", ["write i v"]],
    ["it[i] = null;", ["drop i null"]],
    ["it[i] = undefined;", ["drop i undefined"]],
    ["it[i] = void 0;", ["drop i void 0"]],
    ["it[i] = /x/;", ["write i /x/"]],
    ["it[i] = !x;", ["write i !x"]],
    ["it[i]++;", ["write i -"]],
    ["delete it[i];", ["drop i -"]],
    ["typeof it[i];", ["read i -"]],
    ["x = it[i];", ["read i -"]],
    ["it = [];", ["clear - -"]],
    ["it = it.filter(f);", ["sweep - -", "iterate - -"].slice(0, 1)],
    ["it = x.slice(1);", ["sweep - -"]],
    ["it = x.splice(1);", ["sweep - -"]],
    ["it = x.concat(a, b);", ["write - a", "write - b"]],
    ["it = x.map(f);", ["clear - -"]],
    ["it = [...x, a];", ["write - a"]],
    ["it = [...x, , a];", ["write - a"]],
    ["it = [a];", ["clear - -"]],
    ["it = null;", ["clear - -"]],
    ["it ??= [];", []],
  ])("of an array in %s are %j", (code, expected) => {
    expect(usesOf(`let x; ${code}`, "array")).toEqual(expected);
  });

  it.each([
    ["it.a = v;", ["write a v"]],
    ["it.hasOwnProperty(k);", ["read k -"]],
    ["k in it;", ["read k -"]],
    ["it === x;", ["read - -"]],
    ["x[it];", ["read - -"]],
    ["Object.keys(it);", ["iterate - -"]],
    ["JSON.stringify(it);", ["iterate - -"]],
    ["Reflect.deleteProperty(it, k);", ["drop k -"]],
    ["Reflect.deleteProperty(it);", ["drop - -"]],
    ["f(it);", ["escape - -"]],
    ["(() => {})(it);", ["escape - -"]],
    ["all.push(it);", ["escape - -"]],
    ["all.set(k, it);", ["escape - -"]],
    ["new Map(it);", ["iterate - -"]],
    ["new Thing(it);", ["escape - -"]],
    ["new MapLike(it);", ["escape - -"]],
    ["new WeakMap(it);", ["escape - -"]],
    ["myvalues(it);", ["escape - -"]],
    ["valuesOf(it);", ["escape - -"]],
    ["const other = it && x; other.clear();", ["read - -"]],
    ["const other = it ? x : y; other.clear();", ["read - -"]],
    ["new it();", []],
    ["it();", []],
    ["f(...it);", ["iterate - -"]],
    ["[...it];", ["iterate - -"]],
    ["for (const x of it) {}", ["iterate - -"]],
    ["for (const x in it) {}", ["iterate - -"]],
    ["for (it of x) {}", ["write - -"]],
    ["it && f();", ["read - -"]],
    ["x = f && it;", ["escape - -"]],
    ["x.y = it || {};", ["escape - -"]],
    ["it ? f() : g();", ["read - -"]],
    ["(f(), it).a;", ["read a -"]],
    ["(it, f()).a;", []],
    ["x.y = it;", ["escape - -"]],
    ["x.y = z = it;", ["escape - -"].concat(["escape - -"])],
    ["exports.x = it;", ["export - -"]],
    ["module.exports = it;", ["export - -"]],
    ["export { it };", ["export - -"]],
    ["export default it;", ["export - -"]],
    ["export default { a: it };", ["export - -"]],
    ["module.exports = { x: it };", ["export - -"]],
    ["x = { y: it };", ["escape - -"]],
    ["f({ y: it });", ["escape - -"]],
    ["x = { [it]: 1 };", []],
    ["class A { x = it; }", ["escape - -"]],
    ["class A { [it] = 1; }", []],
    ["function f() { return it; }", ["escape - -"]],
    ["f = () => it;", ["escape - -"]],
    ["function* f() { yield it; }", ["escape - -"]],
    ["x = [it];", ["escape - -"]],
    ["async () => { await it; };", ["escape - -"]],
    ["typeof it;", ["read - -"]],
    ["if (it) f();", ["read - -"]],
    ["while (it) f();", ["read - -"]],
    ["`${it}`;", ["read - -"]],
    ["it;", ["read - -"]],
    ["const { a } = it;", ["iterate - -"]],
    ["({ a } = it);", ["iterate - -"]],
    ["unknown = it;", ["escape - -"]],
    ["switch (it) {}", []],
  ])("of an object in %s are %j", (code, expected) => {
    expect(usesOf(code, "object")).toEqual(expected);
  });

  it.each([
    ["another name", "const a = it; a.delete(k);", ["drop k -"]],
    ["a name set later", "let a; a = it; a.clear();", ["clear - -"]],
    [
      "a name set within an expression",
      "let a; f(a = it); a.clear();",
      ["clear - -", "escape - -"],
    ],
    ["a name of a name", "const a = it; const b = a; b.clear();", ["clear - -"]],
    ["a default", "const { a = it } = x; a.clear();", ["clear - -"]],
    ["a parameter", "function f(x, a) { a.set(k, v); } f(1, it);", ["write k v"]],
    ["a parameter of a constant", "const f = (a) => a.get(k); f(it);", ["read k -"]],
    ["no pattern of a parameter", "function f({ a }) {} f(it);", ["escape - -"]],
    ["no missing parameter", "function f() {} f(it);", ["escape - -"]],
    ["no class", "class F {} F(it);", ["escape - -"]],
    [
      "no name of a name of a name",
      "const a = it; const b = a; const c = b; c.clear();",
      ["escape - -"],
    ],
    ["a name that is set to itself no further", "let a = it; a = a;", ["escape - -"]],
  ])("follow %s", (_, code, expected) => {
    expect(usesOf(code, "map")).toEqual(expected);
  });

  it("are foreign where it is not sure that it is the collection", () => {
    const foreign = (code: string): boolean[] => {
      const sourceCode = parse(code);
      const uses: Use[] = [];
      addUses(findNode(sourceCode, "it", "Identifier"), "map", getFileIndex(sourceCode), uses);
      return uses.map(({ isForeign }) => isForeign);
    };
    expect(foreign("it.clear();")).toEqual([false]);
    expect(foreign("(x ? it : y).clear();")).toEqual([true]);
    expect(foreign("(x ? y : it).clear();")).toEqual([true]);
    expect(foreign("(x ? it : null).clear();")).toEqual([false]);
    expect(foreign("(x ? undefined : it).clear();")).toEqual([false]);
    expect(foreign("(x ? 0 : it).clear();")).toEqual([true]);
  });
});
