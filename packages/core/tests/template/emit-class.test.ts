import { expect, test } from "vitest";
import type { Options } from "../../src/options.ts";
import { emitClass } from "../../src/template/emit-class.ts";
import type { Lowering } from "../../src/template/emit-class.ts";
import type { Piece } from "../../src/template/pieces.ts";
import { plan } from "../fixtures.ts";

/** What is emitted for the only class with fields; `‹expression›` where one of the user stands, `|` between members. */
function emit(source: string, options: Options = {}, lowering?: Lowering) {
  const text = `import { field, integer } from "weakfield";\n${source}`;
  const { plan: filePlan, diagnostics } = plan("a.ts", text, options);
  expect(diagnostics).toEqual([]);
  const [classPlan] = filePlan?.classes ?? [];
  if (!classPlan) throw new Error("no class");
  const show = (pieces: readonly Piece[] | null) =>
    pieces
      ?.map((piece) => {
        if (typeof piece === "string") return piece;
        return "next" in piece ? "|" : `‹${text.slice(piece.span.start, piece.span.end)}›`;
      })
      .join("") ?? null;
  const { before, start, members, constructorStatement } = emitClass(classPlan, "$wf", lowering);
  return {
    before: show(before),
    start: show(start),
    members: members.map(({ fields, pieces }) => `${fields.join()}: ${show(pieces)}`),
    constructorStatement: show(constructorStatement),
  };
}

test("a record per instance, made by the constructor", () => {
  expect(
    emit("class A { @field x; @field(integer) y = 1; @field ['a b'] = (1, 2); constructor() {} }"),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A"), $y = $wf.converter(‹integer›, "y", "A");",
      "constructorStatement": null,
      "members": [
        "0,1,2: get x() { return $A(this, "x").x; } set x(v) { $A(this, "x").x = v; } get y() { return $A(this, "y").y; } set y(v) { $A(this, "y").y = $y(v); } get "a b"() { return $A(this, "a b").fielda_b; } set "a b"(v) { $A(this, "a b").fielda_b = v; } #init = $A.init(this, { x: void 0, |y: $y(‹1›), |fielda_b: (‹1, 2›) });",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["y", $y], ["a b"]]); }",
    }
  `);
});

test("a single value per instance", () => {
  expect(emit("class A { @field x = [f()]; }")).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.values("A");",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $A(this, "x"); } set x(v) { $A(this, "x"); $A.set(this, v); } #init = $A.init(this, ‹[f()]›);",
      ],
      "start": " static { $wf.define(this, "A", [["x"]]); }",
    }
  `);
});

test("carriers, with accesses that test for the value", () => {
  expect(
    emit("class A extends B { @field x = f(); @field(c) y = g(); z = 1; @field #w = () => 1; }"),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A", 1), $y = $wf.converter(‹c›, "y", "A");",
      "constructorStatement": null,
      "members": [
        "0,1: get x() { return $A(this, "x").x; } set x(v) { $A(this, "x").x = v; } get y() { return $wf.ready($A(this, "y").y, "A", "y"); } set y(v) { $wf.ready($A(this, "y").y, "A", "y"); $A(this, "y").y = $y(v); } #init = ($A.init(this, { x: ‹f()›, y: $wf.unset, w: $wf.unset }), |$A(this, "y").y = $y(‹g()›));",
        "2: get #w() { return $wf.ready($A(this, "#w").w, "A", "#w"); } set #w(v) { $wf.ready($A(this, "#w").w, "A", "#w"); $A(this, "#w").w = v; } #init_1 = $A(this, "#w").w = ({ ["#w"]: ‹() => 1› })["#w"];",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["y", $y]]); }",
    }
  `);
});

test("private slots", () => {
  expect(
    emit("class A { @field x; @field(integer) y = 1; @field #z = 2; }", { storage: "private" }),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $y = $wf.converter(‹integer›, "y", "A");",
      "constructorStatement": null,
      "members": [
        "0: get x() { return #x in this ? this.#x : $wf.foreign(this, "A", "x"); } set x(v) { if (!(#x in this)) $wf.foreign(this, "A", "x"); this.#x = v; } #x;",
        "1: get y() { return #y in this ? this.#y : $wf.foreign(this, "A", "y"); } set y(v) { if (!(#y in this)) $wf.foreign(this, "A", "y"); this.#y = $y(v); } #y = $y(‹1›);",
        "2: get #z() { return #z_1 in this ? this.#z_1 : $wf.foreign(this, "A", "#z"); } set #z(v) { if (!(#z_1 in this)) $wf.foreign(this, "A", "#z"); this.#z_1 = v; } #z_1 = ‹2›;",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["y", $y]]); }",
    }
  `);
});

