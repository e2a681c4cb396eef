// Each tool is really run, in a project where it is right and in one where the plugin does not see the file.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createFolder, weakfield } from "./run.ts";

// Where all the tools are installed.
const parent = fileURLToPath(new URL("../../../tests/hosts/.tmp/doctor/", import.meta.url));

interface Row {
  readonly dependencies: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** By path; `ONLY` is replaced by what keeps the plugin from the probe, or by nothing. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where its tool is installed. */
  readonly parent?: string;
  /** Undefined: there is no way to keep it from the probe. */
  readonly only?: string;
}
const swc = (loader: string) =>
  `module: { rules: [{ test: /\\.ts$/, loader: "${loader}", options: { jsc: { parser: { syntax: "typescript", decorators: true } } } }] }`;
const plugins = "plugins: [{ ...weakfield(), ONLY }]";
const imported = (name: string) => `import weakfield from "@weakfield/unplugin/${name}";\n`;
// A plugin of a bundler without what transforms.
const blind = "transform: undefined, load: undefined";
const strip = `{ name: "strip", transform: (code, id) => id.endsWith(".ts") ? transform(code, { loader: "ts", target: "es2022", sourcemap: true }) : null }`;
const frameworks = fileURLToPath(
  new URL("../../../tests/hosts/frameworks/.tmp/doctor/", import.meta.url),
);
const settings = `{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "types": [], "skipLibCheck": true, "plugins": [{ "transform": "@weakfield/transformer" }] } }`;
const rows: Readonly<Record<string, Row>> = {
  vite: {
    dependencies: ["vite"],
    files: { "vite.config.ts": `${imported("vite")}export default { ${plugins} };` },
    only: blind,
  },
  vitest: {
    dependencies: ["vitest"],
    files: { "vitest.config.ts": `${imported("vite")}export default { ${plugins} };` },
    only: blind,
  },
  rollup: {
    dependencies: ["rollup"],
    files: {
      "rollup.config.mjs": `${imported("rollup")}import { transform } from "esbuild";
export default () => [{ input: "none.js", plugins: [{ ...weakfield(), ONLY }, ${strip}] }];`,
    },
    only: blind,
  },
  rolldown: {
    dependencies: ["rolldown"],
    files: {
      "rolldown.config.mjs": `${imported("rolldown")}export default { input: "none.js", ${plugins} };`,
    },
    only: blind,
  },
  webpack: {
    dependencies: ["webpack"],
    files: {
      "webpack.config.mjs": `${imported("webpack")}export default (env, { mode }) => ({ mode, entry: "./none.js", ${swc("swc-loader")}, plugins: [weakfield()].filter(() => ![{ ONLY }][0].off) });`,
    },
    only: "off: true",
  },
  rspack: {
    dependencies: ["@rspack/core"],
    files: {
      "rspack.config.mjs": `${imported("rspack")}export default { entry: "./none.js", ${swc("builtin:swc-loader")}, plugins: [weakfield()].filter(() => ![{ ONLY }][0].off) };`,
    },
    only: "off: true",
  },
  jest: {
    dependencies: ["jest"],
    files: {
      "jest.config.mjs": `export default { transform: { "\\\\.ts$": ["babel-jest", { configFile: "./babel.config.cjs" }] } };`,
      "babel.config.cjs": `const name = "@weakfield/unplugin/babel";
module.exports = {
  presets: ["@babel/preset-typescript"],
  plugins: [name, "@babel/plugin-transform-modules-commonjs"].slice([{ ONLY }][0].from ?? 0),
  parserOpts: { plugins: ["decorators"] },
};`,
    },
    only: "from: 1",
  },
  "jest with ts-jest": {
    dependencies: ["jest"],
    files: {
      "jest.config.mjs": `const astTransformers = { before: ["@weakfield/transformer/ts-jest"].slice([{ ONLY }][0].from ?? 0) };
export default { transform: { "\\\\.ts$": ["ts-jest", { astTransformers }] } };`,
      "tsconfig.json": settings,
    },
    only: "from: 1",
  },
  "ts-node": {
    dependencies: ["ts-node", "ts-patch"],
    files: {
      "tsconfig.json": settings.replace(
        "{",
        `{ "ts-node": { "compiler": "ts-patch/compiler", "files": false ONLY }, `,
      ),
    },
    only: ', "compiler": "typescript"',
  },
  metro: {
    dependencies: ["metro"],
    parent: frameworks,
    files: {
      "babel.config.cjs": `module.exports = {
  presets: ["@babel/preset-typescript"],
  plugins: ["@weakfield/unplugin/babel", "@babel/plugin-transform-modules-commonjs"].slice([{ ONLY }][0].from ?? 0),
  parserOpts: { plugins: ["decorators"] },
};`,
    },
    only: "from: 1",
  },
  next: {
    dependencies: ["next"],
    parent: frameworks,
    files: {
      "babel.config.json": `{ "presets": ["next/babel"], "plugins": ["@weakfield/unplugin/babel"] }`,
    },
  },
  tsx: {
    dependencies: ["tsx"],
    scripts: { start: "tsx --import @weakfield/unplugin/register a.ts" },
  },
  node: { dependencies: [], scripts: { start: "node --import @weakfield/unplugin/register a.ts" } },
  TypeScript: {
    dependencies: ["typescript"],
    scripts: { build: "tspc -p ." },
    files: {
      "tsconfig.json": `{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "types": [], "skipLibCheck": true, "plugins": [{ "transform": "@weakfield/transformer" }] } }`,
    },
  },
};

const doctor = async (row: Row, only: string) => {
  const { dependencies, scripts, files = {} } = row;
  const folder = createFolder(
    {
      "package.json": JSON.stringify({
        type: "module",
        scripts,
        dependencies: Object.fromEntries(dependencies.map((name) => [name, "*"])),
      }),
      ...Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, text.replaceAll("ONLY", only)]),
      ),
    },
    row.parent ?? parent,
  );
  const run = await weakfield(folder, "doctor");
  // Nothing is left of the probe.
  expect(existsSync(join(folder, ".weakfield"))).toBe(false);
  return run;
};

const nameOf = (title: string) => title.replace(/ with .*/, "");

test.each(Object.entries(rows))("a probe goes through %s", async (title, row) => {
  const name = nameOf(title);
  const { status, stdout } = await doctor(row, "");
  expect(stdout).toContain(`✓ probe through ${name}: compiled\n`);
  expect(stdout).toMatch(/\nNothing is missing\.\n$/);
  expect(status).toBe(0);
});

const limited = Object.entries(rows).flatMap(([name, row]) =>
  row.only === undefined ? [] : [[name, row, row.only] as const],
);
test.each(limited)("a plugin that %s keeps from the file is found", async (title, row, only) => {
  const name = nameOf(title);
  const { status, stdout } = await doctor(row, only);
  expect(stdout).toMatch(new RegExp(`\\n✗ probe through ${name}: (failed|\`@field\` was left)`));
  expect(status).toBe(1);
});
