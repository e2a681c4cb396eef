import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createProject, tsconfig } from "./project.ts";

const tests = fileURLToPath(new URL("../../packages/weakfield/tests/types/", import.meta.url));

// Each file says with `@ts-expect-error` what must not compile, so that a line that compiles is an error too.
describe.each(["ts-5.0", "ts-5.4", "ts-5.9", "ts-6.0", "ts-7.0"])("%s", (compiler) => {
  test.each([
    ["standard"],
    ["standard", "--strictNullChecks", "false"],
    ["legacy"],
    ["legacy", "--strictNullChecks", "false"],
    ["schemas"],
  ])("holds the types of the marker, %s %s %s", async (name, ...flags) => {
    const project = createProject(compiler, `types-${name}`, {});
    const config = `${tests}tsconfig.${name}.json`;
    const { status, output } = await project.run("tsc", ["-p", config, ...flags]);
    expect(output).toBe("");
    expect(status).toBe(0);
  });

  // Compilers tell of all overloads of a decorator, or of the last one only: there is but one.
  test.each(["standard", "legacy"])("says what a %s decorator produces", async (mode) => {
    const project = createProject(compiler, `type-errors-${mode}`, {
      "src/a.ts": `import { field, integer } from "weakfield";
export class Person {
  @field(integer) age = "";
  @field(integer) total(): void {}
}
`,
      "tsconfig.json": tsconfig({ experimentalDecorators: mode === "legacy", noEmit: true }),
    });
    const { output } = await project.run("tsc", ["-p", "."]);
    expect(output.match(/^src\/a\.ts\(.*?\): error TS\d+/gm)).toEqual([
      "src/a.ts(3,4): error TS1240",
      "src/a.ts(4,4): error TS1241",
    ]);
    expect(output).toContain("ConverterMismatch<number, string>");
    expect(output).toContain("NotAProperty");
    expect(output).not.toContain("overload");
  });
});
