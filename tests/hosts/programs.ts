import { readdirSync, readFileSync } from "node:fs";
import type { Host } from "./host.ts";

/** A program that uses `@field` and prints what it observes. */
export interface Program {
  /** File name without extension. */
  readonly name: string;
  readonly text: string;
  readonly expected: string;
}

const folder = new URL("../fixtures/programs/", import.meta.url);
const programs: readonly Program[] = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3))
  .map((name) => ({
    name,
    text: readFileSync(new URL(`${name}.ts`, folder), "utf8"),
    expected: readFileSync(new URL(`${name}.out.txt`, folder), "utf8"),
  }));

/** The programs that a host compiles: all, or all but those with decorators of other people. */
export function programsOf({ lowersDecorators = true, differs = {} }: Host): readonly Program[] {
  return programs
    .filter(({ name }) => lowersDecorators || !name.startsWith("decorators"))
    .map((program) => {
      const [usual, here] = differs[program.name] ?? ["", ""];
      return { ...program, expected: program.expected.replace(usual, () => here) };
    });
}
