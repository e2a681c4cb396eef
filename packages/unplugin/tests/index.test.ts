import { resolveOptions } from "@weakfield/core";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { unplugin } from "../src/index.ts";
import { pathOf, rewrite } from "../src/rewrite.ts";
import { hasFieldInFrontmatter, isolateScripts } from "../src/script-blocks.ts";

test("faulty options stop the build at once, with the nearest right spelling", () => {
  const options = { stroage: "weakmap", storage: "pivate" } as object;
  expect(() => unplugin.vite(options)).toThrow(
    "[weakfield] WF1001: Unknown option `stroage`. Did you mean `storage`?\n" +
      '[weakfield] WF1001: Option `storage` cannot be "pivate". Did you mean "private"?',
  );
});

const { filter } = unplugin.raw(undefined, { framework: "vite", versions: {} }).transform as {
  filter: { id: { include: RegExp[]; exclude: RegExp }; code: { include: string[] } };
};
const isTaken = (id: string) =>
  filter.id.include.some((pattern) => pattern.test(id)) && !filter.id.exclude.test(id);

test.each([
  "/a/b.ts",
  "/a/b.tsx?v=1",
  "/a/b.mjs",
  "C:\\a\\b.cts",
  "/a/App.vue",
  "/a/App.vue?vue&type=script&setup=true&lang.ts",
  "/a/App.svelte",
  "/a/page.astro?astro&type=script&index=0&lang.ts",
])("%s may hold fields", (id) => expect(isTaken(id)).toBe(true));

test.each([
  "/a/b.css",
  "/a/b.d.ts.map",
  "/a/b.json",
  "/a/App.vue?vue&type=style&index=0&lang.css",
  "/a/App.vue?vue&type=template&id=1",
  "/a/node_modules/b/index.ts",
  "C:\\a\\node_modules\\b\\index.js",
])("%s does not", (id) => expect(isTaken(id)).toBe(false));

test.each([
  ["/a/b.ts?v=1#c", "/a/b.ts"],
  ["/a/b.ts#c", "/a/b.ts"],
  ["/a/C#/b.ts", "/a/C#/b.ts"],
  ["/a/C#/b.ts?v=1", "/a/C#/b.ts"],
  ["C:\\C#\\b.vue?vue&type=script&lang.ts", "C:\\C#\\b.vue"],
  ["C:\\C\u200b#\\b.ts", "C:\\C#\\b.ts"],
  ["/a/C\0#/b.ts", "/a/C#/b.ts"],
])("the path in %j is %j", (id, path) => expect(pathOf(id)).toBe(path));

test("the fields of a file below a folder called C# are compiled", () => {
  const { options } = resolveOptions({});
  const text = 'import { field } from "weakfield"; class A { @field x?: string; }';
  for (const id of ["/a/C#/b.ts", "C:\\C\u200b#\\b.ts"]) {
    const { failure, printed } = rewrite(id, text, options);
    expect(failure).toBeNull();
    expect(printed?.code).toContain("weakfield/internal");
  }
});

test("a text without the marker is not parsed", () => {
  expect(filter.code).toEqual({ include: ["weakfield"] });
  // It would be WF1007 if it were parsed.
  const options = {
    storage: "weakmap",
    properties: "accessor",
    inspect: false,
    modules: ["weakfield"],
  } as const;
  expect(rewrite("/a.ts", "class {", options)).toEqual({ printed: null, failure: null });
  expect(rewrite("/a.ts", '"weakfield"; class {', options).failure?.message).toContain("WF1007");
});

test("scripts of components keep their offsets", () => {
  const text = `<template lang="pug">a < b</template>\r\n<script lang='ts' data-x="a>b">\nlet a;</script>\n<SCRIPT setup>let b;</script >`;
  const { text: script, fileName } = isolateScripts("/App.vue", "", text) ?? {};
  expect(fileName).toBe("/App.vue.ts");
  expect(script).toHaveLength(text.length);
  expect(script?.indexOf("let a;")).toBe(text.indexOf("let a;"));
  expect(script?.indexOf("let b;")).toBe(text.indexOf("let b;"));
  expect(script?.replace(/let \w;/g, "")).toMatch(/^\s*$/);
  expect(script?.split(/\r?\n/)).toHaveLength(4);
});

test("a block under a query is the script itself, or the component", () => {
  const query = "?vue&type=script&setup=true&lang.ts";
  const isolate = (text: string) => isolateScripts("/App.vue", query, text);
  expect(isolate("let a;")).toEqual({ fileName: "/App.vue.ts", text: "let a;" });
  const blanks = [" ".repeat(8), " ".repeat(9)];
  expect(isolate("<script>let a;</script>")?.text).toBe(blanks.join("let a;"));
  expect(isolateScripts("/App.vue", "?vue&type=style", "a {}")).toBeNull();
});

test("a script of an Astro component comes alone, and the component is no script", () => {
  const query = "?astro&type=script&index=0&lang.ts";
  expect(isolateScripts("/page.astro", query, "let a: A;")).toEqual({
    fileName: "/page.astro.ts",
    text: "let a: A;",
  });
  expect(isolateScripts("/page.astro", "", "---\n---\n<script>let a;</script>")).toBeNull();
});

test.each([
  ["---\nclass A {\n  @field x = 1;\n}\n---\n", true],
  ["\n---\r\nclass A { @w.field(integer) x = 1; }\r\n---\r\n", true],
  [
    '---\nimport a from "@field/a";\nreturn a;\n---\n<script>class A { @field x = 1; }</script>',
    false,
  ],
  ["<p>@field</p>", false],
])("%j: are there fields in the frontmatter?", (text, expected) => {
  expect(hasFieldInFrontmatter("/page.astro", text)).toBe(expected);
  expect(hasFieldInFrontmatter("/page.ts", text)).toBe(false);
});

test("fields in the frontmatter of an Astro component are an error", () => {
  const { transform } = unplugin.raw(undefined, { framework: "vite", versions: {} });
  const { handler } = transform as unknown as { handler: (code: string, id: string) => void };
  const error = (message: string) => {
    throw new Error(message);
  };
  expect(() => {
    handler.call({ error }, "---\nclass A { @field x = 1; }\n---\n", "/page.astro");
  }).toThrow("/page.astro: fields are not compiled in the frontmatter of a component");
});

test("every host has a file of its own, for import and for require", async () => {
  const require = createRequire(import.meta.url);
  const hosts = Object.keys(packageJson.exports).filter(
    (name) => /^\.\/[a-z]+$/.test(name) && name !== "./register",
  );
  expect(hosts).toHaveLength(7);
  for (const host of hosts) {
    const name = `@weakfield/unplugin/${host.slice(2)}`;
    const { default: plugin } = (await import(name)) as { default: unknown };
    expect(typeof plugin, name).toBe("function");
    expect(typeof require(name), name).toBe("function");
  }
});
