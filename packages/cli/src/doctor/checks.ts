import type { Project } from "./project.ts";

/** What was found about one tool. */
export interface Finding {
  readonly tool: string;
  /** `advice`: works without, but less well. */
  readonly state: "ok" | "missing" | "advice";
  readonly found: string;
  /** What to do, the exact lines included; null if nothing. */
  readonly remedy: string | null;
}

/** A question about a project; null if the project does not use the tool. */
export type Check = (project: Project) => Finding | null;

/** All questions, in the order in which the answers are shown. */
export const checks: readonly Check[] = [
  checkRuntime,
  checkVersions,
  checkTypeScript,
  ...["vite", "rollup", "rolldown", "webpack", "rspack", "esbuild"].map(checkBundler),
  checkVitest,
  checkJest,
  checkTsx,
  checkNode,
  checkEslint,
];

function checkRuntime({ versionOf }: Project): Finding {
  const version = versionOf("weakfield");
  return version === null
    ? missing("weakfield", "not installed", "npm install weakfield")
    : ok("weakfield", version);
}

/** Emitted code and the runtime are made for each other. */
function checkVersions({ versionOf }: Project): Finding | null {
  const names = ["weakfield", "@weakfield/transformer", "@weakfield/unplugin"];
  const versions = names.flatMap((name) => {
    const version = versionOf(name);
    return version === null ? [] : [{ name, version }];
  });
  const minors = new Set(versions.map(({ version }) => version.replace(/\.\d+(-.*)?$/, "")));
  if (minors.size < 2) return null;
  const found = versions.map(({ name, version }) => `${name} ${version}`).join(", ");
  const install = versions.map(({ name }) => `${name}@latest`).join(" ");
  return missing("versions", `of different minors: ${found}`, `npm install ${install}`);
}

function checkTypeScript(project: Project): Finding | null {
  const { plugins, versionOf, realNameOf } = project;
  const version = versionOf("typescript");
  if (version === null) return null;
  const real = realNameOf("typescript");
  const native = versionOf("@typescript/native");
  const name = [
    `TypeScript ${version}`,
    ...(real === "typescript" ? [] : [`(\`typescript\` is ${real})`]),
    ...(native === null ? [] : [`beside TypeScript ${native} (\`@typescript/native\`)`]),
  ].join(" ");
  const hasPlugin = plugins?.some(({ transform }) => transform === "@weakfield/transformer");
  const builds = Object.values(project.scripts).filter((script) => /\b(tsc|tspc)\b/.test(script));
  const emits = builds.some((script) => !script.includes("--noEmit"));
  if (Number.parseInt(version) >= 7) {
    if (Object.values(project.scripts).some((script) => script.includes("weakfield build"))) {
      return ok(name, "builds with `weakfield build`");
    }
    if (!emits && hasPlugin !== true) return ok(name, "checks types only");
    return missing(
      name,
      'has no transformers: `tsc` passes "plugins" over in silence',
      'in "scripts" of package.json: "build": "weakfield build"',
    );
  }
  if (hasPlugin !== true) {
    if (!emits) return ok(name, "checks types only");
    return missing(
      name,
      "`@weakfield/transformer` is not in tsconfig.json",
      'in "compilerOptions" of tsconfig.json: "plugins": [{ "transform": "@weakfield/transformer" }]',
    );
  }
  if (versionOf("@weakfield/transformer") === null) {
    return missing(
      name,
      "`@weakfield/transformer` is in tsconfig.json, but not installed",
      "npm install --save-dev @weakfield/transformer",
    );
  }
  const wanted = Number.parseInt(version) >= 6 ? "4" : "3";
  const patch = versionOf("ts-patch");
  if (patch === null || Number.parseInt(patch) < Number(wanted)) {
    return missing(
      name,
      `${patch === null ? "ts-patch is not installed" : `ts-patch ${patch} is older`}: \`tsc\` alone runs no transformer`,
      `npm install --save-dev ts-patch@${wanted}`,
    );
  }
  if (Number.parseInt(patch) > Number(wanted)) {
    return missing(
      name,
      `ts-patch ${patch} needs TypeScript 6`,
      `npm install --save-dev ts-patch@${wanted}`,
    );
  }
  const plain = Object.entries(project.scripts).find(
    ([, script]) => /\btsc\b/.test(script) && !script.includes("--noEmit"),
  );
  if (plain) {
    return missing(
      name,
      `the script "${plain[0]}" runs \`tsc\`, which runs no transformer`,
      `in "scripts" of package.json: "${plain[0]}": ${JSON.stringify(plain[1].replace(/\btsc\b/g, "tspc"))}`,
    );
  }
  return ok(name, `ts-patch ${patch}`);
}

