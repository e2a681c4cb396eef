// How much a user loads, minified and compressed, printed and held below a limit. Raise a limit only with a reason.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManifest, packages } from "./registry.ts";
import type { Manifest } from "./registry.ts";

const folder = join(import.meta.dirname, ".tmp", "sizes");
const cli = join(packages.get("@weakfield/cli") ?? "", "dist/cli.js");
const source = (name: string, age: string) => `import { field, integer, text } from "weakfield";
export class Person {
  ${name} name = "";
  ${age} age = 0;
  @field nickname?: string;
}
`;
const sources = {
  person: source("@field(text({ min: 1, max: 100 }))", "@field(integer)"),
  own: source("@field", "@field((value: unknown) => Number(value))"),
  plain: source("@field", "@field"),
};

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(sources)) {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, text);
    execFileSync(process.execPath, [cli, "rewrite", file, "--out", join(folder, "rewritten")]);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The size of a program that consists of this module and of packages of this repository; what others bring is not counted. */
async function bundle(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: "js" },
    bundle: true,
    format: "esm",
    minify: true,
    platform: "node",
    write: false,
    logLevel: "silent",
    target: "es2022",
    external: ["unplugin", "oxc-parser", "@jridgewell/*", "typescript", "chokidar"],
  });
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  return contents.length === 0 ? 0 : gzipSync(contents).length;
}

/** What is loaded, the most bytes that it may have, and the module that loads it. */
const limits: readonly (readonly [string, number, string])[] = [
  ["a class without converters, compiled", 1024, 'export * from "./rewritten/plain.ts";'],
  ["a class with a function as converter, compiled", 2048, 'export * from "./rewritten/own.ts";'],
  ["a class with `integer` and `text`, compiled", 3072, 'export * from "./rewritten/person.ts";'],
  ["weakfield", 4224, 'export * from "weakfield";'],
  ["weakfield/internal", 2304, 'export * from "weakfield/internal";'],
  ["weakfield/testing", 2560, 'export * from "weakfield/testing";'],
  ["@weakfield/core", 16384, 'export * from "@weakfield/core";'],
  ["@weakfield/transformer", 19456, 'export { default } from "@weakfield/transformer";'],
  ["@weakfield/transformer/before", 19456, 'export * from "@weakfield/transformer/before";'],
  ["@weakfield/transformer/ts-jest", 19456, 'export * from "@weakfield/transformer/ts-jest";'],
  ["eslint-plugin-weakfield", 59904, 'export { default } from "eslint-plugin-weakfield";'],
  ["@weakfield/unplugin", 17408, 'export * from "@weakfield/unplugin";'],
  // Three runtimes, each with hooks of its own.
  ["@weakfield/unplugin/register", 17920, 'export * from "@weakfield/unplugin/register";'],
  ...["vite", "rollup", "rolldown", "webpack", "rspack", "esbuild", "babel"].map(
    (door) =>
      [
        `@weakfield/unplugin/${door}`,
        17408,
        `export * from "@weakfield/unplugin/${door}";`,
      ] as const,
  ),
  // All commands together, of which a run loads one: `build` remembers much so that the next is fast, `doctor` brings a program for each tool
  // and a stand-in for esbuild that keeps a build script from all it would do besides.
  ["@weakfield/cli", 47104, `import ${JSON.stringify(cli)};`],
];

/** All that a user can load of what is published, by the name under which it is loaded. */
const doors = [...packages].flatMap(([name, path]) => {
  const { bin, exports } = readManifest(path) as Manifest & { exports?: object };
  const paths = Object.keys(exports ?? {}).filter((entry) => entry !== "./package.json");
  return [...(bin === undefined ? [] : [name]), ...paths.map((entry) => join(name, entry))];
});

test("every door has a limit", () => {
  const known = new Set(limits.map(([name]) => name));
  expect(doors.length).toBeGreaterThan(15);
  expect(doors.filter((door) => !known.has(door))).toEqual([]);
});

describe("minified and compressed", () => {
  test.each(limits)("%s has at most %i bytes", async (name, limit, code) => {
    const bytes = await bundle(code);
    console.log(`${name}: ${bytes} bytes of ${limit}`);
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThanOrEqual(limit);
  });
});

/** Entries that a program may import without using them: all but the commands, which are imported for what they do. */
const entries = [...packages].flatMap(([name, path]) =>
  Object.keys((readManifest(path) as { exports?: object }).exports ?? {})
    .filter((entry) => !/package\.json|register/.test(entry))
    .map((entry) => join(name, entry)),
);

test.each(entries)("nothing of %s is left in a program that does not use it", async (entry) => {
  const bytes = await bundle(`import * as unused from "${entry}";`);
  expect(bytes).toBe(0);
});

test("the registration for Node is kept, though nothing of it is used", async () => {
  const bytes = await bundle('import "@weakfield/unplugin/register";');
  expect(bytes).toBeGreaterThan(100);
});
