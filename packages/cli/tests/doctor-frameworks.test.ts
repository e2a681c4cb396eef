// The Nest CLI and Nx are really run, set up right and wrong.
import { join } from "node:path";
import { expect, test } from "vitest";
import { doctor, frameworks, settings, testRows, writing } from "./doctor-run.ts";
import type { Row } from "./doctor-run.ts";
import { createFolder } from "./run.ts";

const before = "@weakfield/transformer/before";
const nest = (compilerOptions: object) => JSON.stringify({ compilerOptions });
const nx = (options: object, executor = "@nx/js:tsc") =>
  JSON.stringify({
    name: "project",
    targets: { declare: { executor }, build: { executor, options } },
  });
// Settings that fail.
const nowhere = `{ "compilerOptions": { "types": ["nowhere"] } }`;
// A package that has no such entry.
const broken = `{ "version": "0.1.0", "exports": {} }`;
// A workspace of Nx, with what its projects share.
const workspace = createFolder(
  {
    "nx.json": `{
      // What Nx reads may have comments.
      "targetDefaults": { "@nx/js:tsc": ${JSON.stringify({ options: { tsConfig: "{projectRoot}/tsconfig.lib.json", transformers: [{ name: before, options: {} }] } })} },
    }`,
    "tsconfig.lib.json": nowhere,
  },
  frameworks,
);
const rows: Readonly<Record<string, Row>> = {
  nest: {
    dependencies: ["@nestjs/cli"],
    parent: frameworks,
    files: {
      "nest-cli.json": nest({
        assets: [{ include: "../../*.json", outDir: "dist" }],
        deleteOutDir: true,
        plugins: [{ name: before, options: { storage: "private" } }],
      }),
      "tsconfig.json": writing,
    },
  },
  "nest, an application of several": {
    dependencies: ["@nestjs/cli"],
    parent: frameworks,
    files: {
      "nest-cli.json": JSON.stringify({
        compilerOptions: { builder: "swc" },
        projects: {
          other: { compilerOptions: { plugins: [] } },
          shop: {
            compilerOptions: {
              builder: { type: "tsc", options: { configPath: "apps/shop/tsconfig.app.json" } },
              plugins: [before],
            },
          },
        },
      }),
      "apps/shop/tsconfig.app.json": settings,
      // That of other applications.
      "tsconfig.json": nowhere,
    },
  },
  "nest with webpack": {
    dependencies: ["@nestjs/cli", "webpack"],
    type: "commonjs",
    parent: frameworks,
    files: {
      "nest-cli.json": nest({
        webpack: true,
        webpackConfigPath: "bundled.cjs",
        plugins: [before],
      }),
      "bundled.cjs": `module.exports = (options) => {
  if ([{ ONLY }][0].off) delete options.module.rules[0].use[0].options.getCustomTransformers;
  return { ...options, plugins: [...options.plugins] };
};`,
      "tsconfig.build.json": settings.replace("NodeNext", "CommonJS"),
    },
    only: "off: true",
  },
  "nest with rspack": {
    dependencies: ["@nestjs/cli", "@rspack/core"],
    parent: frameworks,
    files: {
      "nest-cli.json": nest({ builder: "rspack" }),
      "rspack.config.js": `import weakfield from "@weakfield/unplugin/rspack";
export default [({ plugins }) => ({ plugins: [weakfield(), ...plugins].slice([{ ONLY }][0].from ?? 0) })];`,
      "tsconfig.json": settings,
    },
    only: "from: 1",
  },
  nx: {
    dependencies: ["@nx/js"],
    parent: frameworks,
    files: {
      "nx.json": "{}",
      "project.json": nx({ tsConfig: "tsconfig.lib.json", transformers: [before] }),
      "tsconfig.lib.json": writing,
    },
  },
  "nx, a project below its workspace": {
    dependencies: [],
    parent: join(workspace, "libs"),
    files: {
      "package.json": JSON.stringify({
        nx: { targets: { compile: { executor: "@nx/js:tsc" } } },
      }),
      // Nx loads from the folder of the workspace, which has another.
      "node_modules/@weakfield/transformer/package.json": broken,
      "tsconfig.lib.json": settings,
    },
  },
};

testRows(rows);

const wrongOption = [{ name: before, options: { storage: "weakmop" } }];
test.each<[string, Row["files"], string]>([
  [
    "nest",
    {
      "nest-cli.json": nest({ plugins: [before, "swagger-plugin"] }),
      "tsconfig.json": settings,
    },
    'Error  "swagger-plugin" plugin is not installed.',
  ],
  [
    "nest",
    { "nest-cli.json": nest({ plugins: wrongOption }), "tsconfig.json": settings },
    "WF1001",
  ],
  [
    "nest",
    {
      "nest-cli.json": nest({ plugins: [before] }),
      "tsconfig.json": nowhere,
    },
    "TS2688: Cannot find type definition file for 'nowhere'.",
  ],
  [
    "nx",
    { "project.json": nx({ transformers: wrongOption }), "tsconfig.json": settings },
    "WF1001",
  ],
  [
    "nx",
    {
      "project.json": nx({ transformers: [before] }),
      "tsconfig.json": nowhere,
    },
    "TS2688: Cannot find type definition file for 'nowhere'.",
  ],
  [
    "nx",
    {
      "project.json": nx({ transformers: [before] }),
      "tsconfig.json": settings,
      "node_modules/@weakfield/transformer/package.json": broken,
    },
    `"${before}" plugin could not be found!`,
  ],
  [
    "nest",
    { "nest-cli.json": nest({ plugins: [before], tsConfigPath: "tsconfig.none.json" }) },
    "tsconfig.none.json does not exist.",
  ],
  [
    "nx",
    { "project.json": nx({ transformers: [before], tsConfig: "tsconfig.none.json" }) },
    "tsconfig.none.json does not exist.",
  ],
])("what %s says of a failure is shown", async (name, files, said) => {
  const dependencies = [name === "nest" ? "@nestjs/cli" : "@nx/js"];
  const { status, stdout } = await doctor({ dependencies, parent: frameworks, files }, "");
  expect(stdout).toContain(`✗ probe through ${name}: failed: `);
  expect(stdout).toContain(said);
  expect(stdout).not.toContain("node:fs");
  expect(status).toBe(1);
});
