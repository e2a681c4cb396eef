import { expect, test } from "vitest";
import { lineBreaks } from "../src/line-breaks.ts";

test("lineBreaks gives what ends a line, and nothing else", () => {
  const text = "a\nb\r\nc\rd\u2028e\u2029f\u000b\u0085g";
  expect(lineBreaks(text, 0, text.length)).toBe("\n\r\n\r\u2028\u2029");
  expect(lineBreaks(text, 2, 4)).toBe("\r");
  expect(lineBreaks(text, 2, 3)).toBe("");
});
