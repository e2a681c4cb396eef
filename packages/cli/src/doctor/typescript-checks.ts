import { shownPath } from "../files.ts";
import { isOlder } from "../runtime-version.ts";
import { compileScripts, configsWithPlugin } from "./compile-scripts.ts";
import { installLine, missing, ok } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Project } from "./project.ts";

/** The command of the compiler, with what has it build references first: `weakfield build` does so by itself. */
const COMPILER = /(?<![\w-])tsc(?![\w-])(?:\s+(?:-b|--build)(?![\w-]))?/;

/** The runtime is installed, in the project or in a package of the workspace that holds its classes. */
export function checkRuntime({ versionOf, holderOf }: Project): Finding {
  const version = versionOf("weakfield");
  if (version !== null) return ok("weakfield", version);
  const found = holderOf("weakfield");
  return found === null
    ? missing("weakfield", "not installed", "npm install weakfield")
    : ok("weakfield", `${found.version}, in ${found.holder}`);
}

const COMPILERS = ["@weakfield/transformer", "@weakfield/unplugin", "@weakfield/cli"];

/** Compiled classes call what their runtime has, unless it is the older of the two. */
export function checkVersions({ versionOf, holderOf }: Project): Finding | null {
  const runtime = versionOf("weakfield") ?? holderOf("weakfield")?.version;
  if (runtime === undefined) return null;
  const newer = COMPILERS.flatMap((name) => {
    const version = versionOf(name);
    return version !== null && isOlder(runtime, version) ? [{ name, version }] : [];
  });
  if (newer.length === 0) return null;
  const compilers = newer.map(({ name, version }) => `${name} ${version}`).join(", ");
  return missing(
    "versions",
    `weakfield ${runtime} is older than what compiles for it: ${compilers}`,
    "npm install weakfield@latest",
  );
}

/** Whatever compiles with TypeScript compiles the fields too. */
export function checkTypeScript(project: Project): Finding | null {
  const { versionOf, realNameOf } = project;
  const version = versionOf("typescript");
  if (version === null) return null;
  const real = realNameOf("typescript");
  const native = versionOf("@typescript/native");
  const name = [
    `TypeScript ${version}`,
    ...(real === "typescript" ? [] : [`(\`typescript\` is ${real})`]),
    ...(native === null ? [] : [`beside TypeScript ${native} (\`@typescript/native\`)`]),
  ].join(" ");
  const hasPlugin = configsWithPlugin(project).length > 0;
  const scripts = compileScripts(project);
  const [script] = scripts;
  if (Number.parseInt(version) >= 7) {
    if (Object.values(project.scripts).some((text) => text.includes("weakfield build"))) {
      return ok(name, "builds with `weakfield build`");
    }
    if (!script && !hasPlugin) return ok(name, "checks types only");
    const { name: key, text } = script ?? { name: "build", text: "tsc" };
    const build = text.replace(COMPILER, "weakfield build");
    return missing(
      name,
      'has no transformers: `tsc` passes "plugins" over in silence',
      `${installLine(project, "@weakfield/cli")}in "scripts" of package.json: "${key}": ${JSON.stringify(build)}`,
    );
  }
  if (!hasPlugin) {
    if (!script) return ok(name, "checks types only");
    const [config] = script.configs;
    const file = config === undefined ? "tsconfig.json" : shownPath(project.folder, config);
    return missing(
      name,
      `\`@weakfield/transformer\` is not in ${file}`,
      `in "compilerOptions" of ${file}: "plugins": [{ "transform": "@weakfield/transformer" }]`,
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
  const plain = scripts.find(({ isPlain }) => isPlain);
  if (plain) {
    return missing(
      name,
      `the script "${plain.name}" runs \`tsc\`, which runs no transformer`,
      `in "scripts" of package.json: "${plain.name}": ${JSON.stringify(plain.text.replace(/(?<![\w-])tsc(?![\w-])/g, "tspc"))}`,
    );
  }
  return ok(name, `ts-patch ${patch}`);
}
