// Tools that bring a configuration of their own, as their starters write it.
import { expect, test } from "vitest";
import { manifest, read } from "./doctor-run.ts";

const base = { weakfield: "0.1.0", "@weakfield/unplugin": "0.1.0" };
const register = "@weakfield/unplugin/register";

/** The tool, its configuration, what it lacks, and the configuration that has it. */
const rows: readonly (readonly [string, string, string, string])[] = [
  [
    "astro",
    "astro.config.mjs",
    'import weakfield from "@weakfield/unplugin/vite"; … vite: { plugins: [weakfield()] }',
    "@weakfield/unplugin/vite",
  ],
  [
    "nuxt",
    "nuxt.config.ts",
    'import weakfield from "@weakfield/unplugin/vite"; … vite: { plugins: [weakfield()] }',
    "@weakfield/unplugin/vite",
  ],
  [
    "electron-vite",
    "electron.vite.config.ts",
    'import weakfield from "@weakfield/unplugin/vite"; … plugins: [weakfield()] in each of main,',
    "@weakfield/unplugin/vite",
  ],
  [
    "tsup",
    "tsup.config.ts",
    'import weakfield from "@weakfield/unplugin/esbuild"; … esbuildPlugins: [weakfield()]',
    "@weakfield/unplugin/esbuild",
  ],
  [
    "tsdown",
    "tsdown.config.ts",
    'import weakfield from "@weakfield/unplugin/rolldown"; … plugins: [weakfield()]',
    "@weakfield/unplugin/rolldown",
  ],
  ...["rsbuild", "rslib"].map(
    (name) =>
      [
        `@${name}/core`,
        `${name}.config.ts`,
        'import weakfield from "@weakfield/unplugin/rspack"; … tools: { rspack: { plugins: [weakfield()] } }',
        "@weakfield/unplugin/rspack",
      ] as const,
  ),
  [
    "parcel",
    "babel.config.json",
    '{ "plugins": ["@weakfield/unplugin/babel"] }\n    in package.json: "@parcel/resolver-default": { "packageExports": true }',
    '{ "plugins": ["@weakfield/unplugin/babel"] }',
  ],
];

test.each(rows)("%s", async (tool, config, line, right) => {
  // What it is made of may be listed beside it, and has no configuration.
  const parts = { vite: "8.3.8", esbuild: "0.28.2", rolldown: "1.3.2", "@rspack/core": "2.3.2" };
  const part = {
    astro: "vite",
    nuxt: "vite",
    "electron-vite": "vite",
    tsup: "esbuild",
    tsdown: "rolldown",
  }[tool];
  const name = (part ?? (tool.startsWith("@rs") ? "@rspack/core" : null)) as
    keyof typeof parts | null;
  const files = manifest({
    ...base,
    [tool]: "1.0.0",
    ...(name === null ? {} : { [name]: parts[name] }),
  });
  const lacking = await read({ ...files, [config]: "" });
  expect(lacking.stdout).toContain(`in ${config}: ${line}`);
  expect(lacking.stdout).toMatch(/\n1 thing is missing\.\n$/);
  expect(lacking.status).toBe(1);
  const complete = await read({ ...files, [config]: right });
  expect(complete.stdout).toContain(`✓ ${tool} 1.0.0: `);
  expect(complete.stdout).toMatch(/\nNothing is missing\.\n$/);
});

test("the server of Nuxt is bundled past the plugins of Vite", async () => {
  const files = {
    ...manifest({ ...base, nuxt: "4.0.0" }),
    "nuxt.config.ts": '"@weakfield/unplugin/vite"',
    "server/api/a.ts": "",
  };
  const { status, stdout } = await read(files);
  expect(stdout).toContain(
    "! nuxt 4.0.0: Nitro bundles the folder `server` without the plugins of Vite",
  );
  expect(stdout).toContain("… nitro: { rollupConfig: { plugins: [nitro()] } }");
  expect(status).toBe(0);
  const both = '"@weakfield/unplugin/vite" "@weakfield/unplugin/rollup"';
  expect((await read({ ...files, "nuxt.config.ts": both })).stdout).not.toContain("Nitro");
  const { "server/api/a.ts": _, ...client } = files;
  expect((await read(client)).stdout).not.toContain("Nitro");
});

test("Angular takes nothing, and is told what to do instead", async () => {
  const { status, stdout } = await read(manifest({ ...base, "@angular/build": "22.2.7" }));
  expect(stdout).toContain("! @angular/build 22.2.7: it takes no plugin and no transformer");
  expect(stdout).toContain("Keep such classes in a library of the workspace");
  expect(status).toBe(0);
});

test("@swc/jest runs no transformer", async () => {
  const { stdout } = await read({
    ...manifest({ ...base, jest: "30.5.2", "@swc/jest": "0.2.39" }),
    "jest.config.mjs": `export default { transform: { "\\\\.ts$": "@swc/jest" } };`,
  });
  expect(stdout).toContain("✗ jest 30.5.2: @swc/jest in jest.config.mjs runs no transformer");
});

test.each([
  [{ start: "bun src/main.ts" }, {}, "✗ bun: no bunfig.toml"],
  [{ start: "bun run --hot src/main.tsx" }, {}, "✗ bun: no bunfig.toml"],
  [{ test: "bun test" }, { "bunfig.toml": "" }, `✗ bun: no \`${register}\` in bunfig.toml`],
  [{ test: "bun test" }, { "bunfig.toml": `preload = ["${register}"]` }, "✓ bun: "],
  [{ start: `bun --preload ${register} a.ts` }, {}, "✓ bun: "],
  [{ build: "bun build src/main.ts" }, {}, "✗ bun: `bun build` takes no plugin"],
  [{ start: "deno run -A main.ts" }, {}, "✗ deno: its command registers nothing"],
  [{}, { "deno.json": '{ "tasks": { "dev": "deno run main.ts" } }' }, "✗ deno: "],
  [{ start: `deno run -A --preload=npm:${register} main.ts` }, {}, "✓ deno: "],
])("%j with %j", async (scripts, files, said) => {
  const { stdout } = await read({ ...manifest(base, scripts), ...files });
  expect(stdout).toContain(said);
});

test.each(["bun run build", "bun install", "deno fmt"])("`%s` runs no program", async (script) => {
  const { stdout } = await read(manifest(base, { script }));
  expect(stdout).toBe("✓ weakfield: 0.1.0\n\nNothing is missing.\n");
});
