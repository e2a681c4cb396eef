// Usage: node bundle.mjs vite|esbuild FOLDER [plugin]
// Bundles src/index.ts of a folder in memory, with our plugin or without, and prints one JSON object: seconds from start to end. CPU time
// would leave out the process that esbuild works in.
const [, , bundler, folder, plugin] = process.argv;
const isExternal = (id) => /^weakfield(\/|$)/.test(id);
const bundlers = {
  async vite() {
    const { build } = await import("vite");
    const ours = plugin && (await import("@weakfield/unplugin/vite")).default();
    return () =>
      build({
        configFile: false,
        root: folder,
        logLevel: "error",
        plugins: [ours],
        build: {
          write: false,
          minify: false,
          target: "es2022",
          lib: { entry: "src/index.ts", formats: ["es"] },
          rolldownOptions: { external: isExternal },
        },
      });
  },
  async esbuild() {
    const { build } = await import("esbuild");
    const ours = plugin ? [(await import("@weakfield/unplugin/esbuild")).default()] : [];
    return () =>
      build({
        absWorkingDir: folder,
        entryPoints: ["src/index.ts"],
        bundle: true,
        write: false,
        format: "esm",
        target: "es2022",
        external: ["weakfield", "weakfield/*"],
        plugins: ours,
      });
  },
};

const run = await bundlers[bundler]();
const start = performance.now();
await run();
console.log(JSON.stringify({ elapsed: (performance.now() - start) / 1000 }));
// esbuild's own process waits for more work.
process.exit();
