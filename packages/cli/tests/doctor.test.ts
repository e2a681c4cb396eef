import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { manifest, read } from "./doctor-run.ts";
import { createFolder, weakfield } from "./run.ts";

const plugins = JSON.stringify({
  compilerOptions: { plugins: [{ transform: "@weakfield/transformer" }] },
});
test("an empty project lacks the runtime", async () => {
  const { status, stdout } = await read({ ...manifest({ typescript: "6.0.3" }) });
  expect(stdout).toBe(`✗ weakfield: not installed
    npm install weakfield
✓ TypeScript 6.0.3: checks types only

1 thing is missing.
`);
  expect(status).toBe(1);
});

const base = { weakfield: "0.1.0" };
test.each<[string, Record<string, string>, string]>([
  [
    "the plugin in tsconfig.json",
    manifest({ ...base, typescript: "6.0.3" }, { build: "tsc -p ." }),
    '"plugins": [{ "transform": "@weakfield/transformer" }]',
  ],
  [
    "ts-patch",
    {
      ...manifest({ ...base, typescript: "6.0.3", "@weakfield/transformer": "0.1.0" }),
      "tsconfig.json": plugins,
    },
    "npm install --save-dev ts-patch@4",
  ],
  [
    "the ts-patch of TypeScript 5",
    {
      ...manifest({
        ...base,
        typescript: "5.9.3",
        "@weakfield/transformer": "0.1.0",
        "ts-patch": "4.0.1",
      }),
      "tsconfig.json": plugins,
    },
    "npm install --save-dev ts-patch@3",
  ],
  [
    "tspc in the script",
    {
      ...manifest(
        { ...base, typescript: "6.0.3", "@weakfield/transformer": "0.1.0", "ts-patch": "4.0.1" },
        { build: "tsc -b" },
      ),
      "tsconfig.json": plugins,
    },
    'in "scripts" of package.json: "build": "tspc -b"',
  ],
  [
    "another command for TypeScript 7",
    { ...manifest({ ...base, typescript: "7.0.2" }, { build: "tsc" }), "tsconfig.json": plugins },
    '"build": "weakfield build"',
  ],
  [
    "the plugin in vite.config.ts",
    { ...manifest({ ...base, vite: "8.3.8" }), "vite.config.ts": "export default {};" },
    'npm install --save-dev @weakfield/unplugin\n    in vite.config.ts: import weakfield from "@weakfield/unplugin/vite"',
  ],
  [
    "the hook of tsx",
    manifest({ ...base, tsx: "4.23.15", "@weakfield/unplugin": "0.1.0" }, { start: "tsx app.ts" }),
    '"start": "tsx --import @weakfield/unplugin/register app.ts"',
  ],
  [
    "the hook of Node",
    manifest({ ...base, "@weakfield/unplugin": "0.1.0" }, { start: "node --watch src/app.ts" }),
    '"start": "node --import @weakfield/unplugin/register --watch src/app.ts"',
  ],
  [
    "the transformer of ts-jest",
    manifest({ ...base, jest: "30.5.2" }),
    '"@weakfield/transformer/ts-jest"',
  ],
  [
    "the plugin of Babel",
    { ...manifest({ ...base, jest: "30.5.2" }), "babel.config.js": "export default {};" },
    'in babel.config.js: plugins: ["@weakfield/unplugin/babel"]',
  ],
  [
    "the plugin of Babel for Next",
    manifest({ ...base, next: "16.0.0", "@weakfield/unplugin": "0.1.0" }),
    'in babel.config.json: { "presets": ["next/babel"], "plugins": ["@weakfield/unplugin/babel"] }',
  ],
  [
    "the plugin of Babel for Metro",
    {
      ...manifest({ ...base, metro: "0.84.0", "@weakfield/unplugin": "0.1.0" }),
      "babel.config.js": "module.exports = {};",
    },
    'in babel.config.js: plugins: ["@weakfield/unplugin/babel"]',
  ],
  [
    "the compiler of ts-node",
    { ...manifest({ ...base, "ts-node": "10.9.2", "ts-patch": "4.0.1" }), "tsconfig.json": "{}" },
    'in tsconfig.json: "ts-node": { "compiler": "ts-patch/compiler" }',
  ],
  ...["rollup", "rolldown", "webpack", "rspack", "esbuild"].map(
    (name) =>
      [
        `the plugin of ${name}`,
        {
          ...manifest({
            ...base,
            [name === "rspack" ? "@rspack/core" : name]: "1.0.0",
            "@weakfield/unplugin": "0.1.0",
          }),
          [`${name}.config.mjs`]: "",
        },
        `in ${name}.config.mjs: import weakfield from "@weakfield/unplugin/${name}"; … plugins: [weakfield()]`,
      ] as [string, Record<string, string>, string],
  ),
  [
    "the transformer of @rollup/plugin-typescript",
    {
      ...manifest({ ...base, rollup: "4.68.7", "@weakfield/transformer": "0.1.0" }),
      "rollup.config.mjs": 'import typescript from "@rollup/plugin-typescript";',
    },
    'in rollup.config.mjs: import { before } from "@weakfield/transformer/before"',
  ],
  [
    "equal versions",
    manifest({ ...base, "@weakfield/unplugin": "0.2.0" }),
    "npm install weakfield@latest @weakfield/unplugin@latest",
  ],
  ...["@weakfield/transformer", "@weakfield/unplugin", "@weakfield/cli"].flatMap((name) =>
    [
      ["0.1.9", "0.2.0"],
      ["0.2.0", "0.1.9"],
    ].map(
      ([runtime = "", compiled = ""]) =>
        [
          `equal versions of the runtime, ${runtime}, and ${name}, ${compiled}`,
          manifest({ weakfield: runtime, [name]: compiled }),
          `✗ versions: of different minors: weakfield ${runtime}, ${name} ${compiled}\n    npm install weakfield@latest ${name}@latest\n`,
        ] as [string, Record<string, string>, string],
    ),
  ),
])("finds what is missing: %s", async (_what, files, remedy) => {
  const { status, stdout } = await read(files);
  expect(stdout).toContain(remedy);
  expect(stdout).toMatch(/\n1 thing is missing\.\n$/);
  expect(status).toBe(1);
});

