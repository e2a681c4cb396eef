import { watch } from "chokidar";
import { basename, dirname, join, relative, sep } from "node:path";
import type { BuildResult } from "../commands/build.ts";
import { Failure } from "../failure.ts";
import type { Report } from "../report.ts";

/** Wait for the rest of a change that touches several files, such as a checkout. */
const SETTLED = 50;

/**
 * Builds, and builds again after each change below the folder or of any file that a build has read. A build that
 * fails is shown and waited on.
 *
 * @returns never: the process has to be ended
 */
export async function watchProjects(
  folder: string,
  build: () => Promise<BuildResult>,
  report: Report,
): Promise<never> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      isIgnored(folder, path) || (stats?.isFile() === true && !isRead(path)),
  });
  watcher.on("error", (error) => report.note(`Cannot watch everything: ${String(error)}`));
  /** What has changed since the last build began. */
  const changed = new Set<string>();
  /** What builds have written, which is no change. */
  const written = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  const run = async () => {
    changed.clear();
    try {
      const result = await build();
      for (const file of result.written) written.add(file);
      watcher.add(
        result.inputs.filter((file) => !file.startsWith(folder + sep) && !isPackage(file)),
      );
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      report.note(`weakfield: ${error.message}`);
      report.finish("build", { status: error.status, data: { error: error.message } });
    }
  };
  const isStale = () => [...changed].some((file) => !written.has(file));
  const again = async () => {
    if (isRunning) return;
    isRunning = true;
    while (isStale()) await run();
    isRunning = false;
  };
  watcher.on("all", (_event, file) => {
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => void again(), SETTLED);
  });
  await new Promise<void>((resolve) => void watcher.once("ready", resolve));
  isRunning = true;
  await run();
  isRunning = false;
  if (isStale()) void again();
  report.note("Watching for changes.");
  return new Promise<never>(() => {
    // Until the process is ended.
  });
}

/** What the compiler or this program may read, and what neither writes but as a result. */
function isRead(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|json)$/.test(path);
}

function isPackage(path: string): boolean {
  return path.includes(join(sep, "node_modules", sep));
}

/** Folders of tools and packages, but not the watched folder itself, wherever it is. */
function isIgnored(folder: string, path: string): boolean {
  const below = relative(folder, path);
  if (below === "" || below.startsWith("..")) return false;
  return (
    `${sep}${dirname(below)}${sep}`.includes(`${sep}node_modules${sep}`) ||
    basename(below) === "node_modules" ||
    below.split(sep).some((part) => part.startsWith("."))
  );
}