test("private slots with accessors of its own and a list of instances", () => {
  expect(
    emit("class A { @field x; @field #y = 1; @field z; m() {} }", {
      storage: "private",
      properties: "own",
      inspect: true,
    }),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $live = $wf.live(); let $own;",
      "constructorStatement": null,
      "members": [
        "0: get x() { return #x in this ? this.#x : $wf.foreign(this, "A", "x"); } set x(v) { if (!(#x in this)) $wf.foreign(this, "A", "x"); this.#x = v; } #x = $own(this, 0, 1, void 0);",
        "1: get #y() { return #y_1 in this ? this.#y_1 : $wf.foreign(this, "A", "#y"); } set #y(v) { if (!(#y_1 in this)) $wf.foreign(this, "A", "#y"); this.#y_1 = v; } #y_1 = ‹1›;",
        "2: get z() { return #z in this ? this.#z : $wf.foreign(this, "A", "z"); } set z(v) { if (!(#z in this)) $wf.foreign(this, "A", "z"); this.#z = v; } #z = $live(this, $own(this, 1, 2, void 0));",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["z"]], $live); $own = $wf.own(this.prototype, ["x", "z"]); }",
    }
  `);
});

test("records with accessors of its own and a list of instances", () => {
  const options: Options = { properties: "own", inspect: true };
  expect(emit("class A { @field x; @field #y = 1; @field z; }", options)).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A"), $live = $wf.live(); let $own;",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $A(this, "x").x; } set x(v) { $A(this, "x").x = v; }",
        "1: get #y() { return $A(this, "#y").y; } set #y(v) { $A(this, "#y").y = v; }",
        "2: get z() { return $A(this, "z").z; } set z(v) { $A(this, "z").z = v; }",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["z"]], $live); $own = $wf.own(this.prototype, ["x", "z"]); } constructor() { $A.init(this, { x: void 0, y: ‹1›, z: void 0 }), $own(this, 0, 2), $live(this); }",
    }
  `);
  expect(emit("class A extends B { @field x = f(); @field #y = g(); @field z = h(); }", options))
    .toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A", 1), $live = $wf.live(); let $own;",
      "constructorStatement": null,
      "members": [
        "0,1,2: get x() { return $A(this, "x").x; } set x(v) { $A(this, "x").x = v; } get #y() { return $wf.ready($A(this, "#y").y, "A", "#y"); } set #y(v) { $wf.ready($A(this, "#y").y, "A", "#y"); $A(this, "#y").y = v; } get z() { return $wf.ready($A(this, "z").z, "A", "z"); } set z(v) { $wf.ready($A(this, "z").z, "A", "z"); $A(this, "z").z = v; } #init = ($A.init(this, { x: ‹f()›, y: $wf.unset, z: $wf.unset }), $own(this, 0, 1), |$A(this, "#y").y = ‹g()›, |$A(this, "z").z = ‹h()›, $own(this, 1, 2), $live(this));",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["z"]], $live); $own = $wf.own(this.prototype, ["x", "z"]); }",
    }
  `);
  expect(emit("class A { @field #x; }", options)).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.values("A"), $live = $wf.live();",
      "constructorStatement": null,
      "members": [
        "0: get #x() { return $A(this, "#x"); } set #x(v) { $A(this, "#x"); $A.set(this, v); }",
      ],
      "start": " static { $wf.define(this, "A", [], $live); } constructor() { $A.init(this, void 0), $live(this); }",
    }
  `);
});

