// A converter that mentions a private name stays inside the class, which alone knows the name.
import { Script } from "node:vm";
import { expect, test } from "vitest";
import type { Options } from "../../src/options.ts";
import { rewrite } from "../fixtures.ts";

const classes = {
  "a test for a private name": "class A { #b = 1; @field((v) => #b in Object(v)) a = 1; }",
  "a private method": "class A { static #to(v) { return v; } @field((v) => A.#to(v)) a = 1; }",
  "a private field": "class A { static #to = Number; @field((v) => A.#to(v)) #a = 1; }",
  "beside another": "class A { #b = 1; @field(Number) c = 1; @field((v) => #b in v) a = 1; }",
};
const modes: Options[] = [
  {},
  { storage: "private" },
  { properties: "own" },
  { storage: "private", properties: "own" },
];

test.each(
  Object.entries(classes).flatMap(([title, text]) =>
    modes.map((options) => [title, JSON.stringify(options), text, options] as const),
  ),
)("%s, %s", (_title, _mode, text, options) => {
  const code = rewrite(text, options);
  // Unlike parsers, the engine asks for the class of a private name.
  expect(() => new Script(code), code).not.toThrow();
});
