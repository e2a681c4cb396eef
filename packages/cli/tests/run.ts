import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "../src/main.ts";

const temporary = fileURLToPath(new URL("../.tmp/", import.meta.url));

/** What a run of the program gave. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Makes a folder inside this package, so that its packages are found, with the files given.
 *
 * @param parent another place for the folder
 */
export function createFolder(
  files: Readonly<Record<string, string>>,
  parent: string = temporary,
): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "project-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs the program in a folder. */
export async function weakfield(folder: string, ...words: string[]): Promise<Run> {
  const output = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") =>
    ({
      write: (text: string) => {
        output[name] += text;
        return true;
      },
    }) as NodeJS.WriteStream;
  const status = await main(words, {
    stdout: stream("stdout") as NodeJS.Process["stdout"],
    stderr: stream("stderr") as NodeJS.Process["stderr"],
    cwd: () => folder,
  });
  return { status, ...output };
}
