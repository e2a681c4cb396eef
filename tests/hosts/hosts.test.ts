import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hosts } from "./hosts.ts";
import { programsOf } from "./programs.ts";
import { createProject } from "./project.ts";

describe.each(hosts)("$name", (host) => {
  test("programs print the same as through every other door", { timeout: 240_000 }, async () => {
    const project = createProject(host);
    const programs = programsOf(host);
    for (const command of host.compile) await project.execute(command);
    if (host.runAll) await project.execute(host.runAll);
    const print = async (name: string) =>
      host.runAll
        ? readFileSync(join(project.folder, `dist/${name}.txt`), "utf8")
        : await project.execute(host.run.map((word) => word.replace("PROGRAM", name)));
    const printed: Record<string, string> = {};
    for (const { name } of programs) printed[name] = await print(name);
    expect(programs.length).toBeGreaterThan(8);
    expect(printed).toEqual(
      Object.fromEntries(programs.map(({ name, expected }) => [name, expected])),
    );
  });
});
