import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  platform: "node",
  target: "node20",
  dts: { oxc: true },
  fixedExtension: false,
  // Bundled, because the peers of the package would stop an install beside TypeScript 7.
  deps: { alwaysBundle: [/^@typescript-eslint\//] },
});
