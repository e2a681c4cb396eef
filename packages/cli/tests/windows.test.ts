// What builds do with the paths of Windows, as far as it can be tried elsewhere.
import { win32 } from "node:path";
import { expect, test, vi } from "vitest";
import { moveList } from "../src/build/outputs.ts";
import type { OutputPlan, Staged } from "../src/build/outputs.ts";
import { shownPath } from "../src/files.ts";
import { commonFolder } from "../src/typescript/mirror.ts";
import { moveMap } from "../src/typescript/source-maps.ts";
import type { RawMap } from "../src/typescript/source-maps.ts";

vi.mock("node:path", async (original) => {
  const path = await original<typeof import("node:path")>();
  return { ...path.win32, default: path.win32 };
});

test.each([
  [["C:\\app\\src", "C:\\app\\src\\deep", "C:\\app\\tests"], "C:\\app"],
  [["C:\\app", "C:\\application"], "C:\\"],
  [["C:\\", "C:\\src"], "C:\\"],
  [["C:\\app\\src", "D:\\other"], "C:\\"],
  [["c:\\app\\src", "C:\\App\\tests"], "c:\\app"],
])("of %j, the common folder is %s", (folders, common) => {
  expect(commonFolder(folders)).toBe(common);
});

test("paths are shown as the compiler shows them", () => {
  expect(shownPath("C:\\app", "C:\\app\\src\\a.ts")).toBe("src/a.ts");
  expect(shownPath("C:\\app", "D:\\b.ts")).toBe("D:/b.ts");
});

test("the list of output names the folder of the user with slashes", () => {
  const staging = { output: "C:\\app\\.weakfield\\staging\\output", declarations: "C:\\none" };
  const kinds = {
    output: { target: "C:\\app\\dist", names: new Set<string>() },
    declarations: { target: "C:\\none", names: new Set<string>() },
  } satisfies Staged["kinds"];
  const said = "TSFILE: C:/app/.weakfield/staging/output/sub/a.js\r\nTSFILE: C:/app/notes\r\n";
  expect(moveList(said, { staging } as unknown as OutputPlan, kinds)).toBe(
    "TSFILE: C:/app/dist/sub/a.js\r\n",
  );
});

test("the sources of a map that is moved stay URLs", () => {
  const map = { sources: ["../../../src/a.ts", "C:/else/b.ts", "file:///C:/c.ts"], mappings: "" };
  const move = {
    writtenAt: "C:\\app\\.weakfield\\staging\\output\\a.js.map",
    movedTo: win32.join("C:\\app", "dist", "a.js.map"),
  };
  const { sources } = JSON.parse(moveMap(JSON.stringify(map), move, true)) as RawMap;
  expect(sources).toEqual(["../src/a.ts", "C:/else/b.ts", "file:///C:/c.ts"]);
});
