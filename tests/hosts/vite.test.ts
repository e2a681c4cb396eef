import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import vue from "@vitejs/plugin-vue";
import weakfield from "@weakfield/unplugin/vite";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, createServer, resolveConfig } from "vite";
import type { HotPayload, Plugin, ViteDevServer } from "vite";
import { afterEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL(".tmp/vite-components", import.meta.url));
const servers: ViteDevServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

function writeSources(files: Readonly<Record<string, string>>): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function serve(plugins: Plugin[] = []): Promise<ViteDevServer> {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: "silent",
    appType: "custom",
    server: { middlewareMode: true, ws: false },
    plugins: [weakfield(), ...plugins],
  });
  servers.push(server);
  return server;
}

const model = (initial: string) => `import { field, integer } from "weakfield";
export class Model {
  @field(integer) value = ${initial};
}
export const value: number = new Model().value;
`;

test("a change of a file compiles it again", async () => {
  writeSources({ "model.ts": model("1.5") });
  const server = await serve();
  const load = async () => ((await server.ssrLoadModule("/model.ts")) as { value: number }).value;
  expect(await load()).toBe(1);
  writeFileSync(join(root, "model.ts"), model("2.5"));
  server.watcher.emit("change", join(root, "model.ts"));
  await expect.poll(load).toBe(2);
});

test("what the browser is served imports the runtime, and maps to the source", async () => {
  writeSources({ "model.ts": model("1") });
  const server = await serve();
  const result = await server.environments.client.transformRequest("/model.ts");
  expect(result?.code).not.toContain("@field");
  expect(result?.code).toMatch(/weakfield[/_](?:dist\/)?internal/);
  const map = result?.map as { sources: string[]; sourcesContent: string[] };
  expect(map.sources).toEqual(["model.ts"]);
  expect(map.sourcesContent).toEqual([model("1")]);
});

test("the runtime is made ready where the project has it, and nothing is said where it has not", async () => {
  const included = async (folder: string) => {
    const config = await resolveConfig(
      { configFile: false, root: folder, plugins: [weakfield()] },
      "serve",
    );
    return config.optimizeDeps.include;
  };
  expect(await included(root)).toEqual(["weakfield", "weakfield/internal"]);
  expect(await included(tmpdir())).toEqual([]);
});

test("an error of a field reaches the overlay with its place", async () => {
  writeSources({ "model.ts": model("1").replace("(integer)", "()") });
  const server = await serve();
  const error = await server.environments.client.transformRequest("/model.ts").then(
    () => null,
    (reason: unknown) => reason as { id: string; loc: unknown; plugin: string; message: string },
  );
  expect(error?.plugin).toBe("weakfield");
  expect(error?.id).toBe(join(root, "model.ts"));
  expect(error?.loc).toEqual({ file: join(root, "model.ts"), line: 3, column: 2 });
  expect(error?.message).toContain("WF1005");
});

test("fields beside JSX", async () => {
  writeSources({
    "view.tsx": `import { field } from "weakfield";
const h = (tag: string, _attributes: object | null, ...children: unknown[]) => tag + children.join("");
class View {
  @field title = "one";
  render = <Value,>(value: Value) => <p>{this.title}{value}</p>;
}
export const value = new View().render("two");
`,
    "tsconfig.json": JSON.stringify({ compilerOptions: { jsx: "react", jsxFactory: "h" } }),
  });
  const server = await serve();
  expect(((await server.ssrLoadModule("/view.tsx")) as { value: string }).value).toBe("ponetwo");
});

const component = `<!-- <script>not a script</script> -->
<template><p>{{ text }}</p></template>

<script lang="ts">
import { field, integer } from "weakfield";
export class Model {
  @field(integer) count = 1.5;
}
</script>

<script setup lang="ts">
const text: string = String(new Model().count);
</script>

<style>p { color: red }</style>
`;

test("scripts of Vue components, served and built", async () => {
  writeSources({
    "App.vue": component,
    "main.ts": `import { createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";
import App from "./App.vue";
export const render = () => renderToString(createSSRApp(App));
`,
  });
  const server = await serve([vue()]);
  const served = (await server.ssrLoadModule("/main.ts")) as { render: () => Promise<string> };
  expect(await served.render()).toBe("<p>1</p>");
  // Positions are those of the component's file.
  const result = await server.environments.ssr.transformRequest("/App.vue");
  expect(JSON.stringify(result?.map)).toContain("App.vue");

  await build({
    configFile: false,
    root,
    logLevel: "silent",
    plugins: [weakfield(), vue()],
    build: { ssr: "main.ts", outDir: "out", minify: false },
  });
  const built = (await import(pathToFileURL(join(root, "out/main.js")).href)) as typeof served;
  expect(await built.render()).toBe("<p>1</p>");
  expect(readFileSync(join(root, "out/main.js"), "utf8")).not.toContain("@field(");
});

