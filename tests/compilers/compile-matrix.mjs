// Usage: node compile-matrix.mjs FOLDER
// Compiles the fixture programs with the compiler and the ts-patch of FOLDER (ts-5.0, ts-6.0, …) in every combination of
// modes, runs what comes out, and prints a JSON line per combination: { mode, program, diagnostics, output }.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = join(here, process.argv[2]);
const programs = join(here, "../fixtures/programs");
const require = createRequire(join(folder, "package.json"));
const ts = require("ts-patch/compiler");
const work = join(folder, ".tmp", "matrix");
rmSync(work, { recursive: true, force: true });

const version = Number.parseFloat(ts.version);
const major = Math.floor(version);
const plugin = { transform: "@weakfield/transformer" };
const formats = {
  esm: {
    type: "module",
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
  cjs: {
    type: "commonjs",
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
};
const targets = ["ES2015", "ES2021", "ES2022", "ESNext"];
const variants = [
  {},
  { storage: "private" },
  { properties: "own", inspect: true },
  { storage: "private", properties: "own" },
];

/** Library files are the same for all programs of one target. */
const libraries = new Map();
function createHost(options) {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version, ...rest) => {
    if (!/[/\\]lib\.[^/\\]*\.d\.ts$/.test(name))
      return getSourceFile.call(host, name, version, ...rest);
    const key = `${name} ${JSON.stringify(version)}`;
    if (!libraries.has(key)) libraries.set(key, getSourceFile.call(host, name, version, ...rest));
    return libraries.get(key);
  };
  return host;
}

/** Options that change what the compiler does to imports or checks of the source, each tried once. */
const extras = [
  { isolatedModules: true },
  // TypeScript 5.0 does not take the private members' helpers of today's tslib.
  { importHelpers: true, without: version < 5.1 ? ".standard." : undefined },
  ...(major >= 5 ? [{ verbatimModuleSyntax: true, format: "esm" }] : []),
  ...(version >= 5.5
    ? [{ isolatedDeclarations: true, declaration: true, program: "plain.ts" }]
    : []),
  ...(version >= 5.8 ? [{ erasableSyntaxOnly: true }] : []),
];

for (const [format, { type, module, moduleResolution }] of Object.entries(formats)) {
  const source = join(work, format);
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, "package.json"), JSON.stringify({ type }));
  const all = readdirSync(programs).filter((name) => name.endsWith(".ts"));
  for (const name of all) cpSync(join(programs, name), join(source, name));

  /** One mode: compiles all programs that it allows and runs them. */
  const compile = async (mode, { program: only, without, ...options }) => {
    // Legacy decorators are not allowed on class expressions and private names.
    const files = all.filter((name) => {
      if (only !== undefined) return name === only;
      if (mode.experimentalDecorators && name.includes(".standard.")) return false;
      // No Node runs the decorators of other people that ESNext leaves standing.
      if (mode.target === "ESNext" && !mode.experimentalDecorators && name === "decorators.ts")
        return false;
      return without === undefined || !name.includes(without);
    });
    const outDir = join(source, "out", Object.entries(mode).flat().join("-"));
    const compilerOptions = {
      emitDecoratorMetadata: mode.experimentalDecorators === true,
      module,
      moduleResolution,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      strict: true,
      skipLibCheck: true,
      rootDir: source,
      outDir,
      sourceMap: true,
      configFilePath: join(folder, "tsconfig.json"),
      ...options,
    };
    const roots = files.map((name) => join(source, name));
    const program = ts.createProgram(roots, compilerOptions, createHost(compilerOptions));
    const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
    const diagnostics = found.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, "\n"),
    );
    for (const name of files) {
      const output = await run(join(outDir, name.replace(/\.ts$/, ".js")), type);
      console.log(JSON.stringify({ mode, program: name, diagnostics, output }));
    }
  };

  for (const target of targets) {
    const base = { format, target };
    const isLowered = ts.ScriptTarget[target] < ts.ScriptTarget.ES2022;
    for (const useDefineForClassFields of [true, false]) {
      for (const experimentalDecorators of [false, true]) {
        for (const variant of variants) {
          // `storage: "private"` needs ES2022.
          if (variant.storage === "private" && isLowered) continue;
          const flags = { useDefineForClassFields, experimentalDecorators };
          await compile(
            { ...base, ...flags, ...variant },
            { target: ts.ScriptTarget[target], ...flags, plugins: [{ ...plugin, ...variant }] },
          );
        }
      }
    }
  }
  for (const { format: only = format, ...extra } of extras) {
    if (only !== format) continue;
    for (const target of ["ES2015", "ES2022"]) {
      const options = { target: ts.ScriptTarget[target], ...extra, plugins: [plugin] };
      await compile({ format, target, ...extra }, options);
    }
  }
}

async function run(file, type) {
  const lines = [];
  const { log } = console;
  console.log = (...values) => lines.push(values.map(String).join(" "));
  try {
    if (type === "commonjs") createRequire(file)(file);
    else await import(pathToFileURL(file));
  } catch (error) {
    lines.push(`threw ${error.stack}`);
  } finally {
    console.log = log;
  }
  return `${lines.join("\n")}\n`;
}
