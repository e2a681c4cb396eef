import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const root = new URL("../../", import.meta.url).pathname;
const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  packageManager: string;
};

let folder: string;
const tarballs = new Map<string, string>();

/** Packs what `npm publish` would send, with the versions of the workspace in place of `workspace:*`. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "weakfield-packed-"));
  for (const name of ["weakfield", "core", "transformer", "eslint-plugin-weakfield"]) {
    const target = join(folder, "tarballs", name);
    mkdirSync(target, { recursive: true });
    const args = [
      "--yes",
      packageManager,
      "--pm-on-fail=ignore",
      "pack",
      "--pack-destination",
      target,
    ];
    await run("npx", args, { cwd: join(root, "packages", name) });
    const [file] = readdirSync(target);
    tarballs.set(name, join(target, file ?? ""));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty project with these packages, installed by npm, which refuses conflicts of peers. */
async function install(name: string, packages: readonly string[]): Promise<string> {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const sources = packages.map((spec) => tarballs.get(spec) ?? spec);
  await run("npm", ["install", "--no-audit", "--no-fund", ...sources], { cwd: project });
  return project;
}

describe("the packed packages in an empty project", () => {
  test("compile and run with what the README says to install", { timeout: 180_000 }, async () => {
    const project = await install("tspc", [
      "weakfield",
      "core",
      "transformer",
      "ts-patch@4.0.1",
      "typescript@6.0.3",
    ]);
    const readme = readFileSync(`${root}README.md`, "utf8");
    const config = /```json\n(.*?)```/s.exec(readme)?.[1] ?? "";
    writeFileSync(join(project, "tsconfig.json"), config);
    writeFileSync(
      join(project, "person.ts"),
      'import { field, integer } from "weakfield";\nexport class Person { @field(integer) age = 36.5; }\nif (new Person().age !== 36) throw new Error("not converted");\n',
    );
    await run("npx", ["tspc", "-p", "."], { cwd: project });
    expect(readFileSync(join(project, "person.js"), "utf8")).toContain('from "weakfield/internal"');
    await run(process.execPath, ["person.js"], { cwd: project });
  });

  test("lint beside TypeScript 7 without a conflict of peers", { timeout: 180_000 }, async () => {
    const project = await install("lint", [
      "core",
      "eslint-plugin-weakfield",
      "eslint@10.15.0",
      "typescript@7.0.2",
    ]);
    writeFileSync(
      join(project, "eslint.config.js"),
      'import weakfield from "eslint-plugin-weakfield";\nexport default [weakfield.configs.leaks];\n',
    );
    writeFileSync(
      join(project, "point.js"),
      "const values = new Map();\nexport class Point {\n  constructor() {\n    values.set(this, 1);\n  }\n}\n",
    );
    const lint = run("npx", ["eslint", "--format", "json", "point.js"], { cwd: project });
    const { stdout } = await lint.catch((error: unknown) => error as { stdout: string });
    const [result] = JSON.parse(stdout) as { messages: { ruleId: string }[] }[];
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual([
      "weakfield/no-strong-instance-map",
    ]);
  });
});
