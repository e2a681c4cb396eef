import { existsSync, readdirSync, readFileSync } from "node:fs";

const folder = new URL("../fixtures/programs/", import.meta.url);

/** The fixture programs that every compiler and host compiles and runs. */
export const programs: readonly string[] = readdirSync(folder).filter((name) =>
  name.endsWith(".ts"),
);

/** What a program prints, which differs where instances have properties of their own. */
export function expectedOutput(program: string, properties?: string): string {
  const plain = new URL(program.replace(/\.ts$/, ".out.txt"), folder);
  const own = new URL(program.replace(/\.ts$/, ".own.out.txt"), folder);
  return readFileSync(properties === "own" && existsSync(own) ? own : plain, "utf8");
}
