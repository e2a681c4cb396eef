/** How a question is asked. */
export interface Run {
  /** Whether to take a minute instead of minutes. */
  readonly isQuick: boolean;
  /** Says what is being measured. */
  readonly log: (line: string) => void;
}

/** Something that is measured by itself. */
export interface Question<Data> {
  /** As on the command line, and the name of the file of results. */
  readonly name: string;
  /** Whose versions belong to the result. */
  readonly packages: readonly string[];
  readonly measure: (run: Run) => Data | Promise<Data>;
}
