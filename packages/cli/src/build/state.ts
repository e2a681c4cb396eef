import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../write-all.ts";
import { openOutput, OUTPUT_KINDS, outputTable } from "./kept-outputs.ts";
import type { KeptOutput, OutputKind, OutputTable } from "./kept-outputs.ts";
import {
  fromTable,
  isStampUnchanged,
  isUnchanged,
  safeStampOf,
  stampOf,
  toTable,
} from "./stamps.ts";
import type { Stamp, StampTable } from "./stamps.ts";

/** What a build leaves for the next one, in a file beside its intermediate files. What it has written is in another. */
interface State {
  /** What the intermediate files depend on besides the sources. */
  readonly settings: string;
  /** The folder of the intermediate files. */
  readonly folder: string;
  /** Had it no errors? */
  readonly isClean: boolean;
  /** All files of the program, as they were read; null for one that may have changed meanwhile. */
  readonly inputs: StampTable;
  /** Which of them have fields, by their numbers. */
  readonly withFields: readonly number[];
  /** What says how they are to be read, such as package.json, and paths at which there is nothing. */
  readonly packages: StampTable;
  readonly emitted: EmittedTable;
}

/** Where the JavaScript of files with fields is, without extensions. */
interface EmittedTable {
  /** What all paths begin with, which is most of each. */
  readonly start: string;
  readonly rests: readonly string[];
  /** The numbers of the sources among the inputs. */
  readonly sources: readonly number[];
}

type Outputs = Readonly<Record<OutputKind, OutputTable>>;

/** What a build has done. */
interface Done {
  readonly inputs: readonly string[];
  readonly hasFields: (input: string) => boolean;
  readonly packages: readonly string[];
  /** Where each kind of output is, and the names of all its files. */
  readonly outputs: Readonly<
    Record<OutputKind, { readonly target: string; readonly names: Iterable<string> }>
  >;
  /** Which of the output has been written: the rest was as it is already. */
  readonly written: readonly string[];
  readonly emitted: ReadonlyMap<string, string>;
  readonly isClean: boolean;
}

/** The memory of a project's builds. */
export interface Memory {
  /** The folder of the intermediate files, which is another after a build that did not end. */
  readonly folder: string;
  /** Is there nothing to go on from: no build yet, other settings, or one that did not end? */
  readonly isEmpty: boolean;
  /** The files that the last build read. */
  readonly files: readonly string[];
  /** What it has left. */
  readonly outputs: Readonly<Record<OutputKind, KeptOutput>>;
  /** Where the JavaScript of files with fields is kept, without extensions, by their paths. */
  readonly emitted: ReadonlyMap<string, string>;
  /** Has nothing changed since the last build, which had no errors? */
  readonly isCurrent: (rootFiles: readonly string[]) => boolean;
  /** Has another build noted something since this memory was opened? */
  readonly hasChanged: () => boolean;
  /** Looks at files that the compiler is about to read, and at what the user's folders hold. */
  readonly lookAt: (files: readonly string[]) => void;
  /** Has a file fields, as the last build has found? Undefined: it has changed, or is not known. */
  readonly hasFields: (file: string) => boolean | undefined;
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
  const outputsPath = join(cache, "outputs.json");
  const mark = join(cache, "unfinished");
  const opened = versionOf(path);
  const found = readJson(path) as State | null;
  // What the compiler has noted and what it has written need not agree after it was ended in the middle.
  const isUsable = found?.settings === settings && !existsSync(mark) && existsSync(outputsPath);
  const last = isUsable ? found : null;
  // A compiler that outlives the build that was killed goes on writing into its own folder.
  const folder = last?.folder ?? join(cache, `${Date.now().toString(36)}-${process.pid}`);
  const before = fromTable(last?.inputs);
  const withFields = new Set(last?.withFields.map((index) => last.inputs.names[index]));
  const looked = new Map<string, Stamp | null>();
  let outputs: Memory["outputs"] | undefined;
  // They are read when they are asked for: the compiler can be started before.
  const openOutputs = () => {
    if (outputs !== undefined) return outputs;
    const tables = last && (readJson(outputsPath) as Outputs | null);
    outputs = {
      output: openOutput(tables?.output),
      declarations: openOutput(tables?.declarations),
    };
    return outputs;
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
    isEmpty: last === null,
    files: last?.inputs.names ?? [],
    get outputs() {
      return openOutputs();
    },
    emitted: last === null ? new Map() : readEmitted(last.emitted, last.inputs.names),
    hasChanged: () => existsSync(mark) || versionOf(path) !== opened,
    isCurrent(rootFiles) {
      if (last?.isClean !== true || rootFiles.some((file) => !before.has(file))) return false;
      for (const [file, stamp] of before) {
        if (!isStampUnchanged(file, look(file), stamp)) return false;
      }
      for (const [file, stamp] of fromTable(last.packages)) {
        if (!isUnchanged(file, stamp)) return false;
      }
      return OUTPUT_KINDS.every((kind) => openOutputs()[kind].changed().size === 0);
    },
    lookAt(files) {
      for (const file of files) look(file);
      for (const kind of OUTPUT_KINDS) openOutputs()[kind].changed();
    },
    hasFields(file) {
      const stamp = before.get(file);
      const isKnown = stamp && isStampUnchanged(file, look(file), stamp);
      return isKnown ? withFields.has(file) : undefined;
    },
    begin() {
      if (last === null) removeAll(cache);
      mkdirSync(folder, { recursive: true });
      writeFileSync(mark, "");
    },
    remember({ inputs, hasFields, packages, outputs: made, written, isClean, emitted }, since) {
      const stamped = (files: readonly string[]): StampTable =>
        toTable(
          files.map((file) => {
            const stamp = looked.get(file);
            return [file, stamp === undefined ? lateStamp(file, since) : stamp];
          }),
        );
      const isWritten = new Set(written);
      const tableOf = (kind: OutputKind) =>
        outputTable(openOutputs()[kind], made[kind].target, made[kind].names, isWritten, since);
      const tables: Outputs = { output: tableOf("output"), declarations: tableOf("declarations") };
      const state: State = {
        settings,
        folder,
        isClean,
        inputs: stamped(inputs),
        withFields: inputs.flatMap((file, index) => (hasFields(file) ? [index] : [])),
        packages: stamped(packages),
        emitted: tableOfEmitted(emitted, inputs),
      };
      replaceFile(outputsPath, JSON.stringify(tables));
      replaceFile(path, JSON.stringify(state));
    },
    finish: () => rmSync(mark, { force: true }),
  };
}

function readEmitted(
  { start, rests, sources }: EmittedTable,
  inputs: readonly string[],
): Map<string, string> {
  return new Map(
    sources.map((source, index) => [inputs[source] ?? "", start + (rests[index] ?? "")]),
  );
}

function tableOfEmitted(
  emitted: ReadonlyMap<string, string>,
  inputs: readonly string[],
): EmittedTable {
  let start = emitted.values().next().value ?? "";
  for (const path of emitted.values()) {
    while (!path.startsWith(start)) start = start.slice(0, -1);
  }
  const sources = inputs.flatMap((file, index) => (emitted.has(file) ? [index] : []));
  const rests = sources.map(
    (source) => emitted.get(inputs[source] ?? "")?.slice(start.length) ?? "",
  );
  return { start, rests, sources };
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

/** Null if it cannot be read. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
