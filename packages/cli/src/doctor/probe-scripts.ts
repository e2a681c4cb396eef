const head = `
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
const { root, folder, probe, config } = JSON.parse(process.argv[2]);
const require = createRequire(join(root, "package.json"));
const load = (path) => import(pathToFileURL(path).href);
const done = (code) => {
  writeFileSync(join(folder, "compiled.txt"), code);
  process.exit();
};
// What a configuration may be: itself, one of several, or a function that makes it.
const first = async (given, ...values) => {
  const made = typeof given === "function" ? await given(...values) : await given;
  return Array.isArray(made) ? made[0] : made;
};
const isOurs = (id) => /^weakfield/.test(id);
`;

/** The plugins of the project's configuration, and the probe in place of its input. */
const rollupLike = (name: string, load: string) => `${head}
const { ${name} } = await import("${name}");
const options = await first(${load});
const bundle = await ${name}({ ...options, input: probe, external: isOurs, onLog() {}, watch: undefined });
const { output } = await bundle.generate({ format: "es" });
done(output.map(({ code }) => code ?? "").join("\\n"));
`;

/** What takes the place of a configuration's own in webpack and Rspack, so that the probe is bundled. */
export const bundledProbe = `mode: "production",
  devtool: false,
  entry: { probe },
  output: { path: folder, filename: "out.js", module: false },
  externals: [/^weakfield/],
  externalsType: "commonjs",
  optimization: { minimize: false },`;

/** The loaders and plugins of the project's configuration, and the probe in place of its entry. */
const webpackLike = (load: string) => `${head}
const bundler = ${load};
const module = await load(join(root, config));
const options = await first(module.default ?? module, {}, { mode: "production" });
const compiler = bundler({
  ...options,
  ${bundledProbe}
});
compiler.run((error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString({ all: false, errors: true }));
  done(readFileSync(join(folder, "out.js"), "utf8"));
});
`;

/** The tools that are tried by a program. */
export type ProbeScript =
  "babel" | "jest" | "nx" | "rolldown" | "rollup" | "rspack" | "ts-node" | "vite" | "webpack";

/** The programs that probes run inside a project, which loads the tool as the project does. */
export const probeScripts: Readonly<Record<ProbeScript, string>> = {
  vite: `${head}
const { createServer } = await import("vite");
const server = await createServer({
  configFile: config === null ? undefined : join(root, config),
  logLevel: "silent",
  cacheDir: join(folder, "cache"),
  appType: "custom",
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
});
const result = await server.environments.ssr.transformRequest(probe);
await server.close();
done(result?.code ?? "");
`,
  rollup: rollupLike(
    "rollup",
    '(await import("rollup/loadConfigFile")).loadConfigFile(join(root, config), {}).then((found) => found.options)',
  ),
  rolldown: rollupLike(
    "rolldown",
    '(await import("rolldown/config")).loadConfig(join(root, config))',
  ),
  webpack: webpackLike('(await import("webpack")).default'),
  rspack: webpackLike('(await import("@rspack/core")).rspack'),
  babel: `${head}
// That of the project, of its bundler, or the one that Next brings along.
const resolve = (from, name) => {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return null;
  }
};
const project = join(root, "package.json");
const tools = ["metro", "react-native"].map((name) => resolve(project, name + "/package.json"));
const [core] = [project, ...tools]
  .map((from) => from && resolve(from, "@babel/core"))
  .concat(resolve(project, "next/dist/compiled/babel/core"))
  .filter((path) => path !== null);
const babel = require(core ?? "@babel/core");
const result = await babel.transformFileAsync(probe, { cwd: root, root });
done(result?.code ?? "");
`,
  "ts-node": `${head}
const { create } = require("ts-node");
const service = create({ cwd: root, projectSearchDir: root });
done(service.compile(readFileSync(probe, "utf8"), probe));
`,
  jest: `${head}
// The parts of Jest, where Jest finds them.
const inside = (path) => createRequire(require.resolve(path));
const core = createRequire(inside("jest").resolve("@jest/core"));
const { readConfig } = core("jest-config");
const { createScriptTransformer } = core("@jest/transform");
const { projectConfig } = await readConfig({ $0: "", _: [] }, root);
const transformer = await createScriptTransformer(projectConfig);
const result = transformer.transformSource(probe, readFileSync(probe, "utf8"), {
  instrument: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
});
done(result.code);
`,
  nx: `${head}
const { workspace, transformers } = config;
process.chdir(workspace);
// Where it finds no transformer, it says so and compiles without.
console.warn = (text) => {
  if (text.includes("weakfield")) throw new Error(text);
};
// The parts of the executor, wherever this version of Nx keeps them.
const list = require.resolve("@nx/js/executors.json");
const tsc = createRequire(list).resolve(JSON.parse(readFileSync(list, "utf8")).executors.tsc.implementation);
const inside = createRequire(tsc);
const { createTypeScriptCompilationOptions } = inside(tsc);
const { compileTypeScriptFiles } = inside("../../utils/typescript/compile-typescript-files");
const options = createTypeScriptCompilationOptions(
  {
    outputPath: join(folder, "out"),
    projectRoot: folder,
    rootDir: folder,
    tsConfig: join(folder, "tsconfig.json"),
    watch: false,
    clean: false,
    transformers,
  },
  { projectName: "probe" },
);
for await (const { success } of compileTypeScriptFiles({ watch: false }, options, async () => {}).iterator) {
  if (success) done(readFileSync(join(folder, "out/probe.js"), "utf8"));
}
process.exit(1);
`,
};
