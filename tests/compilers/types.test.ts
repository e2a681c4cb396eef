import { describe, expect, test } from "vitest";
import { createProject } from "./project.ts";

const tests = new URL("../../packages/weakfield/tests/types/", import.meta.url).pathname;

// Each file says with `@ts-expect-error` what must not compile, so that a line that compiles is an error too.
describe.each(["ts-5.0", "ts-5.4", "ts-5.9", "ts-6.0", "ts-7.0"])("%s", (compiler) => {
  test.each(["standard", "legacy", "schemas"])(
    "holds the types of the marker, %s",
    async (name) => {
      const project = createProject(compiler, `types-${name}`, {});
      const { status, output } = await project.run("tsc", ["-p", `${tests}tsconfig.${name}.json`]);
      expect(output).toBe("");
      expect(status).toBe(0);
    },
  );
});
