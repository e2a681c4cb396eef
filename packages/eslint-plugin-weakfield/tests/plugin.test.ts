import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "eslint/config";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import plugin from "../src/index.ts";
import { createRule } from "../src/utils/create-rule.ts";
import type { ConfigName } from "../src/types.ts";

const list = (path: string, extension: string): string[] =>
  readdirSync(new URL(path, import.meta.url))
    .filter((name) => name.endsWith(extension) && name !== `index${extension}`)
    .map((name) => name.slice(0, -extension.length))
    .sort();

const names = Object.keys(plugin.rules);
const rulesOf = (config: ConfigName): string[] =>
  Object.keys(plugin.configs[config].rules).map((name) => name.replace("weakfield/", ""));

describe("plugin", () => {
  it("exports what the folder of rules holds, in alphabetical order", () => {
    expect(names).toEqual(list("../src/rules", ".ts"));
    expect(names).toEqual([...names].sort());
    expect(names).toHaveLength(14);
  });

  it("has a test and a page for every rule", () => {
    expect(list("./rules", ".test.ts")).toEqual(names);
    expect(list("../../../docs/rules", ".md")).toEqual(names);
  });

  it("says its own name and version", () => {
    expect(plugin.meta).toEqual({
      name: "eslint-plugin-weakfield",
      namespace: "weakfield",
      version: manifest.version,
    });
  });

  it("turns every rule on in the config that its meta names", () => {
    for (const name of names) {
      const { config } = plugin.rules[name as keyof typeof plugin.rules].meta.docs;
      expect([name, rulesOf(config).includes(name)]).toEqual([name, true]);
    }
    expect(rulesOf("all")).toEqual(names);
    expect(rulesOf("recommended")).toEqual([
      "no-finalizer-retention",
      "no-hidden-accessor",
      "no-map-bracket-access",
      "no-shared-key",
      "no-shared-prototype-value",
      "no-shared-value",
      "require-unregister-token",
      "valid-field",
    ]);
    expect(rulesOf("leaks")).toEqual([
      "no-finalizer-scan",
      "no-id-keyed-storage",
      "no-strong-instance-map",
      "no-unswept-weak-ref",
    ]);
    expect(rulesOf("strict")).toEqual(names.filter((name) => name !== "prefer-field"));
  });

  it.each(Object.keys(plugin.configs) as ConfigName[])("%s loads in ESLint", (name) => {
    const config = defineConfig(plugin.configs[name]);
    expect(new Linter({ configType: "flat" }).verify("const a = 1;", config)).toEqual([]);
  });

  it("has messages that are sentences and a linked page", () => {
    for (const [name, { meta }] of Object.entries(plugin.rules)) {
      expect(meta.docs.url).toBe(
        `https://github.com/weakfield/weakfield/blob/main/docs/rules/${name}.md`,
      );
      for (const message of Object.values(meta.messages)) {
        expect([message, /^[A-Z`{].*(?:\.|\}\})$/s.test(message)]).toEqual([message, true]);
      }
    }
  });

  it("is built without what a project may not have", () => {
    const code = readFileSync(new URL("../dist/index.js", import.meta.url), "utf8");
    const imported = [...code.matchAll(/^(?:import|export)\b.*?["']([^"']+)["'];$/gm)];
    const outside = imported
      .map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("node:"));
    expect(new Set(outside)).toEqual(new Set(["@weakfield/core"]));
  });
});

it("a rule of a host that fills no options in takes the defaults", () => {
  const seen: unknown[] = [];
  const rule = createRule<[{ a: number }], "none">({
    name: "no-derived-key",
    meta: {
      type: "problem",
      docs: { config: "all", description: "A rule." },
      schema: [{ type: "object" }],
      defaultOptions: [{ a: 1 }],
      messages: { none: "None." },
    },
    create(_context, options) {
      seen.push(options);
      return {};
    },
  });
  for (const options of [[], [{ a: 2 }], [{}]]) rule.create({ options } as never);
  expect(seen).toEqual([[{ a: 1 }], [{ a: 2 }], [{ a: 1 }]]);
});
