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

test("vite", async () => {
  await script("vite", "check");
  await script("vite", "build");
  const assets = join(root, "examples/vite/dist/assets");
  const [bundle = ""] = readdirSync(assets).filter((name) => name.endsWith(".js"));
  expect(readFileSync(join(assets, bundle), "utf8")).not.toContain(
    // The marker's own message.
    "was not compiled",
  );
  expect(await script("vite", "test")).toMatch(/Tests +3 passed/);
});
