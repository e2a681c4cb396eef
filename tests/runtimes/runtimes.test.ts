import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);

function workspaceOf(version: string): string {
  return fileURLToPath(new URL(`node-${version}/`, import.meta.url));
}

/** The package `node` of the workspace brings the Node of its version. */
function nodeOf(version: string): string {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return `${workspaceOf(version)}node_modules/node/bin/node${suffix}`;
}

describe.each(["20", "22", "26"])("Node %s", (version) => {
  const node = nodeOf(version);

  test("is what it says", async () => {
    const { stdout } = await run(node, ["--version"]);
    expect(stdout).toMatch(new RegExp(`^v${version}\\.`));
  });

  test("runs the built runtime, as ESM and as CommonJS", async () => {
    const folder = `${workspaceOf(version)}.tmp`;
    mkdirSync(folder, { recursive: true });
    const script = `${folder}/smoke.mjs`;
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

test("on a Node that is too old, the command line says so and does nothing", async () => {
  const cli = fileURLToPath(new URL("../../packages/cli/dist/cli.js", import.meta.url));
  await expect(run(nodeOf("20"), [cli, "doctor"])).rejects.toMatchObject({
    code: 64,
    stdout: "",
    stderr: expect.stringMatching(
      /^weakfield needs Node 22\.12 or newer, not v20\.\S+ Update Node\.\n$/,
    ),
  });
});
