import { describe, expect, test } from "vitest";
import { plan, rewrite } from "../fixtures.ts";

const FIELD = "class { @field x; }";

/** Where the variables of the only class with fields are declared: what follows there, or the function's name. */
function place(source: string): string {
  const text = `import { field } from "weakfield";\n${source}`;
  const { plan: filePlan, diagnostics } = plan("a.ts", text);
  const [first] = filePlan?.classes ?? [];
  if (!first) return diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
  if (first.place.kind === "statement")
    return `before ${text.slice(first.place.offset).slice(0, 8)}`;
  if (first.place.kind === "function") return `function ${first.place.name}`;
  return `arrow ${text.slice(first.place.bodyStart, first.place.bodyEnd)}`;
}

describe("the place of a class's variables", () => {
  const cases: [source: string, expected: string][] = [
    ["class A { @field x; }", "before class A "],
    ["@d class A { @field x; }", "before @d class"],
    ["export class A { @field x; }", "before export c"],
    ["@d export class A { @field x; }", "before @d expor"],
    ["export @d class A { @field x; }", "before export @"],
    [`export default ${FIELD}`, "before export d"],
    [`f(${FIELD});`, "before f(class "],
    [`{ f(${FIELD}); }`, "before f(class "],
    [`namespace N { f(${FIELD}); }`, "before f(class "],
    [`class B { static { f(${FIELD}); } }`, "before f(class "],
    [`switch (1) { case 1: g(); f(${FIELD}); }`, "before f(class "],
    [`switch (1) { case f(${FIELD}): }`, "before switch ("],
    [`for (let a = ${FIELD}; ; ) {}`, "before for (let"],
    [`for (; f(${FIELD}); ) {}`, "function null"],
    [`for (; ; f(${FIELD})) {}`, "function null"],
    [`for (const a in ${FIELD}) {}`, "before for (con"],
    [`for (const [a = ${FIELD}] of b) {}`, "function a"],
    [`for (const { a = ${FIELD} } in b) {}`, "function a"],
    [`for (const a of f(${FIELD})) {}`, "before for (con"],
    [`while (f(${FIELD})) {}`, "function null"],
    [`do {} while (f(${FIELD}));`, "function null"],
    [`function f(a = ${FIELD}) {}`, "function a"],
    [`f(function (a = ${FIELD}) {});`, "function a"],
    [`f((a = ${FIELD}) => a);`, "function a"],
    [`class B { constructor(private a = ${FIELD}) {} }`, "function a"],
    [`class B { p = ${FIELD}; }`, "function p"],
    [`class B { p = class C { @field x; }; }`, "function null"],
    [`class B { accessor p = ${FIELD}; }`, "function p"],
    [`class B { static p = ${FIELD}; }`, "before class B "],
    [`class B { [f(${FIELD})] = 1; }`, "before class B "],
    [`class B extends f(${FIELD}) {}`, "before class B "],
    ["const f = (B) => class extends B { @field x; };", "arrow  class extends B { @field x; }"],
    ["const f = (): (() => T) => class { @field x; };", "arrow  class { @field x; }"],
    ["const f = B /* => */ => (class { @field x; });", "arrow  (class { @field x; })"],
    ["const f = (B // =>\n) => class { @field x; };", "arrow  class { @field x; }"],
    ["const f = () => [class { @field x; }];", "arrow  [class { @field x; }]"],
  ];
  test.each(cases)("%s", (source, expected) => {
    expect(place(source)).toBe(expected);
  });
});

