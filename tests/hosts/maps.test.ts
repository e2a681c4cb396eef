import { describe, expect, test } from "vitest";
import { hosts } from "./hosts.ts";
import { createProject } from "./project.ts";

const text = `import { field } from "weakfield";

interface Values {
  readonly refused: string;
}
class Account {
  @field first?: Values; @field((value) => { if (value) throw new Error("refused"); return 0; }) balance = 0;
}
const account = new Account();
try {
  const one: number = 1; account.balance = one;
} catch (error) {
  const { stack } = (error as Error).cause as Error;
  for (const [, position] of (stack ?? "").matchAll(/frames\\.ts:(\\d+:\\d+)/g)) console.log(position);
}
`;

/** One-based line and column of a word. */
function positionOf(word: string): string {
  const before = text.slice(0, text.indexOf(word)).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

describe.each(hosts.filter(({ mapsSources = true }) => mapsSources))("$name", (host) => {
  test("stack frames name the original positions", { timeout: 240_000 }, async () => {
    const project = createProject(host, `${host.name} maps`, { "src/frames.ts": text });
    for (const command of host.compile) await project.execute(command);
    const [program = "", ...rest] = host.run.map((word) => word.replace("PROGRAM", "frames"));
    const flags = program === "node" ? ["--enable-source-maps"] : [];
    const frames = (await project.execute([program, ...flags, ...rest])).trim().split("\n");
    expect(frames[0]).toBe(positionOf("new Error"));
    // The setter, named by its field; then the statement that writes.
    expect(frames[1]?.split(":")[0]).toBe("7");
    // Compilers differ in which part of an assignment they map.
    const column = Number(frames[2]?.replace(/^11:/, ""));
    expect(column).toBeGreaterThanOrEqual(Number(positionOf("account.balance").slice(3)));
    expect(column).toBeLessThanOrEqual(Number(positionOf("= one;").slice(3)));
  });
});
