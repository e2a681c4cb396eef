// Two copies of the runtime in one program: the ESM and the CommonJS build, as when one dependency
// imports the package and another requires it. Needs the build.
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

type Public = typeof import("../src/index.ts");
type Internal = typeof import("../src/internal.ts");
type Testing = typeof import("../src/testing/index.ts");

interface Copy extends Public {
  readonly internal: Internal;
  readonly testing: Testing;
}

const require = createRequire(import.meta.url);
const esm = await load((name) => import(/* @vite-ignore */ name));
const cjs = await load(require);

/** The names are not literals: this file is to be checked before anything is built. */
async function load(get: (name: string) => unknown): Promise<Copy> {
  return {
    ...((await get("weakfield")) as Public),
    internal: (await get("weakfield/internal")) as Internal,
    testing: (await get("weakfield/testing")) as Testing,
  };
}

/** A class as emitted for `class Point { @field(integer) x = 0 }`, on one copy. */
function makePoint({ internal: $wf, integer }: Copy) {
  const $records = $wf.records("Point");
  const $x = $wf.bind($records, "x", integer);
  const $live = $wf.live();
  return class Point {
    static {
      $records.define(this, [$x], $live);
    }
    get x(): unknown {
      return $records(this, "x")["x"];
    }
    set x(v: unknown) {
      $records(this, "x")["x"] = $x(v);
    }
    constructor() {
      $records.init(this, { x: $x(0) });
      $live(this);
    }
  };
}

it("the copies are two", () => {
  expect(esm.FieldError).not.toBe(cjs.FieldError);
  expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort());
  expect(Object.keys(cjs.internal).sort()).toEqual(Object.keys(esm.internal).sort());
  expect(Object.keys(cjs.testing).sort()).toEqual(Object.keys(esm.testing).sort());
});

describe.each([
  ["ESM", "CommonJS", esm, cjs],
  ["CommonJS", "ESM", cjs, esm],
])("a class compiled onto the %s copy is seen by the %s copy", (_from, _to, from, to) => {
  const Point = makePoint(from);

  it("in introspection, with the same descriptors", () => {
    expect(to.fieldOf(Point, "x")).toBe(from.fieldOf(Point, "x"));
    expect(to.snapshot(new Point())).toEqual({ x: 0 });
    const points = [new Point()];
    expect([...to.liveInstances(Point)]).toContain(points[0]);
  });

  it("in assign, and its errors are FieldErrors on both sides", () => {
    const point = to.assign(new Point(), { x: "7" });
    expect(point.x).toBe(7);
    for (const write of [() => to.assign(point, { x: "no" }), () => (point.x = "no")]) {
      expect(write).toThrow(from.FieldError);
      expect(write).toThrow(to.FieldError);
    }
    expect(point.x).toBe(7);
  });

  it("with the text of the other copy's converters", () => {
    const convert = from.internal.bind(from.internal.fields("P"), "n", to.integer);
    expect(() => convert("no")).toThrow("decimal digits");
  });

  it("and is known as a prototype by its foreign-receiver error", () => {
    expect(() => to.internal.fields("Point")(Point.prototype, "x")).toThrow("prototype itself");
  });

  it("and its instances are freed", async () => {
    await to.testing.assertCollectable(() => new Point());
  });
});
