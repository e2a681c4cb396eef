import { expect, test } from "vitest";
import type { Options } from "../../src/options.ts";
import { emitClass } from "../../src/template/emit-class.ts";
import type { Lowering } from "../../src/template/emit.ts";
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
        if ("from" in piece) return "";
        return "next" in piece ? "|" : `‹${text.slice(piece.span.start, piece.span.end)}›`;
      })
      .join("") ?? null;
  const emission = emitClass(classPlan, "$wf", lowering);
  const { before, start, members, constructorStatement, behind } = emission;
  return {
    before: show(before),
    start: show(start),
    members: members.map(({ fields, pieces }) => `${fields.join()}: ${show(pieces)}`),
    constructorStatement: show(constructorStatement),
    behind: show(behind),
  };
}

test("a record per instance, made by the constructor", () => {
  expect(
    emit("class A { @field x; @field(integer) y = 1; @field ['a b'] = (1, 2); constructor() {} }"),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.records("A"), $y = $wf.bind($c, "y", ‹integer›);",
      "behind": "$c.define(A, ["x", $y, "a b"]);",
      "constructorStatement": null,
      "members": [
        "0,1,2: get x() { return $c(this, "x").x; } set x(v) { $c(this, "x").x = v; } get y() { return $c(this, "y").y; } set y(v) { $c(this, "y").y = $y(v); } get "a b"() { return $c(this, "a b").fielda_b; } set "a b"(v) { $c(this, "a b").fielda_b = v; } #init = $c.init(this, { x: void 0, |y: $y(‹1›), |fielda_b: (‹1, 2›) });",
      ],
      "start": "",
    }
  `);
});

test("a single value per instance", () => {
  expect(emit("class A { @field x = [f()]; }")).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.values("A");",
      "behind": "$c.define(A, ["x"]);",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } #init = $c.init(this, ‹[f()]›);",
      ],
      "start": "",
    }
  `);
});

test("carriers, with accesses that test for the value", () => {
  expect(
    emit("class A extends B { @field x = f(); @field(c) y = g(); z = 1; @field #w = () => 1; }"),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.records("A", 1), $y = $wf.bind($c, "y", ‹c›);",
      "behind": "$c.define(A, ["x", $y]);",
      "constructorStatement": null,
      "members": [
        "0,1: get x() { return $c(this, "x").x; } set x(v) { $c(this, "x").x = v; } get y() { return $wf.ready($c(this, "y").y, "A", "y"); } set y(v) { $wf.ready($c(this, "y").y, "A", "y"); $c(this, "y").y = $y(v); } #init = ($c.init(this, { x: ‹f()›, y: $wf.unset, w: $wf.unset }), |$c(this, "y").y = $y(‹g()›));",
        "2: get #w() { return $wf.ready($c(this, "#w").w, "A", "#w"); } set #w(v) { $wf.ready($c(this, "#w").w, "A", "#w"); $c(this, "#w").w = v; } #init_1 = $c(this, "#w").w = ({ ["#w"]: ‹() => 1› })["#w"];",
      ],
      "start": "",
    }
  `);
});

test("private slots", () => {
  expect(
    emit("class A { @field x; @field(integer) y = 1; @field #z = 2; }", { storage: "private" }),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.fields("A"), $y = $wf.bind($c, "y", ‹integer›);",
      "behind": "$c.define(A, ["x", $y]);",
      "constructorStatement": null,
      "members": [
        "0: get x() { return #x in this ? this.#x : $c(this, "x"); } set x(v) { #x in this ? this.#x = v : $c(this, "x"); } #x;",
        "1: get y() { return #y in this ? this.#y : $c(this, "y"); } set y(v) { #y in this ? this.#y = $y(v) : $c(this, "y"); } #y = $y(‹1›);",
        "2: get #z() { return #z_1 in this ? this.#z_1 : $c(this, "#z"); } set #z(v) { #z_1 in this ? this.#z_1 = v : $c(this, "#z"); } #z_1 = ‹2›;",
      ],
      "start": "",
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
      "before": "const $c = $wf.fields("A"), $live = $wf.live(); let $own;",
      "behind": "$c.define(A, ["x", "z"], $live); $own = $wf.own(A.prototype, ["x", "z"]);",
      "constructorStatement": null,
      "members": [
        "0: get x() { return #x in this ? this.#x : $c(this, "x"); } set x(v) { #x in this ? this.#x = v : $c(this, "x"); } #x = $own(this, 0, 1, void 0);",
        "1: get #y() { return #y_1 in this ? this.#y_1 : $c(this, "#y"); } set #y(v) { #y_1 in this ? this.#y_1 = v : $c(this, "#y"); } #y_1 = ‹1›;",
        "2: get z() { return #z in this ? this.#z : $c(this, "z"); } set z(v) { #z in this ? this.#z = v : $c(this, "z"); } #z = $live(this, $own(this, 1, 2, void 0));",
      ],
      "start": "",
    }
  `);
});

