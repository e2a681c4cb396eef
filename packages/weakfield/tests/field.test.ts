import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { field, integer } from "../src/index.ts";

const call = field as unknown as (...args: unknown[]) => unknown;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function textOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ code: "WEAKFIELD_NOT_COMPILED" });
    return (error as Error).message;
  }
  throw new Error("did not throw");
}

describe("a marker that runs throws", () => {
  it.each([
    ["as a bare standard decorator", [undefined, { kind: "field", name: "x" }]],
    ["as a bare legacy decorator", [{}, "x"]],
    ["with a converter", [integer]],
    ["without arguments", []],
  ])("%s", (_, args) => {
    expect(textOf(() => call(...args))).toContain("npx weakfield doctor");
  });
});

describe("the error names the line for the tool at hand", () => {
  it("Vitest", () => {
    expect(textOf(() => call({}, "x"))).toBe(
      "[weakfield] `@field` was not compiled. It is a marker that a build step replaces; it cannot run.\n" +
        '- Vite, Vitest: `import weakfield from "@weakfield/unplugin/vite"` in the config and add `plugins: [weakfield()]`.\n' +
        "Run `npx weakfield doctor` to see what is missing.",
    );
  });

  it("Jest", () => {
    vi.stubEnv("VITEST", undefined);
    vi.stubEnv("JEST_WORKER_ID", "1");
    expect(textOf(() => call({}, "x"))).toMatch(/^- Jest: .*astTransformers/m);
  });

  const program = `
    import { field } from ${JSON.stringify(fileURLToPath(new URL("../src/index.ts", import.meta.url)))};
    try { field({}, "x") } catch (error) { console.log(error.message) }`;
  function runNode(env: Record<string, string>, ...flags: string[]): string {
    const args = [...flags, "--input-type=module", "--eval", program];
    return execFileSync(process.execPath, args, { encoding: "utf8", env });
  }

  /** The tools of the error in a program whose `process` is this one. */
  function toolsOf(process: object | undefined): string[] | null {
    vi.stubGlobal("process", process);
    const text = textOf(() => call({}, "x"));
    vi.unstubAllGlobals();
    return text.match(/(?<=^- )[^:]+/gm);
  }
  const bundlers = "Rollup, Rolldown, webpack, Rspack, esbuild";
  const every = [
    "tspc",
    "Vite, Vitest",
    bundlers,
    "Jest",
    "Next",
    "tsx, Node",
    "Bun",
    "Deno",
    "TypeScript 7",
  ];

  it.each<[string, object | undefined, string[]]>([
    ["a browser", undefined, every],
    ["a process without anything", {}, every],
    ["a program called with words of its own", { argv: ["node", "main.js", "tsx"] }, every],
    ["a program with a tool in its name", { argv: ["node", "/a/jester/tscx.js"] }, every],
    ["Vitest", { env: { VITEST: "" }, argv: ["node", "jest"] }, ["Vite, Vitest"]],
    ["Jest", { env: { JEST_WORKER_ID: "1" }, argv: ["node", "vite"] }, ["Jest"]],
    ["Jest in one process", { argv: ["node", "/bin/jest"] }, ["Jest"]],
    ["Vite", { argv: ["node", "/bin/vite"] }, ["Vite, Vitest"]],
    ["tsx", { argv: ["/bin/tsx"], env: { npm_lifecycle_script: "vite" } }, ["tsx, Node"]],
    ["tsx as a loader", { execArgv: ["--import", "tsx"] }, ["tsx, Node"]],
    [
      "Next, which runs workers of Jest",
      { env: { NEXT_RUNTIME: "nodejs" }, argv: ["node", "jest-worker/processChild.js"] },
      ["Next"],
    ],
    ["a bundler in a script", { env: { npm_lifecycle_script: "tsup && node ." } }, [bundlers]],
    ["tsc in a script", { env: { npm_lifecycle_script: "tsc && node ." } }, ["tspc"]],
  ])("%s, in this process", (_, process, expected) => {
    expect(toolsOf(process)).toEqual(expected);
  });

  it.each(["Bun", "Deno"])("%s, whatever it runs", (name) => {
    vi.stubGlobal(name, {});
    expect(toolsOf({ argv: [name, "/bin/vite"] })).toEqual([name]);
  });

  it("Vitest, by its environment", () => {
    expect(runNode({ VITEST: "true" })).toMatch(/^- Vite, Vitest: /m);
  });

  it("tsx", () => {
    expect(runNode({}, "--conditions=tsx")).toMatch(/^- tsx, Node: .*--import/m);
  });

  it("tspc, by the npm script", () => {
    const printed = runNode({ npm_lifecycle_script: "tspc -p . && node dist/main.js" });
    expect(printed).toMatch(/^- tspc: .*"transform": "@weakfield\/transformer"/m);
  });

  it("every tool, when none is known", () => {
    const tools = runNode({}).match(/(?<=^- )[^:]+/gm);
    expect(tools).toEqual(every);
  });
});
