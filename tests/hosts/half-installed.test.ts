import { describe, expect, test } from "vitest";
import type { Host } from "./host.ts";
import { hosts } from "./hosts.ts";
import { createProject } from "./project.ts";

const text = `import { field } from "weakfield";
class Model {
  @field value = 1;
}
console.log("value", new Model().value);
`;

/** What the configurations of the hosts say to have fields compiled. */
const SETTINGS: readonly RegExp[] = [
  /\bweakfield\(\)(?:, )?/g,
  /\bbefore\(\)/g,
  /\{"name":"@weakfield\/[^}]*\{\}\}/g,
  /(?<!from )"@weakfield\/(?:unplugin\/babel|transformer\/before|transformer\/ts-jest)",?/g,
];

/** The same host, where somebody forgot the plugin. */
function withoutPlugin(host: Host): Host {
  const files = Object.entries(host.files).map(([path, code]) => [
    path,
    SETTINGS.reduce((rest, setting) => rest.replace(setting, ""), code),
  ]);
  return {
    ...host,
    files: Object.fromEntries(files) as Host["files"],
    run: host.run.filter((word) => word !== "--import" && !word.startsWith("@weakfield/")),
    compilerOptions: { ...host.compilerOptions, plugins: [] },
  };
}

/** Compiles a text and returns what is printed or said in the end. */
async function outcome(host: Host, name: string): Promise<string> {
  const project = createProject(host, name, { "src/model.ts": text });
  try {
    for (const command of host.compile) await project.execute(command);
    return await project.execute(host.run.map((word) => word.replace("PROGRAM", "model")));
  } catch (error) {
    return (error as Error).message;
  }
}

/** Each tool once. `weakfield` on the command line is its own plugin; Next goes Metro's way, through Babel. */
const VARIANTS =
  /, (?:pool (?:threads|vmThreads)|Node \d+|CommonJS|isolatedModules|transpileOnly)$/;
const tools = hosts.filter(({ name }) => !/^weakfield|^next/.test(name) && !VARIANTS.test(name));

describe.each(tools)("$name without the plugin", (host) => {
  test("a class with fields is an error", { timeout: 240_000 }, async () => {
    const said = await outcome(withoutPlugin(host), `${host.name} without`);
    expect(said).not.toContain("value 1");
    if (host.lowersDecorators ?? true) {
      expect(said).toContain("[weakfield] `@field` was not compiled.");
      expect(said).toContain("Run `npx weakfield doctor` to see what is missing.");
    } else {
      // The tool or the engine takes the decorator for a fault of syntax, so that no marker comes to run.
      expect(said).toMatch(/Invalid or unexpected token|syntax 'decorators'|unexpected token/);
    }
  });
});

test("every tool was asked", () => {
  expect(tools.length).toBeGreaterThan(15);
});

const hostCalled = (wanted: string): Host => {
  const host = hosts.find(({ name }) => name === wanted);
  if (!host) throw new Error(`There is no host ${wanted}.`);
  return host;
};

describe("behind a plugin that compiles decorators", () => {
  const late = "model.ts: another plugin compiled the decorators before weakfield saw the file.";

  test("Rollup names the order", async () => {
    const host = hostCalled("rollup");
    const files = Object.entries(host.files).map(([path, code]) => [
      path,
      code.replace(/plugins: \[weakfield\(\), (.*)\],\n/s, "plugins: [$1, weakfield()],\n"),
    ]);
    expect(files.flat().join("")).toContain("}, weakfield()],");
    const wrong = { ...host, files: Object.fromEntries(files) as Host["files"] };
    expect(await outcome(wrong, "rollup, wrong order")).toContain(late);
  });

  test("Vite names the order", async () => {
    const host = hostCalled("vite build");
    const files = Object.entries(host.files).map(([path, code]) => [
      path,
      `import { transform } from "esbuild";
const early = {
  name: "early",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith(".ts") ? transform(code, { loader: "ts", target: "es2022" }) : null,
};
${code.replace("[weakfield()]", "[early, weakfield()]")}`,
    ]);
    const wrong = { ...host, files: Object.fromEntries(files) as Host["files"] };
    expect(await outcome(wrong, "vite build, wrong order")).toContain(late);
  });
});
