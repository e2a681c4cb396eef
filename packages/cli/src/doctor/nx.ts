import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseJson } from "../typescript/tsconfig-files.ts";
import { installLine, missing, ok } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { runScript, writeTsconfig } from "./probes.ts";
import type { Probe } from "./probes.ts";
import type { Project } from "./project.ts";

const BEFORE = "@weakfield/transformer/before";

interface NxOptions {
  readonly transformers?: readonly (string | { readonly name: string })[];
  readonly tsConfig?: string;
}

interface NxTarget {
  readonly executor?: string;
  readonly options?: NxOptions;
}

/** A target that compiles, its options completed, and where it stands. */
interface Found {
  readonly executor: string;
  readonly options: NxOptions;
  readonly file: string;
  readonly name: string;
}

const read = (path: string): unknown =>
  existsSync(path) ? parseJson(readFileSync(path, "utf8")) : null;

/** The folder with nx.json, in which a project of the workspace lies; the project itself if there is none. */
function findWorkspace(folder: string): string {
  for (let parent = folder; ; parent = dirname(parent)) {
    if (existsSync(join(parent, "nx.json"))) return parent;
    if (parent === dirname(parent)) return folder;
  }
}

/** The target with our transformer, else the first that compiles with the executors of `@nx/js`; null if none does. */
function findTarget({ folder }: Project): Found | null {
  const manifest = read(join(folder, "package.json")) as { nx?: NxProject } | null;
  const shared = read(join(findWorkspace(folder), "nx.json")) as NxDefaults | null;
  const sources: readonly (readonly [string, NxProject | null | undefined])[] = [
    ["project.json", read(join(folder, "project.json")) as NxProject | null],
    ["package.json", manifest?.nx],
  ];
  const targets = sources.flatMap(([file, project]) =>
    Object.entries(project?.targets ?? {}).flatMap(([name, target]) => {
      const defaults = shared?.targetDefaults ?? {};
      const base = defaults[target.executor ?? ""] ?? defaults[name];
      const executor = target.executor ?? base?.executor ?? "";
      if (!/^@(?:nx|nrwl)\/js:(?:swc|tsc)$/.test(executor)) return [];
      return [{ file, name, executor, options: { ...base?.options, ...target.options } }];
    }),
  );
  return targets.find(hasTransformer) ?? targets[0] ?? null;
}

interface NxProject {
  readonly targets?: Readonly<Record<string, NxTarget>>;
}

interface NxDefaults {
  readonly targetDefaults?: Readonly<Record<string, NxTarget>>;
}

function hasTransformer({ executor, options: { transformers = [] } }: Found): boolean {
  const names = transformers.map((entry) => (typeof entry === "string" ? entry : entry.name));
  return executor.endsWith(":tsc") && names.includes(BEFORE);
}

/** Nx, where a target of the project compiles by `@nx/js`. */
export function checkNx(project: Project): Finding | null {
  const version = project.versionOf("@nx/js");
  if (version === null) return null;
  const title = `@nx/js ${version}`;
  const target = findTarget(project);
  if (target === null) {
    if (!existsSync(join(project.folder, "nx.json"))) return null;
    return {
      tool: title,
      state: "advice",
      found: "no target of this folder compiles with `@nx/js:tsc`",
      remedy: "If one of the workspace does, run `weakfield doctor` in the folder of its project.",
    };
  }
  const { file, name, executor } = target;
  const install = installLine(project, "@weakfield/transformer");
  if (hasTransformer(target)) {
    if (install === "") return ok(title, `\`${BEFORE}\` in the target "${name}" of ${file}`);
    return missing(title, `\`${BEFORE}\` is in ${file}, but not installed`, install.trimEnd());
  }
  const line = `"transformers": ["${BEFORE}"]`;
  if (executor.endsWith(":swc")) {
    return missing(
      title,
      `the executor "${executor}" of the target "${name}" runs no transformer`,
      `${install}in the target "${name}" of ${file}: "executor": "${executor.replace("swc", "tsc")}", and in its "options": ${line}`,
    );
  }
  return missing(
    title,
    `no \`${BEFORE}\` in the target "${name}" of ${file}`,
    `${install}in "options" of the target "${name}" of ${file}: ${line}`,
  );
}

/** The transformers of the target, loaded and run by the compiler of `@nx/js`. */
export const nxProbe: Probe = {
  isPossible: () => true,
  compile(project, folder) {
    const { folder: root } = project;
    const workspace = findWorkspace(root);
    const { tsConfig = "{projectRoot}/tsconfig.json", transformers = [] } =
      findTarget(project)?.options ?? {};
    const path = tsConfig
      .replace("{projectRoot}", relative(workspace, root))
      .replace("{workspaceRoot}", ".");
    writeTsconfig(folder, join(workspace, path));
    return runScript("nx", project, folder, { workspace, transformers });
  },
};
