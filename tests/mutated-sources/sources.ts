import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A file's text. The name's extension tells what it is parsed as. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const CODE = /\.(?:[cm]?js|jsx|tsx?)$/;
const SKIPPED = /^(?:node_modules|dist|coverage|\..*)$/;
const LARGEST = 60_000;

/** The repository's own sources, and those of the corpus when it has been fetched, in the order of their names. */
export function readSources({ corpus }: { corpus: boolean }): Source[] {
  const folders = ["packages", "examples", "tests", "scripts"];
  return readFolders([...folders, ...(corpus ? [".cache/corpus"] : [])]);
}

/** The code below folders of the repository that is not a declaration file, in the order of the names. */
export function readFolders(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) => [...walk(path.join(root, folder))]);
}

function* walk(folder: string): Generator<Source> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // not there, or gone since: other tests write beside these files
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.test(entry.name)) yield* walk(file);
    } else if (entry.isFile() && CODE.test(entry.name) && !/\.d\.[^.]*ts$/.test(entry.name)) {
      if (statSync(file).size <= LARGEST) {
        yield {
          name: path.relative(root, file).replace(/^\.cache/, "cache"),
          text: readFileSync(file, "utf8"),
        };
      }
    }
  }
}
