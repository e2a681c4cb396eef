import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { findRetentions } from "../../src/detect/retention.ts";
import { parse } from "./parse.ts";

/** The retentions of the file, as `kind node`. */
const find = (code: string): string[] => {
  const sourceCode = parse(code);
  return findRetentions(sourceCode, getFileIndex(sourceCode)).map(
    ({ kind, node }) => `${kind} ${sourceCode.getText(node)}`,
  );
};

const REGISTRY = "const it = new FinalizationRegistry((held) => log(held));";

describe("findRetentions, of what is held", () => {
  it.each([
    ["{ a }", "a"],
    ["{ b: [1, a] }", "a"],
    ["() => a.close()", "a"],
    ["function () { a.close(); }", "a"],
    ["close.bind(a)", "a"],
    ["close.bind(null, a)", "a"],
    ["x ? 1 : () => a", "a"],
    ["x || (() => a)", "a"],
    ["{ b: { c: { d: () => a } } }", "a"],
    ["helper", "a"],
    ["declared", "a"],
  ])("finds the target in %s", (held) => {
    const code = `${REGISTRY} function f(a, x) { const helper = () => a; function declared() { return a; } it.register(a, ${held}); }`;
    expect(find(code)).toEqual([`held ${held}`]);
  });

  it.each([
    "1",
    "x",
    "{ x, ...a }",
    "{ b: 1 }",
    "[...a]",
    "close.bind(x)",
    "close[x](a)",
    "[, x]",
    "() => x",
    "call(a)",
    "unknown",
    "changing",
    "shadow",
    "{ itself }",
    "[list]",
    "{ b: { c: { d: { e: { f: a } } } } }",
    // The target itself throws by itself.
    "a",
  ])("finds nothing in %s", (held) => {
    const code = `${REGISTRY} function f(a, x) { let changing = () => a; changing = 1; const shadow = (a) => a; var itself = { itself }; var list = [list]; it.register(a, ${held}); }`;
    expect(find(code)).toEqual([]);
  });

  it("finds this in what is held, and not the this of another function", () => {
    const inMethod = (held: string): string[] =>
      find(`${REGISTRY} class A { f() { it.register(this, ${held}); } }`);
    expect(inMethod("() => this.b")).toEqual(["held () => this.b"]);
    expect(inMethod("{ b: this }")).toEqual(["held { b: this }"]);
    expect(inMethod("function () { this.b; }")).toEqual([]);
    expect(inMethod("this.b")).toEqual([]);
  });

  it("needs a target that it can follow, and something that is held", () => {
    expect(find(`${REGISTRY} function f(a) { it.register(); it.register(a); }`)).toEqual([]);
    expect(find(`${REGISTRY} function f(a) { it.register(a.b, () => a.b); }`)).toEqual([]);
    expect(find(`${REGISTRY} const a = {}; it.register(a, () => a);`)).toEqual([]);
  });
});