test("static fields", () => {
  const source =
    "class A { @field static x = f(); @field(c) static y = 1; @field static #z; @field static w; @field v; }";
  expect(emit(source, { inspect: true, properties: "own" })).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.values("A"), $live = $wf.live(), $y_1 = $wf.converter(‹c›, "y", "A"); let $own, $x = $wf.unset, $y = $wf.unset, $z = $wf.unset, $w = $wf.unset;",
      "constructorStatement": null,
      "members": [
        "0: static get x() { return $wf.ready($x, "A", "x"); } static set x(v) { $wf.ready($x, "A", "x"); $x = v; } static { $x = ‹f()›; }",
        "1: static get y() { return $wf.ready($y, "A", "y"); } static set y(v) { $wf.ready($y, "A", "y"); $y = $y_1(v); } static { $y = $y_1(‹1›); }",
        "2: static get #z() { return $wf.ready($z, "A", "#z"); } static set #z(v) { $wf.ready($z, "A", "#z"); $z = v; } static { $z = void 0; }",
        "3: static get w() { return $wf.ready($w, "A", "w"); } static set w(v) { $wf.ready($w, "A", "w"); $w = v; } static { $w = void 0; }",
        "4: get v() { return $A(this, "v"); } set v(v) { $A(this, "v"); $A.set(this, v); }",
      ],
      "start": " static { $wf.define(this, "A", [["x", void 0, 1], ["y", $y_1, 1], ["w", void 0, 1], ["v"]], $live); $own = $wf.own(this.prototype, ["v"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1), $live(this); }",
    }
  `);
  expect(
    emit("class A { @field static x; @field static y = 1; }", { inspect: true, properties: "own" }),
  ).toMatchInlineSnapshot(`
    {
      "before": "let $x, $y;",
      "constructorStatement": null,
      "members": [
        "0: static get x() { return $x; } static set x(v) { $x = v; }",
        "1: static get y() { return $y; } static set y(v) { $y = v; } static { $y = ‹1›; }",
      ],
      "start": " static { $wf.define(this, "A", [["x", void 0, 1], ["y", void 0, 1]]); }",
    }
  `);
});

test("names that are computed, and converters in the name", () => {
  expect(
    emit(
      "class A extends f() { @field [k()] = 1; @field(c()) [l()] = () => 1; @field(d()) 'e f'; @field(e()) 5; }",
    ),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A", 1); let $key, $field, $key_1, $fielde_f, $field5;",
      "constructorStatement": null,
      "members": [
        "0: get [$key = $wf.key(‹k()›)]() { return $A(this, $key).field; } set [$key](v) { $A(this, $key).field = v; } #init = $A.init(this, { field: ‹1›, field_1: $wf.unset, fielde_f: $wf.unset, field5: $wf.unset });",
        "1: get [($field = ‹c()›, $key_1 = $wf.key(‹l()›), $field = $wf.converter($field, $key_1, "A"), $key_1)]() { return $wf.ready($A(this, $key_1).field_1, "A", $key_1); } set [$key_1](v) { $wf.ready($A(this, $key_1).field_1, "A", $key_1); $A(this, $key_1).field_1 = $field(v); } #init_1 = $A(this, $key_1).field_1 = $field(({ [$key_1]: ‹() => 1› })[$key_1]);",
        "2: get [($fielde_f = $wf.converter(‹d()›, "e f", "A"), "e f")]() { return $wf.ready($A(this, "e f").fielde_f, "A", "e f"); } set "e f"(v) { $wf.ready($A(this, "e f").fielde_f, "A", "e f"); $A(this, "e f").fielde_f = $fielde_f(v); } #init_2 = $A(this, "e f").fielde_f = void 0;",
        "3: get [($field5 = $wf.converter(‹e()›, "5", "A"), "5")]() { return $wf.ready($A(this, "5").field5, "A", "5"); } set "5"(v) { $wf.ready($A(this, "5").field5, "A", "5"); $A(this, "5").field5 = $field5(v); } #init_3 = $A(this, "5").field5 = void 0;",
      ],
      "start": " static { $wf.define(this, "A", [[$key], [$key_1, $field], ["e f", $fielde_f], ["5", $field5]]); }",
    }
  `);
});

test("converters of private fields", () => {
  expect(emit("class A extends f() { @field(c()) #x = 1; @field #y; @field(integer) #z; }"))
    .toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A", 1), $z = $wf.converter(‹integer›, "#z", "A"); let $x;",
      "constructorStatement": null,
      "members": [
        "0: static { $x = $wf.converter(‹c()›, "#x", "A"); } get #x() { return $A(this, "#x").x; } set #x(v) { $A(this, "#x").x = $x(v); } #init = $A.init(this, { x: $x(‹1›), y: void 0, z: void 0 });",
        "1,2: get #y() { return $A(this, "#y").y; } set #y(v) { $A(this, "#y").y = v; } get #z() { return $A(this, "#z").z; } set #z(v) { $A(this, "#z").z = $z(v); }",
      ],
      "start": " static { $wf.define(this, "A", []); }",
    }
  `);
  expect(emit("class A extends f() { static s = 1; @field(c()) #x = 1; @field(d()) #y; }"))
    .toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A", 1); let $x, $y;",
      "constructorStatement": null,
      "members": [
        "0,1: get #x() { return $A(this, "#x").x; } set #x(v) { $A(this, "#x").x = $x(v); } get #y() { return $A(this, "#y").y; } set #y(v) { $A(this, "#y").y = $y(v); } #init = $A.init(this, { x: $x(‹1›), |y: void 0 });",
      ],
      "start": " static { $x = $wf.converter(‹c()›, "#x", "A"); $y = $wf.converter(‹d()›, "#y", "A"); $wf.define(this, "A", []); }",
    }
  `);
});

