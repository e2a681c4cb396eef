import { expect, test } from "vitest";
import { fileURLToPath } from "node:url";
import { runNode } from "./project.ts";

// `pnpm --filter weakfield-lint run docs` writes them.
test("the heads of the rule pages and the table of the README are those that the rules give", async () => {
  const generator = fileURLToPath(
    new URL("node_modules/eslint-doc-generator/dist/bin/eslint-doc-generator.js", import.meta.url),
  );
  const plugin = "../../packages/eslint-plugin-weakfield";
  expect(await runNode(import.meta.dirname, [generator, plugin, "--check"])).toBe("");
});