test("records with accessors of its own and a list of instances", () => {
  const options: Options = { properties: "own", inspect: true };
  expect(emit("class A { @field x; @field #y = 1; @field z; }", options)).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.records("A"), $live = $wf.live(); let $own;",
      "behind": "$c.define(A, ["x", "z"], $live); $own = $wf.own(A.prototype, ["x", "z"]);",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $c(this, "x").x; } set x(v) { $c(this, "x").x = v; }",
        "1: get #y() { return $c(this, "#y").y; } set #y(v) { $c(this, "#y").y = v; }",
        "2: get z() { return $c(this, "z").z; } set z(v) { $c(this, "z").z = v; }",
      ],
      "start": " constructor() { $c.init(this, { x: void 0, y: ‹1›, z: void 0 }), $own(this, 0, 2), $live(this); }",
    }
  `);
  expect(emit("class A extends B { @field x = f(); @field #y = g(); @field z = h(); }", options))
    .toMatchInlineSnapshot(`
      {
        "before": "const $c = $wf.records("A", 1), $live = $wf.live(); let $own;",
        "behind": "$c.define(A, ["x", "z"], $live); $own = $wf.own(A.prototype, ["x", "z"]);",
        "constructorStatement": null,
        "members": [
          "0,1,2: get x() { return $c(this, "x").x; } set x(v) { $c(this, "x").x = v; } get #y() { return $wf.ready($c(this, "#y").y, "A", "#y"); } set #y(v) { $wf.ready($c(this, "#y").y, "A", "#y"); $c(this, "#y").y = v; } get z() { return $wf.ready($c(this, "z").z, "A", "z"); } set z(v) { $wf.ready($c(this, "z").z, "A", "z"); $c(this, "z").z = v; } #init = ($c.init(this, { x: ‹f()›, y: $wf.unset, z: $wf.unset }), $own(this, 0, 1), |$c(this, "#y").y = ‹g()›, |$c(this, "z").z = ‹h()›, $own(this, 1, 2), $live(this));",
        ],
        "start": "",
      }
    `);
  expect(emit("class A { @field #x; }", options)).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.values("A"), $live = $wf.live();",
      "behind": "$c.define(A, [], $live);",
      "constructorStatement": null,
      "members": [
        "0: get #x() { return $c(this, "#x"); } set #x(v) { $c(this, "#x"); $c.set(this, v); }",
      ],
      "start": " constructor() { $c.init(this, void 0), $live(this); }",
    }
  `);
});

