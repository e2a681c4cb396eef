import { readFileSync } from "node:fs";
import packageJson from "../package.json" with { type: "json" };
import { Failure } from "./failure.ts";
import { findManifest } from "./typescript/compiler.ts";

/**
 * Refuses to compile for a runtime that is older than this program: it may lack what compiled classes call.
 *
 * @param folder where the program finds its packages
 * @throws if there is an older one
 */
export function checkRuntime(folder: string): void {
  const manifest = findManifest(folder, "weakfield");
  if (manifest === null) return;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: unknown };
  if (typeof version !== "string" || !isOlder(version, packageJson.version)) return;
  throw new Failure(
    `@weakfield/cli ${packageJson.version} compiles fields for weakfield ${packageJson.version} or newer, and ${manifest} is version ${version}. Run \`npm install weakfield@${packageJson.version}\`.`,
  );
}

/**
 * Is a runtime older than what compiled for it, by the first two numbers? A newer one has all that there was. All packages
 * share one version; patches add nothing.
 */
export function isOlder(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
