// Windows keeps files from being replaced and removed while another program has them open.
import fs, { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { acquireLock } from "../src/build/lock.ts";
import { writeAll } from "../src/write-all.ts";
import { createFolder } from "./run.ts";

const refused = vi.hoisted(() => ({ renameSync: 0, rmSync: 0, writeFileSync: 0 }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const refusing = (name: keyof typeof refused) => ({
    [name]: (...args: never[]) => {
      if (refused[name] === 0) return (real[name] as (...args: never[]) => unknown)(...args);
      refused[name]--;
      throw Object.assign(new Error(`EPERM: operation not permitted, ${name}`), { code: "EPERM" });
    },
  });
  return {
    ...real,
    ...refusing("renameSync"),
    ...refusing("rmSync"),
    ...refusing("writeFileSync"),
  };
});

const { platform } = process;
const setPlatform = (value: string) => Object.defineProperty(process, "platform", { value });
beforeEach(() => void setPlatform("win32"));
afterEach(() => {
  setPlatform(platform);
  Object.assign(refused, { renameSync: 0, rmSync: 0, writeFileSync: 0 });
});

test("a file that is open for a moment is replaced when it is not any more", () => {
  const folder = createFolder({ "a.js": "old" });
  refused.renameSync = 4;
  const written = writeAll(new Map([[join(folder, "a.js"), "new"]]));
  expect(written).toEqual([join(folder, "a.js")]);
  expect(readFileSync(join(folder, "a.js"), "utf8")).toBe("new");
});

test("what stays open is named, and nothing is left beside it", () => {
  const folder = createFolder({ "a.js": "old", "b.js": "old" });
  const path = (name: string) => join(folder, name);
  refused.renameSync = 100;
  expect(() => writeAll(new Map([[path("a.js"), "new"]]))).toThrow(
    `Cannot replace \`${path("a.js")}\` (EPERM). Of 1 files, 0 were written.`,
  );
  expect(readdirSync(folder)).toEqual(["a.js", "b.js"]);
});

test("elsewhere, what is refused is refused at once", () => {
  setPlatform("linux");
  const folder = createFolder({ "a.js": "old" });
  refused.renameSync = 1;
  expect(() => writeAll(new Map([[join(folder, "a.js"), "new"]]))).toThrow("Cannot replace");
});

test("a lock that is about to vanish is waited for, and one that stays is left", async () => {
  const path = join(createFolder({}), "lock");
  refused.writeFileSync = 3;
  const lock = await acquireLock(path, () => undefined);
  expect(lock.isHeld()).toBe(true);
  refused.rmSync = 1;
  lock.release();
  expect(fs.existsSync(path)).toBe(true);
  lock.release();
  expect(fs.existsSync(path)).toBe(false);
});

test("a folder that nothing can be written to is said to be one", async () => {
  const path = join(createFolder({}), "lock");
  refused.writeFileSync = Number.POSITIVE_INFINITY;
  await expect(acquireLock(path, () => undefined)).rejects.toThrow("EPERM");
});
