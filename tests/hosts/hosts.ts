import { documented } from "./documented.ts";
import { frameworkHosts } from "./framework-hosts.ts";
import type { Host } from "./host.ts";

const json = (value: object) => JSON.stringify(value);
const entries = `Object.fromEntries(PROGRAMS.map((name) => [name, \`./src/\${name}.ts\`]))`;
const runBuilt = ["node", "dist/PROGRAM.js"];
/** Erases types, for a bundler that does not: what any such plugin does. */
const stripTypes = `{
  name: "strip-types",
  transform: async (code, id) =>
    id.endsWith(".ts")
      ? transform(code, { loader: "ts", target: "es2022", sourcefile: id, sourcemap: true })
      : null,
}`;
const webpackConfig = (loader: string, plugin: string) => `{
  context: import.meta.dirname,
  mode: "production",
  target: "node22",
  devtool: "source-map",
  entry: ${entries},
  output: { path: import.meta.dirname + "/dist", filename: "[name].js", module: true },
  optimization: { minimize: false },
  module: { rules: [{ test: /\\.ts$/, ${loader} }] },
  resolve: { extensions: [".ts", ".js"] },
  plugins: [${plugin}],
}`;
const runCompiler = (name: string) => `
const compiler = ${name}(config);
compiler.run((error, stats) => {
  const text = error?.stack ?? (stats.hasErrors() || stats.hasWarnings() ? stats.toString() : "");
  if (text) {
    console.error(text);
    process.exitCode = 1;
  }
  compiler.close(() => {});
});
`;
const swc = (loader: string) => `use: {
  loader: "${loader}",
  options: {
    jsc: {
      parser: { syntax: "typescript", decorators: true },
      transform: { decoratorVersion: "2023-11" },
      target: "es2022",
    },
    sourceMaps: true,
  },
}`;
const tsLoader = (name: string, options: string): Host => ({
  name,
  files: {
    "build.mjs": `
import { before } from "@weakfield/transformer/before";
import webpack from "webpack";
const options = { getCustomTransformers: () => ({ before: [before()] }), ${options} };
const config = ${webpackConfig('use: { loader: "ts-loader", options }', "")};
${runCompiler("webpack")}`,
  },
  compile: [["node", "build.mjs"]],
  run: runBuilt,
});
/** A module whose function runs a program and writes what it prints into a file. */
const print = `import { mkdirSync, writeFileSync } from "node:fs";
import { format } from "node:util";

export async function print(name: string, load: () => Promise<unknown>): Promise<void> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values) => void lines.push(format(...values) + "\\n");
  try {
    await load();
  } finally {
    console.log = log;
  }
  mkdirSync("dist", { recursive: true });
  writeFileSync(\`dist/\${name}.txt\`, lines.join(""));
}
`;
/** For a test runner: each program is a test. */
const testFiles = {
  "src/print.ts": print,
  "src/programs.test.ts": `import { print } from "./print";
declare const test: (name: string, body: () => Promise<void>) => void;
for (const name of PROGRAMS) test(name, () => print(name, () => import(\`./\${name}\`)));
`,
};
/** For a tool that takes long to start: it runs them all at once. */
const allFile = {
  "src/print.ts": print,
  "src/all.ts": `import { print } from "./print";
const names = PROGRAMS;
export const done = names.reduce(
  (before: Promise<void>, name: string) =>
    before.then(() => print(name, () => import(\`./\${name}.ts\`))),
  Promise.resolve(),
);
`,
};
const printFile = ["node", "-e", "process.stdout.write(fs.readFileSync('dist/PROGRAM.txt'))"];
const vitest = (pool: string): Host => ({
  name: `vitest, pool ${pool}`,
  lowersDecorators: false,
  files: {
    "vitest.config.mjs": `
import weakfield from "@weakfield/unplugin/vite";
export default {
  plugins: [weakfield()],
  test: { pool: "${pool}", include: ["src/*.test.ts"], globals: true },
};`,
    ...testFiles,
  },
  compile: [["vitest", "run"]],
  run: printFile,
});
const tsJest = (name: string, isolatedModules: boolean): Host => ({
  name,
  files: {
    "jest.config.mjs": `
const options = { astTransformers: { before: ["@weakfield/transformer/ts-jest"] } };
export default {
  testMatch: ["**/src/*.test.ts"],
  transform: { "\\\\.ts$": ["ts-jest", options] },
  cacheDirectory: "jest-cache",
};`,
    ...testFiles,
  },
  compile: [["jest"]],
  run: printFile,
  type: "commonjs",
  compilerOptions: { module: "CommonJS", moduleResolution: "Bundler", isolatedModules },
});

