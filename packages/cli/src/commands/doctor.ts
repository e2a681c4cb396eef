import type { Finding } from "../doctor/finding.ts";
import { examine } from "../doctor/probe-project.ts";
import { readProject } from "../doctor/project.ts";
import { ExitStatus } from "../failure.ts";
import type { Command } from "./command.ts";

/** Says what a project's tools still need. */
export const doctorCommand: Command = {
  name: "doctor",
  operands: [],
  summary: "find the tools of a project and say what each still needs",
  details: `Looks at package.json, tsconfig.json and the configuration files of the current folder,
and sends a small class through tspc, Vite, Vitest, Rollup, Rolldown, webpack, Rspack, esbuild,
Jest, ts-node, tsx, Node, the Nest CLI, Nx, and the Babel of Next, Metro, React Native and Parcel
where the project has them set up. Of Astro, Nuxt, tsup, Rsbuild, Bun, Deno and the like, the
configuration is read. A build script for esbuild is kept from writing, from starting
programs and from the network. What is only read is said to be. Nothing is changed.`,
  flags: { "no-probe": { type: "boolean", help: "look only; run none of the tools" } },
  takesOptions: false,
  async run({ folder, flags, report }) {
    const project = readProject(folder);
    const findings = await examine(project, flags["no-probe"] !== true, report.note);
    for (const finding of findings) report.print(line(finding));
    const lacking = findings.filter(({ state }) => state === "missing").length;
    report.print(
      lacking === 0
        ? "\nNothing is missing."
        : `\n${lacking} ${lacking === 1 ? "thing is" : "things are"} missing.`,
    );
    return { status: lacking === 0 ? ExitStatus.done : ExitStatus.faults, data: { findings } };
  },
};

const MARKS = { ok: "✓", missing: "✗", advice: "!" } as const;

function line({ tool, state, found, remedy }: Finding): string {
  const head = `${MARKS[state]} ${tool}: ${found}`;
  return remedy === null ? head : `${head}\n${remedy.replace(/^/gm, "    ")}`;
}
