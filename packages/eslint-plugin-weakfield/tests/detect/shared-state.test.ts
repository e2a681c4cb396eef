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

  it("asks more of a variable of the module", () => {
    const body = "if (v) return; v = true; return original.apply(this, args);";
    expect(find("", body, "let v = false;")).toBe(null);
    expect(find("", "v.push(original.apply(this, args)); return v;", "const v = [];")).toBe(
      "container v",
    );
    expect(find("", "v.push(args); return v;", 'import { v } from "./v.js";')).toBe(null);
  });
});
