import type { ParseArgsOptionsConfig } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import { buildCommand } from "./commands/build.ts";
import type { Command, Flag } from "./commands/command.ts";
import { ExitStatus, Failure } from "./failure.ts";
import { commandHelp, FIELD_FLAGS, programHelp, SHARED_FLAGS } from "./help.ts";
import { createReport } from "./report.ts";

/** The others are loaded when they are asked for: a build has no time to lose. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  build: () => Promise.resolve(buildCommand),
  rewrite: async () => (await import("./commands/rewrite.ts")).rewriteCommand,
  eject: async () => (await import("./commands/eject.ts")).ejectCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand,
};

/**
 * Runs the program.
 *
 * @param words the command line, without Node and the program
 * @returns the exit status
 */
export async function main(
  words: readonly string[],
  io: Pick<NodeJS.Process, "stdout" | "stderr" | "cwd">,
): Promise<number> {
  const isJson = words.includes("--json");
  const fail = (message: string, status: number) => {
    if (isJson) io.stdout.write(`${JSON.stringify({ ok: false, status, error: message })}\n`);
    else io.stderr.write(`weakfield: ${message}\n`);
    return status;
  };
  const [first] = words;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    const all = await Promise.all(Object.values(commands).map((load) => load()));
    io.stdout.write(programHelp(all));
    return first === undefined ? ExitStatus.usage : ExitStatus.done;
  }
  if (first === "--version" || first === "-v") {
    io.stdout.write(`${packageJson.version}\n`);
    return ExitStatus.done;
  }
  try {
    const command = await findCommand(first);
    const { flags, operands } = await parseFlags(command, words.slice(1));
    if (flags["help"] === true) {
      io.stdout.write(commandHelp(command));
      return ExitStatus.done;
    }
    checkOperands(command, operands);
    const givenOptions = await fieldOptions(flags);
    const report = createReport(isJson, io);
    const folder = io.cwd();
    const result = await command.run({
      folder,
      operands,
      flags,
      givenOptions,
      report,
    });
    report.finish(command.name, result);
    return result.status;
  } catch (error) {
    if (error instanceof Failure) return fail(error.message, error.status);
    if (isSystemError(error)) {
      return fail(`The file system refuses: ${error.message}.`, ExitStatus.usage);
    }
    throw error;
  }
}

/** What reading and writing files throws: a file that is gone, a folder that nothing can be written to. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "path" in error;
}

async function findCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return load();
  const { nearestWord } = await import("@weakfield/core");
  const names = Object.keys(commands);
  const nearest = nearestWord(name, names);
  const hint = nearest ? `Did you mean \`${nearest}\`?` : `Known commands: ${names.join(", ")}.`;
  throw new Failure(`Unknown command \`${name}\`. ${hint}`);
}

async function parseFlags(command: Command, words: string[]) {
  const known: Readonly<Record<string, Flag>> = {
    ...command.flags,
    ...(command.takesOptions ? FIELD_FLAGS : {}),
    ...SHARED_FLAGS,
  };
  const config: ParseArgsOptionsConfig = {};
  for (const [name, { type, short }] of Object.entries(known)) {
    config[name] = short === undefined ? { type } : { type, short };
  }
  // An import would load all that the module has to offer, which takes longer than the rest of the start.
  const { parseArgs } = process.getBuiltinModule("node:util");
  const { tokens } = parseArgs({
    args: words,
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags: Record<string, string | boolean | undefined> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const flag = known[token.name];
    if (!flag) throw new Failure(await unknownFlag(command, token.rawName, Object.keys(known)));
    if (flag.type === "string" && token.value === undefined) {
      throw new Failure(`\`--${token.name}\` needs a value: \`--${token.name} ${flag.value}\`.`);
    }
    if (flag.type === "boolean" && token.value !== undefined) {
      throw new Failure(`\`--${token.name}\` takes no value.`);
    }
    flags[token.name] = token.value ?? true;
  }
  return { flags, operands };
}

async function unknownFlag(
  command: Command,
  raw: string,
  names: readonly string[],
): Promise<string> {
  const { nearestWord } = await import("@weakfield/core");
  const nearest = nearestWord(raw.replace(/^-+/, ""), names);
  const hint = nearest
    ? `Did you mean \`--${nearest}\`?`
    : `\`weakfield ${command.name} --help\` lists the flags.`;
  return `Unknown flag \`${raw}\`. ${hint}`;
}

function checkOperands({ name, operands: names }: Command, operands: readonly string[]): void {
  const missing = names[operands.length];
  if (missing !== undefined) {
    throw new Failure(`\`${name}\` needs ${missing}: \`weakfield ${name} ${names.join(" ")}\`.`);
  }
  const surplus = operands[names.length];
  if (surplus !== undefined) throw new Failure(`\`${name}\` has no use for \`${surplus}\`.`);
}

async function fieldOptions(flags: Readonly<Record<string, string | boolean | undefined>>) {
  const modules = flags["modules"];
  const givenOptions = Object.fromEntries(
    Object.entries({
      storage: flags["storage"],
      properties: flags["properties"],
      inspect: flags["inspect"],
      modules: typeof modules === "string" ? modules.split(",") : undefined,
    }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(givenOptions).length === 0) return givenOptions;
  const { diagnosticText, resolveOptions } = await import("@weakfield/core");
  const { diagnostics } = resolveOptions(givenOptions);
  if (diagnostics.length > 0) throw new Failure(diagnostics.map(diagnosticText).join("\n"));
  return givenOptions;
}
