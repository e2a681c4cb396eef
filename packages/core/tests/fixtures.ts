import { readdirSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { parseAndPlan } from "../src/plan/plan-file.ts";
import type { FilePlanResult, ParseSync } from "../src/plan/plan-file.ts";
import { printText } from "../src/print/text.ts";
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

/** The plan that oxc-parser's tree leads to, or that of another parser. */
export function plan(
  name: string,
  text: string,
  options: Options = {},
  parser: ParseSync = parseSync,
): FilePlanResult {
  return parseAndPlan(parser, name, text, resolveOptions(options).options);
}

/** The text that a file without faults becomes, without the line of its import, which is put before `source`. */
export function rewrite(source: string, options: Options = {}, name = "a.ts"): string {
  const text = `import { field } from "weakfield";\n${source}`;
  const { plan: filePlan, diagnostics } = plan(name, text, options);
  if (!filePlan || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const { code } = printText(text, filePlan, name);
  const { errors } = parseSync(name, code);
  if (errors.length > 0) throw new Error(`${errors[0]?.message}\n${code}`);
  return code.slice(code.indexOf("\n") + 1);
}
