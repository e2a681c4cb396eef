import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

// The bundler of our build; it is no dependency of this package.
const { rolldown } = createRequire(createRequire(import.meta.url).resolve("tsdown"))(
  "rolldown",
) as {
  rolldown: (options: object) => Promise<{
    generate: (options: object) => Promise<{ output: readonly [{ code: string }] }>;
  }>;
};

/** Bundles a module that has this text and can import our sources as if they were the package. */
async function bundle(code: string): Promise<string> {
  const build = await rolldown({
    input: "virtual:entry",
    platform: "neutral",
    plugins: [
      {
        name: "sources",
        resolveId(id: string): string | undefined {
          if (id === "virtual:entry") return id;
          const name = { weakfield: "index", "weakfield/internal": "internal" }[id];
          // Not the package: its `sideEffects: false` would prove nothing about the code.
          return name && fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));
        },
        load: (id: string): string | undefined => (id === "virtual:entry" ? code : undefined),
      },
    ],
  });
  const { output } = await build.generate({ format: "esm", minify: true });
  return output[0].code;
}

it("what emitted code can import is at most 2 kB, minified and compressed", async () => {
  const names = "bind, fields, key, live, named, own, ready, records, unset, values".split(", ");
  const uses = names.map((name) => `$wf.${name}`).join();
  const code = await bundle(
    `import * as $wf from "weakfield/internal"; globalThis.keep = [${uses}];`,
  );
  expect(Object.keys(await import("../src/internal.ts")).sort()).toEqual(names);
  for (const name of ["WEAKFIELD_FOREIGN", "FinalizationRegistry", "~standard", "WeakMap"]) {
    expect(code).toContain(name);
  }
  // Of the public list, nothing that emitted code does not need.
  for (const text of ["doctor", "Nothing was assigned", "safe integer", "liveInstances"]) {
    expect(code).not.toContain(text);
  }
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(2048);
});

it("importing without using leaves nothing behind", async () => {
  expect(await bundle('import "weakfield"; import "weakfield/internal";')).toBe("");
});

it("a converter brings neither the marker nor the introspection along", async () => {
  const code = await bundle(
    'import { text } from "weakfield"; globalThis.keep = text({ max: 5 });',
  );
  expect(code).toContain("Value must be a string.");
  for (const text of ["doctor", "decimal digits", "WeakMap", "getPrototypeOf"]) {
    expect(code).not.toContain(text);
  }
});
