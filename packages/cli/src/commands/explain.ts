import { resolveOptions } from "@weakfield/core";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ExitStatus } from "../failure.ts";
import { listFiles, shownPath } from "../files.ts";
import { compileSource, faultsOf } from "../source-files.ts";
import type { Command } from "./command.ts";

/** Shows what declarations become. */
export const explainCommand: Command = {
  name: "explain",
  operands: ["FILE"],
  summary: "show each declaration of a file and what it becomes",
  details: `Prints every line that changes, and below it what stands in its place: rewritten code
keeps its line.`,
  flags: {},
  takesOptions: true,
  run({ folder, operands: [name = ""], givenOptions, report }) {
    const { options } = resolveOptions(givenOptions);
    const [file = ""] = listFiles(resolve(folder, name)).slice(0, 1);
    const text = readFileSync(file, "utf8");
    const shown = shownPath(folder, file);
    const { plan, printed, faults } = compileSource(file, text, options);
    report.faults(faultsOf(shown, text, faults));
    const before = text.split(/\r?\n/);
    const after = printed?.code.split(/\r?\n/) ?? before;
    const lines = after.flatMap((code, index) =>
      code === before[index] ? [] : [{ line: index + 1, declared: before[index] ?? "", code }],
    );
    if (faults.length === 0 && !plan) report.print(`${shown} declares no fields.`);
    const width = String(lines.at(-1)?.line ?? 0).length;
    for (const { line, declared, code } of lines) {
      const margin = " ".repeat(width);
      report.print(`${String(line).padStart(width)} | ${declared}\n${margin} > ${code}\n`);
    }
    const classes = (plan?.classes ?? []).map((owner) => ({
      name: owner.owner,
      store: owner.store,
      fields: owner.fields.map((field) => text.slice(field.member.start, field.member.end)),
    }));
    const status = faults.length > 0 ? ExitStatus.faults : ExitStatus.done;
    return { status, data: { file: shown, classes, lines } };
  },
};
