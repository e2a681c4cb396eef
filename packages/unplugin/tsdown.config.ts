import { defineConfig } from "tsdown";

const entries = [
  "index",
  "vite",
  "rollup",
  "rolldown",
  "webpack",
  "rspack",
  "esbuild",
  "babel",
  "register",
];

export default defineConfig({
  entry: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  format: "esm",
  platform: "node",
  target: "node22.12",
  dts: true,
  fixedExtension: false,
});
