// Each tool is really run, in a project where it is right and in one where the plugin does not see the file.
import { frameworks, hosts, settings, testRows, writing } from "./doctor-run.ts";
import type { Row } from "./doctor-run.ts";

const swc = (loader: string) =>
  `module: { rules: [{ test: /\\.ts$/, loader: "${loader}", options: { jsc: { parser: { syntax: "typescript", decorators: true } } } }] }`;
const plugins = "plugins: [{ ...weakfield(), ONLY }]";
const imported = (name: string) => `import weakfield from "@weakfield/unplugin/${name}";\n`;
// A plugin of a bundler without what transforms.
const blind = "transform: undefined, load: undefined";
const strip = `{ name: "strip", transform: (code, id) => id.endsWith(".ts") ? transform(code, { loader: "ts", target: "es2022", sourcemap: true }) : null }`;
const rows: Readonly<Record<string, Omit<Row, "parent"> & { readonly parent?: string }>> = {
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
      "tsconfig.json": writing,
    },
  },
};

testRows(
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { parent: hosts, ...row }])),
);
