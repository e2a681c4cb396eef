import { describe, expect, it, vi } from "vitest";
import { FieldError, integer } from "../../src/index.ts";
import { bind } from "../../src/converters/converter.ts";
import { makeClass } from "../fixtures/emitted.ts";

function caughtFrom(run: () => unknown): FieldError {
  try {
    run();
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

it("a converter function gets the value and its field, and what it returns is stored", () => {
  const source = vi.fn((value: unknown) => [value]);
  const convert = bind({ owner: "Post" }, "tags", source);
  expect(convert("a")).toEqual(["a"]);
  expect(source.mock.calls).toEqual([["a", { field: "tags", owner: "Post" }]]);
  expect(convert.source).toBe(source);
});

it("a failing write keeps the old value", () => {
  const Holder = makeClass("Holder", { n: integer });
  const holder = new Holder();
  holder["n"] = 5;
  expect(() => (holder["n"] = "secret")).toThrow(FieldError);
  expect(holder["n"]).toBe(5);
});

describe("a converter function that throws", () => {
  it("an Error gives an issue with its text, which stays out of the message", () => {
    const thrown = new Error('"secret" is bad');
    const error = caughtFrom(() =>
      bind({ owner: "P" }, "x", () => {
        throw thrown;
      })("secret"),
    );
    expect(error).toMatchObject({
      issues: [{ message: '"secret" is bad', path: ["x"] }],
      field: "x",
      owner: "P",
      message: "[weakfield] `P.x` refused the value: its converter threw, see `cause`.",
    });
    expect(error.cause).toBe(thrown);
  });

  it.each([undefined, null, "text", 5, Object.create(null)])(
    "%o gives a general issue",
    (thrown) => {
      const source = (): never => {
        throw thrown;
      };
      const error = caughtFrom(() => bind({ owner: "" }, Symbol("s"), source)(0));
      expect(error.issues).toEqual([{ message: "The converter threw.", path: [error.field] }]);
      expect(error.message).toContain("`(anonymous class)[Symbol(s)]`");
      expect(error.cause).toBe(thrown);
      expect("cause" in error).toBe(true);
    },
  );

  it.each<[string, object]>([
    [
      "a getter that throws",
      {
        get message(): string {
          throw new Error("getter");
        },
      },
    ],
    [
      "traps that throw",
      new Proxy(
        {},
        {
          has: () => {
            throw new Error("trap");
          },
        },
      ),
    ],
  ])("what has %s is still told as a FieldError", (_, thrown) => {
    const error = caughtFrom(() =>
      bind({ owner: "P" }, "x", () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a converter may do
        throw thrown;
      })(0),
    );
    expect(error.issues).toEqual([{ message: "The converter threw.", path: ["x"] }]);
    expect(error.cause).toBe(thrown);
  });

  it("a FieldError gives its issues, each below the field", () => {
    const inner = bind({ owner: "Address" }, "zip", integer);
    const error = caughtFrom(() =>
      bind({ owner: "Person" }, "address", (value) => inner(value))("x"),
    );
    expect(error).toMatchObject({ field: "address", owner: "Person" });
    expect(error.issues.map(({ path }) => path)).toEqual([["address", "zip"]]);
    expect(error.cause).toMatchObject({ field: "zip", owner: "Address" });
  });
});

it("what can convert nothing is refused at once", () => {
  const sources = [
    undefined,
    null,
    5,
    "text",
    {},
    { "~standard": null },
    { "~standard": { version: 2, vendor: "x", validate: () => ({ value: 1 }) } },
    Object.assign(() => 1, { "~standard": { version: 2 } }),
  ];
  for (const source of sources) {
    expect(() => bind({ owner: "P" }, "x", source as () => 1)).toThrow(
      "[weakfield] The converter of `P.x` is neither a function nor a Standard Schema (version 1).",
    );
  }
});

describe("a value that passes as converted", () => {
  it("is stored once without conversion", () => {
    const convert = bind({ owner: "P" }, "x", (value) => Number(value) + 1);
    const results: unknown[] = [];
    convert.passing(convert, 5, () => results.push(convert(5), convert(5)));
    results.push(convert(5));
    expect(results).toEqual([5, 6, 6]);
  });

  it("lets no other value pass", () => {
    const convert = bind({ owner: "P" }, "x", (value) => Number(value) + 1);
    convert.passing(convert, 5, () => expect(convert(7)).toBe(8));
    expect(convert(5)).toBe(6);
  });

  it("passes on when the write has let another value pass", () => {
    const outer = bind({ owner: "P" }, "x", (value) => Number(value) + 1);
    const inner = bind({ owner: "P" }, "y", (value) => Number(value) + 10);
    const results: unknown[] = [];
    outer.passing(outer, 5, () => {
      inner.passing(inner, 7, () => results.push(inner(7)));
      results.push(inner(7), outer(5));
    });
    expect(results).toEqual([7, 17, 5]);
  });

  it("is forgotten when the write fails", () => {
    const convert = bind({ owner: "P" }, "x", (value) => Number(value) + 1);
    const fail = (): never => {
      throw new Error("foreign");
    };
    expect(() => convert.passing(convert, 5, fail)).toThrow("foreign");
    expect(convert(5)).toBe(6);
    expect(convert(undefined)).toBeNaN();
  });
});