function checkBundler(name: string): Check {
  const title = name === "rspack" ? "@rspack/core" : name;
  return (project) => {
    const version = project.versionOf(title);
    if (version === null || !project.dependsOn(title)) return null;
    const plugin = `@weakfield/unplugin/${name}`;
    const config = project.findFile([
      ...configNames(`${name}.config`),
      ...(name === "esbuild" ? configNames("build").concat(configNames("esbuild")) : []),
    ]);
    if (config?.text.includes(plugin)) return ok(`${title} ${version}`, `plugin in ${config.name}`);
    return missing(
      `${title} ${version}`,
      config === null ? "no configuration was found" : `no plugin in ${config.name}`,
      `${installLine(project, "@weakfield/unplugin")}in ${config?.name ?? `${name}.config.js`}: import weakfield from "${plugin}"; … plugins: [weakfield()]`,
    );
  };
}

function checkVitest(project: Project): Finding | null {
  const version = project.versionOf("vitest");
  if (version === null || !project.dependsOn("vitest")) return null;
  const config = project.findFile([...configNames("vitest.config"), ...configNames("vite.config")]);
  const plugin = "@weakfield/unplugin/vite";
  if (config?.text.includes(plugin)) return ok(`vitest ${version}`, `plugin in ${config.name}`);
  // A configuration of its own may take over that of Vite.
  if (config?.text.includes("mergeConfig")) return ok(`vitest ${version}`, `${config.name} merges`);
  return missing(
    `vitest ${version}`,
    config === null ? "no configuration" : `no plugin in ${config.name}`,
    `${installLine(project, "@weakfield/unplugin")}in ${config?.name ?? "vitest.config.js"}: import weakfield from "${plugin}"; … plugins: [weakfield()]`,
  );
}

function checkJest(project: Project): Finding | null {
  const version = project.versionOf("jest");
  if (version === null || !project.dependsOn("jest")) return null;
  const config = project.findFile([...configNames("jest.config"), "jest.config.json"]);
  const text = config?.text ?? project.manifestText;
  const name = config?.name ?? "package.json";
  const plugin = "@weakfield/transformer/ts-jest";
  if (text.includes(plugin)) return ok(`jest ${version}`, `transformer in ${name}`);
  const babel = project.findFile([...configNames("babel.config"), "babel.config.json", ".babelrc"]);
  if (babel?.text.includes("@weakfield/unplugin/babel")) {
    return ok(`jest ${version}`, `plugin in ${babel.name}`);
  }
  if (babel !== null && !text.includes("ts-jest")) {
    return missing(
      `jest ${version}`,
      `no plugin in ${babel.name}`,
      `${installLine(project, "@weakfield/unplugin")}in ${babel.name}: plugins: ["@weakfield/unplugin/babel"]`,
    );
  }
  return missing(
    `jest ${version}`,
    `no transformer in ${name}`,
    `${installLine(project, "ts-jest")}${installLine(project, "@weakfield/transformer")}in ${name}: transform: { "\\\\.tsx?$": ["ts-jest", { astTransformers: { before: ["${plugin}"] } }] }`,
  );
}

function checkTsx(project: Project): Finding | null {
  return checkScripts(project, "tsx", /(?:^|[\s&|;])tsx\s/);
}

function checkNode(project: Project): Finding | null {
  return checkScripts(project, "node", /(?:^|[\s&|;])node\s[^&|;]*\.[cm]?tsx?\b/);
}

function checkScripts(project: Project, tool: string, pattern: RegExp): Finding | null {
  const scripts = Object.entries(project.scripts).filter(([, script]) => pattern.test(script));
  const hook = "--import @weakfield/unplugin/register";
  const bare = scripts.find(([, script]) => !script.includes("@weakfield/unplugin/register"));
  if (scripts.length === 0) return null;
  if (!bare) return ok(tool, `\`${hook}\` in ${scripts.map(([name]) => `"${name}"`).join(", ")}`);
  const [name, script] = bare;
  const word = new RegExp(`(^|[\\s&|;])${tool}\\s`);
  return missing(
    tool,
    `the script "${name}" registers nothing`,
    `${installLine(project, "@weakfield/unplugin")}in "scripts" of package.json: "${name}": ${JSON.stringify(script.replace(word, `$1${tool} ${hook} `))}`,
  );
}

function checkEslint(project: Project): Finding | null {
  const version = project.versionOf("eslint");
  if (version === null || !project.dependsOn("eslint")) return null;
  const config = project.findFile(configNames("eslint.config"));
  if (config?.text.includes("eslint-plugin-weakfield")) {
    return ok(`eslint ${version}`, `plugin in ${config.name}`);
  }
  return {
    tool: `eslint ${version}`,
    state: "advice",
    found: "no eslint-plugin-weakfield",
    remedy: `${installLine(project, "eslint-plugin-weakfield")}in ${config?.name ?? "eslint.config.js"}: import weakfield from "eslint-plugin-weakfield"; … weakfield.configs.recommended`,
  };
}

function configNames(base: string): string[] {
  return ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `${base}.${extension}`);
}

/** The command that installs a package, and a line break; nothing if it is installed. */
function installLine({ versionOf }: Project, name: string): string {
  return versionOf(name) === null ? `npm install --save-dev ${name}\n` : "";
}

function ok(tool: string, found: string): Finding {
  return { tool, state: "ok", found, remedy: null };
}

function missing(tool: string, found: string, remedy: string): Finding {
  return { tool, state: "missing", found, remedy };
}
