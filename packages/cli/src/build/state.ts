import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { writeAll } from "../write-all.ts";

/** What a build leaves for the next one, in a file beside its intermediate files. */
interface State {
  /** What the intermediate files depend on besides the sources. */
  readonly settings: string;
  /** All files of the program, as they were; null if the last build did not end well. */
  readonly inputs: Stamps | null;
  readonly outputs: Stamps;
}

/** When files were last changed, and their sizes. */
type Stamps = Readonly<Record<string, readonly [changed: number, size: number] | null>>;

/** The memory of a project's builds. */
export interface Memory {
  /** The files that the last build read. */
  readonly files: readonly string[];
  /** Has nothing changed since the last build, which had no errors? */
  readonly isCurrent: (rootFiles: readonly string[]) => boolean;
  /** Is an output, or an intermediate file, as the last build has left it? */
  readonly isSame: (file: string) => boolean;
  /** Notes a build without errors; `since` is when it began. */
  readonly remember: (files: readonly string[], outputs: readonly string[], since: number) => void;
  /** Forgets that the project is built, before it is built again. */
  readonly forget: () => void;
}

/**
 * Opens the memory of a project. Intermediate files that were made under other settings are removed.
 *
 * @param cache the folder of intermediate files
 */
export function openMemory(cache: string, settings: string): Memory {
  const path = join(cache, "state.json");
  const digest = createHash("sha256").update(settings).digest("hex");
  const found = readState(path);
  if (found?.settings !== digest) rmSync(cache, { recursive: true, force: true });
  const last = found?.settings === digest ? found : null;
  const write = (state: State) => writeAll(new Map([[path, JSON.stringify(state)]]));
  return {
    files: Object.keys(last?.inputs ?? {}),
    isCurrent(rootFiles) {
      if (!last?.inputs) return false;
      const { inputs, outputs } = last;
      if (rootFiles.some((file) => !(file in inputs))) return false;
      return isUnchanged(inputs) && isUnchanged(outputs);
    },
    isSame(file) {
      const before = last?.inputs ? last.outputs[file] : undefined;
      return before !== undefined && before !== null && isUnchanged({ [file]: before });
    },
    remember(files, outputs, since) {
      const inputs = stamp(files);
      // A file that was changed meanwhile may have been read before or after.
      const isSettled = Object.values(inputs).every((entry) => entry !== null && entry[0] < since);
      if (isSettled) write({ settings: digest, inputs, outputs: stamp(outputs) });
    },
    forget: () => void write({ settings: digest, inputs: null, outputs: {} }),
  };
}

function readState(path: string): State | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as State;
  } catch {
    return null;
  }
}

function stamp(files: readonly string[]): Stamps {
  return Object.fromEntries(files.map((file) => [file, stampOf(file)]));
}

/** When a file was last changed, and its size; null if there is none. */
export function stampOf(file: string): readonly [number, number] | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? [stats.mtimeMs, stats.size] : null;
}

function isUnchanged(stamps: Stamps): boolean {
  return Object.entries(stamps).every(([file, before]) => {
    const now = stampOf(file);
    return now?.[0] === before?.[0] && now?.[1] === before?.[1];
  });
}

/**
 * The files of a program, absolute, as the compiler has noted them; null if it has noted none.
 *
 * @param path its `.tsbuildinfo`, which is not a documented format: nothing but the list of names is read
 */
export function readProgramFiles(path: string): string[] | null {
  if (!existsSync(path)) return null;
  const info = JSON.parse(readFileSync(path, "utf8")) as {
    fileNames?: string[];
    program?: { fileNames?: string[] };
  };
  // Before TypeScript 5.6, one level deeper.
  const names = info.fileNames ?? info.program?.fileNames;
  if (!names) return null;
  // TypeScript 7 notes its own library by bare names.
  return names
    .filter((name) => !/^lib\.[\w.]+\.d\.ts$/.test(name))
    .map((name) => resolve(dirname(path), name));
}
