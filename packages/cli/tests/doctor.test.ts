import { symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("the runtime may be in a linked package of the workspace alone", async () => {
  const files = (dependencies: object) => ({
    "app/package.json": '{ "dependencies": { "none": "*", "other": "*", "model": "*" } }',
    "app/node_modules/other/package.json": '{ "dependencies": { "weakfield": "*" } }',
    "app/node_modules/other/node_modules/weakfield/package.json": '{ "version": "0.2.0" }',
    "model/package.json": JSON.stringify({ dependencies }),
    "model/node_modules/weakfield/package.json": '{ "version": "0.1.0" }',
  });
  const says = async (dependencies: object) => {
    const folder = createFolder(files(dependencies), tmpdir());
    symlinkSync(join(folder, "model"), join(folder, "app/node_modules/model"), "junction");
    return (await weakfield(join(folder, "app"), "doctor", "--no-probe")).stdout;
  };
  expect(await says({ weakfield: "*" })).toContain("✓ weakfield: 0.1.0, in model\n");
  expect(await says({})).toContain("✗ weakfield: not installed\n");
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
    {
      ...manifest({ ...base, typescript: "7.0.2" }, { build: "tsc -b && node dist/a.js" }),
      "tsconfig.json": plugins,
    },
    'npm install --save-dev @weakfield/cli\n    in "scripts" of package.json: "build": "weakfield build && node dist/a.js"',
  ],
  [
    "the plugin in the tsconfig.json that a script names",
    {
      ...manifest({ ...base, typescript: "6.0.3" }, { build: "tsc -p tsconfig.build.json" }),
      "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }',
      "tsconfig.build.json":
        '{ "extends": "./tsconfig.json", "compilerOptions": { "noEmit": false } }',
    },
    'in "compilerOptions" of tsconfig.build.json: "plugins": [{ "transform": "@weakfield/transformer" }]',
  ],
  [
    "the plugin in a project that another refers to",
    {
      ...manifest({ ...base, typescript: "6.0.3" }, { build: "tsc --build" }),
      "tsconfig.json": '{ "files": [], "references": [{ "path": "a" }] }',
      "a/tsconfig.json": '{ "references": [{ "path": ".." }] }',
    },
    'in "compilerOptions" of a/tsconfig.json: "plugins": [{ "transform": "@weakfield/transformer" }]',
  ],
  [
    "tspc beside a check of types",
    {
      ...manifest(
        { ...base, typescript: "6.0.3", "@weakfield/transformer": "0.1.0", "ts-patch": "4.0.1" },
        { check: "tspc --noEmit", types: "vue-tsc -b", build: "tspc --noEmit && tsc -p ." },
      ),
      "tsconfig.json": plugins,
    },
    'the script "build" runs `tsc`, which runs no transformer',
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
  ...["@weakfield/transformer", "@weakfield/unplugin", "@weakfield/cli"].map(
    (name) =>
      [
        `a runtime as new as ${name}`,
        manifest({ weakfield: "0.1.9", [name]: "0.2.0" }),
        `✗ versions: weakfield 0.1.9 is older than what compiles for it: ${name} 0.2.0\n    npm install weakfield@latest\n`,
      ] as [string, Record<string, string>, string],
  ),
  [
    "a runtime as new as two compilers",
    manifest({
      weakfield: "0.9.0",
      "@weakfield/transformer": "0.8.0",
      "@weakfield/unplugin": "0.10.0",
      "@weakfield/cli": "1.0.0",
    }),
    "what compiles for it: @weakfield/unplugin 0.10.0, @weakfield/cli 1.0.0\n",
  ],
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

test.each(["0.1.9", "0.2.0", "1.0.0"])(
  "a runtime of version %s has what was compiled for an older one, as `build` takes it",
  async (weakfield) => {
    const { status, stdout } = await read(
      manifest({ weakfield, "@weakfield/transformer": "0.1.0", "@weakfield/cli": "0.1.4" }),
    );
    expect(stdout).not.toContain("versions");
    expect(status).toBe(0);
  },
);

const solution = '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }';
test.each([
  ["tsc && vite build", { "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }' }],
  [
    "tsc -b && vite build",
    {
      "tsconfig.json": solution,
      "tsconfig.app.json": '{ "extends": "./base.json" }',
      "base.json": '{ "compilerOptions": { "noEmit": true, } }',
    },
  ],
  ["vue-tsc -b && vite build", {}],
  ["svelte-check && tsc -p .", { "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }' }],
  ["tsc -p . --noEmit true", {}],
  ["tsc --emitDeclarationOnly", {}],
  ["tsc", { "tsconfig.json": solution, "tsconfig.app.json": "{}" }],
])("`%s` writes no JavaScript", async (build, files) => {
  for (const typescript of ["6.0.3", "7.0.2"]) {
    const { stdout } = await read({ ...manifest({ ...base, typescript }, { build }), ...files });
    expect(stdout).toContain(`✓ TypeScript ${typescript}: checks types only\n`);
    expect(stdout).toMatch(/\nNothing is missing\.\n$/);
  }
});

test.each([
  ["tsc --noEmit false", { "tsconfig.json": "{}" }],
  ["tsc -b", { "tsconfig.json": '{ "files": [], "references": [{ "path": "none.json" }] }' }],
  ["tsc", {}],
])("`%s` does, as far as is known", async (build, files) => {
  const { stdout } = await read({
    ...manifest({ ...base, typescript: "7.0.2" }, { build }),
    ...files,
  });
  expect(stdout).toContain("✗ TypeScript 7.0.2: has no transformers");
});

test("the plugin may stand in the tsconfig.json that a script names", async () => {
  const { stdout } = await read({
    ...manifest(
      { ...base, typescript: "6.0.3", "@weakfield/transformer": "0.1.0", "ts-patch": "4.0.1" },
      { build: "tspc -p tsconfig.build.json" },
    ),
    "tsconfig.json": '{ "compilerOptions": { "noEmit": true } }',
    "tsconfig.build.json": plugins,
  });
  expect(stdout).toContain("✓ TypeScript 6.0.3: ts-patch 4.0.1\n");
});

test("Vitest takes the configuration of Vite, of which it is said once", async () => {
  const files = { ...manifest({ ...base, vite: "8.3.8", vitest: "5.1.1" }), "vite.config.ts": "" };
  expect((await read(files)).stdout).toMatch(/\n1 thing is missing\.\n$/);
  const own = await read({ ...files, "vitest.config.ts": "" });
  expect(own.stdout).toContain("✗ vitest 5.1.1: no plugin in vitest.config.ts");
  const alone = await read(manifest({ ...base, vitest: "5.1.1" }));
  expect(alone.stdout).toContain("✗ vitest 5.1.1: no configuration");
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
