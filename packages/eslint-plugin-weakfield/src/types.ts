// The public types. They name no type of a host, so that `dist/index.d.ts` imports nothing.

/** The smallest config that turns a rule on; `all` has every rule. */
export type ConfigName = "all" | "leaks" | "recommended" | "strict";

export type RuleName =
  | "no-derived-key"
  | "no-finalizer-retention"
  | "no-finalizer-scan"
  | "no-hidden-accessor"
  | "no-id-keyed-storage"
  | "no-map-bracket-access"
  | "no-shared-key"
  | "no-shared-prototype-value"
  | "no-shared-value"
  | "no-strong-instance-map"
  | "no-unswept-weak-ref"
  | "prefer-field"
  | "require-unregister-token"
  | "valid-field";

export interface RuleDocs {
  config: ConfigName;
  description: string;
  url?: string;
}

/** A rule as ESLint 8, 9, 10 and oxlint load it. */
export interface Rule {
  meta: {
    type: "problem" | "suggestion" | "layout";
    docs: RuleDocs;
    fixable?: "code" | "whitespace";
    hasSuggestions?: boolean;
    messages: Record<string, string>;
    schema: object[];
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each host has its own context and visitor types
  create(context: any): any;
}

export interface Config {
  name: string;
  plugins: Record<string, Plugin>;
  rules: Record<string, "error">;
}

export interface Plugin {
  meta: { name: string; namespace: string; version: string };
  configs: Record<ConfigName, Config>;
  rules: Record<RuleName, Rule>;
}
