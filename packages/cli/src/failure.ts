/** What the process's exit status says. */
export const ExitStatus = {
  done: 0,
  /** Faults in the sources; of `doctor`: something is missing. */
  faults: 1,
  /** `build` only: the compiler reported errors and the files were written all the same, as `tsc` does. */
  faultsButWritten: 2,
  /** The command cannot be carried out as it was given: unknown flags, missing files, unusable settings. */
  usage: 64,
} as const;
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** An expected end of a command, which is shown as its message alone. */
export class Failure extends Error {
  readonly status: number;

  constructor(message: string, status: number = ExitStatus.usage) {
    super(message);
    this.name = "Failure";
    this.status = status;
  }
}
