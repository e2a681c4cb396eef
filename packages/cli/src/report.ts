import { codeFrame, diagnosticText, positionOf } from "@weakfield/core";
import type { Diagnostic } from "@weakfield/core";

/** One fault in the form of `--json`. */
export interface FaultRecord {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a command's output goes. With `--json`, all that is for people is silent and the result is one object. */
export interface Report {
  readonly isJson: boolean;
  /** The result, for people: standard output. */
  readonly print: (text: string) => void;
  /** What happens meanwhile, for people: standard error. */
  readonly note: (text: string) => void;
  /** Says on standard error what is going on, should it take long. Returns what ends it. */
  readonly progress: (text: string | (() => string)) => () => void;
  /** The faults of a file: a code frame each, on standard error. */
  readonly faults: (file: string, text: string, faults: readonly Diagnostic[]) => void;
  /** All faults so far. */
  readonly found: readonly FaultRecord[];
  /** Prints the object of `--json`; nothing without it. */
  readonly finish: (
    command: string,
    result: { readonly status: number; readonly data: Readonly<Record<string, unknown>> },
  ) => void;
  /** A report to the same place without the faults found so far. */
  readonly restart: () => Report;
}

/** How long a command is silent before it says that it is still at work, and then says so again, in milliseconds. */
const PATIENCE = 2000;

/** Makes the output of one run. */
export function createReport(
  isJson: boolean,
  io: Pick<NodeJS.Process, "stdout" | "stderr">,
): Report {
  const found: FaultRecord[] = [];
  const note = (text: string) => {
    if (!isJson) io.stderr.write(`${text}\n`);
  };
  return {
    isJson,
    found,
    note,
    print: (text) => {
      if (!isJson) io.stdout.write(`${text}\n`);
    },
    progress(text) {
      const timer = setInterval(() => {
        note(`${typeof text === "string" ? text : text()} …`);
      }, PATIENCE);
      timer.unref();
      return () => {
        clearInterval(timer);
      };
    },
    faults(file, text, faults) {
      for (const fault of faults) {
        const { line, column } = positionOf(text, fault.span?.start ?? 0);
        found.push({ code: fault.code, message: fault.message, file, line, column });
        note(fault.span ? `${codeFrame(file, text, fault)}\n` : diagnosticText(fault));
      }
    },
    finish(command, { status, data }) {
      if (!isJson) return;
      const result = { ok: status === 0, status, command, faults: found, ...data };
      io.stdout.write(`${JSON.stringify(result)}\n`);
    },
    restart: () => createReport(isJson, io),
  };
}
