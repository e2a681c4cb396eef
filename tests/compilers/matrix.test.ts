import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { expectedOutput, programs } from "./programs.ts";

const run = promisify(execFile);
const script = fileURLToPath(new URL("compile-matrix.mjs", import.meta.url));

interface Row {
  readonly mode: Record<string, unknown>;
  readonly program: string;
  readonly diagnostics: readonly string[];
  readonly output: string;
}

// Each compiler in a process of its own: formats, targets, field modes, decorator modes, options.
describe.each(["ts-5.0", "ts-5.4", "ts-5.9", "ts-6.0"])("%s", (compiler) => {
  test(
    "compiles every program in every mode to the same behavior",
    { timeout: 300_000 },
    async () => {
      const { stdout } = await run(process.execPath, [script, compiler], { maxBuffer: 2 ** 28 });
      const rows = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Row);
      expect(rows.length).toBeGreaterThan(300);
      expect(new Set(rows.map(({ program }) => program))).toEqual(new Set(programs));
      for (const { mode, program, diagnostics, output } of rows) {
        const where = `${program} ${JSON.stringify(mode)}`;
        expect(diagnostics, where).toEqual([]);
        expect(output, where).toBe(expectedOutput(program, mode["properties"] as string));
      }
    },
  );
});
