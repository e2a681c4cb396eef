import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
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

describe("on the oldest Node that they support", () => {
  const folder = `${workspaceOf("20")}.tmp`;
  const repository = new URL("../../", import.meta.url);
  const file = (path: string) => fileURLToPath(new URL(path, repository));

  test("the transformer compiles under tspc", async () => {
    const tspc = file("examples/tspc/node_modules/ts-patch/bin/tspc.js");
    const project = file("examples/tspc");
    await run(nodeOf("20"), [tspc, "-p", project, "--outDir", `${folder}/compiled`]);
    const { stdout } = await run(nodeOf("20"), [`${folder}/compiled/main.js`]);
    expect(stdout).toContain("Ada");
  });

  test("the rules run under ESLint", async () => {
    mkdirSync(`${folder}/linted`, { recursive: true });
    const plugin = new URL("packages/eslint-plugin-weakfield/dist/index.js", repository);
    writeFileSync(
      `${folder}/linted/eslint.config.mjs`,
      `import weakfield from ${JSON.stringify(plugin.href)};\nexport default [weakfield.configs.strict];\n`,
    );
    const text = `export function plain(target, key) {
  Object.defineProperty(target, key, {
    get() { return this["_" + key]; },
    set(value) { this["_" + key] = value; },
  });
}
`;
    writeFileSync(`${folder}/linted/a.js`, text);
    const eslint = file("packages/eslint-plugin-weakfield/node_modules/eslint/bin/eslint.js");
    const linting = run(nodeOf("20"), [eslint, "a.js"], { cwd: `${folder}/linted` });
    await expect(linting).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining("weakfield/no-derived-key"),
    });
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
