import { positionOf, resolveOptions } from "@weakfield/core";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ejectFile } from "../eject/eject-file.ts";
import { ExitStatus } from "../failure.ts";
import { isScript, listFiles, shownPath } from "../files.ts";
import { FIELD_FLAGS } from "../help.ts";
import { withProgress } from "../progress.ts";
import { compileSource, faultsOf } from "../source-files.ts";
import { writeAll } from "../write-all.ts";
import type { Command } from "./command.ts";

/** The way out: plain TypeScript in place of `@field`. */
export const ejectCommand: Command = {
  name: "eject",
  operands: ["SRC"],
  summary: "replace @field in place by the plain TypeScript that it stands for",
  details: `A field without a converter becomes \`accessor\`, the standard's own; one with a converter
becomes a private slot with a getter and a setter. \`readonly\` goes: neither has it. A file
with a field that has no such form is left as it is, and the exit status is 1.

\`assign\`, \`snapshot\` and \`fieldsOf\` know nothing of ejected members.
Commit first: the files are changed in place.`,
  flags: { modules: FIELD_FLAGS["modules"] ?? { type: "string", help: "" } },
  takesOptions: false,
  async run({ folder, operands: [source = ""], givenOptions, report }) {
    const { options } = resolveOptions(givenOptions);
    const files = new Map<string, string>();
    const declined: { file: string; line: number; column: number; reason: string }[] = [];
    const sources = listFiles(resolve(folder, source)).filter(isScript);
    for await (const file of withProgress(sources, "ejected", report)) {
      const text = readFileSync(file, "utf8");
      const shown = shownPath(folder, file);
      const { plan, faults } = compileSource(file, text, options);
      report.faults(faultsOf(shown, text, faults));
      if (plan === null) continue;
      const ejected = ejectFile(file, text, plan);
      for (const { offset, reason } of ejected.declined) {
        const position = positionOf(text, offset);
        declined.push({ file: shown, ...position, reason });
        report.note(`${shown}:${position.line}:${position.column} was not ejected: ${reason}.`);
      }
      if (ejected.declined.length === 0) files.set(file, ejected.code);
    }
    if (report.found.length > 0) {
      report.note("Nothing was written.");
      return { status: ExitStatus.faults, data: { files: [], declined } };
    }
    const written = writeAll(files).map((file) => shownPath(folder, file));
    report.print(`${written.length} ${written.length === 1 ? "file" : "files"} ejected`);
    const status = declined.length > 0 ? ExitStatus.faults : ExitStatus.done;
    return { status, data: { files: written, declined } };
  },
};
