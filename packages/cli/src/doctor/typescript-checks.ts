import { missing, ok } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Project } from "./project.ts";

/** The runtime is installed. */
export function checkRuntime({ versionOf }: Project): Finding {
  const version = versionOf("weakfield");
  return version === null
    ? missing("weakfield", "not installed", "npm install weakfield")
    : ok("weakfield", version);
}

/** Emitted code and the runtime are made for each other. */
export function checkVersions({ versionOf }: Project): Finding | null {
  const names = ["weakfield", "@weakfield/transformer", "@weakfield/unplugin", "@weakfield/cli"];
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

/** Whatever compiles with TypeScript compiles the fields too. */
export function checkTypeScript(project: Project): Finding | null {
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
