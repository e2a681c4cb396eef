import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { missing, ok } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { hosts } from "./hosts.ts";
import { isCompiled, NotTried } from "./probes.ts";
import type { Probe } from "./probes.ts";
import type { Project } from "./project.ts";

/** A class whose compiled form shows whether a tool compiles fields. */
const PROBE = `import { field } from "weakfield";

export class Probe {
  @field value = 1;
}
`;

/** Asks about every tool, and sends a small class through those that are right as far as can be read. */
export async function examine(
  project: Project,
  wantsProbes: boolean,
  note: (text: string) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, check, probe } of hosts) {
    const finding = check(project);
    if (finding === null) continue;
    if (!wantsProbes || finding.state !== "ok" || probe === undefined) {
      findings.push(finding);
    } else if (probe?.isPossible(project) === true) {
      note(`compiling a probe with ${name} …`);
      const tried = await inFolder(project, (folder) => attempt(name, probe, project, folder));
      findings.push(...("reason" in tried ? [asRead(finding, tried.reason)] : [finding, tried]));
    } else {
      // Where others are tried, it is said of the rest that they are not.
      findings.push(probe?.isOptional === true ? finding : asRead(finding));
    }
  }
  return findings;
}

function asRead(finding: Finding, reason?: string): Finding {
  const remark = reason === undefined ? "read, not run" : `read, not run: ${reason}`;
  return { ...finding, found: `${finding.found} (${remark})` };
}

/** Says what became of the probe, or why the tool cannot be tried. */
async function attempt(
  name: string,
  probe: Probe,
  project: Project,
  folder: string,
): Promise<Finding | { readonly reason: string }> {
  const tool = `probe through ${name}`;
  try {
    if (isCompiled(await probe.compile(project, folder))) return ok(tool, "compiled");
    return missing(
      tool,
      "`@field` was left as it is",
      `Its configuration names the plugin, and the plugin did not see the file. Put it first in "plugins", and look for what limits it to other files.`,
    );
  } catch (error) {
    if (error instanceof NotTried) return { reason: error.message };
    const { stdout = "", stderr = "", message } = error as Error & Partial<Output>;
    const printed = stripVTControlCharacters(`${stdout}\n${stderr}`).trim();
    const said = printed === "" ? message : printed;
    return missing(
      tool,
      `failed: ${said.split("\n").slice(0, 8).join("\n")}`,
      `Mend what ${name} says, and run \`weakfield doctor\` again.`,
    );
  }
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Gives a folder inside the project that holds the probe, and removes it afterwards. */
async function inFolder<T>(project: Project, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(project.folder, ".weakfield", "probe");
  const parent = dirname(folder);
  const isOurs = !existsSync(parent);
  const remove = () => rmSync(isOurs ? parent : folder, { recursive: true, force: true });
  process.once("exit", remove);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "probe.ts"), PROBE);
  try {
    return await use(folder);
  } finally {
    remove();
    process.off("exit", remove);
  }
}
