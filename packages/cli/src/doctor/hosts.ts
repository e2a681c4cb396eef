import { esbuildProbe } from "./esbuild.ts";
import { checkNamedIn, namedIn } from "./file-checks.ts";
import type { Check } from "./finding.ts";
import { checkAngular, checkNuxtServer } from "./frameworks.ts";
import { checkNest, nestProbe } from "./nest.ts";
import { checkNx, nxProbe } from "./nx.ts";
import { probes } from "./probes.ts";
import type { Probe } from "./probes.ts";
import { checkBun, checkDeno } from "./runtimes.ts";
import { checkBundler, checkJest, checkScripts, checkVitest } from "./tool-checks.ts";
import { checkRuntime, checkTypeScript, checkVersions } from "./typescript-checks.ts";

/** A tool that the command knows: what it looks at, and what it runs. */
export interface Host {
  readonly name: string;
  readonly check: Check;
  /** Null: its configuration is only read. Undefined: there is nothing to run. */
  readonly probe: Probe | null | undefined;
}

/** All tools, in the order in which the answers are shown. */
export const hosts: readonly Host[] = [
  { name: "weakfield", check: checkRuntime, probe: undefined },
  { name: "versions", check: checkVersions, probe: undefined },
  { name: "TypeScript", check: checkTypeScript, probe: probes.typescript },
  { name: "vite", check: checkBundler("vite"), probe: probes.vite },
  { name: "rollup", check: checkBundler("rollup"), probe: probes.rollup },
  { name: "rolldown", check: checkBundler("rolldown"), probe: probes.rolldown },
  { name: "webpack", check: checkBundler("webpack"), probe: probes.webpack },
  { name: "rspack", check: checkBundler("rspack"), probe: probes.rspack },
  { name: "esbuild", check: checkBundler("esbuild"), probe: esbuildProbe },
  { name: "vitest", check: checkVitest, probe: probes.vitest },
  { name: "jest", check: checkJest, probe: probes.jest },
  { name: "tsx", check: checkScripts("tsx", /(?:^|[\s&|;])tsx\s/), probe: probes.tsx },
  {
    name: "node",
    check: checkScripts("node", /(?:^|[\s&|;])node\s[^&|;]*\.[cm]?tsx?\b/),
    probe: probes.node,
  },
  { name: "bun", check: checkBun, probe: null },
  { name: "deno", check: checkDeno, probe: null },
  { name: "angular", check: checkAngular, probe: undefined },
  { name: "nest", check: checkNest, probe: nestProbe },
  { name: "nx", check: checkNx, probe: nxProbe },
  ...namedIn.map((row) => ({
    name: row.tool,
    check: checkNamedIn(row),
    probe: row.probe === undefined ? null : probes[row.probe],
  })),
  { name: "nuxt server", check: checkNuxtServer, probe: undefined },
];
