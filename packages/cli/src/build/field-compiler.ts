import type { ResolvedOptions } from "@weakfield/core";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ExitStatus, Failure } from "../failure.ts";
import { runCompiler } from "../typescript/compiler.ts";
import type { Config } from "../typescript/config.ts";
import { createMirror } from "../typescript/mirror.ts";
import type { BuildContext } from "./build-project.ts";
import type { OutputPlan, Staged } from "./outputs.ts";
import type { Memory } from "./state.ts";
import { isScript, shownPath } from "../files.ts";

/** Compiles the files with fields of a project. */
export interface FieldCompiler {
  /** Compiles those of these files whose JavaScript is not there yet, unless there are faults. */
  readonly emitNew: (files: readonly string[]) => Promise<void>;
  /**
   * Replaces what the compiler has made of the files with fields, and returns where their JavaScript is, without
   * extensions.
   *
   * @param isFaultless whether the compiler has found no errors
   */
  readonly putInto: (
    staged: Staged,
    files: readonly string[],
    isFaultless: boolean,
  ) => Promise<ReadonlyMap<string, string>>;
  /** Has a file of the program fields? */
  readonly hasFields: (file: string) => boolean;
}

/** A rewritten text, and the map from it to its original. */
interface Printed {
  readonly code: string;
  readonly map: string;
}

export function createFieldCompiler(
  config: Config,
  plan: OutputPlan,
  options: ResolvedOptions,
  cache: string,
  references: readonly string[],
  memory: Pick<Memory, "emitted" | "hasFields">,
  { compiler, folder, report }: BuildContext,
): FieldCompiler {
  const places = { sources: join(cache, "sources"), emitted: join(cache, "javascript") };
  /** Null: a file without fields. Undefined: one with fields that has not been printed in this run. */
  const seen = new Map<string, Printed | null | undefined>();
  /** Where this run has put the JavaScript of files, without extensions. */
  const emitted = new Map<string, string>();
  let output = "";

  const withFields = () => [...seen].flatMap(([file, printed]) => (printed === null ? [] : [file]));

  /** Whether each file has fields; those that have changed are read. */
  async function look(files: readonly string[]): Promise<void> {
    for (const file of files) {
      if (seen.has(file) || !isScript(file)) continue;
      const known = memory.hasFields(file);
      if (known !== undefined) {
        seen.set(file, known ? undefined : null);
      } else if (existsSync(file)) seen.set(file, await print(file));
    }
  }

  async function print(file: string): Promise<Printed | null> {
    const text = readFileSync(file, "utf8");
    const { mentionsMarker } = await import("@weakfield/core");
    if (!mentionsMarker(text, options)) return null;
    const { compileSource, faultsOf } = await import("../source-files.ts");
    const { faults, printed } = compileSource(file, text, options);
    report.faults(faultsOf(shownPath(folder, file), text, faults));
    return printed ? { code: printed.code, map: JSON.stringify(printed.map) } : null;
  }

  async function printedOf(file: string): Promise<Printed | null> {
    const known = seen.get(file);
    const printed = known === undefined ? await print(file) : known;
    seen.set(file, printed);
    return printed;
  }

  /** @param isAlone whether each file is compiled by itself */
  async function emit(files: readonly string[], isAlone: boolean): Promise<void> {
    if (files.length === 0) return;
    const texts = new Map<string, string>();
    for (const file of files) {
      const printed = await printedOf(file);
      if (printed) texts.set(file, printed.code);
    }
    if (report.found.length > 0) return;
    const { write, emittedPath } = createMirror(config, withFields(), places, references);
    const run = await runCompiler(compiler, ["-p", write(texts, isAlone)], config.folder);
    ({ output } = run);
    if (run.status > 2) throw new Failure(output.trim(), ExitStatus.faults);
    for (const file of texts.keys()) {
      emitted.set(file, emittedPath(file).replace(/\.[^.]+$/, ""));
    }
  }

  return {
    async emitNew(files) {
      await look(files);
      if (report.found.length > 0 || !plan.writesJavaScript) return;
      const isNew = (file: string) => seen.get(file) !== undefined || !memory.emitted.has(file);
      await emit(
        withFields().filter((file) => !emitted.has(file) && isNew(file)),
        isIsolated(config),
      );
    },
    async putInto(staged, files, isFaultless) {
      if (!plan.writesJavaScript) return emitted;
      const scripts = files.flatMap((file) => {
        const script = hasFields(file) ? staged.scriptOf(file) : null;
        return script ? [{ file, script }] : [];
      });
      // What JavaScript is made of a text that has not changed depends on the same as what the compiler makes of the
      // original: on what the names that it imports stand for, and on package.json. It has made that anew if it had to.
      const isAlone = isIsolated(config) && isFaultless;
      const stale = scripts.filter(({ file, script }) => {
        if (emitted.has(file)) return isIsolated(config) && !isFaultless;
        return !memory.emitted.has(file) || script.isNew;
      });
      await emit(
        stale.map(({ file }) => file),
        isAlone,
      );
      const used = new Map<string, string>();
      for (const { file, script } of scripts) {
        const name = emitted.get(file) ?? memory.emitted.get(file) ?? "";
        used.set(file, name);
        const targets = [script.movedTo, `${script.movedTo}.map`];
        const isKept = !targets.some((target) => staged.contents.has(target));
        if (isKept && !emitted.has(file)) continue;
        const [extension = ""] = /\.[cm]?jsx?$/.exec(script.movedTo) ?? [];
        if (!existsSync(name + extension)) {
          throw new Failure(
            `The compiler made no JavaScript of ${file} after its fields were rewritten:\n${output.trim()}`,
            ExitStatus.faults,
          );
        }
        staged.load(script);
        const printed = await printedOf(file);
        await replaceOutput(staged, script.movedTo, name + extension, printed?.map ?? "");
      }
      return used;
    },
    hasFields,
  };

  function hasFields(file: string): boolean {
    return seen.has(file) && seen.get(file) !== null;
  }
}

/**
 * Does the JavaScript of a file depend on nothing but its own text? The compiler sees to it and reports what would not
 * do. Metadata of decorators is made from types all the same.
 */
function isIsolated({ compilerOptions }: Config): boolean {
  const has = (name: string) => compilerOptions[name] === true;
  return (has("isolatedModules") || has("verbatimModuleSyntax")) && !has("emitDecoratorMetadata");
}

async function replaceOutput(
  { contents }: Staged,
  target: string,
  emitted: string,
  ownMap: string,
): Promise<void> {
  const { composeOutput } = await import("../typescript/compose-output.ts");
  const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : null);
  const written = contents.get(`${target}.map`);
  const { code, map } = composeOutput(
    { code: read(emitted) ?? "", map: read(`${emitted}.map`) },
    {
      code: String(contents.get(target)),
      map: written === undefined ? null : String(written),
    },
    ownMap,
  );
  contents.set(target, code);
  if (map !== null) contents.set(`${target}.map`, map);
}
