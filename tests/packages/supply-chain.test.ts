// What SECURITY.md and docs/licenses.md claim of the packages, looked up in what is published and installed.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { licensesPage, productionDependencies } from "./licenses.ts";
import { packages, readManifest, root } from "./registry.ts";

/** npm takes a release with provenance only where the workflow that made it runs in `repository`. */
const REPOSITORY = "https://github.com/weakfield/weakfield";

/** What evaluates text, starts programs or reaches the network. */
const powers: Readonly<Record<string, RegExp>> = {
  evaluates: /\beval\(|new Function\(|["'](?:node:)?vm["']/,
  starts: /["'](?:node:)?(?:child_process|cluster|worker_threads)["']/,
  connects: /\bfetch\(|new WebSocket|["'](?:node:)?(?:https?|http2|net|tls|dgram)["']/,
  writes:
    /\b(?:(?:writeFile|appendFile|createWriteStream|copyFile)(?:Sync)?|(?:rename|mkdir|rm|unlink)Sync|fs(?:\.promises)?\.(?:rename|mkdir|rm|unlink))\(/,
};
/** The powers that SECURITY.md tells of. */
const granted: Readonly<Record<string, readonly string[]>> = {
  "@weakfield/cli": ["starts", "writes"],
  // The garbage collector of V8, for tests.
  weakfield: ["evaluates"],
};

describe.each([...packages])("%s", (name, folder) => {
  const dist = join(folder, "dist");
  const scripts = readdirSync(dist).filter((file) => /\.c?js$/.test(file));
  const text = scripts.map((file) => readFileSync(join(dist, file), "utf8")).join("\n");

  test("can do what SECURITY.md says, and no more", () => {
    expect(scripts).not.toEqual([]);
    // It names what it takes away from a build script.
    const own = text.replace(/\nfunction closeNetwork\(\) \{[^]*?\n\}\n/, "");
    const found = Object.keys(powers).filter((power) => powers[power]?.test(own) === true);
    expect(found).toEqual(granted[name] ?? []);
  });

  test("imports each of its dependencies", () => {
    const { dependencies = {} } = readManifest(folder);
    const unused = Object.keys(dependencies).filter(
      (dependency) => !new RegExp(`["']${dependency}["'/]`).test(text),
    );
    expect(unused).toEqual([]);
  });

  test("runs nothing when it is installed, nor does what comes with it", () => {
    const installed = [...productionDependencies(folder).values()];
    const hooks = ["preinstall", "install", "postinstall", "prepare"];
    const running = [readManifest(folder), ...installed].filter(
      ({ scripts: all = {}, name: own }) =>
        // npm runs `prepare` of what it fetches from a repository only.
        hooks.some((hook) => hook in all && (hook !== "prepare" || own === name)),
    );
    expect(running.map(({ name: own }) => own)).toEqual([]);
  });

  test("names the place that a release has to come from, and that its pages are in", () => {
    const { repository, homepage, bugs } = readManifest(folder);
    const directory = `packages/${basename(folder)}`;
    expect(repository).toEqual({ type: "git", url: `git+${REPOSITORY}.git`, directory });
    expect({ homepage, bugs }).toEqual({
      homepage: `${REPOSITORY}/tree/main/${directory}#readme`,
      bugs: `${REPOSITORY}/issues`,
    });
    const pages = [
      ...text.matchAll(/https:\/\/github\.com\/[\w-]+\/[\w-]+(?=\/blob\/main\/docs\/)/g),
    ];
    expect(pages.filter(([page]) => page !== REPOSITORY)).toEqual([]);
  });

  test("comes with nothing but permissive licenses", () => {
    const licenses = [...productionDependencies(folder).values()].map(({ license }) => license);
    expect(
      licenses.filter((license) => !/^(MIT|ISC|BSD-[23]-Clause|Apache-2.0)$/.test(license ?? "")),
    ).toEqual([]);
    expect(readManifest(folder).license).toBe("MIT");
  });
});

test("the marker's package depends on nothing", () => {
  expect(productionDependencies(packages.get("weakfield") ?? "").size).toBe(0);
});

test("SECURITY.md has a row for each package", () => {
  const rows = [...readFileSync(join(root, "SECURITY.md"), "utf8").matchAll(/^\| `([^`]+)`/gm)];
  expect(rows.map(([, name]) => name).sort()).toEqual([...packages.keys()].sort());
});

test("docs/licenses.md shows what is installed: `npm run licenses` writes it anew", async () => {
  expect(readFileSync(join(root, "docs/licenses.md"), "utf8")).toBe(await licensesPage());
});