test("static fields", () => {
  const source =
    "class A { @field static x = f(); @field(c) static y = 1; @field static #z; @field static w; @field v; }";
  expect(emit(source, { inspect: true, properties: "own" })).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.values("A"), $live = $wf.live(), $y_1 = $wf.bind($c, "y", ‹c›); let $own, $x = $wf.unset, $y = $wf.unset, $z = $wf.unset, $w = $wf.unset;",
      "behind": "",
      "constructorStatement": null,
      "members": [
        "0: static get x() { return $wf.ready($x, "A", "x"); } static set x(v) { $wf.ready($x, "A", "x"); $x = v; } static { $x = ‹f()›; }",
        "1: static get y() { return $wf.ready($y, "A", "y"); } static set y(v) { $wf.ready($y, "A", "y"); $y = $y_1(v); } static { $y = $y_1(‹1›); }",
        "2: static get #z() { return $wf.ready($z, "A", "#z"); } static set #z(v) { $wf.ready($z, "A", "#z"); $z = v; } static { $z = void 0; }",
        "3: static get w() { return $wf.ready($w, "A", "w"); } static set w(v) { $wf.ready($w, "A", "w"); $w = v; } static { $w = void 0; }",
        "4: get v() { return $c(this, "v"); } set v(v) { $c(this, "v"); $c.set(this, v); }",
      ],
      "start": " static { $c.define(this, [["x"], [$y_1], ["w"], "v"], $live); $own = $wf.own(this.prototype, ["v"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1), $live(this); }",
    }
  `);
  expect(
    emit("class A { @field static x; @field static y = 1; }", { inspect: true, properties: "own" }),
  ).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.fields("A"); let $x, $y;",
      "behind": "",
      "constructorStatement": null,
      "members": [
        "0: static get x() { return $x; } static set x(v) { $x = v; }",
        "1: static get y() { return $y; } static set y(v) { $y = v; } static { $y = ‹1›; }",
      ],
      "start": " static { $c.define(this, [["x"], ["y"]]); }",
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
      "before": "const $c = $wf.records("A", 1); let $key, $field, $key_1, $fielde_f, $field5;",
      "behind": "$c.define(A, [$key, $field, $fielde_f, $field5]);",
      "constructorStatement": null,
      "members": [
        "0: get [$key = $wf.key(‹k()›)]() { return $c(this, $key).field; } set [$key](v) { $c(this, $key).field = v; } #init = $c.init(this, { field: ‹1›, field_1: $wf.unset, fielde_f: $wf.unset, field5: $wf.unset });",
        "1: get [($field = ‹c()›, $key_1 = $wf.key(‹l()›), $field = $wf.bind($c, $key_1, $field), $key_1)]() { return $wf.ready($c(this, $key_1).field_1, "A", $key_1); } set [$key_1](v) { $wf.ready($c(this, $key_1).field_1, "A", $key_1); $c(this, $key_1).field_1 = $field(v); } #init_1 = $c(this, $key_1).field_1 = $field(({ [$key_1]: ‹() => 1› })[$key_1]);",
        "2: get [($fielde_f = $wf.bind($c, "e f", ‹d()›), "e f")]() { return $wf.ready($c(this, "e f").fielde_f, "A", "e f"); } set "e f"(v) { $wf.ready($c(this, "e f").fielde_f, "A", "e f"); $c(this, "e f").fielde_f = $fielde_f(v); } #init_2 = $c(this, "e f").fielde_f = void 0;",
        "3: get [($field5 = $wf.bind($c, "5", ‹e()›), "5")]() { return $wf.ready($c(this, "5").field5, "A", "5"); } set "5"(v) { $wf.ready($c(this, "5").field5, "A", "5"); $c(this, "5").field5 = $field5(v); } #init_3 = $c(this, "5").field5 = void 0;",
      ],
      "start": "",
    }
  `);
});

