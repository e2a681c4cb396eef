// What Node loads together with the plugin: a linter should not pay for a second linter, nor for a compiler.
import { expect, test } from "vitest";
import { runNode } from "./project.ts";

test("the plugin loads neither eslint nor typescript", async () => {
  const loaded = await packagesLoadedBy("eslint-plugin-weakfield");
  expect(loaded).toEqual([
    "@jridgewell/sourcemap-codec",
    "@weakfield/core",
    "eslint-plugin-weakfield",
  ]);
});

test("loading is seen", async () => {
  expect(await packagesLoadedBy("@typescript-eslint/parser")).toContain("typescript");
  expect(await packagesLoadedBy("eslint")).toContain("eslint");
});

/** The names of the packages of which a plain Node process loads files when it imports this one. */
async function packagesLoadedBy(name: string): Promise<string[]> {
  const program = `
    import { registerHooks } from "node:module";

    const urls = [];
    registerHooks({
      load(url, context, nextLoad) {
        urls.push(url);
        return nextLoad(url, context);
      },
    });
    await import(${JSON.stringify(name)});
    console.log(JSON.stringify(urls));
  `;
  const args = ["--input-type=module", "--eval", program];
  const urls = JSON.parse(await runNode(import.meta.dirname, args)) as string[];
  const names = urls
    .filter((url) => url.startsWith("file:"))
    .map((url) => /^.*\/(?:node_modules|packages)\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? url)
    .map((folder) => (folder === "core" ? "@weakfield/core" : folder));
  return [...new Set(names)].sort();
}
