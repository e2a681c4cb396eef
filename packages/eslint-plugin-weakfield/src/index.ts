import manifest from "../package.json" with { type: "json" };
import { createConfigs } from "./configs.ts";
import { rules } from "./rules/index.ts";
import type { Plugin } from "./types.ts";

export type { Config, ConfigName, Plugin, Rule, RuleDocs, RuleName } from "./types.ts";

const plugin: Plugin = {
  meta: { name: manifest.name, namespace: "weakfield", version: manifest.version },
  configs: {} as Plugin["configs"], // filled below: the configs hold the very plugin they belong to
  rules,
};
Object.assign(plugin.configs, createConfigs(plugin));

export default plugin;
