import type { Command, Flag } from "./commands/command.ts";

/** The options of the field declarations, as flags. */
export const FIELD_FLAGS: Readonly<Record<string, Flag>> = {
  storage: {
    type: "string",
    value: "weakmap|private",
    help: "where values are kept; `private` needs ES2022",
  },
  properties: {
    type: "string",
    value: "accessor|own",
    help: "`own`: each instance has enumerable accessors of its own",
  },
  inspect: { type: "boolean", help: "keep a weak list of live instances for `liveInstances`" },
  modules: { type: "string", value: "A,B", help: "further modules that export the marker" },
};

/** The flags of all commands. */
export const SHARED_FLAGS: Readonly<Record<string, Flag>> = {
  json: { type: "boolean", help: "print one JSON object instead of text" },
  help: { type: "boolean", short: "h", help: "show this help" },
};

/** `weakfield --help`. */
export function programHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, operands, summary }) => [
    [name, ...operands].join(" "),
    summary,
  ]);
  return `Compiles \`@field\` declarations from the command line.

Usage: weakfield COMMAND [FLAGS]

Commands:
${table(rows)}

\`weakfield COMMAND --help\` shows the flags of a command.

Exit status:
${table([
  ["0", "done"],
  ["1", "faults in the sources; `doctor`: something is missing"],
  ["2", "`build`: the compiler reported errors, and the files were written all the same"],
  ["64", "the command line or the project's settings cannot be used"],
  ["128+n", "ended by signal n: 130 after Ctrl-C"],
])}
`;
}

/** `weakfield COMMAND --help`. */
export function commandHelp({ name, operands, summary, details, ...command }: Command): string {
  const sections = [
    `Usage: weakfield ${[name, ...operands].join(" ")} [FLAGS]`,
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    details,
    `Flags:\n${flagTable({ ...command.flags, ...SHARED_FLAGS })}`,
  ];
  if (command.takesOptions) sections.push(`How fields are compiled:\n${flagTable(FIELD_FLAGS)}`);
  return `${sections.join("\n\n")}\n`;
}

function flagTable(flags: Readonly<Record<string, Flag>>): string {
  return table(
    Object.entries(flags).map(([name, { short, value, help }]) => [
      `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`,
      help,
    ]),
  );
}

function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return rows.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
