import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { root } from "../shared/processes.ts";
import { plots } from "./plots.ts";
import type { Results } from "./results.ts";
import { sections } from "./sections.ts";

/** The page, whose prose is written by hand and whose tables stand between comments that name them. */
export const pageFile: string = path.join(root, "../docs/benchmarks.md");
/** The folder of the plots that it shows. */
export const plotFolder: string = path.join(root, "../docs/benchmarks");

/**
 * The page with all tables made anew. A place without a result says so; a table that the page has no place for is an error.
 */
export async function renderPage(page: string, results: Results): Promise<string> {
  const texts = new Map(Object.entries(sections(results)));
  const filled = page.replace(
    /(<!-- begin (\S+) -->\n)[\s\S]*?(<!-- end \2 -->)/g,
    (_, begin: string, name: string, end: string) => {
      const text = texts.get(name) ?? "Not measured yet.";
      texts.delete(name);
      return `${begin}\n${text}\n\n${end}`;
    },
  );
  if (texts.size > 0) {
    throw new Error(`docs/benchmarks.md does not show ${[...texts.keys()].join(", ")}.`);
  }
  return format(filled, { parser: "markdown", printWidth: 100 });
}

/** Writes the page and its plots. */
export async function writePage(results: Results): Promise<void> {
  writeFileSync(pageFile, await renderPage(readFileSync(pageFile, "utf8"), results));
  mkdirSync(plotFolder, { recursive: true });
  for (const [name, svg] of Object.entries(plots(results))) {
    writeFileSync(path.join(plotFolder, `${name}.svg`), svg);
  }
}
