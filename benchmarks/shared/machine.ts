import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";

/** What a result was measured on and with. */
export interface Environment {
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** In GiB. */
  readonly memory: number;
  /** The day, in UTC. */
  readonly date: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Describes this machine by its kind, without its name, and the versions of these packages. */
export function describeEnvironment(packages: readonly string[]): Environment {
  return {
    node: process.version,
    v8: process.versions.v8,
    platform: `${os.platform()} ${os.arch()}`,
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.cpus().length,
    memory: Math.round(os.totalmem() / 2 ** 30),
    date: new Date().toISOString().slice(0, 10),
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

const require = createRequire(import.meta.url);

function versionOf(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const text = readFileSync(`${folder}/${name}/package.json`, "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // The next folder may have it.
    }
  }
  throw new Error(`The package ${name} is not installed.`);
}
