import { describe, expect, test } from "vitest";
import { hosts } from "./hosts.ts";
import { programsOf } from "./programs.ts";
import { createProject } from "./project.ts";

describe.each(hosts)("$name", (host) => {
  test("programs print the same as through every other door", { timeout: 240_000 }, async () => {
    const project = createProject(host);
    const programs = programsOf(host);
    for (const command of host.compile) await project.execute(command);
    const printed: Record<string, string> = {};
    for (const { name } of programs) {
      const command = host.run.map((word) => word.replace("PROGRAM", name));
      printed[name] = await project.execute(command);
    }
    expect(programs.length).toBeGreaterThan(8);
    expect(printed).toEqual(
      Object.fromEntries(programs.map(({ name, expected }) => [name, expected])),
    );
  });
});
