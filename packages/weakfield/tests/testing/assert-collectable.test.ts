import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { liveInstances } from "../../src/index.ts";
import { fields, live } from "../../src/internal.ts";
import { assertCollectable } from "../../src/testing/index.ts";
import { Box, Employee, Person, Tracked } from "../fixtures/emitted.ts";

const short = { timeout: 200 };

describe("an instance is freed with its state", () => {
  it.each<[string, () => object]>([
    ["with a record", () => Object.assign(new Person(), { name: "Ada" })],
    ["with a single value", () => Object.assign(new Box(), { value: {} })],
    ["of a subclass", () => new Employee()],
    ["frozen", () => Object.freeze(new Person())],
    ["in a live list, with own accessors", () => new Tracked()],
    [
      "whose value refers back to it",
      () => {
        const box = new Box();
        box.value = { back: box };
        return box;
      },
    ],
    [
      "when asked for the value",
      () => {
        const box = new Box();
        return (box.value = { back: box });
      },
    ],
  ])("%s", async (_, factory) => {
    await assertCollectable(factory);
  });

  it("made by a promise", async () => {
    await assertCollectable(async () => new Person());
  });

  it("and so is a class, with its registry entry", async () => {
    await assertCollectable(() => {
      class Temporary {}
      fields("Temporary").define(Temporary, ["x"], live());
      return Temporary;
    });
  });
});

describe("an instance that something holds is reported", () => {
  it("by a strong Map", async () => {
    const leak = new Map<object, unknown>();
    const factory = (): object => {
      const person = new Person();
      leak.set(person, "state");
      return person;
    };
    await expect(assertCollectable(factory, short)).rejects.toMatchObject({
      name: "AssertionError",
      code: "WEAKFIELD_ALIVE",
      message:
        "[weakfield] The `Person` that the factory made was still alive after 200 ms of collecting, " +
        "and a plain object made the same way was freed: something outside holds it.",
    });
    expect(leak.size).toBe(1);
  });

  it("by the factory's own closure", async () => {
    const held = Object.create(null) as object;
    await expect(assertCollectable(() => held, short)).rejects.toThrow("The object that");
  });

  it("by a value that outlives it and refers back", async () => {
    const values: unknown[] = [];
    const factory = (): object => {
      const box = new Box();
      values.push({ back: box });
      return box;
    };
    await expect(assertCollectable(factory, short)).rejects.toThrow("something outside holds it");
  });
});

it("the collector is found where the host has not exposed it", async () => {
  vi.stubGlobal("gc", undefined);
  await assertCollectable(() => new Person());
  // Node before 20.16.
  vi.stubGlobal("process", { ...process, getBuiltinModule: undefined });
  await assertCollectable(() => new Person());
  vi.unstubAllGlobals();
});

describe("nothing is proved, and it says so,", () => {
  it("where a plain object is not seen to be freed", async () => {
    vi.stubGlobal("gc", () => undefined);
    await expect(assertCollectable(() => new Person(), { timeout: 50 })).rejects.toThrow(
      "Collection cannot be observed here: a plain object was not freed.",
    );
    vi.unstubAllGlobals();
  });

  it("where an object that is held is not seen to stay", async () => {
    vi.stubGlobal(
      "WeakRef",
      class {
        deref(): void {}
      },
    );
    await expect(assertCollectable(() => new Person(), { timeout: 50 })).rejects.toThrow(
      "Collection cannot be observed here: an object that is held was gone.",
    );
    vi.unstubAllGlobals();
  });

  it("where the factory makes no object", async () => {
    for (const made of [undefined, null, 5, "text"]) {
      await expect(assertCollectable(() => made)).rejects.toThrow("did not return an object");
    }
  });

  it("where there is no collector", async () => {
    vi.spyOn(process, "getBuiltinModule").mockImplementation(() => {
      throw new Error("none");
    });
    await expect(assertCollectable(() => ({}))).rejects.toThrow("cannot be collected on demand");
    vi.restoreAllMocks();
  });
});

it("works with fake timers", async () => {
  vi.useFakeTimers();
  try {
    await assertCollectable(() => new Person());
  } finally {
    vi.useRealTimers();
  }
});

it("works under plain Node without flags", () => {
  const url = new URL("../../src/testing/index.ts", import.meta.url);
  const program = `
    import { assertCollectable } from ${JSON.stringify(fileURLToPath(url))};
    const held = {};
    await assertCollectable(() => ({}));
    await assertCollectable(() => held, { timeout: 50 }).catch((error) => console.log(error.code));`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    env: {},
  });
  expect(printed).toBe("WEAKFIELD_ALIVE\n");
});

it("a live list forgets dead instances and keeps the living", async () => {
  const Made = class {};
  const list = live();
  fields("Made").define(Made, ["x"], list);
  const add = (): object => {
    const made = new Made();
    list(made);
    return made;
  };
  const kept = [add(), add()];
  for (let i = 0; i < 1000; i++) add();
  await assertCollectable(add);
  await vi.waitFor(() => expect(list.refs.size).toBe(2));
  expect([...liveInstances(Made)]).toEqual(kept);
});
