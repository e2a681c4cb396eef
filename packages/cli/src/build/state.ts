import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { writeAll } from "../write-all.ts";
import type { OutputKind, Staged } from "./outputs.ts";
import { isUnchanged, safeStampOf, stampOf } from "./stamps.ts";
import type { Stamp, Stamps } from "./stamps.ts";

/** What a build leaves for the next one, in a file beside its intermediate files. */
interface State {
  /** What the intermediate files depend on besides the sources. */
  readonly settings: string;
  /** The folder of the intermediate files. */
  readonly folder: string;
  /** Had it no errors? */
  readonly isClean: boolean;
  /** All files of the program, as they were read; null for one that may have changed meanwhile. */
  readonly inputs: Stamps;
  /** What says how they are to be read, such as package.json, and paths at which there is nothing. */
  readonly packages: Stamps;
  /** Where each kind of output is, and the stamps of its files, by names below that folder. */
  readonly outputs: Readonly<Record<OutputKind, { target: string; files: Stamps }>>;
  /** Where the JavaScript of files with fields is, without extensions, by their paths. */
  readonly emitted: Readonly<Record<string, string>>;
}

/** What a build has done. */
interface Done {
  readonly inputs: readonly string[];
  readonly packages: readonly string[];
  readonly staged: Pick<Staged, "files" | "targets">;
  /** Which of the output has been written: the rest was as it is already. */
  readonly written: readonly string[];
  readonly emitted: ReadonlyMap<string, string>;
  readonly isClean: boolean;
}

/** The memory of a project's builds. */
export interface Memory {
  /** The folder of the intermediate files, which is another after a build that did not end. */
  readonly folder: string;
  /** The files that the last build read. */
  readonly files: readonly string[];
  /** The names of what it wrote. */
  readonly outputs: Readonly<Record<OutputKind, readonly string[]>>;
  /** Where the JavaScript of files with fields is kept, without extensions, by their paths. */
  readonly emitted: ReadonlyMap<string, string>;
  /** Has nothing changed since the last build, which had no errors? */
  readonly isCurrent: (rootFiles: readonly string[]) => boolean;
  /** Is an output in the user's folders as the last build has left it? It is looked at once. */
  readonly isSame: (file: string) => boolean;
  /** Has another build noted something since this memory was opened? */
  readonly hasChanged: () => boolean;
  /** Looks at files that the compiler is about to read, and at what the user's folders hold. */
  readonly lookAt: (files: readonly string[]) => void;
  /** What was seen of a file that is about to be read; null if there is none. */
  readonly stampOf: (file: string) => Stamp | null;
  /** Marks the intermediate files as unfinished, and removes those that another build left so. */
  readonly begin: () => void;
  /** Notes a build that has written its output; `since` is when it began. */
  readonly remember: (done: Done, since: number) => void;
  /** Notes that the intermediate files are whole. */
  readonly finish: () => void;
}

/**
 * Opens the memory of a project.
 *
 * @param cache the folder of all that is kept of the project between builds
 */
export function openMemory(cache: string, settings: string): Memory {
  const path = join(cache, "state.json");
  const mark = join(cache, "unfinished");
  const opened = versionOf(path);
  const found = readState(path);
  // What the compiler has noted and what it has written need not agree after it was ended in the middle.
  const isUsable = found?.settings === settings && !existsSync(mark);
  const last = isUsable ? found : null;
  // A compiler that outlives the build that was killed goes on writing into its own folder.
  const folder = last?.folder ?? join(cache, `${Date.now().toString(36)}-${process.pid}`);
  const before = new Map(Object.entries(last?.inputs ?? {}));
  const outputs = new Map<string, Stamp | null>();
  for (const { target, files } of Object.values(last?.outputs ?? {})) {
    for (const [name, stamp] of Object.entries(files)) outputs.set(target + sep + name, stamp);
  }
  const looked = new Map<string, Stamp | null>();
  const same = new Map<string, boolean>();
  const isSame = (file: string): boolean => {
    const known = same.get(file);
    if (known !== undefined) return known;
    const stamp = outputs.get(file);
    const answer = stamp !== undefined && stamp !== null && isUnchanged(file, stamp);
    same.set(file, answer);
    return answer;
  };
  const look = (file: string): Stamp | null => {
    const known = looked.get(file);
    if (known !== undefined) return known;
    const stamp = safeStampOf(file);
    looked.set(file, stamp);
    return stamp;
  };
  return {
    folder,
    files: [...before.keys()],
    outputs: {
      output: Object.keys(last?.outputs.output.files ?? {}),
      declarations: Object.keys(last?.outputs.declarations.files ?? {}),
    },
    emitted: new Map(Object.entries(last?.emitted ?? {})),
    isSame,
    hasChanged: () => existsSync(mark) || versionOf(path) !== opened,
    isCurrent(rootFiles) {
      if (last?.isClean !== true || rootFiles.some((file) => !before.has(file))) return false;
      for (const [file, stamp] of before) if (!isUnchanged(file, stamp)) return false;
      for (const [file, stamp] of Object.entries(last.packages)) {
        if (!isUnchanged(file, stamp)) return false;
      }
      return [...outputs.keys()].every(isSame);
    },
    lookAt(files) {
      for (const file of files) look(file);
      for (const file of outputs.keys()) isSame(file);
    },
    stampOf: look,
    begin() {
      if (!isUsable) removeAll(cache);
      mkdirSync(folder, { recursive: true });
      writeFileSync(mark, "");
    },
    remember({ inputs, packages, staged, written, isClean, emitted }, since) {
      const stampsOf = (files: readonly string[]): Stamps =>
        Object.fromEntries(
          files.map((file) => {
            const stamp = looked.get(file);
            return [file, stamp === undefined ? lateStamp(file, since) : stamp];
          }),
        );
      const isWritten = new Set(written);
      const outputStamp = (file: string): Stamp | null =>
        same.get(file) === true && !isWritten.has(file)
          ? (outputs.get(file) ?? null)
          : safeStampOf(file);
      const kinds = {
        output: { target: staged.targets.output, files: {} as Record<string, Stamp | null> },
        declarations: {
          target: staged.targets.declarations,
          files: {} as Record<string, Stamp | null>,
        },
      };
      for (const { kind, name, movedTo } of staged.files) {
        kinds[kind].files[name] = outputStamp(movedTo);
      }
      const state: State = {
        settings,
        folder,
        isClean,
        inputs: stampsOf(inputs),
        packages: stampsOf(packages),
        outputs: kinds,
        emitted: Object.fromEntries(emitted),
      };
      writeAll(new Map([[path, JSON.stringify(state)]]));
    },
    finish: () => rmSync(mark, { force: true }),
  };
}

/** The stamp of a file that was read already; null if it may have changed since. */
function lateStamp(file: string, since: number): Stamp | null {
  const stamp = stampOf(file);
  if (stamp === null) return null;
  const [changed] = stamp;
  return changed < since - (changed % 1000 === 0 ? 2000 : 0) ? stamp : null;
}

function removeAll(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Something is still being written there. It is not looked at any more.
  }
}

/** Tells one state of a file that is only ever replaced from every other. */
function versionOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.mtimeMs} ${stats.size}` : "";
}

function readState(path: string): State | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as State;
  } catch {
    return null;
  }
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
