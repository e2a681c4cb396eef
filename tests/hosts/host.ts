/** A tool that compiles the fixture programs. Everything that differs between tools is here: adding one is adding a row. */
export interface Host {
  readonly name: string;
  /** Files beside the programs, by path. `PROGRAMS` stands for the list of their names without extension. */
  readonly files: Readonly<Record<string, string>>;
  /** Commands that compile all programs. */
  readonly compile: readonly (readonly string[])[];
  /** The command that prints what a program prints; `PROGRAM` stands for its name without extension. */
  readonly run: readonly string[];
  /** A command that runs all programs in one process, each of which writes `dist/PROGRAM.txt`; for what is slow to start. */
  readonly runAll?: readonly string[];
  /** False: the tool leaves decorators in place, which no engine runs; those of fields are gone before it sees them. */
  readonly lowersDecorators?: boolean;
  /** True: the tool leaves decorators in place only in files that a plugin has changed. */
  readonly lowersUntouched?: boolean;
  /** False: the maps of the tool lead no further than to what a plugin printed, for any file. */
  readonly mapsSources?: boolean;
  /** By program, what it prints and what it prints here, where the tool itself is at fault. */
  readonly differs?: Readonly<Record<string, readonly [string, string]>>;
  /** What Node takes the programs for. */
  readonly type?: "module" | "commonjs";
  /** Other compiler options than those of all hosts. */
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  /** The folder to look packages up in, if not this one. */
  readonly packages?: string;
}
