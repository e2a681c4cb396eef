import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createProject } from "./project.ts";

const source = `import { field } from "weakfield";
class Model {
  @field((value) => Number(value) + 1) value = 1;
}
console.log(new Model().value);
`;
const readme = readFileSync(new URL("../../packages/unplugin/README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```(?:js|sh)\n(.*?)```/gs)].map(([, code = ""]) => code);

/** How the user runs a tool with the configuration of a block, by the block's first line. */
const commands: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "// vite.config.js": [
    ["vite", "build", "--ssr", "src/main.ts"],
    ["node", "dist/main.js"],
  ],
  "// rolldown.config.js": [
    ["rolldown", "-c"],
    ["node", "dist/main.js"],
  ],
  "// rollup.config.js": [
    ["rollup", "-c", "--silent"],
    ["node", "dist/main.js"],
  ],
  "// webpack.config.js": [
    ["node", "webpack.js"],
    ["node", "dist/main.js"],
  ],
  "// rspack.config.js": [
    ["node", "rspack.js"],
    ["node", "dist/main.js"],
  ],
  "// build.js": [
    ["node", "build.js"],
    ["node", "dist/main.js"],
  ],
  "// babel.config.js": [
    ["node", "babel.js"],
    ["node", "dist/main.js"],
  ],
  "// fields.js": [["node", "--import", "./fields.js", "src/main.ts"]],
};
/** The command lines of webpack and Rspack are packages of their own. */
const runner = (tool: string, name: string) => `
import config from "./${tool}.config.js";
import { ${name} as run } from "${tool === "webpack" ? tool : "@rspack/core"}";
run({ ...config, mode: "production", target: "node" }, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
});
`;

const tools = blocks
  .filter((block) => !block.startsWith("npm "))
  .map((block) => ({ block, head: block.split("\n", 1)[0] ?? "" }));

test.each(tools)("$head", { timeout: 60_000 }, async ({ block, head }) => {
  const file = head.replace("// ", "");
  const isConfig = head.startsWith("// ");
  const project = createProject(
    { name: "", files: {}, compile: [], run: [] },
    `readme ${blocks.indexOf(block)}`,
    {
      "src/main.ts": source,
      "src/main.js": source.replace("export ", ""),
      ...(isConfig ? { [file]: block } : {}),
      "babel.js": `
import { transformFileAsync } from "@babel/core";
import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync("dist");
writeFileSync("dist/main.js", (await transformFileAsync("src/main.ts")).code);
`,
      "webpack.js": runner("webpack", "default"),
      "rspack.js": runner("rspack", "rspack"),
    },
  );
  const steps = isConfig ? commands[head] : [head.split(" ")];
  expect(steps, head).toBeDefined();
  let printed = "";
  for (const step of steps ?? []) printed = await project.execute(step);
  expect(printed.trim()).toBe("2");
});