test("anonymous functions take the name of the field", () => {
  expect(
    emit(
      "class A { @field a = () => 1; @field(c) b = () => 2; @field 'c d' = class {}; @field #e = function () {}; @field __proto__ = () => 3; @field f = function g() {}; @field [k] = () => 4; m() {} @field static h = () => 5; @field 5 = () => 6; }",
    ),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A"); let $b, $key, $h;",
      "constructorStatement": null,
      "members": [
        "0: get a() { return $A(this, "a").a; } set a(v) { $A(this, "a").a = v; } #init = $A.init(this, { a: ‹() => 1›, b: void 0, fieldc_d: void 0, e: void 0, __proto___1: void 0, f: void 0, field: void 0, field5: void 0 });",
        "1: get [($b = $wf.converter(‹c›, "b", "A"), "b")]() { return $A(this, "b").b; } set b(v) { $A(this, "b").b = $b(v); } #init_1 = $A(this, "b").b = $b(({ b: ‹() => 2› }).b);",
        "2,3,4,5: get "c d"() { return $A(this, "c d").fieldc_d; } set "c d"(v) { $A(this, "c d").fieldc_d = v; } get #e() { return $A(this, "#e").e; } set #e(v) { $A(this, "#e").e = v; } get __proto__() { return $A(this, "__proto__").__proto___1; } set __proto__(v) { $A(this, "__proto__").__proto___1 = v; } get f() { return $A(this, "f").f; } set f(v) { $A(this, "f").f = v; } #init_2 = ($A(this, "c d").fieldc_d = ({ ["c d"]: ‹class {}› })["c d"], |$A(this, "#e").e = ({ ["#e"]: ‹function () {}› })["#e"], |$A(this, "__proto__").__proto___1 = ({ ["__proto__"]: ‹() => 3› })["__proto__"], |$A(this, "f").f = ‹function g() {}›);",
        "6: get [$key = $wf.key(‹k›)]() { return $A(this, $key).field; } set [$key](v) { $A(this, $key).field = v; } #init_3 = $A(this, $key).field = ({ [$key]: ‹() => 4› })[$key];",
        "7: static get h() { return $h; } static set h(v) { $h = v; } static { $h = ({ h: ‹() => 5› }).h; }",
        "8: get "5"() { return $A(this, "5").field5; } set "5"(v) { $A(this, "5").field5 = v; } #init_4 = $A(this, "5").field5 = ({ ["5"]: ‹() => 6› })["5"];",
      ],
      "start": " static { $wf.define(this, "A", [["a"], ["b", $b], ["c d"], ["__proto__"], ["f"], [$key], ["h", void 0, 1], ["5"]]); }",
    }
  `);
  expect(emit("class A { @field a = () => 1; }")).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.values("A");",
      "constructorStatement": null,
      "members": [
        "0: get a() { return $A(this, "a"); } set a(v) { $A(this, "a"); $A.set(this, v); } #init = $A.init(this, ({ a: ‹() => 1› }).a);",
      ],
      "start": " static { $wf.define(this, "A", [["a"]]); }",
    }
  `);
});