describe("no function fits around what suspends the one outside", () => {
  const REASON =
    "WF1010: This class is evaluated where no variable can be declared for each evaluation: its heritage or a computed name awaits or yields. Move the class into a statement of its own.";
  const inLoop = (expression: string) => `async function f() { while (g(${expression})); }`;

  test.each([
    [inLoop("class extends (await h()) { @field x; }")],
    [inLoop("@(await h()) class { @field x; }")],
    [inLoop("class { @field x; @(await h()) y; }")],
    [inLoop("class { @field x; [await h()]; }")],
    [inLoop("class { @field [await h()]; }")],
    [inLoop("class { @field(await h()) x; }")],
  ])("%s", (source) => {
    expect(place(source)).toBe(REASON);
  });

  test.each([
    [inLoop("class extends h { @field x; }")],
    [inLoop("class { @field x; async m() { await h(); } }")],
    [inLoop("class { @field x; static await; }")],
  ])("%s", (source) => {
    expect(place(source)).toBe("function null");
  });
});

test("a class with a name of its own points out that name, and leaves other classes and the import alone", () => {
  const text = `import { field } from "weakfield";
class B { @field y; }
async function f() { while (g(class A extends (await h()) { @field x; })); }`;
  const { plan: filePlan, diagnostics } = plan("a.ts", text);
  expect(
    diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`),
  ).toEqual(["WF1010 class A"]);
  expect(filePlan?.classes.map(({ owner }) => owner)).toEqual(["B"]);
  expect(filePlan?.imports.removed).toEqual([]);
});

test("a private field's converter that needs the function around the class has no place", () => {
  const text = `import { field } from "weakfield";
function f() { return class extends g() { @field(this.c) #x; }; }`;
  expect(plan("a.ts", text).diagnostics.map(({ message }) => message)).toEqual([
    "This class is evaluated where no variable can be declared for each evaluation: the converter of a private field depends on the function around the class. Move the class into a statement of its own.",
  ]);
});

test("what is declared for each evaluation stands in front of the class", () => {
  expect(rewrite(`f(() => [${FIELD}]);`)).toMatchInlineSnapshot(
    `"f(() => { const $c = $wf.values(""); return ( [class { static { $c.define(this, ["x"]); } constructor() { $c.init(this, void 0); } get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } }]); });"`,
  );
  expect(rewrite("class B { p = class extends C { @field x; }; }")).toMatchInlineSnapshot(
    `"class B { p = (() => { const $c = $wf.values("p", 1); return { ["p"]: class extends C { static { $c.define(this, ["x"]); } get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } #init = $c.init(this, void 0); } }["p"]; })(); }"`,
  );
  expect(rewrite("while (f(class { @field x; }));")).toMatchInlineSnapshot(
    `"while (f((() => { const $c = $wf.values(""); return class { static { $c.define(this, ["x"]); } constructor() { $c.init(this, void 0); } get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } }; })()));"`,
  );
  expect(
    rewrite("f((B) => class extends B { @field x; p = (C) => class extends C { @field y; } });"),
  ).toMatchInlineSnapshot(
    `"f((B) => { const $c = $wf.values("", 1); return ( class extends B { static { $c.define(this, ["x"]); } get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } #init = $c.init(this, void 0); p = (C) => { const $c_1 = $wf.values("", 1); return ( class extends C { static { $c_1.define(this, ["y"]); } get y() { return $c_1(this, "y"); } set y(v) { $c_1(this, "y"); $c_1.set(this, v); } #init = $c_1.init(this, void 0); }); } }); });"`,
  );
  expect(
    rewrite("const f = () => [class { @field x; }, class { @field y; }];"),
  ).toMatchInlineSnapshot(
    `"const f = () => { const $c = $wf.values(""); const $c_1 = $wf.values(""); return ( [class { static { $c.define(this, ["x"]); } constructor() { $c.init(this, void 0); } get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } }, class { static { $c_1.define(this, ["y"]); } constructor() { $c_1.init(this, void 0); } get y() { return $c_1(this, "y"); } set y(v) { $c_1(this, "y"); $c_1.set(this, v); } }]); };"`,
  );
  expect(
    rewrite("const f = () => class { @field static #x; };", { storage: "private" }),
  ).toMatchInlineSnapshot(
    `"const f = () => { const $c = $wf.fields(""); let $x; return ( class { static { $c.define(this, []); } static get #x() { return $x; } static set #x(v) { $x = v; } }); };"`,
  );
});
