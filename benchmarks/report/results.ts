import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import type { CompileData } from "../questions/compile.ts";
import type { DoorsData } from "../questions/doors.ts";
import type { EmittedData } from "../questions/emitted.ts";
import type { LintData } from "../questions/lint.ts";
import type { RebuildData } from "../questions/rebuild.ts";
import type { StartupData } from "../questions/startup.ts";
import type { Environment } from "../shared/machine.ts";
import { root } from "../shared/processes.ts";

/** One question's file in `results/`. */
export interface Result<Data> {
  readonly environment: Environment;
  readonly data: Data;
}

/** All that was measured; a question that nobody has asked yet is missing. */
export interface Results {
  readonly emitted?: Result<EmittedData>;
  readonly startup?: Result<StartupData>;
  readonly compile?: Result<CompileData>;
  readonly rebuild?: Result<RebuildData>;
  readonly doors?: Result<DoorsData>;
  readonly lint?: Result<LintData>;
}

const fileOf = (name: string) => path.join(root, "results", `${name}.json`);

/** Reads the results that are there. */
export function readResults(): Results {
  const names = ["emitted", "startup", "compile", "rebuild", "doors", "lint"].filter((name) =>
    existsSync(fileOf(name)),
  );
  return Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(fileOf(name), "utf8")) as unknown]),
  );
}

/** Replaces the result of one question. */
export async function writeResult(name: string, result: Result<unknown>): Promise<void> {
  const text = await format(JSON.stringify(result), { parser: "json", printWidth: 100 });
  writeFileSync(fileOf(name), text);
}
