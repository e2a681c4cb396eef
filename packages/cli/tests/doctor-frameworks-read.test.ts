// What Nest and Nx lack, as far as it can be read.
import { expect, test } from "vitest";
import { installed, manifest, read } from "./doctor-run.ts";

const before = "@weakfield/transformer/before";
const targets = (executors: Record<string, string>, options: object = {}) =>
  JSON.stringify({
    targets: Object.fromEntries(
      Object.entries(executors).map(([name, executor]) => [name, { executor, options }]),
    ),
  });

const base = { weakfield: "0.1.0" };
test.each<[string, Record<string, string>, string]>([
  [
    "the transformer of Nest",
    {
      ...manifest({ ...base, "@nestjs/cli": "11.0.0", "@weakfield/transformer": "0.1.0" }),
      "nest-cli.json": "{}",
    },
    `no \`${before}\` in "plugins" of nest-cli.json
    in nest-cli.json: "compilerOptions": { "plugins": ["${before}"] }`,
  ],
  [
    "the configuration of Nest",
    manifest({ ...base, "@nestjs/cli": "11.0.0" }),
    `npm install --save-dev @weakfield/transformer
    in nest-cli.json: "compilerOptions": { "plugins": ["${before}"] }`,
  ],
  [
    "the transformer of Nest, which stands in a place that Nest does not read",
    {
      ...manifest({ ...base, "@nestjs/cli": "11.0.0", "@weakfield/transformer": "0.1.0" }),
      ".nest-cli.json": JSON.stringify({ plugins: [before], compilerOptions: { plugins: ["x"] } }),
    },
    `in .nest-cli.json: "compilerOptions": { "plugins": ["${before}"] }`,
  ],
  [
    "the package that Nest is to load",
    {
      ...manifest({ ...base, "@nestjs/cli": "11.0.0" }),
      "nest-cli.json": JSON.stringify({ compilerOptions: { plugins: [{ name: before }] } }),
    },
    `\`${before}\` is in nest-cli.json, but not installed
    npm install --save-dev @weakfield/transformer
`,
  ],
  [
    "a builder of Nest that runs transformers",
    {
      ...manifest({ ...base, "@nestjs/cli": "11.0.0", "@weakfield/transformer": "0.1.0" }),
      "nest-cli.json": JSON.stringify({ compilerOptions: { builder: "swc", plugins: [before] } }),
    },
    `the builder "swc" runs no transformer
    in nest-cli.json: "compilerOptions": { "builder": "tsc", "plugins": ["${before}"] }`,
  ],
  [
    "the plugin of Rspack under Nest",
    {
      ...manifest({ ...base, "@nestjs/cli": "11.0.0", "@rspack/core": "2.0.0" }),
      "nest-cli.json": JSON.stringify({
        compilerOptions: {
          builder: { type: "rspack", options: { configPath: "rspack.nest.js" } },
          plugins: [before],
        },
      }),
      "rspack.nest.js": "module.exports = {};",
    },
    `no plugin in rspack.nest.js, and the builder "rspack" runs no transformer
    npm install --save-dev @weakfield/unplugin
    in rspack.nest.js: import weakfield from "@weakfield/unplugin/rspack"; … plugins: [weakfield(), ...plugins]`,
  ],
  [
    "the transformer of webpack under Nest",
    {
      ...manifest({
        ...base,
        "@nestjs/cli": "11.0.0",
        "@weakfield/transformer": "0.1.0",
        webpack: "5.0.0",
      }),
      "nest-cli.json": JSON.stringify({ compilerOptions: { webpack: true } }),
      "webpack.config.js": "",
    },
    `in nest-cli.json: "compilerOptions": { "plugins": ["${before}"] }`,
  ],
  [
    "a configuration of Nest that can be read",
    {
      ...manifest({ ...base, "@nestjs/cli": "11.0.0", webpack: "5.0.0" }),
      "nest-cli.json": "{ // tsc\n}",
      "webpack.config.js": `import weakfield from "@weakfield/unplugin/webpack";`,
    },
    `✓ webpack 5.0.0: plugin in webpack.config.js
✗ @nestjs/cli 11.0.0: nest-cli.json is no JSON
    Mend it: `,
  ],
  [
    "the transformer of Nx",
    {
      ...manifest({ ...base, "@nx/js": "22.0.0" }),
      "project.json": targets({ other: "@nx/vite:build", build: "@nx/js:tsc" }),
    },
    `no \`${before}\` in the target "build" of project.json
    npm install --save-dev @weakfield/transformer
    in "options" of the target "build" of project.json: "transformers": ["${before}"]`,
  ],
  [
    "the transformer of Nx in package.json",
    {
      "package.json": `{ "nx": ${targets({ compile: "@nrwl/js:tsc" })} }`,
      ...installed({ ...base, "@nx/js": "22.0.0", "@weakfield/transformer": "0.1.0" }),
    },
    `in "options" of the target "compile" of package.json: "transformers": ["${before}"]`,
  ],
  [
    "the package that Nx is to load",
    {
      ...manifest({ ...base, "@nx/js": "22.0.0" }),
      "project.json": targets({ build: "@nx/js:tsc" }, { transformers: [before] }),
    },
    `\`${before}\` is in project.json, but not installed
    npm install --save-dev @weakfield/transformer
`,
  ],
  [
    "an executor of Nx that runs transformers",
    {
      ...manifest({ ...base, "@nx/js": "22.0.0", "@weakfield/transformer": "0.1.0" }),
      "project.json": targets({ build: "@nx/js:swc" }, { transformers: [before] }),
    },
    `the executor "@nx/js:swc" of the target "build" runs no transformer
    in the target "build" of project.json: "executor": "@nx/js:tsc", and in its "options": "transformers": ["${before}"]`,
  ],
])("finds what is missing: %s", async (_what, files, remedy) => {
  const { status, stdout } = await read(files);
  expect(stdout).toContain(remedy);
  expect(stdout).toMatch(/\n1 thing is missing\.\n$/);
  expect(status).toBe(1);
});

test("where nothing is compiled by Nx, nothing is missing", async () => {
  const files = {
    ...manifest({ ...base, "@nx/js": "22.0.0" }),
    "project.json": targets({ build: "@nx/vite:build" }),
  };
  expect((await read(files)).stdout).toBe("✓ weakfield: 0.1.0\n\nNothing is missing.\n");
  // The projects of a workspace lie in other folders.
  const { status, stdout } = await read({ ...files, "nx.json": "{}" });
  expect(stdout).toContain("! @nx/js 22.0.0: no target of this folder compiles with `@nx/js:tsc`");
  expect(status).toBe(0);
});
