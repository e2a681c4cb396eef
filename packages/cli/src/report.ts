/** One fault in the form of `--json`. */
export interface FaultRecord {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A fault, and how people are told of it. */
export interface Fault {
  readonly record: FaultRecord;
  readonly shown: string;
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
  /** Faults are shown on standard error. */
  readonly faults: (faults: readonly Fault[]) => void;
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
    faults(faults) {
      for (const { record, shown } of faults) {
        found.push(record);
        note(shown);
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
