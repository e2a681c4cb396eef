import { expect, it } from "vitest";
import { mentionsWeakReferences } from "../../src/detect/weak-references.ts";
import { parse } from "./parse.ts";

it.each([
  ["new WeakRef(x);", true],
  ["new FinalizationRegistry(f);", true],
  ["ref.deref();", true],
  ["new WeakMap(); weak.ref();", false],
])("%s: %s", (code, expected) => {
  const sourceCode = parse(code);
  expect(mentionsWeakReferences(sourceCode)).toBe(expected);
  // The answer is kept for the file.
  expect(mentionsWeakReferences(sourceCode)).toBe(expected);
});
