import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { parseAndPlan } from "../src/plan/plan-file.ts";
import type { FilePlanResult, ParseSync } from "../src/plan/plan-file.ts";
import { resolveOptions } from "../src/options.ts";
import type { Options } from "../src/options.ts";

const folder = new URL("../../../tests/fixtures/emit/", import.meta.url);

export interface Fixture {
  readonly name: string;
  readonly text: string;
}

/** Every input of `tests/fixtures/emit`. */
export const fixtures: readonly Fixture[] = readdirSync(folder)
  .filter((name) => /\.[cm]?tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

export const fixture = (name: string): Fixture => {
  const found = fixtures.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no fixture ${name} in ${fileURLToPath(folder)}.`);
  return found;
};

/** The plan that oxc-parser's tree leads to. */
export function plan(name: string, text: string, options: Options = {}): FilePlanResult {
  return parseAndPlan(parseSync as ParseSync, name, text, resolveOptions(options).options);
}