test("names that a record, a variable or a file has already", () => {
  expect(
    emit(
      "class A { @field x = 1; @field #x = 2; @field 'x-y'; @field 'x.y'; @field __proto__; @field static x; #y; }",
    ),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.records("A"); let $x;",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $A(this, "x").x; } set x(v) { $A(this, "x").x = v; }",
        "1: get #x() { return $A(this, "#x").x_1; } set #x(v) { $A(this, "#x").x_1 = v; }",
        "2: get "x-y"() { return $A(this, "x-y").fieldx_y; } set "x-y"(v) { $A(this, "x-y").fieldx_y = v; }",
        "3: get "x.y"() { return $A(this, "x.y").fieldx_y_1; } set "x.y"(v) { $A(this, "x.y").fieldx_y_1 = v; }",
        "4: get __proto__() { return $A(this, "__proto__").__proto___1; } set __proto__(v) { $A(this, "__proto__").__proto___1 = v; }",
        "5: static get x() { return $x; } static set x(v) { $x = v; }",
      ],
      "start": " static { $wf.define(this, "A", [["x"], ["x-y"], ["x.y"], ["__proto__"], ["x", void 0, 1]]); } constructor() { $A.init(this, { x: ‹1›, x_1: ‹2›, fieldx_y: void 0, fieldx_y_1: void 0, __proto___1: void 0 }); }",
    }
  `);
  expect(emit("class A { @field x = 1; @field #x = 2; #x_1; }", { storage: "private" }))
    .toMatchInlineSnapshot(`
    {
      "before": "",
      "constructorStatement": null,
      "members": [
        "0: get x() { return #x_2 in this ? this.#x_2 : $wf.foreign(this, "A", "x"); } set x(v) { if (!(#x_2 in this)) $wf.foreign(this, "A", "x"); this.#x_2 = v; } #x_2 = ‹1›;",
        "1: get #x() { return #x_3 in this ? this.#x_3 : $wf.foreign(this, "A", "#x"); } set #x(v) { if (!(#x_3 in this)) $wf.foreign(this, "A", "#x"); this.#x_3 = v; } #x_3 = ‹2›;",
      ],
      "start": " static { $wf.define(this, "A", [["x"]]); }",
    }
  `);
});

test("a class without a name", () => {
  expect(emit("f(class { @field x; @field y; });")).toMatchInlineSnapshot(`
    {
      "before": "const $class = $wf.records("");",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $class(this, "x").x; } set x(v) { $class(this, "x").x = v; }",
        "1: get y() { return $class(this, "y").y; } set y(v) { $class(this, "y").y = v; }",
      ],
      "start": " static { $wf.define(this, "", [["x"], ["y"]]); } constructor() { $class.init(this, { x: void 0, y: void 0 }); }",
    }
  `);
  expect(emit('const o = { "a\\u2028-b": class { @field x; } };')).toMatchInlineSnapshot(`
    {
      "before": "const $a__b = $wf.values("a\\u2028-b");",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $a__b(this, "x"); } set x(v) { $a__b(this, "x"); $a__b.set(this, v); }",
      ],
      "start": " static { $wf.define(this, "a\\u2028-b", [["x"]]); } constructor() { $a__b.init(this, void 0); }",
    }
  `);
});

test("instance fields that a compiler moves into the constructor", () => {
  expect(emit("class A extends B { @field x = f(); }", {}, { instanceFields: true }))
    .toMatchInlineSnapshot(`
    {
      "before": "const $A = $wf.values("A", 1);",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $A(this, "x"); } set x(v) { $A(this, "x"); $A.set(this, v); } "init" = $A.init(this, ‹f()›);",
      ],
      "start": " static { $wf.define(this, "A", [["x"]]); }",
    }
  `);
});

test("static blocks that a compiler moves behind the class", () => {
  const own: Options = { properties: "own" };
  const start = (source: string, lowering: Lowering) => emit(source, own, lowering).start;
  const blocks: Lowering = { staticBlocks: true };
  const decorated: Lowering = { staticBlocks: true, decoratedThis: true };
  const all = [
    "class A { @field x; }",
    "@d class A { @field x; }",
    "const A = class { @field x; };",
    "const A = class B { @field x; };",
  ];
  expect(all.map((source) => start(source, blocks))).toMatchInlineSnapshot(`
    [
      " static { $wf.define(A, "A", [["x"]]); $own = $wf.own(A.prototype, ["x"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1); }",
      " static { $wf.define(this, "A", [["x"]]); $own = $wf.own(this.prototype, ["x"]); }",
      " static { $wf.named(this, "A"); $wf.define(this, "A", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1); }",
      " static { $wf.define(this, "B", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $B.init(this, void 0), $own(this, 0, 1); }",
    ]
  `);
  expect(all.map((source) => start(source, decorated))).toMatchInlineSnapshot(`
    [
      " static { $wf.define(A, "A", [["x"]]); $own = $wf.own(A.prototype, ["x"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1); }",
      " static { $wf.define(A, "A", [["x"]]); $own = $wf.own(A.prototype, ["x"]); }",
      " static { $wf.named(this, "A"); $wf.define(this, "A", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1); }",
      " static { $wf.define(this, "B", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $B.init(this, void 0), $own(this, 0, 1); }",
    ]
  `);
  expect(all.map((source) => start(source, { decoratedThis: true }))).toMatchInlineSnapshot(`
    [
      " static { $wf.define(this, "A", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1); }",
      " static { $wf.define(this, "A", [["x"]]); $own = $wf.own(this.prototype, ["x"]); }",
      " static { $wf.define(this, "A", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $A.init(this, void 0), $own(this, 0, 1); }",
      " static { $wf.define(this, "B", [["x"]]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $B.init(this, void 0), $own(this, 0, 1); }",
    ]
  `);
});
