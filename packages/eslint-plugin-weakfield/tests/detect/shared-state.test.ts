import { describe, expect, it } from "vitest";
import { findDecorators } from "../../src/detect/decorators.ts";
import { findSharedState } from "../../src/detect/shared-state.ts";
import { parse } from "./parse.ts";

/** The state of a decorator whose wrapped method has the body. */
function find(declarations: string, body: string, before = ""): string | null {
  const sourceCode = parse(`
    ${before}
    export function d(target, key, descriptor) {
      const original = descriptor.value;
      ${declarations}
      descriptor.value = function (...args) { ${body} };
    }
  `);
  const [decorator] = findDecorators(sourceCode);
  if (decorator === undefined) throw new Error("no decorator");
  const state = findSharedState(sourceCode, {
    instanceFunctions: decorator.instanceFunctions,
    once: [decorator.target, decorator.descriptor],
    owner: decorator.facts,
  });
  return state && `${state.first.kind} ${state.first.variable.name}`;
}

describe("findSharedState", () => {
  it.each([
    ["value v", "let v;", "return (v ??= original.apply(this, args));"],
    ["value v", "let v;", "if (!v) { const r = original.apply(this, args); v = r; } return v;"],
    [
      "value v",
      "let v;",
      "if (v) clearTimeout(v); v = setTimeout(() => original.apply(this, args));",
    ],
    ["flag v", "let v = false;", "if (v) return; v = true; return original.apply(this, args);"],
    ["flag v", "let v = 0;", "if (v++ > 3) return; return original.apply(this, args);"],
    ["container v", "const v = {};", "return (v[args[0]] ??= original.apply(this, args));"],
    ["container v", "const v = [];", "v.push(original.apply(this, args)); return v;"],
    [
      "container v",
      "const v = new Map();",
      "const e = v.get(key); if (e) return e; v.set(key, original.apply(this, args));",
    ],
    ["value v", "let v;", "if (!v) [v] = args; return original.call(this, v);"],
    ["container v", "const v = {};", "v[args[0]] = args; return v[args[1]];"],
    ["container v", "const v = [];", "const w = v; w.push(args); return w[0];"],
    [
      "container v",
      "const v = {};",
      "put(v, key, args); return v[key]; function put(t, k, x) { t[k] = x; }",
    ],
    ["container v", "const v = [];", "v.push({ args }); return v;"],
    [
      "container v",
      "const v = new Map();",
      "if (v.has(key)) return v.get(key); v.set(key, args); return args;",
    ],
    ["flag v", "let v = false;", "if (!v) { v = true; this.start(); }"],
    [
      "flag v",
      "let v = false;",
      "if (v) return; setTimeout(() => { v = false; }); v = true; return original.apply(this, args);",
    ],
    [
      "flag v",
      "let v = false;",
      "if (v) return; v = true; log(args); return original.apply(this, args);",
    ],
    [
      "flag v",
      "let v = false;",
      "if (v) return; v = true; log(v); return original.apply(this, args);",
    ],
    ["flag v", "let v = false;", "if (v) return; v = true; original.apply(this, args); v = true;"],
    ["flag v", "let v = false;", "if (!v) { v = true; this.x = 1; }"],
    ["flag v", "let v = false;", "if (!v) { v = true; catalog(args); }"],
    ["flag v", "let v = false;", "if (!v) { v = true; mylog.send(args); }"],
    ["flag v", "let v = false;", "if (!v) { v = true; logs.send(args); }"],
    ["flag v", "let v = false;", "if (!v) { v = true; a.b.start(args); }"],
    ["flag v", "let v = false;", "if (!v) { v = true; steps[0](args); }"],
    ["flag v", "let v = false;", "if (!v) { v = true; steps[key](args); }"],
    [
      "container v",
      "const v = new WeakMap();",
      "if (!v.has(args)) v.set(args, args[0]); return v.get(args);",
    ],
    [
      "container v",
      "const v = {};",
      "put(v, args); return v.x; function put(t, x) { t[other] = x; }",
    ],
    ["flag v", "let v = false;", "if (!v) { v = true; warn(v); readd(args); }"],
    ["flag v", "let v = false;", "if (!v) { v = true; warn(v); added(args); }"],
    [
      "container v",
      "let f = false; const v = [];",
      "if (f) return; f = true; v.push(original.apply(this, args)); return v;",
    ],
    [
      "value v",
      "const c = []; let v;",
      "c.push(args); use(c[0]); return (v ??= original.apply(this, args));",
    ],
    [
      "member target",
      "let f = false;",
      "if (f) return; f = true; Object.defineProperty(target, key, { value: this.x }); this.run();",
    ],
    [
      "container v",
      "const v = [];",
      "if (!target.x) target.x = args; use(target.x); v.push(args); return v[0];",
    ],
    [
      "container v",
      "const v = new Map();",
      "const k = keyOf.call(this); if (!v.has(k)) v.set(k, args); return v.get(k);",
    ],
    [
      "container v",
      "const v = new WeakMap();",
      "const k = keyOf.call(args); if (!v.has(k)) v.set(k, args); return v.get(k);",
    ],
    ["container v", "const v = {};", "put(v, args); return v.x; function put(t, x) { t.x = x; }"],
    [
      "container v",
      "const v = {};",
      "put(v); v.y = args; return v; function put(t, k) { t[k] = 1; }",
    ],
    ["member descriptor", "", "descriptor.values = args; return descriptor.values;"],
    ["member descriptor", "", "descriptor.myvalue = args; return descriptor.myvalue;"],
    ["member target", "", "Object.defineProperty(target, key, { value: this.x });"],
    ["member target", "", "Reflect.defineMetadata(key, args, target);"],
    ["member target", "", "if (!target.x) target.x = original.apply(this, args); return target.x;"],
  ])("finds %s in %s %s", (expected, declarations, body) => {
    expect(find(declarations, body)).toBe(expected);
  });

  it.each([
    [
      "found by the instance",
      "const v = new WeakMap();",
      "if (!v.has(this)) v.set(this, original.apply(this, args)); return v.get(this);",
    ],
    [
      "found by an alias of it",
      "const v = new WeakMap();",
      "const self = this; v.set(self, args); return v.get(self);",
    ],
    [
      "found in two steps",
      "const v = new Map();",
      "const e = v.get(key); e.set(this, original.apply(this, args)); return e.get(this);",
    ],
    [
      "found by what a function picks for the instance, also from a list",
      "const v = new WeakMap();",
      "const k = keyOf.apply(this, args); if (!v.has(k)) v.set(k, args); return v.get(k);",
    ],
    [
      "divided by instance in a function that takes the instance first",
      "const v = new WeakMap();",
      "put(this, v, args); return v.get(this); function put(k, t, x) { t.set(k, x); }",
    ],
    [
      "handed to a function that takes nothing",
      "const v = {};",
      "put(v, args); return v.x; function put() {}",
    ],
    ["only filled by key", "const v = {};", "v[args[0]] = args;"],
    [
      "a mark of the very object",
      "const v = new WeakSet();",
      "if (v.has(args[0])) return; v.add(args[0]);",
    ],
    [
      "found by what a function picks for the instance, on the spot",
      "const v = new WeakMap();",
      "if (!v.has(keyOf.call(this))) v.set(keyOf.call(this), args); return v.get(keyOf.call(this));",
    ],
    ["called", "const v = {};", "v(args); return v;"],
    ["defined on another thing", "", "Object.defineProperty(own, target, { value: this.x });"],
    ["handed to another function", "", "define(target, key, { value: this.x });"],
    ["read as metadata", "", "return Reflect.getMetadata(key, args, target);"],
    ["described beside it", "", "Reflect.defineMetadata(target, args, key);"],
    ["taken out of a loop", "let v;", "if (v) return; for (v of args) this.run();"],
    [
      "set in a callback that has nothing to do with the instance",
      "let v = false;",
      "if (v) return; later(() => { v = true; }); return original.apply(this, args);",
    ],
    ["told a logger", "let v = false;", "if (!v) { v = true; logger.info(args); }"],
    ["told a log", "let v = false;", "if (!v) { v = true; log.info(args); }"],
    ["told a log by a function", "let v = false;", "if (!v) { v = true; logOnce(args); }"],
    [
      "told after it was put together",
      "let v = false;",
      "if (!v) { v = true; warn(args.join().concat(String(v))); }",
    ],
    [
      "set to two results in one run",
      "let v;",
      "if (v) return; v = begin(); original.apply(this, args); v = end();",
    ],
    ["written before it is read", "let v;", "v = original.apply(this, args); return v;"],
    ["never read", "let v;", "v = original.apply(this, args);"],
    [
      "made without the instance",
      "let v;",
      "v ??= new RegExp(key); return v.test(original.apply(this, args));",
    ],
    ["written for a given instance", "const v = [];", "v.push({ self: this, args }); return v[0];"],
    [
      "written for a given instance, in a list",
      "const v = [];",
      "v.push([this, args]); return v[0];",
    ],
    [
      "written for a given instance, by name",
      "const v = [];",
      "const self = this; v.push(self); return v[0];",
    ],
    [
      "handed to a function that divides it by instance",
      "const v = new WeakMap();",
      "put(v, this, args); return v.get(this); function put(t, k, x) { t.set(k, x); }",
    ],
    ["kept by key for a given instance", "const v = {};", "v[args[0]] = this; return v[args[1]];"],
    [
      "kept by key with its instance",
      "const v = {};",
      "v[args[0]] = { self: this }; return v[args[1]];",
    ],
    [
      "kept by key in a list with its instance",
      "const v = {};",
      "v[args[0]] = [, this]; return v[args[1]];",
    ],
    ["only filled", "const v = [];", "v.push(args);"],
    ["only emptied", "const v = [];", "v.pop(); return v;"],
    ["filled with what is the same for all", "const v = [];", "v.push(key); return v;"],
    ["no container", "const v = f();", "v.push(args); return v[0];"],
    ["replaced in the descriptor", "", "descriptor.value = args; return descriptor.value;"],
    [
      "defined with what is the same for all",
      "",
      "Object.defineProperty(target, key, { value: 1 });",
    ],
    ["described with what is the same for all", "", "Reflect.defineMetadata(key, 1, target);"],
    [
      "set and reset in one run",
      "let v = false;",
      "if (v) return; v = true; original.apply(this, args); v = false;",
    ],
    [
      "warned once",
      "let v = false;",
      "if (!v) { v = true; console.warn(args); } return original.apply(this, args);",
    ],
    [
      "warned once by a function",
      "let v = false;",
      "if (!v) { v = true; warnOnce(args); } return original.apply(this, args);",
    ],
    [
      "set without a question",
      "let v = false;",
      "v = true; f(v); return original.apply(this, args);",
    ],
    [
      "decided for what has nothing to do with the instance",
      "let v = false;",
      "if (!v) { v = true; start(); } return original.apply(this, args);",
    ],
    ["read only", "const v = {};", "return v[key] ?? original.apply(this, args);"],
    ["counted only", "let v = 0;", "v++; log(v); return original.apply(this, args);"],
    [
      "restored",
      "let v;",
      "const before = v; v = this; try { return original.apply(this, args); } finally { v = before; }",
    ],
    [
      "reported once",
      "const v = new Set();",
      "if (!v.has(args[0])) { v.add(args[0]); console.warn(args[0]); } return original.apply(this, args);",
    ],
  ])("leaves alone what is %s", (_, declarations, body) => {
    expect(find(declarations, body)).toBe(null);
  });

  it("finds what one function makes at each call and another one uses", () => {
    const two = (write: string): string | null => {
      const sourceCode = parse(`export function d(target, key, descriptor) {
        let v; f(descriptor.value);
        descriptor.get = function () { ${write} };
        descriptor.set = function () { return use(v); };
      }`);
      const [decorator] = findDecorators(sourceCode);
      if (decorator === undefined) throw new Error("no decorator");
      const state = findSharedState(sourceCode, {
        instanceFunctions: decorator.instanceFunctions,
        once: [],
        owner: decorator.facts,
      });
      return state && state.first.kind;
    };
    expect(two("v = make(); return this.x;")).toBe("value");
    expect(two("v = make();")).toBe(null);
    expect(two("v = 1; return this.x;")).toBe(null);
    expect(two("if (key) v = make(); return this.x;")).toBe(null);
  });

  /** The state of the decorator `d` in the code, whose wrapper sets a flag `v`. */
  const ofNested = (code: string): string | null => {
    const sourceCode = parse(
      code.replace("D", "d(target, key, descriptor)").replace(
        "BODY",
        () => `{
      const original = descriptor.value;
      descriptor.value = function (...args) {
        if (v) return; v = true; return original.apply(this, args);
      };
    }`,
      ),
    );
    const decorator = findDecorators(sourceCode).find((each) => each.kind === "legacy");
    if (decorator === undefined) throw new Error("no decorator");
    const { facts: owner, instanceFunctions } = decorator;
    return findSharedState(sourceCode, { instanceFunctions, once: [], owner })?.first.kind ?? null;
  };

  it.each([
    ["that gives the decorator", "function f() { let v; return function D BODY; }"],
    ["that gives it by name", "function f() { let v; function D BODY return d; }"],
    ["that gives it among others", "function f() { let v; return [1, function D BODY]; }"],
    ["that hands it on", "function f() { let v; return make(function D BODY); }"],
    ["that hands it on in an object", "function f() { let v; make({ d: function D BODY }); }"],
  ])("takes a variable of a function %s for one of the decoration", (_, code) => {
    expect(ofNested(code)).toBe("flag");
  });

  it.each([
    [
      "of a function that only declares the decorator",
      "function f() { let v; function D BODY use(d.name); }",
    ],
    ["of the module", "let v; export function D BODY"],
    [
      "of a function that gives something else",
      "function f() { let v; function D BODY return [1]; }",
    ],
  ])("asks more of a variable %s", (_, code) => {
    expect(ofNested(code)).toBe(null);
  });

  it.each(["async function", "function*"])(
    "takes no run of one `%s` for one that does not wait",
    (kind) => {
      const sourceCode = parse(`export function d(target, key, descriptor) {
        const original = descriptor.value;
        let v = false;
        descriptor.value = ${kind} (...args) {
          if (v) return; v = true; original.apply(this, args); v = false;
        };
      }`);
      const [decorator] = findDecorators(sourceCode);
      if (decorator === undefined) throw new Error("no decorator");
      const { facts: owner, instanceFunctions } = decorator;
      const state = findSharedState(sourceCode, { instanceFunctions, once: [], owner });
      expect(state?.first.kind).toBe("flag");
    },
  );

  it("takes a function that keeps something on itself for one that there is once", () => {
    const of = (name: string): string | null => {
      const sourceCode = parse(`export function d(target, key, descriptor) {
        const original = descriptor.value;
        function other() {}
        function wrapped(...args) {
          ${name}.last = original.apply(this, args);
          return ${name}.last;
        }
        descriptor.value = wrapped;
      }`);
      const [decorator] = findDecorators(sourceCode);
      if (decorator === undefined) throw new Error("no decorator");
      const { facts: owner, instanceFunctions } = decorator;
      const state = findSharedState(sourceCode, { instanceFunctions, once: [], owner });
      return state && `${state.first.kind} ${state.first.variable.name}`;
    };
    expect(of("wrapped")).toBe("member wrapped");
    expect(of("other")).toBe(null);
  });

  it("looks at what a class has by name, not at what is computed", () => {
    const before = "class Store {}";
    expect(find("", "Store.last = args; return Store.last;", before)).toBe("member Store");
    expect(find("", "Store[args[0]] = args; return Store[args[1]];", before)).toBe(null);
  });

  it("takes no map of the module that keeps what is known of an object", () => {
    const before = "const v = new WeakMap();";
    const of = (key: string) => find("", `v.set(${key}, args); return v.get(${key});`, before);
    expect(of("args[0]")).toBe(null);
    expect(of("original")).toBe("container v");
  });

  it("takes a variable of the module that one accessor writes and another reads", () => {
    const of = (getter: string, setter: string): string | null => {
      const sourceCode = parse(`let v;
        export function d(target, key, descriptor) {
          descriptor.get = function () { ${getter} };
          descriptor.set = function (next) { ${setter} };
        }`);
      const [decorator] = findDecorators(sourceCode);
      if (decorator === undefined) throw new Error("no decorator");
      const { facts: owner, instanceFunctions } = decorator;
      return (
        findSharedState(sourceCode, { instanceFunctions, once: [], owner })?.first.kind ?? null
      );
    };
    expect(of("return v;", "v = next;")).toBe("value");
    expect(of("return v;", "v = this;")).toBe(null);
    expect(of("return (v ??= this.make());", "use(next);")).toBe(null);
    expect(of("if (v) return; v = true; return this.x;", "use(next);")).toBe(null);
  });

  it("asks more of a variable of the module", () => {
    const body = "if (v) return; v = true; return original.apply(this, args);";
    expect(find("", body, "let v = false;")).toBe(null);
    expect(find("", "v.push(original.apply(this, args)); return v;", "const v = [];")).toBe(
      "container v",
    );
    expect(find("", "v.push(args); return v;", 'import { v } from "./v.js";')).toBe(null);
  });
});
