import { documented } from "./documented.ts";
import type { Host } from "./host.ts";

/** Tools of frameworks, whose packages are in a folder of their own. */
const packages = "frameworks";
const json = (value: object) => JSON.stringify(value);

const entries = "PROGRAMS.map((name) => `src/${name}.ts`)";

/** Bundlers of libraries leave out what a package depends on. */
const library = {
  "package.json": json({ name: "programs", type: "module", dependencies: { weakfield: "*" } }),
};

/** Frameworks and monorepo tools, each as its users configure it. */
export const frameworkHosts: readonly Host[] = [
  {
    name: "tsup",
    packages,
    files: {
      ...library,
      ...documented("tsup.config.js", {
        '["src/main.ts"]': entries,
        'format: ["esm"],': 'format: ["esm"], sourcemap: true,',
      }),
    },
    compile: [["tsup", "--silent"]],
    run: ["node", "dist/PROGRAM.js"],
  },
  {
    name: "tsdown",
    packages,
    lowersDecorators: false,
    files: {
      ...library,
      ...documented("tsdown.config.js", { '["src/main.ts"],': `${entries}, sourcemap: true,` }),
    },
    compile: [["tsdown", "--logLevel", "error"]],
    run: ["node", "dist/PROGRAM.mjs"],
  },
  {
    name: "Rslib",
    packages,
    // Its minifier drops names of classes.
    differs: {
      decorators: [
        "Decorated,accessor,b,method,other\n3 6 5 2\n4 5 Decorated",
        ",accessor,b,method,other\n3 6 5 2\n4 5 ",
      ],
    },
    files: {
      ...library,
      ...documented("rslib.config.js", {
        '{ main: "src/main.ts" }':
          "Object.fromEntries(PROGRAMS.map((name) => [name, `./src/${name}.ts`]))",
        'lib: [{ format: "esm" }],': 'lib: [{ format: "esm" }], output: { sourceMap: true },',
      }),
    },
    compile: [["rslib", "build"]],
    run: ["node", "dist/PROGRAM.js"],
  },
  {
    name: "nest build",
    packages,
    files: {
      "nest-cli.json": json({
        sourceRoot: "src",
        compilerOptions: { plugins: ["@weakfield/transformer/before"] },
      }),
    },
    compile: [["nest", "build"]],
    run: ["node", "dist/PROGRAM.js"],
  },
  {
    name: "Nx, @nx/js:tsc",
    packages,
    files: {
      "nx.json": json({ analytics: false, neverConnectToCloud: true }),
      "project.json": json({
        name: "programs",
        root: ".",
        targets: {
          build: {
            executor: "@nx/js:tsc",
            options: {
              outputPath: "dist",
              main: "src/basic.ts",
              rootDir: "src",
              tsConfig: "tsconfig.json",
              generatePackageJson: false,
              transformers: [{ name: "@weakfield/transformer/before", options: {} }],
            },
          },
        },
      }),
    },
    compile: [["nx", "run", "programs:build"]],
    run: ["node", "dist/PROGRAM.js"],
  },
  {
    name: "Metro",
    packages,
    lowersDecorators: false,
    files: {
      // Metro watches folders; packages that are links lead out of the project's.
      "metro.config.cjs": `
const { dirname } = require("node:path");
const folderOf = (name) => dirname(require.resolve(name + "/package.json"));
const extraNodeModules = {
  weakfield: folderOf("weakfield"),
  "metro-runtime": folderOf("metro-runtime"),
};
module.exports = {
  watchFolders: Object.values(extraNodeModules),
  resolver: { extraNodeModules, useWatchman: false },
  reporter: { update() {} },
  cacheStores: [],
  maxWorkers: 1,
};`,
      "babel.config.cjs": `
module.exports = {
  presets: ["@babel/preset-typescript"],
  plugins: ["@weakfield/unplugin/babel", "@babel/plugin-transform-modules-commonjs"],
};`,
      // Node reads no maps in sections, which Metro writes.
      "build.mjs": `
import { encodedMap, FlattenMap } from "@jridgewell/trace-mapping";
import { loadConfig, runBuild } from "metro";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
mkdirSync("dist");
const config = await loadConfig();
for (const name of PROGRAMS) {
  const names = { entry: \`src/\${name}.ts\`, out: \`dist/\${name}.js\`, sourceMapUrl: \`\${name}.map\` };
  await runBuild(config, { ...names, dev: false, minify: false, sourceMap: true });
  const map = new FlattenMap(readFileSync(\`dist/\${name}.map\`, "utf8"));
  writeFileSync(\`dist/\${name}.map\`, JSON.stringify(encodedMap(map)));
}`,
    },
    compile: [["node", "build.mjs"]],
    run: ["node", "dist/PROGRAM.js"],
    type: "commonjs",
  },
  {
    name: "next build",
    packages,
    lowersDecorators: false,
    mapsSources: false,
    files: {
      "next.config.mjs": `
export default {
  // Programs print names of classes.
  experimental: { turbopackMinify: false },
  typescript: { ignoreBuildErrors: true },
};`,
      "babel.config.json": json({
        presets: ["next/babel"],
        plugins: ["@weakfield/unplugin/babel"],
      }),
      // A page for each program: what it prints, written down while the pages are built.
      "pages/[name].js": `
import { format } from "node:util";
const paths = PROGRAMS.map((name) => ({ params: { name } }));
export const getStaticPaths = () => ({ paths, fallback: false });
export async function getStaticProps({ params }) {
  const lines = [];
  const { log } = console;
  console.log = (...values) => void lines.push(format(...values) + "\\n");
  try {
    await import(\`../src/\${params.name}.ts\`);
  } finally {
    console.log = log;
  }
  return { props: { text: lines.join("") } };
}
export default ({ text }) => text;`,
    },
    compile: [["next", "build"]],
    run: [
      "node",
      "-e",
      "process.stdout.write(JSON.parse(fs.readFileSync('.next/server/pages/PROGRAM.json')).pageProps.text)",
    ],
  },
];