describe("findRetentions, of the callback and the registry", () => {
  it.each([
    [
      "a callback that names the target",
      "function f(a) { const it = new FinalizationRegistry(() => a.b); it.register(a, 1); return it; }",
      ["callback () => a.b"],
    ],
    [
      "a callback of the target's own",
      "class A { f() { kept = new FinalizationRegistry(() => this.b); kept.register(this, 1); } } let kept;",
      ["callback () => this.b"],
    ],
    [
      "a registry in the target itself",
      "class A { it = new FinalizationRegistry(log); f() { this.it.register(this, 1); } }",
      ["ownRegistry this.it.register"],
    ],
    [
      "a registry in the class of the target",
      "class A { static it = new FinalizationRegistry(log); f() { A.it.register(this, 1); } }",
      [],
    ],
    [
      "a registry in the object that makes the target",
      "class A { it = new FinalizationRegistry(log); f() { const self = this; return { g() { self.it.register(this, 1); } }; } }",
      [],
    ],
    [
      "a registry in another object",
      "class A { it = new FinalizationRegistry(log); f(a) { this.it.register(a, 1); } }",
      [],
    ],
  ])("%s", (_, code, expected) => {
    expect(find(code)).toEqual(expected);
  });

  it.each([
    ["used at once", "function f(a) { new FinalizationRegistry(log).register(a, 1); }", true],
    [
      "in a local",
      "function f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); }",
      true,
    ],
    [
      "in a local that is returned",
      "function f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); return it; }",
      false,
    ],
    [
      "in a local that is handed on",
      "function f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); keep(it); }",
      false,
    ],
    [
      "in a local that a closure uses",
      "function f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); return () => it.unregister(a); }",
      false,
    ],
    [
      "in a local that is a key",
      "function f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); a[it]; }",
      false,
    ],
    ["in a local, unused", "function f(a) { const it = new FinalizationRegistry(log); }", false],
    ["unused", "function f(a) { new FinalizationRegistry(log); }", false],
    ["whose member is read", "function f(a) { new FinalizationRegistry(log).register; }", false],
    [
      "in a variable of the module",
      "let it; function f(a) { it = new FinalizationRegistry(log); it.register(a, 1); }",
      false,
    ],
    [
      "in an async function",
      "async function f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); await a.b; }",
      false,
    ],
    [
      "in a generator",
      "function* f(a) { const it = new FinalizationRegistry(log); it.register(a, 1); yield 1; }",
      false,
    ],
    [
      "in a function that stands for a module",
      "(function (a) { const it = new FinalizationRegistry(log); it.register(a, 1); })();",
      false,
    ],
    ["in the module", "const it = new FinalizationRegistry(log); it.register(a, 1);", false],
  ])("a registry %s is only a local: %s", (_, code, expected) => {
    expect(find(code)).toEqual(expected ? ["localRegistry FinalizationRegistry"] : []);
  });
});

describe("findRetentions, of a part of the target", () => {
  it.each([
    ["a[K] = b; it.register(a, b.body.stream);", ["part b.body.stream"]],
    ["a.inner = b; it.register(a, b.body!.stream);", ["part b.body!.stream"]],
    ["a.inner = b; it.register(a, b.handle);", []],
    ["a.inner = b; it.register(a, b);", []],
    ["a = b; it.register(a, b.body.stream);", []],
    ["c.inner = b; it.register(a, b.body.stream);", []],
    ["a.inner = b.c; it.register(a, b.body.stream);", []],
    ["() => { a.inner = b; }; it.register(a, b.body.stream);", []],
    ["it.register(a, f().body.stream);", []],
    ["it.register(a, unknown.body.stream);", []],
  ])("in %s: %j", (body, expected) => {
    expect(find(`${REGISTRY} function f(a, b, c) { ${body} }`)).toEqual(expected);
  });

  it("does not count at the top level, nor for this", () => {
    expect(
      find(`${REGISTRY} class A { f(b) { this.inner = b; it.register(this, b.c.d); } }`),
    ).toEqual([]);
  });
});