test("errors in components name the place in the component", async () => {
  writeSources({ "App.vue": component.replace("(integer)", "()") });
  const server = await serve([vue()]);
  await expect(server.environments.ssr.transformRequest("/App.vue")).rejects.toThrow(
    `${join(root, "App.vue")}:7:3 WF1005`,
  );
});

test("scripts of Svelte components, and modules with runes", async () => {
  writeSources({
    "rune.svelte.ts": `import { field } from "weakfield";
export class Rune {
  @field step = 2;
  count: number = $state(this.step);
}
`,
    "App.svelte": `<script module lang="ts">
import { field, integer } from "weakfield";
export class Model {
  @field(integer) count = 1.5;
}
</script>
<script lang="ts">
import { Rune } from "./rune.svelte.ts";
const text: string = [new Model().count, new Rune().count].join();
</script>
<p>{text}</p>
`,
    "main.ts": `import { render } from "svelte/server";
import App from "./App.svelte";
export const html = () => render(App).body;
`,
  });
  const server = await serve(svelte({ configFile: false }));
  const { html } = (await server.ssrLoadModule("/main.ts")) as { html: () => string };
  expect(html().replace(/<!--.*?-->/g, "")).toBe("<p>1,2</p>");
});

const refusing = (reason: string) => `import { field } from "weakfield";
export class Model {
  @field first?: Model; @field((value) => { if (value === 0) throw new Error("${reason}"); return value; }) count: unknown = 1;
}`;
interface Kind {
  readonly file: string;
  readonly plugins: () => Plugin[];
  readonly text: (script: string) => string;
  /** False: the compiler of these components applies the maps before it twice, and so loses places. */
  readonly mapsColumns: boolean;
}

const kinds: readonly Kind[] = [
  {
    file: "View.tsx",
    plugins: () => [],
    mapsColumns: true,
    text: (script) => `const h = String;
export const view = <p title="a">b</p>;
${script}
`,
  },
  {
    file: "App.vue",
    plugins: () => [vue()],
    mapsColumns: true,
    text: (script) => `<template><p>{{ new Model().count }}</p></template>
<script setup lang="ts">
const local: string = "a";
</script>
<script lang="ts">
${script}
</script>
`,
  },
  {
    file: "App.svelte",
    plugins: () => svelte({ configFile: false }),
    // https://github.com/sveltejs/vite-plugin-svelte/pull/1401
    mapsColumns: false,
    text: (script) => `<p>{new Model().count}</p>
<script module lang="ts">
${script}
</script>
`,
  },
];

describe.each(kinds)("$file", ({ file, plugins, text, mapsColumns }) => {
  const write = (reason: string) => {
    const source = text(refusing(reason));
    writeSources({
      [file]: source,
      "tsconfig.json": JSON.stringify({ compilerOptions: { jsx: "react", jsxFactory: "h" } }),
    });
    return source;
  };

  test("what the browser is served maps to the component", async () => {
    const source = write("refused");
    const server = await serve(plugins());
    const result = await server.environments.client.transformRequest(`/${file}`);
    const { code = "", map } = result ?? {};
    expect(code).not.toContain("@field");
    const trace = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]);
    for (const words of ["new Error(", "value === 0"]) {
      const found = originalPositionFor(trace, placeOf(code, code.indexOf(words)));
      const { line, column } = placeOf(source, source.indexOf(words));
      if (mapsColumns) expect({ words, ...found }).toMatchObject({ words, line, column });
      else expect([line, null]).toContain(found.line);
    }
  });

  test("a change is compiled again, and sent as an update where the component takes updates", async () => {
    write("refused");
    const server = await serve(plugins());
    const { client } = server.environments;
    await client.transformRequest(`/${file}`);
    const sent: HotPayload[] = [];
    client.hot.send = (payload: HotPayload | string) => {
      if (typeof payload !== "string") sent.push(payload);
    };
    writeFileSync(join(root, file), text(refusing("changed")));
    server.watcher.emit("change", join(root, file));
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    const updates = sent.flatMap((payload) => (payload.type === "update" ? payload.updates : []));
    // Nothing in the file of JSX accepts updates: Vite loads the page again.
    const paths = new Set(updates.map(({ path }) => path));
    expect([...paths]).toEqual(file === "View.tsx" ? [] : [`/${file}`]);
    const code = (await client.transformRequest(`/${file}`))?.code;
    expect(code).toContain("changed");
    expect(code).not.toContain("@field");
  });
});

/** Line from 1 and column from 0, as source maps count. */
function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length };
}
