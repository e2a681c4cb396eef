import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { cli: "src/cli.ts" },
  format: "esm",
  platform: "node",
  target: "node22.12",
  dts: false,
  fixedExtension: false,
  outputOptions: {
    codeSplitting: {
      groups: [
        // All that each run of `build` needs is one file: each more costs as much as reading a hundred sources.
        {
          name: "main",
          test: /src.(?:failure|files|help|main|report|write-all|commands.(?:build|command)|build.(?!watch)[a-z-]+|typescript.(?:compiler|config|included-folders|mirror|sightings|source-maps))\.ts$/,
        },
      ],
    },
  },
});