const runtime = (folder: string, name = folder) =>
  `../../../runtimes/${folder}/node_modules/.bin/${name}`;
const nodeImport = (name: string, node: string): Host => ({
  name,
  lowersDecorators: false,
  files: {},
  compile: [],
  run: [node, "--enable-source-maps", "--import", "@weakfield/unplugin/register", "src/PROGRAM.ts"],
});
const weakfieldBuild = (name: string, packages?: string): Host => ({
  name,
  files: {},
  compile: [["weakfield", "build"]],
  run: runBuilt,
  compilerOptions: { types: [], lib: ["ES2022", "DOM"] },
  ...(packages === undefined ? {} : { packages }),
});

/** Every tool that the packages support, each as its users configure it. */
export const hosts: readonly Host[] = [
  {
    name: "vite build",
    lowersDecorators: false,
    files: {
      "vite.config.mjs": `
import weakfield from "@weakfield/unplugin/vite";
export default {
  plugins: [weakfield()],
  logLevel: "warn",
  build: {
    minify: false,
    sourcemap: true,
    lib: { entry: ${entries}, formats: ["es"] },
  },
};`,
    },
    compile: [["vite", "build"]],
    run: runBuilt,
  },
  {
    name: "vite dev server",
    lowersDecorators: false,
    files: {
      "run.mjs": `
import weakfield from "@weakfield/unplugin/vite";
import { createServer } from "vite";
const server = await createServer({
  configFile: false,
  appType: "custom",
  logLevel: "warn",
  server: { middlewareMode: true, ws: false },
  plugins: [weakfield()],
});
const { done } = await server.ssrLoadModule(process.argv[2]);
await done;
await server.close();`,
      ...allFile,
    },
    compile: [],
    run: ["node", "run.mjs", "/src/PROGRAM.ts"],
    runAll: ["node", "run.mjs", "/src/all.ts"],
  },
  vitest("forks"),
  vitest("threads"),
  vitest("vmThreads"),
  {
    name: "rollup",
    files: {
      "rollup.config.mjs": `
import weakfield from "@weakfield/unplugin/rollup";
import { transform } from "esbuild";
export default {
  input: ${entries},
  external: /^weakfield/,
  output: { dir: "dist", sourcemap: true },
  plugins: [weakfield(), ${stripTypes}],
};`,
    },
    compile: [["rollup", "--config", "rollup.config.mjs", "--silent"]],
    run: runBuilt,
  },
  {
    name: "rolldown",
    lowersDecorators: false,
    files: {
      "rolldown.config.mjs": `
import weakfield from "@weakfield/unplugin/rolldown";
export default {
  input: ${entries},
  external: /^weakfield/,
  output: { dir: "dist", sourcemap: true },
  plugins: [weakfield()],
};`,
    },
    compile: [["rolldown", "--config", "rolldown.config.mjs"]],
    run: runBuilt,
  },
  {
    name: "webpack with swc-loader",
    files: {
      "build.mjs": `
import weakfield from "@weakfield/unplugin/webpack";
import webpack from "webpack";
const config = ${webpackConfig(swc("swc-loader"), "weakfield()")};
config.experiments = { outputModule: true };
${runCompiler("webpack")}`,
    },
    compile: [["node", "build.mjs"]],
    run: runBuilt,
  },
  {
    name: "rspack",
    files: {
      "build.mjs": `
import { rspack } from "@rspack/core";
import weakfield from "@weakfield/unplugin/rspack";
const config = ${webpackConfig(swc("builtin:swc-loader"), "weakfield()")};
${runCompiler("rspack")}`,
    },
    compile: [["node", "build.mjs"]],
    run: runBuilt,
  },
  {
    name: "esbuild",
    files: {
      "build.mjs": `
import weakfield from "@weakfield/unplugin/esbuild";
import { build } from "esbuild";
await build({
  entryPoints: PROGRAMS.map((name) => \`src/\${name}.ts\`),
  bundle: true,
  external: ["weakfield"],
  format: "esm",
  outdir: "dist",
  sourcemap: true,
  target: "es2022",
  plugins: [weakfield()],
});`,
    },
    compile: [["node", "build.mjs"]],
    run: runBuilt,
  },
  nodeImport("node --import", "node"),
  nodeImport("node --import, Node 22", runtime("node-22", "node")),
  nodeImport("node --import, Node 26", runtime("node-26", "node")),
  {
    name: "tsx",
    files: {},
    compile: [],
    run: ["tsx", "--import", "@weakfield/unplugin/register", "src/PROGRAM.ts"],
  },
  {
    name: "tsx, CommonJS",
    files: allFile,
    compile: [],
    run: ["tsx", "--import", "@weakfield/unplugin/register", "src/PROGRAM.ts"],
    runAll: ["tsx", "--import", "@weakfield/unplugin/register", "src/all.ts"],
    type: "commonjs",
  },
  {
    name: "Bun",
    // It takes no maps from plugins.
    mapsSources: false,
    // It makes `(() => 1)` of `({ name: () => 1 }).name`.
    differs: { names: ["handler callback 5", "$handler  5"] },
    files: documented("bunfig.toml"),
    compile: [],
    run: [runtime("bun"), "src/PROGRAM.ts"],
  },
  {
    name: "Deno",
    // It erases types, lowers decorators and makes maps for nothing but what it has read itself.
    lowersDecorators: false,
    lowersUntouched: true,
    mapsSources: false,
    files: {
      "deno.json": json({ nodeModulesDir: "manual" }),
      "package.json": json({ type: "module", dependencies: { "@weakfield/unplugin": "*" } }),
    },
    compile: [],
    run: [
      runtime("deno"),
      "run",
      "--allow-all",
      "--preload=npm:@weakfield/unplugin/register",
      "src/PROGRAM.ts",
    ],
  },
  tsLoader("webpack with ts-loader", ""),
  tsLoader("webpack with ts-loader, transpileOnly", "transpileOnly: true"),
  {
    name: "babel-jest",
    lowersDecorators: false,
    files: {
      "jest.config.mjs": `
const transform = { "\\\\.ts$": ["babel-jest", { configFile: "./babel.config.cjs" }] };
export default { testMatch: ["**/src/*.test.ts"], transform, cacheDirectory: "jest-cache" };`,
      "babel.config.cjs": `
module.exports = {
  presets: ["@babel/preset-typescript"],
  plugins: [
    "@weakfield/unplugin/babel",
    "@babel/plugin-transform-dynamic-import",
    "@babel/plugin-transform-modules-commonjs",
  ],
};`,
      ...testFiles,
    },
    compile: [["jest"]],
    run: printFile,
    type: "commonjs",
  },
  tsJest("ts-jest", false),
  tsJest("ts-jest, isolatedModules", true),
  {
    name: "@rollup/plugin-typescript",
    files: {
      "rollup.config.mjs": `
import typescript from "@rollup/plugin-typescript";
import { before } from "@weakfield/transformer/before";
export default {
  input: ${entries},
  // Else it drops the unused binding that names the class TypeScript makes of a decorated one.
  treeshake: false,
  external: /^weakfield/,
  output: { dir: "dist", sourcemap: true },
  plugins: [typescript({ transformers: { before: [before()] } })],
};`,
    },
    compile: [["rollup", "--config", "rollup.config.mjs", "--silent"]],
    run: runBuilt,
  },
  {
    name: "tspc",
    files: {},
    compile: [["tspc", "-p", "."]],
    run: runBuilt,
    compilerOptions: { plugins: [{ transform: "@weakfield/transformer" }] },
  },
  {
    name: "ts-node",
    files: allFile,
    compile: [],
    run: ["ts-node", "--compiler", "ts-patch/compiler", "src/PROGRAM.ts"],
    runAll: ["ts-node", "--compiler", "ts-patch/compiler", "src/all.ts"],
    type: "commonjs",
    compilerOptions: {
      module: "CommonJS",
      moduleResolution: "node10",
      ignoreDeprecations: "6.0",
      plugins: [{ transform: "@weakfield/transformer" }],
    },
  },
  weakfieldBuild("weakfield build"),
  weakfieldBuild("weakfield build, TypeScript 7", "../compilers/ts-7.0"),
  weakfieldBuild("weakfield build, TypeScript 6 and 7", "../compilers/side-by-side"),
  weakfieldBuild("weakfield build, TypeScript 5.0", "../compilers/ts-5.0"),
  {
    name: "weakfield rewrite",
    lowersDecorators: false,
    files: {},
    compile: [["weakfield", "rewrite", "src", "--out", "rewritten", "--source-map"]],
    run: ["node", "rewritten/PROGRAM.ts"],
  },
  ...frameworkHosts,
];
