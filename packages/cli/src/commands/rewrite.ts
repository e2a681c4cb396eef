import { resolveOptions, withInlineMap } from "@weakfield/core";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { ExitStatus, Failure } from "../failure.ts";
import { isScript, listFiles, shownPath } from "../files.ts";
import { withProgress } from "../progress.ts";
import { compileSource, faultsOf } from "../source-files.ts";
import { writeAll } from "../write-all.ts";
import type { Command } from "./command.ts";

/** Source to source, for pipelines that have no plugin. */
export const rewriteCommand: Command = {
  name: "rewrite",
  operands: ["SRC"],
  summary: "write the sources with their fields compiled, for any other tool to go on with",
  details: `Every file below SRC is written below the folder of --out; files without fields are
copied. Line N of a rewritten file is line N of its source. Do not type-check or
declare (.d.ts) from rewritten text: check what you wrote.

Nothing is written if any file has a fault.`,
  flags: {
    out: { type: "string", short: "o", value: "DIR", help: "where to write; required" },
    "source-map": { type: "boolean", help: "append a source map to each rewritten file" },
  },
  takesOptions: true,
  async run({ folder, operands: [source = ""], flags, givenOptions, report }) {
    const { options } = resolveOptions(givenOptions);
    if (typeof flags["out"] !== "string") {
      throw new Failure("`rewrite` needs a folder to write to: add `--out DIR`.");
    }
    const from = resolve(folder, source);
    const out = resolve(folder, flags["out"]);
    if (from === out) {
      throw new Failure("`rewrite` does not write over its sources: give --out another folder.");
    }
    if (existsSync(out) && !statSync(out).isDirectory()) {
      throw new Failure(`\`${flags["out"]}\` is a file: give --out a folder.`);
    }
    const files = new Map<string, string | Uint8Array>();
    let rewritten = 0;
    for await (const file of withProgress(listFiles(from, [out]), "rewritten", report)) {
      const target = join(out, file === from ? basename(file) : relative(from, file));
      const content = readFileSync(file);
      if (!isScript(file)) {
        files.set(target, content);
        continue;
      }
      const text = content.toString();
      const { printed, faults } = compileSource(file, text, options);
      report.faults(faultsOf(shownPath(folder, file), text, faults));
      if (!printed) files.set(target, content);
      else {
        files.set(target, flags["source-map"] === true ? withInlineMap(printed) : printed.code);
        rewritten++;
      }
    }
    const data = { files: files.size, rewritten, out };
    if (report.found.length > 0) {
      report.note(`Nothing was written: ${report.found.length} declarations are faulty.`);
      return { status: ExitStatus.faults, data };
    }
    writeAll(files);
    report.print(
      `${rewritten} of ${files.size} files rewritten to ${shownPath(folder, out) || "."}`,
    );
    return { status: ExitStatus.done, data };
  },
};
