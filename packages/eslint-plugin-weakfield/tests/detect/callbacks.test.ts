import { expect, it } from "vitest";
import { callsAtOnce } from "../../src/detect/callbacks.ts";
import { findNode, parse } from "./parse.ts";

const isAtOnce = (code: string): boolean => {
  const call = findNode(parse(code), null, "CallExpression");
  return callsAtOnce(call);
};

it.each([
  ["list.forEach(f);", true],
  ["list.findLastIndex(f);", true],
  ["list.reduceRight(f);", true],
  ["text.replaceAll(/a/, f);", true],
  ["Array.from(list, f);", true],
  ["batch(f);", true],
  ["untracked(f);", true],
  ["_.each(list, f);", true],
  ["list[name](f);", false],
  ["setTimeout(f);", false],
  ["emitter.on(f);", false],
  ["eachOne(f);", false],
  ["rerun(f);", false],
])("%s calls its function at once: %s", (code, expected) => {
  expect(isAtOnce(code)).toBe(expected);
});
