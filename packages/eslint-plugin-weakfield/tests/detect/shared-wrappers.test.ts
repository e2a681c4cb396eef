import { describe, expect, it } from "vitest";
import { findDecorators } from "../../src/detect/decorators.ts";
import { findPrototypeWrapper, findSharedWrapper } from "../../src/detect/wrappers.ts";
import { findNode, parse } from "./parse.ts";

const IMPORT = 'import { debounce } from "lodash";';

/** The name of the wrapper that the first decorator of the file makes once for all instances. */
const find = (code: string): string | null => {
  const sourceCode = parse(`${IMPORT} ${code}`);
  const [decorator] = findDecorators(sourceCode);
  if (decorator === undefined) throw new Error("no decorator");
  return findSharedWrapper(sourceCode, decorator)?.memory.name ?? null;
};
const ofBody = (body: string): string | null =>
  find(`export function d(target, key, descriptor) { ${body} }`);

describe("findSharedWrapper", () => {
  it.each([
    ["descriptor.value = debounce(descriptor.value);"],
    ["const f = descriptor.value; descriptor.value = debounce(f);"],
    ["const f = descriptor.value || x; descriptor.value = debounce(f);"],
    ["const f = (x ? descriptor.value : y) as T; descriptor.value = debounce(f);"],
    ["const { value } = descriptor; descriptor.value = debounce(value);"],
    ["const own = descriptor; const f = own.value; descriptor.value = debounce(f);"],
    [
      "const f = descriptor.value; descriptor.value = debounce(function () { return f.call(this); });",
    ],
    [
      "const f = descriptor.value; const g = function () { return f.call(this); }; descriptor.value = debounce(g);",
    ],
    ["const f = target[key]; descriptor.value = debounce(f);"],
    ["if (x) { descriptor.value = debounce(descriptor.value); }"],
    ["if (target === other) descriptor.value = debounce(descriptor.value);"],
    ["use(own => descriptor.value); const f = descriptor.value; descriptor.value = debounce(f);"],
    [
      "if (typeof descriptor.value === 'function') { descriptor.value = debounce(descriptor.value); }",
    ],
  ])("finds it in %s", (body) => {
    expect(ofBody(body)).toBe("debounce");
  });

  it.each([
    ["descriptor.value = log(descriptor.value);"],
    ["const f = descriptor.value; descriptor.value = debounce(() => f.call(this));"],
    ["descriptor.value = debounce(descriptor[x]);"],
    ["descriptor.value = debounce(`x`);"],
    ["descriptor.value = debounce(function () { return 1; }, x);"],
    ["const [f] = descriptor; descriptor.value = debounce(f);"],
    ["const { value } = other; use(descriptor); descriptor.value = debounce(value);"],
    ["const f = table[descriptor]; descriptor.value = debounce(f);"],
    ["const f = wrap(descriptor.value); descriptor.value = debounce(f);"],
    ["const { [descriptor.value]: f } = table; descriptor.value = debounce(f);"],
    ["let f; f = descriptor.value; descriptor.value = debounce(f);"],
    ["const f = 1; descriptor.value = debounce(f);"],
    ["if (typeof target == 'function') descriptor.value = debounce(descriptor.value);"],
    ['if (typeof target==="function") descriptor.value = debounce(descriptor.value);'],
    [
      "use(wrap(descriptor.value)); descriptor.value = wrap; function wrap(g) { let r; return function () { return (r ??= g.call(this)); }; }",
    ],
    ["const f = target[other]; descriptor.value = debounce(f);"],
    ["const f = target.key; descriptor.value = debounce(f);"],
    ["const f = key[target]; descriptor.value = debounce(f);"],
    ["let f; f = target[key]; descriptor.value = debounce(f);"],
    ["descriptor.value = debounce(other);"],
    ["descriptor.value = debounce(target.value);"],
    ["descriptor.value = debounce(descriptor.name);"],
    ["let f; descriptor.value = debounce(f);"],
    [
      "const f = descriptor.value; descriptor.value = function () { return debounce(f).call(this); };",
    ],
    ["if (isStatic && target.static) { descriptor.value = debounce(descriptor.value); }"],
    [
      "descriptor.value = typeof target === 'function' ? debounce(descriptor.value) : descriptor.value;",
    ],
    ["if (target instanceof Function) descriptor.value = debounce(descriptor.value);"],
    ["const f = descriptor.value; descriptor.value = (function (g) { return g; })(f);"],
  ])("does not find it in %s", (body) => {
    expect(ofBody(body)).toBe(null);
  });

  it("finds it where the target is taken apart", () => {
    expect(
      find(
        "export function d({ x }, key, descriptor) { descriptor.value = debounce(descriptor.value); }",
      ),
    ).toBe("debounce");
  });

  it("knows the value of a standard decorator", () => {
    expect(
      find(
        "export function d(value, context) { context.addInitializer(f); return debounce(value); }",
      ),
    ).toBe("debounce");
    expect(
      find(
        "export function d(value, context) { context.addInitializer(f); return debounce(context); }",
      ),
    ).toBe(null);
  });
});

it("knows nothing of what a standard decorator is not given", () => {
  const standard = (parameters: string, call: string): string | null =>
    find(`export function d(${parameters}) { context.addInitializer(f); return ${call}; }`);
  expect(standard("value, context", "debounce(unknown.value)")).toBe(null);
  expect(standard("{ get }, context", "{ get: debounce(get) }")).toBe(null);
  expect(ofBody("use(descriptor.value); descriptor.value = debounce(target);")).toBe(null);
});

describe("findPrototypeWrapper", () => {
  it.each([
    ["debounce(function () { this.x; })", "debounce"],
    ["debounce(f)", "debounce"],
    ["debounce(A.prototype.x)", "debounce"],
    ["(debounce(f) as T)", "debounce"],
    ["debounce(g)", undefined],
    ["debounce(() => 1)", undefined],
    ["log(f)", undefined],
    ["(() => f)(f)", undefined],
    ["f", undefined],
  ])("of %s is %s", (text, expected) => {
    const sourceCode = parse(`${IMPORT} function f() { this.x; } function g() {} use(${text});`);
    const [value] = findNode(sourceCode, `use(${text})`, "CallExpression").arguments;
    expect(value && findPrototypeWrapper(sourceCode, value)?.memory.name).toBe(expected);
  });

  it("asks for a wrapper that is sure to keep something", () => {
    const sourceCode = parse(
      `import { memoizify } from "./m"; use(memoizify(function () { this.x; }));`,
    );
    const [value] = findNode(
      sourceCode,
      "use(memoizify(function () { this.x; }))",
      "CallExpression",
    ).arguments;
    expect(value && findPrototypeWrapper(sourceCode, value)).toBe(null);
  });
});
