import { decodedMappings, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, test } from "vitest";
import { createEdits, withInlineMap } from "../../src/print/edits.ts";
import type { PrintedText } from "../../src/print/edits.ts";

/** Where a character of the code comes from, as `line:column`, both from 0; null: from nowhere. */
function originOf({ code, map }: PrintedText, sought: string): string | null {
  const before = code.slice(0, code.indexOf(sought)).split("\n");
  const trace = new TraceMap(map);
  const at = { line: before.length, column: before.at(-1)?.length ?? 0 };
  const { line, column } = originalPositionFor(trace, at);
  return line === null ? null : `${line - 1}:${column}`;
}

describe("createEdits", () => {
  test("inserts in the order of the calls, in front of what replaces the text there", () => {
    const edits = createEdits("abc");
    edits.replace({ start: 1, end: 2 }, "B");
    edits.insert(1, ["1"]);
    edits.insert(1, ["2"]);
    edits.insert(3, ["!"]);
    expect(edits.print("a.ts").code).toBe("a12Bc!");
  });

  test("moves a stretch with the edits in it", () => {
    const edits = createEdits("head [moved] tail");
    edits.insert(0, ["(", { start: 6, end: 11 }, ") "]);
    edits.replace({ start: 5, end: 12 }, "[]");
    edits.replace({ start: 6, end: 7 }, "M");
    edits.insert(11, ["!"]);
    expect(edits.print("a.ts").code).toBe("(Moved!) head [] tail");
  });

  test("maps words and signs to their places, code in place of a stretch to its start", () => {
    const edits = createEdits("one two\nlet x = y+$z;\nend");
    edits.insert(8, ["added "]);
    edits.replace({ start: 12, end: 13 }, "put\nhere");
    const printed = edits.print("a.ts");
    expect(printed.code).toBe("one two\nadded let put\nhere = y+$z;\nend");
    const origins = ["one", "two", "added", "let", "put", "here", "= ", "y", "+", "$z", ";", "end"];
    expect(origins.map((sought) => originOf(printed, sought))).toEqual([
      "0:0",
      "0:4",
      null,
      "1:0",
      "1:4",
      "1:4",
      "1:6",
      "1:8",
      "1:9",
      "1:10",
      "1:12",
      "2:0",
    ]);
  });

  test.each(["\t", "\u00a0", "\u3000", "\ufeff"])("maps a word behind a blank, %j", (blank) => {
    const edits = createEdits(`a${blank}b`);
    expect(originOf(edits.print("a.ts"), "b")).toBe("0:2");
  });

  test("maps a word once, whatever it is made of", () => {
    const { map } = createEdits("azAZ09$_ a`b{c@d[e/f:g").print("a.ts");
    const [line] = decodedMappings(new TraceMap(map));
    expect(line?.map(([column]) => column)).toEqual([
      0, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    ]);
  });

  test("an empty insertion and a replacement by nothing map nothing", () => {
    const edits = createEdits("a b\nc");
    edits.replace({ start: 0, end: 2 }, "");
    edits.insert(2, [""]);
    const printed = edits.print("a.ts");
    expect(decodedMappings(new TraceMap(printed.map))).toEqual([[[0, 0, 0, 2]], [[0, 0, 1, 0]]]);
  });

  test("an edit that begins where a moved stretch ends stays behind", () => {
    const edits = createEdits("(moved) tail");
    edits.insert(12, [" ", { start: 1, end: 6 }]);
    edits.replace({ start: 6, end: 7 }, "]");
    expect(edits.print("a.ts").code).toBe("(moved] tail moved");
  });

  test("keeps code of ours apart from a blank behind it", () => {
    const edits = createEdits("a b");
    edits.replace({ start: 0, end: 1 }, "ours");
    const printed = edits.print("a.ts");
    expect(originOf(printed, " b")).toBe("0:1");
  });

  test("names the source as a URL does, and gives its content", () => {
    const { map } = createEdits("a").print("C:\\src\\a.ts");
    expect(map).toMatchObject({ version: 3, sources: ["C:/src/a.ts"], sourcesContent: ["a"] });
  });
});

test("withInlineMap puts the map behind the code", () => {
  const printed = createEdits("a\n").print("ä.ts");
  const [code, comment, end] = withInlineMap(printed).split("\n//# ");
  expect([code, end]).toEqual(["a\n", undefined]);
  const start = "sourceMappingURL=data:application/json;charset=utf-8;base64,";
  expect(comment?.startsWith(start)).toBe(true);
  const data = comment?.slice(start.length) ?? "";
  expect(JSON.parse(Buffer.from(data, "base64").toString())).toEqual(printed.map);
});