test("converters of private fields", () => {
  expect(emit("class A extends f() { @field(c()) #x = 1; @field #y; @field(integer) #z; }"))
    .toMatchInlineSnapshot(`
      {
        "before": "const $c = $wf.records("A", 1), $z = $wf.bind($c, "#z", ‹integer›); let $x;",
        "behind": "$c.define(A, []);",
        "constructorStatement": null,
        "members": [
          "0: static { $x = $wf.bind($c, "#x", ‹c()›); } get #x() { return $c(this, "#x").x; } set #x(v) { $c(this, "#x").x = $x(v); } #init = $c.init(this, { x: $x(‹1›), y: void 0, z: void 0 });",
          "1,2: get #y() { return $c(this, "#y").y; } set #y(v) { $c(this, "#y").y = v; } get #z() { return $c(this, "#z").z; } set #z(v) { $c(this, "#z").z = $z(v); }",
        ],
        "start": "",
      }
    `);
  expect(emit("class A extends f() { static s = 1; @field(c()) #x = 1; @field(d()) #y; }"))
    .toMatchInlineSnapshot(`
      {
        "before": "const $c = $wf.records("A", 1); let $x, $y;",
        "behind": "",
        "constructorStatement": null,
        "members": [
          "0,1: get #x() { return $c(this, "#x").x; } set #x(v) { $c(this, "#x").x = $x(v); } get #y() { return $c(this, "#y").y; } set #y(v) { $c(this, "#y").y = $y(v); } #init = $c.init(this, { x: $x(‹1›), |y: void 0 });",
        ],
        "start": " static { $x = $wf.bind($c, "#x", ‹c()›); $y = $wf.bind($c, "#y", ‹d()›); $c.define(this, []); }",
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
      "before": "const $c = $wf.records("A"); let $b, $key, $h;",
      "behind": "",
      "constructorStatement": null,
      "members": [
        "0: get a() { return $c(this, "a").a; } set a(v) { $c(this, "a").a = v; } #init = $c.init(this, { a: ‹() => 1›, b: void 0, fieldc_d: void 0, e: void 0, __proto___1: void 0, f: void 0, field: void 0, field5: void 0 });",
        "1: get [($b = $wf.bind($c, "b", ‹c›), "b")]() { return $c(this, "b").b; } set b(v) { $c(this, "b").b = $b(v); } #init_1 = $c(this, "b").b = $b(({ b: ‹() => 2› }).b);",
        "2,3,4,5: get "c d"() { return $c(this, "c d").fieldc_d; } set "c d"(v) { $c(this, "c d").fieldc_d = v; } get #e() { return $c(this, "#e").e; } set #e(v) { $c(this, "#e").e = v; } get __proto__() { return $c(this, "__proto__").__proto___1; } set __proto__(v) { $c(this, "__proto__").__proto___1 = v; } get f() { return $c(this, "f").f; } set f(v) { $c(this, "f").f = v; } #init_2 = ($c(this, "c d").fieldc_d = ({ ["c d"]: ‹class {}› })["c d"], |$c(this, "#e").e = ({ ["#e"]: ‹function () {}› })["#e"], |$c(this, "__proto__").__proto___1 = ({ ["__proto__"]: ‹() => 3› })["__proto__"], |$c(this, "f").f = ‹function g() {}›);",
        "6: get [$key = $wf.key(‹k›)]() { return $c(this, $key).field; } set [$key](v) { $c(this, $key).field = v; } #init_3 = $c(this, $key).field = ({ [$key]: ‹() => 4› })[$key];",
        "7: static get h() { return $h; } static set h(v) { $h = v; } static { $h = ({ h: ‹() => 5› }).h; }",
        "8: get "5"() { return $c(this, "5").field5; } set "5"(v) { $c(this, "5").field5 = v; } #init_4 = $c(this, "5").field5 = ({ ["5"]: ‹() => 6› })["5"];",
      ],
      "start": " static { $c.define(this, ["a", $b, "c d", "__proto__", "f", $key, ["h"], "5"]); }",
    }
  `);
  expect(emit("class A { @field a = () => 1; }")).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.values("A");",
      "behind": "$c.define(A, ["a"]);",
      "constructorStatement": null,
      "members": [
        "0: get a() { return $c(this, "a"); } set a(v) { $c(this, "a"); $c.set(this, v); } #init = $c.init(this, ({ a: ‹() => 1› }).a);",
      ],
      "start": "",
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
      "before": "const $c = $wf.records("A"); let $x;",
      "behind": "",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $c(this, "x").x; } set x(v) { $c(this, "x").x = v; }",
        "1: get #x() { return $c(this, "#x").x_1; } set #x(v) { $c(this, "#x").x_1 = v; }",
        "2: get "x-y"() { return $c(this, "x-y").fieldx_y; } set "x-y"(v) { $c(this, "x-y").fieldx_y = v; }",
        "3: get "x.y"() { return $c(this, "x.y").fieldx_y_1; } set "x.y"(v) { $c(this, "x.y").fieldx_y_1 = v; }",
        "4: get __proto__() { return $c(this, "__proto__").__proto___1; } set __proto__(v) { $c(this, "__proto__").__proto___1 = v; }",
        "5: static get x() { return $x; } static set x(v) { $x = v; }",
      ],
      "start": " static { $c.define(this, ["x", "x-y", "x.y", "__proto__", ["x"]]); } constructor() { $c.init(this, { x: ‹1›, x_1: ‹2›, fieldx_y: void 0, fieldx_y_1: void 0, __proto___1: void 0 }); }",
    }
  `);
  expect(emit("class A { @field x = 1; @field #x = 2; #x_1; }", { storage: "private" }))
    .toMatchInlineSnapshot(`
      {
        "before": "const $c = $wf.fields("A");",
        "behind": "$c.define(A, ["x"]);",
        "constructorStatement": null,
        "members": [
          "0: get x() { return #x_2 in this ? this.#x_2 : $c(this, "x"); } set x(v) { #x_2 in this ? this.#x_2 = v : $c(this, "x"); } #x_2 = ‹1›;",
          "1: get #x() { return #x_3 in this ? this.#x_3 : $c(this, "#x"); } set #x(v) { #x_3 in this ? this.#x_3 = v : $c(this, "#x"); } #x_3 = ‹2›;",
        ],
        "start": "",
      }
    `);
});

test("a class without a name", () => {
  expect(emit("f(class { @field x; @field y; });")).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.records("");",
      "behind": "",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $c(this, "x").x; } set x(v) { $c(this, "x").x = v; }",
        "1: get y() { return $c(this, "y").y; } set y(v) { $c(this, "y").y = v; }",
      ],
      "start": " static { $c.define(this, ["x", "y"]); } constructor() { $c.init(this, { x: void 0, y: void 0 }); }",
    }
  `);
  expect(emit('const o = { "a\\u2028-b": class { @field x; } };')).toMatchInlineSnapshot(`
    {
      "before": "const $c = $wf.values("a\\u2028-b");",
      "behind": "",
      "constructorStatement": null,
      "members": [
        "0: get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); }",
      ],
      "start": " static { $c.define(this, ["x"]); } constructor() { $c.init(this, void 0); }",
    }
  `);
});