describe("findRetentions, of listeners beside", () => {
  it.each([
    ["window.addEventListener('x', () => a.b);", ["listener () => a.b"]],
    ["process.on('exit', () => a.b);", ["listener () => a.b"]],
    ["window.screen.addEventListener('x', () => a.b);", ["listener () => a.b"]],
    ["window!.addEventListener('x', () => a.b);", ["listener () => a.b"]],
    ["window.addEventListener('x', a.b.bind(a));", ["listener a.b.bind(a)"]],
    ["window.addEventListener('x', a.b);", []],
    ["window.addEventListener('x', a.b.bind());", []],
    ["window.addEventListener('x', a.b.bind(x));", []],
    ["window.addEventListener('x', make(a));", []],
    ["window.addEventListener('x', () => x);", []],
    ["window.addEventListener('x', x);", []],
    ["window.addEventListener('x');", []],
    ["x.addEventListener('x', () => a.b);", []],
    ["f().addEventListener('x', () => a.b);", []],
    ["() => { window.addEventListener('x', () => a.b); };", []],
    ["const window = x; window.addEventListener('x', () => a.b);", []],
  ])("in %s: %j", (body, expected) => {
    expect(find(`${REGISTRY} function f(a, x) { it.register(a, 1); ${body} }`)).toEqual(expected);
  });

  it("does not count in another function, nor at the top level", () => {
    const listen = "window.addEventListener('x', () => a.b);";
    expect(
      find(`${REGISTRY} function f(a) { it.register(a, 1); } function g(a) { ${listen} }`),
    ).toEqual([]);
    expect(
      find(`${REGISTRY} it.register(this, 1); window.addEventListener('x', () => this.b);`),
    ).toEqual([]);
  });

  it("counts a method that is bound to the target by being a field", () => {
    const inClass = (member: string): string[] =>
      find(
        `${REGISTRY} class A { ${member} f() { it.register(this, 1); window.addEventListener('x', this.g); } }`,
      );
    expect(inClass("g = () => 1;")).toEqual(["listener this.g"]);
    expect(
      find(
        `${REGISTRY} x = class { g = () => 1; f() { it.register(this, 1); window.addEventListener('x', this.g); } };`,
      ),
    ).toEqual(["listener this.g"]);
    expect(inClass("h = () => 1;")).toEqual([]);
    expect(inClass("g() {}")).toEqual([]);
    expect(inClass("g = function () {};")).toEqual([]);
    expect(inClass("g;")).toEqual([]);
    expect(
      find(
        `${REGISTRY} x = { g: () => 1, f() { it.register(this, 1); window.addEventListener('x', this.g); } };`,
      ),
    ).toEqual([]);
  });
});

describe("findRetentions, of closures beside a WeakRef", () => {
  it.each([
    ["x.y = { ref: new WeakRef(a), close: () => a.b };", ["closure a"]],
    ["x.y = { ref: new WeakRef(a), close() { a.b; } };", ["closure a"]],
    ["x.y = { ref: new WeakRef(a), close: () => 1, ...x, b: a };", []],
    ["const ref = new WeakRef(a); return () => ref.deref() ?? a;", ["closure a"]],
    ["const ref = new WeakRef(a); x.y = () => ref.deref() ?? a;", ["closure a"]],
    ["const ref = new WeakRef(a); x.y = { z: () => ref.deref() ?? a };", ["closure a"]],
    ["const ref = new WeakRef(a); setInterval(() => ref.deref() ?? a);", ["closure a"]],
    ["const ref = new WeakRef(a); x.on('y', () => ref.deref() ?? a);", ["closure a"]],
    // What dies with the target, runs at once, or does not name it.
    ["const ref = new WeakRef(a); a.y = () => ref.deref() ?? a;", []],
    ["const ref = new WeakRef(a); x[y](() => ref.deref() ?? a);", []],
    ["const ref = new WeakRef(a); a.on('y', () => ref.deref() ?? a);", []],
    ["const ref = new WeakRef(a); x.map(() => ref.deref() ?? a);", []],
    ["const ref = new WeakRef(a); reset(() => ref.deref() ?? a);", []],
    ["const ref = new WeakRef(a); settle(() => ref.deref() ?? a);", []],
    ["const ref = new WeakRef(a); const g = () => ref.deref() ?? a;", []],
    ["const ref = new WeakRef(a); return () => ref.deref();", []],
    ["const ref = new WeakRef(a); return () => [ref, a];", []],
    ["const ref = new WeakRef(a); return () => ref.other() ?? a;", []],
    ["const ref = new WeakRef(a); return ref.deref() ?? a;", []],
    ["const [ref] = new WeakRef(a); return () => ref.deref() ?? a;", []],
    ["return () => { const ref = new WeakRef(a); return ref.deref() ?? a; };", []],
    ["const ref = new WeakRef(); return () => ref.deref() ?? a;", []],
    ["const ref = new WeakRef(a.b); return () => ref.deref() ?? a.b;", []],
    ["x.push(new WeakRef(a));", []],
  ])("in %s: %j", (body, expected) => {
    expect(find(`function f(a, x) { ${body} }`)).toEqual(expected);
  });
});
