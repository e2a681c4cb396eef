import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findManifest } from "../typescript/compiler.ts";
import type { Finding } from "./checks.ts";
import type { Project } from "./project.ts";

/** A class whose compiled form shows whether a tool compiles fields. */
const PROBE = `import { field } from "weakfield";

export class Probe {
  @field value = 1;
}
`;

/** A tool that a probe can be sent through: what it makes of the probe, in a folder inside the project. */
interface Prober {
  readonly title: string;
  readonly isThere: (project: Project) => boolean;
  /** Returns the probe's JavaScript, or rejects. */
  readonly compile: (project: Project, folder: string) => Promise<string>;
}

const run = promisify(execFile);

const probers: readonly Prober[] = [
  {
    title: "tspc",
    isThere: ({ plugins, versionOf }) =>
      versionOf("ts-patch") !== null &&
      (plugins ?? []).some(({ transform }) => transform === "@weakfield/transformer"),
    async compile({ folder: root }, folder) {
      const config = {
        extends: "../../tsconfig.json",
        compilerOptions: { noEmit: false, outDir: "out", rootDir: ".", composite: false },
        include: [],
        files: ["probe.ts"],
        references: [],
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
      const manifest = findManifest(root, "ts-patch") ?? "";
      await run(process.execPath, [join(dirname(manifest), "bin/tspc.js"), "-p", folder], {
        cwd: root,
      });
      return readFileSync(join(folder, "out/probe.js"), "utf8");
    },
  },
  {
    title: "vite",
    isThere: ({ dependsOn }) => dependsOn("vite"),
    compile: (project, folder) => transformWithVite(project, folder, undefined),
  },
  {
    title: "vitest",
    isThere: ({ dependsOn, findFile, versionOf }) =>
      dependsOn("vitest") && versionOf("vite") !== null && vitestConfig(findFile) !== null,
    compile: (project, folder) =>
      transformWithVite(project, folder, vitestConfig(project.findFile) ?? undefined),
  },
];

function vitestConfig(findFile: Project["findFile"]): string | null {
  const names = ["js", "mjs", "ts", "mts"].map((extension) => `vitest.config.${extension}`);
  return findFile(names)?.name ?? null;
}

/** What the development server would serve for the probe. */
async function transformWithVite(
  { folder: root }: Project,
  folder: string,
  configFile: string | undefined,
): Promise<string> {
  const script = `
import { createServer } from "vite";
const server = await createServer({
  configFile: ${JSON.stringify(configFile)},
  logLevel: "silent",
  appType: "custom",
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  const result = await server.environments.ssr.transformRequest(${JSON.stringify(join(folder, "probe.ts"))});
  process.stdout.write(result?.code ?? "");
} finally {
  await server.close();
}
process.exit();
`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    timeout: 60_000,
  });
  return stdout;
}

/** Sends a small class through the tools of a project, as the project configures them. */
export async function probeTools(
  project: Project,
  note: (text: string) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const folder = join(project.folder, ".weakfield", "probe");
  for (const { title, isThere, compile } of probers) {
    if (!isThere(project)) continue;
    note(`compiling a probe with ${title} …`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "probe.ts"), PROBE);
    const tool = `probe through ${title}`;
    try {
      const code = await compile(project, folder);
      findings.push(
        // The import of the runtime, which Vite resolves.
        /weakfield[\\/](?:dist[\\/])?internal/.test(code)
          ? { tool, state: "ok", found: "compiled", remedy: null }
          : {
              tool,
              state: "missing",
              found: "`@field` was left as it is",
              remedy: `See the line of ${title} above; if it is fine, another plugin runs before this one.`,
            },
      );
    } catch (error) {
      const { stdout = "", message } = error as Error & { stdout?: string };
      const found = `failed: ${(stdout.trim() || message.trim()).split("\n").slice(0, 6).join("\n")}`;
      findings.push({ tool, state: "missing", found, remedy: null });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const rest = dirname(folder);
  if (existsSync(rest) && !existsSync(join(rest, ".gitignore"))) {
    rmSync(rest, { recursive: true, force: true });
  }
  return findings;
}