test("instance fields that a compiler moves into the constructor", () => {
  expect(emit("class A extends B { @field x = f(); }", {}, { instanceFields: true }))
    .toMatchInlineSnapshot(`
      {
        "before": "const $c = $wf.values("A", 1);",
        "behind": "$c.define(A, ["x"]);",
        "constructorStatement": null,
        "members": [
          "0: get x() { return $c(this, "x"); } set x(v) { $c(this, "x"); $c.set(this, v); } "init" = $c.init(this, ‹f()›);",
        ],
        "start": "",
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
      " constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
      " static { $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); }",
      " static { $wf.named(this, "A"); $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
      " static { $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
    ]
  `);
  expect(all.map((source) => start(source, decorated))).toMatchInlineSnapshot(`
    [
      " constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
      " static { $c.define(A, ["x"]); $own = $wf.own(A.prototype, ["x"]); }",
      " static { $wf.named(this, "A"); $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
      " static { $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
    ]
  `);
  expect(all.map((source) => start(source, { decoratedThis: true }))).toMatchInlineSnapshot(`
    [
      " constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
      " static { $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); }",
      " static { $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
      " static { $c.define(this, ["x"]); $own = $wf.own(this.prototype, ["x"]); } constructor() { $c.init(this, void 0), $own(this, 0, 1); }",
    ]
  `);
});

test("a class is entered behind itself where none of its own code can run before that", () => {
  const entered = (source: string) => {
    const { start, behind } = emit(source);
    return { start, behind };
  };
  const behind = { start: "", behind: '$c.define(A, ["x", "y"]);' };
  const inside = { start: ' static { $c.define(this, ["x", "y"]); }', behind: "" };
  const fields = "@field x = f(); @field y = f();";
  for (const source of [
    `class A { ${fields} }`,
    `export class A extends f() { ${fields} static create() { return new A(); } static get one() { return 1; } }`,
    `function f() { class A { ${fields} } }`,
  ]) {
    expect(entered(source)).toEqual(behind);
  }
  for (const source of [
    `class A { ${fields} static first = new A(); }`,
    `class A { ${fields} static { f(A); } }`,
    `class A { ${fields} static accessor first = 1; }`,
    `@d class A { ${fields} }`,
    `class A { ${fields} @d method() {} }`,
    `const A = class { ${fields} };`,
    `const A = class A { ${fields} };`,
    `export default class { ${fields} }`,
  ]) {
    expect(entered(source)).toEqual(inside);
  }
  expect(entered("class A { @field static x = 1; }")).toEqual({
    start: ' static { $c.define(this, [["x"]]); }',
    behind: "",
  });
  // The converter of a private field waits for the first static block.
  expect(entered("class A { @field x; static s = f(); @field(c) #y = 1; }").behind).toBe("");
});
