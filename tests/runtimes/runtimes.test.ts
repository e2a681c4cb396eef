import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);

// The packages `node` of these workspaces bring the Node of their version.
describe.each(["20", "22", "26"])("Node %s", (version) => {
  const workspace = fileURLToPath(new URL(`node-${version}/`, import.meta.url));
  const node = `${workspace}node_modules/node/bin/node${process.platform === "win32" ? ".exe" : ""}`;

  test("is what it says", async () => {
    const { stdout } = await run(node, ["--version"]);
    expect(stdout).toMatch(new RegExp(`^v${version}\\.`));
  });

  test("runs the built runtime, as ESM and as CommonJS", async () => {
    mkdirSync(`${workspace}.tmp`, { recursive: true });
    const script = `${workspace}.tmp/smoke.mjs`;
    copyFileSync(new URL("smoke.mjs", import.meta.url), script);
    const { stdout } = await run(node, ["--no-warnings", script]);
    expect(stdout).toBe(
      [
        '{"name":"Ada","age":37} 1',
        "true true Value should be at least 1 characters.",
        "true WEAKFIELD_FOREIGN",
        "name,age true",
        "WEAKFIELD_NOT_COMPILED",
        "a leak is seen",
        "",
      ].join("\n"),
    );
  });
});
