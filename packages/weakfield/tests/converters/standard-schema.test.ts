import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { FieldError, type Converter } from "../../src/index.ts";
import { bind } from "../../src/converters/converter.ts";

function failure(source: Converter, value: unknown): FieldError {
  try {
    bind({ owner: "P" }, "x", source)(value);
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

describe.each<[string, Converter, Converter]>([
  ["zod", z.string().transform((value) => value.length), z.object({ a: z.array(z.number()) })],
  [
    "valibot",
    v.pipe(
      v.string(),
      v.transform((value) => value.length),
    ),
    v.object({ a: v.array(v.number()) }),
  ],
  ["arktype", type("string").pipe((value) => value.length), type({ a: "number[]" })],
])("a schema of %s", (_, length, nested) => {
  it("stores its output", () => {
    expect(bind({ owner: "P" }, "x", length)("abc")).toBe(3);
    expect(bind({ owner: "P" }, "x", nested)({ a: [1] })).toEqual({ a: [1] });
  });

  it("gives its issues with the field first in the path, and keeps them out of the message", () => {
    const error = failure(nested, { a: [1, "secret"] });
    expect(error.issues).toHaveLength(1);
    expect(error.issues[0]?.path).toEqual(["x", "a", 1]);
    expect(error.issues[0]?.message).not.toBe("");
    expect(error.message).toBe(
      "[weakfield] `P.x` refused the value: its schema refused it, see `issues`.",
    );
    expect(failure(length, 5).issues[0]?.path).toEqual(["x"]);
  });
});

it("a FieldError is itself a Standard Schema failure", async () => {
  const inner = bind({ owner: "Q" }, "inner", z.object({ a: z.number(), b: z.number() }));
  const outer: Converter = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate(value) {
        try {
          return { value: inner(value) };
        } catch (error) {
          return error as FieldError;
        }
      },
    },
  };
  const error = failure(outer, {});
  expect(error.issues.map(({ path }) => path)).toEqual([
    ["x", "inner", "a"],
    ["x", "inner", "b"],
  ]);
  expect(error.message).toContain("its schema refused it");
});

describe("an asynchronous schema", () => {
  it.each([
    ["zod", z.string().refine(async () => true)],
    [
      "valibot",
      v.pipeAsync(
        v.string(),
        v.checkAsync(async () => true),
      ),
    ],
  ])("of %s is a clear error", (_, schema) => {
    expect(() => bind({ owner: "P" }, "x", schema)("abc")).toThrow(
      "[weakfield] The schema of `P.x` is asynchronous: `@field` needs one that answers at once.",
    );
  });

  it("that rejects leaves no unhandled rejection", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const schema: Converter = {
      "~standard": {
        version: 1,
        vendor: "test",
        validate: () => Promise.reject(new Error("too late")),
      },
    };
    expect(() => bind({ owner: "P" }, "x", schema)(0)).toThrow("asynchronous");
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

it("a schema that throws is like a function that throws", () => {
  const thrown = new RangeError("broken");
  const schema: Converter = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate() {
        throw thrown;
      },
    },
  };
  const error = failure(schema, 0);
  expect(error.cause).toBe(thrown);
  expect(error.issues).toEqual([{ message: "broken", path: ["x"] }]);
});

function answering(answer: unknown): Converter {
  return { "~standard": { version: 1, vendor: "test", validate: () => answer as { value: 0 } } };
}

it.each([undefined, null, "text"])(
  "a schema that answers with %o is refused like one that throws",
  (answer) => {
    const error = failure(answering(answer), 0);
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(error.message).toContain("`P.x` refused the value");
  },
);

it("issues that are null are none", () => {
  expect(bind({ owner: "P" }, "x", answering({ value: 3, issues: null }))(0)).toBe(3);
});

it("a function with a Standard Schema is the schema", () => {
  const source = Object.assign(() => "function", {
    "~standard": { version: 1, vendor: "test", validate: () => ({ value: "schema" }) } as const,
  });
  expect(bind({ owner: "P" }, "x", source)(0)).toBe("schema");
});
