// What builds keep for the next one, piece by piece; build-again.test.ts looks at the whole.
import { statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openOutput, outputTable } from "../src/build/kept-outputs.ts";
import { readProgramFiles } from "../src/build/program-files.ts";
import { fromTable, isUnchanged, safeStampOf, toTable } from "../src/build/stamps.ts";
import type { Stamp } from "../src/build/stamps.ts";
import { createFolder } from "./run.ts";

describe("stamps", () => {
  const longAgo = new Date(1_000_000_000_123);
  /** Later than any change that could be made now, so that only the content can tell. */
  const soon = () => new Date(Date.now() + 60_000);

  test("of a file that was changed long ago are its time and size", () => {
    const file = join(createFolder({ "a.ts": "12345" }), "a.ts");
    utimesSync(file, longAgo, longAgo);
    expect(safeStampOf(file)).toEqual([1_000_000_000_123, 5]);
    expect(isUnchanged(file, safeStampOf(file))).toBe(true);
    writeFileSync(file, "123456");
    utimesSync(file, longAgo, longAgo);
    expect(isUnchanged(file, [1_000_000_000_123, 5])).toBe(false);
  });

  test("of a file that was changed just now tell a change that neither time nor size does", () => {
    const file = join(createFolder({ "a.ts": "12345" }), "a.ts");
    const time = soon();
    utimesSync(file, time, time);
    const stamp = safeStampOf(file);
    expect(stamp).toHaveLength(3);
    expect(isUnchanged(file, stamp)).toBe(true);
    writeFileSync(file, "12354");
    utimesSync(file, time, time);
    expect(isUnchanged(file, stamp)).toBe(false);
  });

  test("of nothing are null, until there is something", () => {
    const file = join(createFolder({}), "a.ts");
    expect(safeStampOf(file)).toBeNull();
    expect(isUnchanged(file, null)).toBe(true);
    writeFileSync(file, "");
    expect(isUnchanged(file, null)).toBe(false);
    expect(isUnchanged(join(file, ".."), undefined)).toBe(false);
  });

  test("come out of a table as they were put in", () => {
    const stamps = new Map<string, Stamp | null>([
      ["b", [1.5, 0]],
      ["a", null],
      ["c", [0, 3, 0]],
    ]);
    const table = JSON.parse(JSON.stringify(toTable(stamps))) as ReturnType<typeof toTable>;
    expect([...fromTable(table)]).toEqual([...stamps]);
    expect(fromTable(undefined).size).toBe(0);
  });
});

test("an output is read anew where it was written or has changed, and its checksum dropped when time tells", () => {
  const target = createFolder({ kept: "1", changed: "22", written: "333", recent: "1" });
  const old = new Date(Date.now() - 60_000.5);
  for (const name of ["kept", "changed", "written"]) utimesSync(join(target, name), old, old);
  const soon = new Date(Date.now() + 60_000);
  utimesSync(join(target, "recent"), soon, soon);
  const stamps = ["kept", "changed", "written", "recent", "gone"].map((name) => {
    const stamp = safeStampOf(join(target, name));
    // As it was noted when it was new.
    return [name, name === "kept" && stamp ? [...stamp, 0x340ca71c] : stamp] as const;
  });
  const last = openOutput({ target, ...toTable(stamps as [string, Stamp | null][]) });
  writeFileSync(join(target, "changed"), "4444");
  expect([...last.changed()]).toEqual(["changed", "gone"]);
  writeFileSync(join(target, "written"), "55555");
  const names = ["kept", "changed", "written", "recent"];
  const written = new Set([join(target, "written")]);
  const table = fromTable(outputTable(last, target, names, written, Date.now()));
  expect(table.get("kept")).toEqual([statSync(join(target, "kept")).mtimeMs, 1]);
  expect(table.get("changed")?.[1]).toBe(4);
  expect(table.get("written")?.[1]).toBe(5);
  expect(table.get("recent")).toHaveLength(3);
  const elsewhere = createFolder({ kept: "longer" });
  const moved = fromTable(outputTable(last, elsewhere, ["kept"], new Set(), Date.now()));
  expect(moved.get("kept")?.[1]).toBe(6);
});

describe("the files of a program", () => {
  const write = (text: string) => {
    const folder = createFolder({ "a.tsbuildinfo": text });
    return { folder, files: readProgramFiles(join(folder, "a.tsbuildinfo"), []) };
  };

  test("are listed without the compiler's own, whatever stands around them", () => {
    const { folder, files } = write(
      '{"version":"7","fileNames":["lib.es5.d.ts","./a.ts","../b.ts"],"fileInfos":["x"]}',
    );
    expect(files).toEqual([join(folder, "a.ts"), join(folder, "../b.ts")]);
  });

  test.each([
    ['{"fileNames":["./a\\"]b.ts","./c.ts"]}', ['a"]b.ts', "c.ts"]],
    ['{\n  "fileNames": [\n    "./a.ts"\n  ]\n}', ["a.ts"]],
    ['{"program":{"fileNames":["./a.ts"]}}', ["a.ts"]],
    ['{"fileNames":[],"root":["./a.ts"]}', []],
  ])("are found in %s", (text, names) => {
    const { folder, files } = write(text);
    expect(files).toEqual(names.map((name) => join(folder, name)));
  });

  test("are not known where none are noted", () => {
    expect(write('{"version":"7"}').files).toBeNull();
    expect(readProgramFiles(join(createFolder({}), "none"), [])).toBeNull();
  });

  test("have their own names where the compiler notes all in small letters", () => {
    const folder = createFolder({ "Src/Deep/Part.ts": "", "Src/Main.ts": "", "Src/other.ts": "" });
    const info = join(folder, "a.tsbuildinfo");
    const names = ["./src/main.ts", "./src/deep/part.ts", "./src/other.ts", "./src/gone.ts"];
    const packages = ["./node_modules/some/index.d.ts"];
    writeFileSync(info, JSON.stringify({ fileNames: [...names, ...packages] }));
    const rootFiles = [join(folder, "Src/Main.ts")];
    expect(readProgramFiles(info, rootFiles)).toEqual([
      ...["Src/Main.ts", "Src/Deep/Part.ts", "Src/other.ts", "src/gone.ts", ...packages].map(
        (name) => join(folder, name),
      ),
    ]);
  });
});