test("a complete project lacks nothing, and advice is no fault", async () => {
  const { status, stdout } = await read({
    ...manifest(
      {
        ...base,
        vite: "8.3.8",
        vitest: "5.1.1",
        eslint: "10.15.0",
        "@weakfield/unplugin": "0.1.0",
      },
      { start: "node --import @weakfield/unplugin/register app.ts" },
    ),
    "vite.config.ts": 'import weakfield from "@weakfield/unplugin/vite";',
  });
  expect(stdout).toContain("! eslint 10.15.0: no `eslint-plugin-weakfield` in eslint.config.js");
  expect(stdout).toMatch(/\nNothing is missing\.\n$/);
  expect(status).toBe(0);
});

test("oxlint is advised as ESLint is", async () => {
  const files = manifest({ ...base, oxlint: "1.94.0", "eslint-plugin-weakfield": "0.1.0" });
  const { status, stdout } = await read({ ...files, ".oxlintrc.json": "{}" });
  expect(stdout).toContain('in .oxlintrc.json: "jsPlugins": ["eslint-plugin-weakfield"]');
  expect(status).toBe(0);
  const right = { ...files, ".oxlintrc.json": '{ "jsPlugins": ["eslint-plugin-weakfield"] }' };
  expect((await read(right)).stdout).toContain("✓ oxlint 1.94.0");
});

test("what is only read is said to be", async () => {
  const files = manifest({ ...base, oxlint: "1.94.0" });
  const folder = createFolder(
    { ...files, ".oxlintrc.json": '{ "jsPlugins": ["eslint-plugin-weakfield"] }' },
    tmpdir(),
  );
  const { status, stdout } = await weakfield(folder, "doctor");
  expect(stdout).toContain("in .oxlintrc.json (read, not run)");
  expect(status).toBe(0);
});
