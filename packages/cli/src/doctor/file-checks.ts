import { configNames, installLine, missing, ok } from "./finding.ts";
import type { Check } from "./finding.ts";

/** A tool that finds our part by a name in one of its files. */
export interface NamedIn {
  /** The package by which the project has the tool. */
  readonly tool: string;
  /** The names of the files, the one to write first. */
  readonly files: readonly string[];
  /** What must stand there. */
  readonly module: string;
  /** The package that has it. */
  readonly from: string;
  /** What to write into the file. */
  readonly line: string;
  /** How it is tried. */
  readonly probe?: "babel" | "ts-node";
  /** Lint rules are good to have, and nothing fails without. */
  readonly isAdvice?: boolean;
}

/** Looks a name up in the files of a tool. They are read and not run. */
export function checkNamedIn({ tool, files, module, from, line, isAdvice }: NamedIn): Check {
  return (project) => {
    const version = project.versionOf(tool);
    if (version === null || !project.dependsOn(tool)) return null;
    const title = `${tool} ${version}`;
    const file = project.findFile(files);
    if (file?.text.includes(module)) return ok(title, `\`${module}\` in ${file.name}`);
    const finding = missing(
      title,
      `no \`${module}\` in ${file?.name ?? files[0] ?? ""}`,
      `${installLine(project, from)}in ${file?.name ?? files[0] ?? ""}: ${line}`,
    );
    return isAdvice === true ? { ...finding, state: "advice" } : finding;
  };
}

const babelFiles = [
  ...configNames("babel.config"),
  "babel.config.json",
  ".babelrc",
  ".babelrc.json",
];
const babel = {
  module: "@weakfield/unplugin/babel",
  from: "@weakfield/unplugin",
  probe: "babel",
} as const;

/** A tool with a configuration of its own that takes the plugin of a bundler. */
const plugged = (tool: string, config: string, bundler: string, place: string): NamedIn => ({
  tool,
  files: configNames(config),
  module: `@weakfield/unplugin/${bundler}`,
  from: "@weakfield/unplugin",
  line: `import weakfield from "@weakfield/unplugin/${bundler}"; … ${place}`,
});
const inRspack = "tools: { rspack: { plugins: [weakfield()] } }";

/** The frameworks and linters that are known by a line in a file. */
export const namedIn: readonly NamedIn[] = [
  plugged("astro", "astro.config", "vite", "vite: { plugins: [weakfield()] }"),
  plugged("nuxt", "nuxt.config", "vite", "vite: { plugins: [weakfield()] }"),
  plugged(
    "electron-vite",
    "electron.vite.config",
    "vite",
    "plugins: [weakfield()] in each of main, preload and renderer that has fields",
  ),
  plugged("tsup", "tsup.config", "esbuild", "esbuildPlugins: [weakfield()]"),
  plugged("tsdown", "tsdown.config", "rolldown", "plugins: [weakfield()]"),
  plugged("@rsbuild/core", "rsbuild.config", "rspack", inRspack),
  plugged("@rslib/core", "rslib.config", "rspack", inRspack),
  {
    tool: "parcel",
    files: ["babel.config.json", ...babelFiles],
    ...babel,
    line: '{ "plugins": ["@weakfield/unplugin/babel"] }\nin package.json: "@parcel/resolver-default": { "packageExports": true }',
  },
  {
    tool: "next",
    files: ["babel.config.json", ...babelFiles],
    ...babel,
    line: '{ "presets": ["next/babel"], "plugins": ["@weakfield/unplugin/babel"] }',
  },
  {
    tool: "metro",
    files: babelFiles,
    ...babel,
    line: 'plugins: ["@weakfield/unplugin/babel"]',
  },
  {
    tool: "react-native",
    files: babelFiles,
    ...babel,
    line: 'plugins: ["@weakfield/unplugin/babel"]',
  },
  {
    tool: "ts-node",
    files: ["tsconfig.json", "package.json"],
    module: "ts-patch/compiler",
    from: "ts-patch",
    line: '"ts-node": { "compiler": "ts-patch/compiler" }',
    probe: "ts-node",
  },
  {
    tool: "eslint",
    files: configNames("eslint.config"),
    module: "eslint-plugin-weakfield",
    from: "eslint-plugin-weakfield",
    line: 'import weakfield from "eslint-plugin-weakfield"; … weakfield.configs.recommended',
    isAdvice: true,
  },
  {
    tool: "oxlint",
    files: [".oxlintrc.json", "oxlint.config.ts"],
    module: "eslint-plugin-weakfield",
    from: "eslint-plugin-weakfield",
    line: '"jsPlugins": ["eslint-plugin-weakfield"], "rules": { "weakfield/valid-field": "error" }',
    isAdvice: true,
  },
];
