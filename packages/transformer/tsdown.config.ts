import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    before: "src/hosts/before.ts",
    "ts-jest": "src/hosts/ts-jest.ts",
  },
  format: "esm",
  platform: "node",
  target: "node20",
  dts: true,
  fixedExtension: false,
});
