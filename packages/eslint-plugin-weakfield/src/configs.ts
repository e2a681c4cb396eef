import type { Config, ConfigName, Plugin } from "./types.ts";

/** Which rules a config turns on, by the config that their meta names. */
const INCLUDED: Record<ConfigName, readonly ConfigName[]> = {
  all: ["recommended", "leaks", "strict", "all"],
  leaks: ["leaks"],
  recommended: ["recommended"],
  strict: ["recommended", "leaks", "strict"],
};

/** Makes the flat configs from what each rule says of itself; each can be used alone. */
export function createConfigs(plugin: Plugin): Record<ConfigName, Config> {
  const create = (name: ConfigName): Config => ({
    name: `weakfield/${name}`,
    plugins: { weakfield: plugin },
    rules: Object.fromEntries(
      Object.entries(plugin.rules)
        .filter(([, rule]) => INCLUDED[name].includes(rule.meta.docs.config))
        .map(([rule]) => [`weakfield/${rule}`, "error"]),
    ),
  });
  return {
    all: create("all"),
    leaks: create("leaks"),
    recommended: create("recommended"),
    strict: create("strict"),
  };
}
