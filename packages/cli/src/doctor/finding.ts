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

/** The names that a configuration file may have. */
export function configNames(base: string): string[] {
  return ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `${base}.${extension}`);
}

/** The command that installs a package, and a line break; nothing if it is installed. */
export function installLine({ versionOf }: Project, name: string): string {
  return versionOf(name) === null ? `npm install --save-dev ${name}\n` : "";
}

/** A finding that all is well. */
export function ok(tool: string, found: string): Finding {
  return { tool, state: "ok", found, remedy: null };
}

/** A finding that something lacks. */
export function missing(tool: string, found: string, remedy: string): Finding {
  return { tool, state: "missing", found, remedy };
}
