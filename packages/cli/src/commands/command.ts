import type { Report } from "../report.ts";

/** What a command is given. */
export interface CommandInput {
  /** The folder that relative paths mean. */
  readonly folder: string;
  /** The arguments that are no flags. */
  readonly operands: readonly string[];
  /** The flags as they were given, without those of `options`. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** The options of field declarations that were given as flags. They are right. */
  readonly givenOptions: Readonly<Record<string, unknown>>;
  readonly report: Report;
}

/** How a command ended. */
export interface CommandResult {
  readonly status: number;
  /** What `--json` shows besides the faults. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A flag beside those that all commands have. */
export interface Flag {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** The name of the value, in the help. */
  readonly value?: string;
  readonly help: string;
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** Names of the operands, all of which must be given. */
  readonly operands: readonly string[];
  readonly summary: string;
  /** The rest of `weakfield NAME --help`. */
  readonly details: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Whether the options of the field declarations are flags of this command. */
  readonly takesOptions: boolean;
  readonly run: (input: CommandInput) => CommandResult | Promise<CommandResult>;
}
