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
  /^preload = .*$/gm,
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
    run: host.run.filter((word) => word !== "--import" && !word.includes("@weakfield/")),
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
    if (host.lowersUntouched ?? host.lowersDecorators ?? true) {
      expect(said).toContain("[weakfield] `@field` was not compiled.");
      expect(said).toContain("Run `npx weakfield doctor` to see what is missing.");
      if (/^(?:Bun|Deno)$/.test(host.name)) expect(said.match(/^- /gm)).toHaveLength(1);
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

/** The configuration of a host with a plugin that compiles decorators in the place of ours, and ours where it says. */
function behind(name: string, hook: string, plugins: string): Host {
  const host = hostCalled(name);
  const early = `const early = {
  name: "early",
  enforce: "pre",
  transform: ${hook},
};
function lower(code, id) {
  return id.endsWith(".ts") ? transform(code, { loader: "ts", target: "es2022", sourcefile: id, sourcemap: true }) : null;
}
`;
  const files = Object.entries(host.files).map(([path, code]) => [
    path,
    `import { transform } from "esbuild";
${early}${code.replace('import { transform } from "esbuild";\n', "").replace(/plugins: \[.*?\],\n/s, plugins)}`,
  ]);
  expect(files.flat().join("")).toContain(plugins);
  return { ...host, files: Object.fromEntries(files) as Host["files"] };
}

describe.each(["rollup", "vite build"])("%s", (name) => {
  const plugins = "plugins: [early, weakfield()],\n";

  test("compiles fields before plugins that stand before it", async () => {
    const host = behind(name, "lower", plugins);
    expect(await outcome(host, `${name}, any order`)).toContain("value 1");
  });

  test("names a plugin that has compiled decorators already", async () => {
    const host = behind(name, '{ order: "pre", handler: lower }', plugins);
    expect(await outcome(host, `${name}, wrong order`)).toContain(
      "model.ts: another plugin compiled the decorators before weakfield saw the file.",
    );
  });
});
