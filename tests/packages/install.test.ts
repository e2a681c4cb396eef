// Every snippet of docs/install.md and of the READMEs, carried out as it stands there, with the packages as they would be
// published and with every package manager.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBlocks, type Block } from "../docs/blocks.ts";
import { managers, Project } from "./managers.ts";
import { fileOf, follow, isInstall, pin, readSections, runModules } from "./pages.ts";
import { packages, root, startRegistry, type Registry } from "./registry.ts";
import { pages, tools, type Tool } from "./tools.ts";

let folder: string;
let registry: Registry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "weakfield-packed-"));
  registry = await startRegistry(folder);
}, 120_000);
afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

const sections = readSections("docs/install.md");

/** Pages whose configurations stand in docs/install.md, too. */
const repeating = [
  "README.md",
  "packages/eslint-plugin-weakfield/README.md",
  "packages/unplugin/README.md",
];

test("each section and each page with commands is tried", () => {
  expect(sections.map(({ title }) => title)).toEqual(Object.keys(tools));
  const readmes = [...packages.values()].map((path) => relative(root, join(path, "README.md")));
  const known = new Set([...repeating, ...Object.keys(pages)]);
  expect(["README.md", ...readmes].sort()).toEqual([...known].sort());
});

test.each(repeating)("%s shows the same configurations", (page) => {
  const shown = sections.flatMap(({ blocks }) => blocks);
  const files = new Set(shown.map(fileOf));
  const same = readBlocks(join(root, page)).filter((block) => {
    const file = fileOf(block);
    return file !== null && file !== "tsconfig.json" && files.has(file);
  });
  expect(same).not.toEqual([]);
  expect(shown.map(({ code }) => code)).toEqual(
    expect.arrayContaining(same.map(({ code }) => code)),
  );
});

test("links of the page lead somewhere", () => {
  const text = readFileSync(join(root, "docs/install.md"), "utf8");
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? "");
  expect(targets).not.toEqual([]);
  expect(targets.filter((target) => !existsSync(join(root, "docs", target)))).toEqual([]);
});

test("each tarball has its license, its README and nothing but what is built", () => {
  for (const { manifest, paths } of registry.tarballs) {
    const { name } = manifest;
    const others = paths.filter((path) => !path.startsWith("dist/"));
    expect(others, name).toEqual(["LICENSE", "README.md", "package.json"]);
    expect(paths.length, name).toBeGreaterThan(others.length);
    const ranges = Object.values(manifest.dependencies ?? {});
    expect(
      ranges.filter((range) => !/^[\^~]?\d/.test(range)),
      name,
    ).toEqual([]);
  }
});

describe.each(managers)("$name", (manager) => {
  /** One for all tools, and one for TypeScript 7, beside which most of them cannot be installed. */
  const projects = new Map<string, Project>();
  const installed = new Set<string>();
  beforeAll(async () => {
    const shared = new Project(manager, registry);
    projects.set("6", shared).set("7", new Project(manager, registry));
    const names = Object.values(tools).flatMap((tool) => tool.tools ?? []);
    await shared.execute(`npm install --save-dev ${pin([...new Set(names)])}`);
  }, 300_000);
  afterAll(() => {
    for (const project of projects.values()) project.remove();
  });

  test.each(sections)("$title", { timeout: 180_000 }, async ({ title, blocks }) => {
    await tryOut(title, blocks, tools[title]);
  });
  test.each(Object.entries(pages))("%s", { timeout: 180_000 }, async (page, tool) => {
    const blocks = readBlocks(join(root, page));
    const project = await tryOut(page, blocks, tool);
    if (project === null) return;
    const results = await runModules(project, blocks);
    const compared = results.filter(({ shown }) => shown !== null);
    expect(compared.map(({ line, printed }) => ({ line, printed }))).toEqual(
      compared.map(({ line, shown }) => ({ line, printed: shown })),
    );
  });

  test("lint rules beside TypeScript 7", { timeout: 180_000 }, async () => {
    const project = projects.get("7");
    const config =
      'import weakfield from "eslint-plugin-weakfield";\nexport default [weakfield.configs.leaks];\n';
    const leaking =
      "const values = new Map();\nexport class Point {\n  constructor() {\n    values.set(this, 1);\n  }\n}\n";
    project?.begin({ "eslint.config.js": config, "point.js": leaking });
    await project?.execute(
      `npm install --save-dev eslint-plugin-weakfield typescript@7 ${pin(["eslint"])}`,
    );
    const linting = project?.execute("npx eslint point.js") ?? Promise.resolve("");
    expect(await failureOf(linting)).toContain("weakfield/no-strong-instance-map");
  });

  async function tryOut(
    title: string,
    blocks: readonly Block[],
    tool?: Tool,
  ): Promise<Project | null> {
    const key = /^(TypeScript 7|packages\/cli\/.*)$/.test(title) ? "7" : "6";
    const project = projects.get(key);
    if (tool === undefined || project === undefined)
      throw new Error(`Nothing is known of ${title}.`);
    const { files, fails = false, prints, refusesPnp, run, type } = tool;
    project.begin(files, type);
    // The commands of this repository itself are not for a project. What is installed is not installed once more.
    const isSkipped = (line: string) =>
      /^npm (test|run)\b/.test(line) || (isInstall(line) && isRepeated(`${key} ${line}`));
    const steps = async (): Promise<string> => {
      const printed = await follow(project, blocks, isSkipped);
      return run === undefined ? printed : project.execute(run);
    };
    if (manager.name === "yarn, pnp" && refusesPnp !== undefined) {
      expect(await failureOf(steps())).toContain(refusesPnp);
      return null;
    }
    const result = fails ? await failureOf(steps()) : await steps();
    if (prints instanceof RegExp) expect(result).toMatch(prints);
    else if (fails) expect(result).toContain(prints);
    else expect(result).toBe(prints);
    return project;
  }

  function isRepeated(line: string): boolean {
    const isKnown = installed.has(line);
    installed.add(line);
    return isKnown;
  }
});

function failureOf(steps: Promise<string>): Promise<string> {
  return steps.then(
    (printed) => {
      throw new Error(`It should have failed, and printed:\n${printed}`);
    },
    (error: unknown) => String(error),
  );
}
