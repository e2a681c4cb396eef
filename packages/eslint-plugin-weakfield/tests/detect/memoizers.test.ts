import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { findMemoizedByInstance } from "../../src/detect/memoizers.ts";
import { parse } from "./parse.ts";

const find = (code: string): string[] =>
  findMemoizedByInstance(getFileIndex(parse(code))).map(
    ({ callee, parameter }) => `${callee} ${parameter}`,
  );

describe("findMemoizedByInstance", () => {
  it.each([
    [
      "a default of its own module",
      "import memo from 'lodash/memoize'; memo((a: Element) => a);",
      "memo a",
    ],
    [
      "a file of its own",
      "import memo from 'lodash-es/memoize.js'; memo((a: Element) => a);",
      "memo a",
    ],
    [
      "a name of its own module",
      "import { memoize } from 'memoize'; memoize((a: Element) => a);",
      "memoize a",
    ],
    [
      "a name of a library",
      "import { memoize } from 'lodash-es'; memoize((a: Element) => a);",
      "memoize a",
    ],
    [
      "a name of a library by another one",
      "import { memoize as m } from 'lodash'; m((a: Element) => a);",
      "m a",
    ],
    [
      "a function by name",
      "import m from 'mem'; const f = (a) => a.run(); export const g = m(f);",
      "m a",
    ],
    ["a declared function", "import m from 'mem'; m(f); function f(a: Element) {}", "m a"],
    [
      "a function in a module function",
      "import m from 'mem'; (() => { m((a: Element) => a); })();",
      "m a",
    ],
  ])("finds %s", (_, code, expected) => {
    expect(find(code)).toEqual([expected]);
  });

  it.each([
    ["another name of a library", "import { once } from 'lodash'; once((a: Element) => a);"],
    ["the default of a library", "import memoize from 'lodash'; memoize((a: Element) => a);"],
    ["all of a library", "import * as memoize from 'lodash'; memoize((a: Element) => a);"],
    ["another name of a module", "import { clear } from 'mem'; clear((a: Element) => a);"],
    ["another module", "import memoize from './memoize.js'; memoize((a: Element) => a);"],
    ["a type", "import type memo from 'mem'; memo((a: Element) => a);"],
    ["a text by another name", "import { 'memoize' as m } from 'lodash'; m((a: Element) => a);"],
    ["a function of a text", "import m from 'mem'; m((a: string) => a);"],
    ["a function of a likely instance", "import m from 'mem'; m((element) => 1);"],
    ["a function of nothing", "import m from 'mem'; m(() => 1);"],
    ["a function of parts", "import m from 'mem'; m(({ a }) => a);"],
    ["what is no function", "import m from 'mem'; m({});"],
    ["a class", "import m from 'mem'; class A {} m(A);"],
    ["an unknown function", "import m from 'mem'; m(f);"],
    ["nothing", "import m from 'mem'; m();"],
    ["a function with a resolver", "import m from 'mem'; m((a: Element) => a, options);"],
    ["a call in a function", "import m from 'mem'; function f() { m((a: Element) => a); }"],
    ["handing on", "import m from 'mem'; use(m); new m((a: Element) => a);"],
    ["a file without imports", "memoize((a: Element) => a);"],
  ])("leaves alone %s", (_, code) => {
    expect(find(code)).toEqual([]);
  });
});
