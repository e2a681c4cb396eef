import { readdirSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { parseAndPlan } from "../src/plan/plan-file.ts";
import type { FilePlanResult } from "../src/plan/plan-file.ts";
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

/** The plan that oxc-parser's tree leads to. */
export function plan(name: string, text: string, options: Options = {}): FilePlanResult {
  return parseAndPlan(parseSync, name, text, resolveOptions(options).options);
}
