// Usage: node lint.mjs PACKAGE@…
// Lints packages of the corpus, each given by the beginning of its name and version, with all our rules and all that ESLint recommends,
// in one run. Prints one JSON object: milliseconds of parsing and of each rule, by ESLint's own count.
import js from "@eslint/js";
import { ESLint } from "eslint";
import weakfield from "eslint-plugin-weakfield";
import tseslint from "typescript-eslint";
import { readSources, selectPackages } from "../../scripts/corpus-files.mjs";
import { root } from "../../scripts/setup.mjs";

const packages = selectPackages(process.argv.slice(2).map((name) => name.replace(/@$/, "")));
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  ignore: false,
  allowInlineConfig: false,
  stats: true,
  overrideConfig: [
    { files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"] },
    js.configs.recommended,
    weakfield.configs.all,
    {
      linterOptions: { reportUnusedDisableDirectives: "off" },
      languageOptions: { parser: tseslint.parser },
    },
    {
      files: ["**/*.{js,cjs,mjs,jsx,tsx}"],
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
  ],
});

const times = { packages, files: 0, lines: 0, parse: 0, rules: {} };
for (const name of packages) {
  for await (const { file, text, isGenerated } of readSources(name)) {
    if (isGenerated) continue;
    const [result] = await eslint.lintText(text, { filePath: file });
    if (result.messages.some(({ fatal }) => fatal)) continue;
    times.files++;
    times.lines += text.split("\n").length;
    for (const { parse, rules = {} } of result.stats.times.passes) {
      times.parse += parse.total;
      for (const [rule, { total }] of Object.entries(rules)) {
        times.rules[rule] = (times.rules[rule] ?? 0) + total;
      }
    }
  }
}
console.log(JSON.stringify(times));
