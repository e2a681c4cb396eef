import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { pageFile, plotFolder, renderPage } from "../report/page.ts";
import { plots } from "../report/plots.ts";
import { readResults } from "../report/results.ts";
import type { Results } from "../report/results.ts";
import { ratioOf } from "../shared/statistics.ts";

const environment = {
  node: "v24.0.0",
  v8: "13",
  platform: "linux x64",
  cpu: "one",
  cores: 1,
  memory: 1,
  date: "2026-01-01",
  versions: { one: "1.0.0" },
};
const startup: Results["startup"] = {
  environment,
  data: {
    classes: 1,
    rows: [
      { candidate: "hand-private", bytes: 100, minified: 50, microseconds: [10, 20, 30] },
      { candidate: "weakmap", bytes: 160, minified: 100, microseconds: [20, 30, 60] },
    ],
  },
};

describe("docs/benchmarks.md", () => {
  test("is what the results say", async () => {
    const page = readFileSync(pageFile, "utf8");
    expect(await renderPage(page, readResults())).toBe(page);
  });

  test("shows the plots of the results, and no other", () => {
    const made = plots(readResults());
    const files = existsSync(plotFolder) ? readdirSync(plotFolder) : [];
    expect(files.sort()).toEqual(
      Object.keys(made)
        .map((name) => `${name}.svg`)
        .sort(),
    );
    for (const [name, svg] of Object.entries(made)) {
      expect(readFileSync(path.join(plotFolder, `${name}.svg`), "utf8")).toBe(svg);
    }
  });
});

test("a result appears in the page, with the figures that it misses", async () => {
  const page = "<!-- begin environment --><!-- end environment -->";
  await expect(renderPage(page, { startup })).rejects.toThrow("does not show");
  const whole = ["environment", "figures", "startup"]
    .map((name) => `<!-- begin ${name} -->\nold\n<!-- end ${name} -->`)
    .join("\n\n");
  const rendered = await renderPage(whole, { startup });
  expect(rendered).not.toContain("old");
  expect(rendered).toContain("one, 1 cores, 1 GiB, linux x64, Node 24.0.0 (V8 13), one 1.0.0");
  const lines = rendered.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(lines).toContain(
    "| `weakmap` of `#x` by hand: compile, define and first use | 1.1 | 1.50 (1.50–2.00) | **no** |",
  );
  expect(lines).toContain("| `weakmap` of `#x` by hand: bytes of a class | 1.5 | 1.60 | **no** |");
});

test("a place without a result says so", async () => {
  const rendered = await renderPage("<!-- begin lint -->\nold\n<!-- end lint -->\n", {}).catch(
    (error: unknown) => String(error),
  );
  expect(rendered).toContain("does not show");
  const page =
    "<!-- begin lint -->\n<!-- end lint -->\n\n<!-- begin environment -->\n<!-- end environment -->\n\n<!-- begin figures -->\n<!-- end figures -->\n";
  expect(await renderPage(page, {})).toMatch(/begin lint -->\n\nNot measured yet\.\n/);
});

test("a ratio is that of the medians, its spread that of the rounds", () => {
  expect(ratioOf([10, 40, 20], [10, 10, 20])).toEqual({ value: 2, low: 1, high: 4 });
});
