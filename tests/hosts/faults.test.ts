import { describe, expect, test } from "vitest";
import { hosts } from "./hosts.ts";
import { createProject } from "./project.ts";

const text = `import { field } from "weakfield";
declare const other: (value: undefined, context: unknown) => void;

export class Faulty {
  // @ts-ignore: a host that checks types would stop here.
  @field() count = 0;
  @field @other size = 0;
}
`;

// ts-patch is covered by the tests of the transformer: it reports diagnostics of its own kind.
describe.each(hosts.filter(({ name }) => name !== "tspc" && name !== "ts-node"))(
  "$name",
  (host) => {
    test("shows all faults of a file as one error", { timeout: 240_000 }, async () => {
      const project = createProject(host, `${host.name} faults`, { "src/faulty.ts": text });
      const build = async () => {
        for (const command of host.compile) await project.execute(command);
        return project.execute(host.run.map((word) => word.replace("PROGRAM", "faulty")));
      };
      const error = await build().then(
        (output) => new Error(`compiled, and printed ${output}`),
        (reason: unknown) => reason as Error,
      );
      const message = error.message.replaceAll("\\n", "\n");
      expect(message).toContain("faulty.ts:6:3 WF1005: `@field()` has no converter.");
      expect(message).toMatch(/> 6 \| {3}@field\(\) count = 0;\n.* \| {3}\^{8}/);
      expect(message).toContain("faulty.ts:7:10 WF1004: `size` has a second decorator");
    });
  },
);

test("Rollup warns of a plugin that reads files past this one", async () => {
  const host = hosts.find(({ name }) => name === "@rollup/plugin-typescript");
  const config = `
import typescript from "@rollup/plugin-typescript";
import weakfield from "@weakfield/unplugin/rollup";
export default {
  input: "src/main.ts",
  output: { dir: "dist" },
  onLog: (level, { message }) => console.log(level, message),
  plugins: [weakfield(), typescript()],
};`;
  if (!host) throw new Error("no such host");
  const project = createProject(
    { ...host, files: { "rollup.config.mjs": config } },
    "rollup bypassed",
    { "src/main.ts": "export const a: number = 1;\n" },
  );
  const [command = []] = host.compile;
  expect(await project.execute(command.filter((word) => word !== "--silent"))).toContain(
    "warn [plugin weakfield] @rollup/plugin-typescript reads files itself",
  );
});

/** Runs programs of one line under a runtime, and returns what the last one prints or why it fails. */
async function runUnder(name: string, sources: Readonly<Record<string, string>>): Promise<string> {
  const host = hosts.find((row) => row.name === name);
  if (!host) throw new Error("no such host");
  const project = createProject(host, `${name} limits ${Object.keys(sources).join()}`, sources);
  const main = Object.keys(sources).at(-1) ?? "";
  const command = host.run.map((word) => word.replace("src/PROGRAM.ts", main));
  return project.execute(command).catch((error: unknown) => (error as Error).message);
}
const declared = 'import { field } from "weakfield";\nclass A { @field x = 1.5; }\n';

test("Bun loads CommonJS as it does without the plugin, or says that it cannot", async () => {
  const plain = { "src/a.cts": "exports.a = 1 as number;\n", "src/b.cjs": "exports.b = 2;\n" };
  const main = `${declared}import { a } from "./a.cts";\nimport { b } from "./b.cjs";\nconsole.log(a, b, new A().x);\n`;
  expect(await runUnder("Bun", { ...plain, "src/main.ts": main })).toBe("1 2 1.5\n");
  const said = await runUnder("Bun", {
    "src/a.ts": "exports.a = 1;\n",
    "src/main.ts": 'import "./a.ts";\n',
  });
  expect(said).toContain("Bun loads no CommonJS module past a plugin. Rename ");
});

test("Deno compiles more than types, and says that JSX is too much", async () => {
  const enumeration = `${declared}enum E { one = 1 }\nconsole.log(E.one, new A().x);\n`;
  expect(await runUnder("Deno", { "src/main.ts": enumeration })).toBe("1 1.5\n");
  const said = await runUnder("Deno", { "src/main.tsx": declared });
  expect(said).toContain("cannot compile JSX under Deno");
  expect(await runUnder("Deno", { "src/main.js": `${declared}console.log(new A().x);\n` })).toBe(
    "1.5\n",
  );
});
