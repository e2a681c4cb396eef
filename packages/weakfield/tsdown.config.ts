import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", internal: "src/internal.ts", testing: "src/testing/index.ts" },
  format: ["esm", "cjs"],
  platform: "neutral",
  target: "es2022",
  dts: true,
  fixedExtension: false,
});
