// The packages as they would be published, behind a registry of their own: an install command of a page can be run as it
// stands there, by every package manager.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const root: string = fileURLToPath(new URL("../..", import.meta.url));
const manifest = readManifest(root);
/** The pnpm that the workspace names, for `npx`. */
export const pnpm: readonly string[] = [
  "npx",
  "--yes",
  manifest.packageManager?.replace(/\+.*$/, "") ?? "pnpm",
  "--pm-on-fail=ignore",
];
/** The folders of the published packages, by their names on npm. */
export const packages: ReadonlyMap<string, string> = new Map(
  readdirSync(join(root, "packages")).map((folder) => {
    const path = join(root, "packages", folder);
    return [readManifest(path).name, path];
  }),
);

/** What of a package.json is looked at here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly bugs?: string;
  readonly repository?: Readonly<Record<"type" | "url" | "directory", string>>;
  readonly packageManager?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Reads the package.json in a folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** A package as `npm publish` would send it. */
export interface Tarball {
  readonly manifest: Manifest;
  readonly file: string;
  /** The paths within, without the leading `package/`. */
  readonly paths: readonly string[];
}

/** Packs every published package, with the versions of the workspace in place of `workspace:*` and `catalog:`. */
async function pack(folder: string): Promise<Tarball[]> {
  return Promise.all(
    [...packages.values()].map(async (source, index) => {
      const target = join(folder, String(index));
      mkdirSync(target, { recursive: true });
      const [command, ...args] = [...pnpm, "pack", "--pack-destination", target];
      await run(command, args, { cwd: source });
      const file = join(target, readdirSync(target)[0] ?? "");
      const { stdout: list } = await run("tar", ["-tzf", file]);
      const { stdout: text } = await run("tar", ["-xzOf", file, "package/package.json"]);
      const paths = list.split("\n").filter((path) => path !== "" && !path.endsWith("/"));
      return {
        manifest: JSON.parse(text) as Manifest,
        file,
        paths: paths.map((path) => path.replace(/^package\//, "")).sort(),
      };
    }),
  );
}

const filtered = "/this-platform";

/** A registry on this machine. */
export interface Registry {
  readonly url: string;
  /**
   * The same without the optional dependencies of packages for other platforms. Yarn resolves all of them before it installs
   * one, and a mirror may not have them.
   */
  readonly filteredUrl: string;
  /** For what belongs to this registry alone; whoever starts it removes the folder. */
  readonly folder: string;
  readonly tarballs: readonly Tarball[];
  readonly close: () => void;
}

/** Packs, and serves what is packed; whatever else is asked for is fetched from the registry that npm is configured for. */
export async function startRegistry(folder: string): Promise<Registry> {
  const { stdout } = await run("npm", ["config", "get", "registry"], { cwd: root });
  const upstream = stdout.trim().replace(/\/$/, "");
  const tarballs = await pack(folder);
  const own = new Map(tarballs.map((tarball) => [tarball.manifest.name, tarball]));
  const server = createServer((request, response) => {
    const requested = request.url ?? "/";
    const isFiltered = requested.startsWith(filtered);
    const rest = requested.slice(isFiltered ? filtered.length : 0);
    const path = decodeURIComponent(rest);
    const [, name = "", isFile] = /^\/((?:@[^/]+\/)?[^/]+)(\/-\/)?/.exec(path) ?? [];
    const tarball = own.get(name);
    const address = upstream + rest;
    response.setHeader("cache-control", "no-store");
    if (tarball === undefined) {
      if (isFiltered && isFile === undefined) {
        void forThisPlatform(address).then((text) => response.end(text));
      } else {
        response.writeHead(307, { location: address }).end();
      }
    } else if (isFile === undefined) {
      const url = `http://${request.headers.host ?? ""}/${name}/-/${name.split("/").at(-1) ?? ""}-${tarball.manifest.version}.tgz`;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(describePackage(tarball, url)));
    } else {
      response.setHeader("content-type", "application/octet-stream");
      response.end(readFileSync(tarball.file));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    folder,
    tarballs,
    url: `${url}/`,
    filteredUrl: `${url}${filtered}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the registry behind says of a package, without the optional dependencies for other platforms. */
async function forThisPlatform(address: string): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (!response.ok) return text;
  const description = JSON.parse(text) as {
    versions: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const isOther = (name: string) =>
    /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|wasi|wasm32|win32|windows|musl)/.test(
      name.replace(`${process.platform}-${process.arch}`, ""),
    );
  for (const version of Object.values(description.versions)) {
    const optional = Object.entries(version.optionalDependencies ?? {});
    version.optionalDependencies = Object.fromEntries(optional.filter(([name]) => !isOther(name)));
  }
  return JSON.stringify(description);
}

/** What a registry says of a package of which there is one version. */
function describePackage({ manifest, file }: Tarball, url: string): object {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  return {
    name,
    "dist-tags": { latest: version },
    // Package managers hold back what is only some days old.
    time: { [version]: "2020-01-01T00:00:00.000Z" },
    versions: { [version]: { ...manifest, dist: { tarball: url, integrity } } },
  };
}
