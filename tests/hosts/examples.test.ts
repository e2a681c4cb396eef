import { exec } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(exec);

/** Runs a script of an example as `npm run` does. */
async function script(example: string, name: string): Promise<string> {
  const folder = join(root, "examples", example);
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const bins = [folder, root].map((parent) => join(parent, "node_modules/.bin"));
  const { stdout } = await run(scripts[name] ?? "", {
    cwd: folder,
    env: {
      ...process.env,
      PATH: [...bins, process.env["PATH"]].join(delimiter),
      NODE_ENV: "",
      NO_COLOR: "1",
      VITEST: undefined,
    },
  });
  return stdout;
}

test("node", async () => {
  expect(await script("node", "start")).toBe(`{ host: 'localhost', port: 3000, verbose: true }
host: Value should be at least 1 characters.
port: Value cannot exceed 65535.
colour: Unknown field.
localhost 3000
`);
});

test("typescript-7", async () => {
  const dist = join(root, "examples/typescript-7/dist");
  rmSync(dist, { recursive: true, force: true });
  expect(await script("typescript-7", "start")).toBe(`20 °C, 68 °F
below absolute zero, says temperature.ts:7:38
`);
  expect(readFileSync(join(dist, "temperature.d.ts"), "utf8")).toContain("celsius: number;");
});

test("vite, whose page browser.test.ts opens", async () => {
  await script("vite", "check");
  await script("vite", "build");
  const assets = join(root, "examples/vite/dist/assets");
  const [bundle = ""] = readdirSync(assets).filter((name) => name.endsWith(".js"));
  expect(readFileSync(join(assets, bundle), "utf8")).not.toContain(
    // The marker's own message.
    "was not compiled",
  );
});

test("vitest", async () => {
  await script("vitest", "check");
  expect(await script("vitest", "test")).toMatch(/Tests +4 passed/);
});

test("tspc", async () => {
  const expected = new URL("../fixtures/examples/tspc.txt", import.meta.url);
  await expect(await script("tspc", "start")).toMatchFileSnapshot(fileURLToPath(expected));
});

test("every example is run and named in the README", () => {
  const names = readdirSync(join(root, "examples")).sort();
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const listed = [...readme.matchAll(/^- \[`examples\/([\w-]+)`\]/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(names);
  const own = readFileSync(fileURLToPath(import.meta.url), "utf8");
  // The lesson has tests of its own.
  const run = new Set([
    "lesson",
    ...[...own.matchAll(/script\("([\w-]+)"/g)].map(([, name]) => name),
  ]);
  expect([...run].sort()).toEqual(names);
});
