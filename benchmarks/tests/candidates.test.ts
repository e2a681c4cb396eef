import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { candidates } from "../candidates/candidates.ts";
import type { Candidate } from "../candidates/candidates.ts";
import { root } from "../shared/processes.ts";

const folder = path.join(root, ".tmp", `test-${process.pid}`);
const FIELDS = 3;

interface Subject {
  [field: string]: unknown;
}

beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function load({ id, write }: Candidate, isConverted: boolean) {
  const text = write({ name: "Subject", fields: FIELDS, isConverted });
  if (text === null) return null;
  const file = path.join(folder, `${id}-${isConverted ? "converted" : "plain"}.mjs`);
  writeFileSync(file, text);
  // A class of our own is measured as it would be run, by Node: not through the test runner's transforms.
  const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    Subject: new () => Subject;
  };
  return module.Subject;
}

describe.each(candidates)("$id", (candidate) => {
  test("each instance has values of its own, which begin as 0, 1, 2", async () => {
    const Subject = await load(candidate, false);
    if (!Subject) throw new Error("There is no class.");
    const one = new Subject();
    const other = new Subject();
    expect([one["f0"], one["f1"], one["f2"]]).toEqual([0, 1, 2]);
    one["f0"] = 10;
    one["f2"] = 12;
    expect([one["f0"], one["f1"], one["f2"]]).toEqual([10, 1, 12]);
    expect([other["f0"], other["f1"], other["f2"]]).toEqual([0, 1, 2]);
  });

  test("what is written is converted where the candidate can", async () => {
    const Subject = await load(candidate, true);
    const cannot = ["plain", "mobx"];
    expect(Subject === null).toBe(cannot.includes(candidate.id));
    if (!Subject) return;
    const one = new Subject();
    one["f1"] = 7.9;
    expect([one["f0"], one["f1"]]).toEqual([0, 7]);
    expect(() => (one["f1"] = "seven")).toThrow(TypeError);
    expect(one["f1"]).toBe(7);
  });

  test("a foreign object is refused where the candidate says so", async () => {
    const Subject = await load(candidate, false);
    const foreign = Object.create(Subject?.prototype as object) as Subject;
    const read = () => foreign["f0"];
    if (candidate.hasBrand) expect(read).toThrow(TypeError);
    else expect(read).not.toThrow();
  });

  test("values stand where the candidate says", async () => {
    const Subject = await load(candidate, false);
    if (!Subject) throw new Error("There is no class.");
    const frozen: Subject = Object.freeze(new Subject());
    const write = () => (frozen["f0"] = 5);
    if (candidate.isOnInstance && candidate.id !== "mobx") expect(write).toThrow(TypeError);
    else write();
    expect(frozen["f0"]).toBe(candidate.isOnInstance && candidate.id !== "mobx" ? 0 : 5);
  });
});
