// Wrong options of every kind through every door: one clear error, and nothing is written.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import weakfield from "@weakfield/transformer";
import { before } from "@weakfield/transformer/before";
import { factory } from "@weakfield/transformer/ts-jest";
import babel from "@weakfield/unplugin/babel";
import esbuild from "@weakfield/unplugin/esbuild";
import rolldown from "@weakfield/unplugin/rolldown";
import rollup from "@weakfield/unplugin/rollup";
import rspack from "@weakfield/unplugin/rspack";
import vite from "@weakfield/unplugin/vite";
import webpack from "@weakfield/unplugin/webpack";
import { Linter } from "eslint";
import plugin from "eslint-plugin-weakfield";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";

const KNOWN = "Known options: `storage`, `properties`, `inspect`, `modules`.";
const STORAGES = '"weakmap" or "private"';
const LIST = "Expected a list of module names.";

/** What is wrong, and the one message about it. */
const wrongValues: [wrong: Record<string, unknown>, message: string][] = [
  [{ storge: "private" }, "Unknown option `storge`. Did you mean `storage`?"],
  [{ Storage: "private" }, "Unknown option `Storage`. Did you mean `storage`?"],
  [{ property: "own" }, "Unknown option `property`. Did you mean `properties`?"],
  [{ inspects: true }, "Unknown option `inspects`. Did you mean `inspect`?"],
  [{ module: ["a"] }, "Unknown option `module`. Did you mean `modules`?"],
  [{ target: "ES2022" }, `Unknown option \`target\`. ${KNOWN}`],
  [{ constructor: 1 }, `Unknown option \`constructor\`. ${KNOWN}`],
  [{ storage: "WeakMap" }, 'Option `storage` cannot be "WeakMap". Did you mean "weakmap"?'],
  [{ storage: "privat" }, 'Option `storage` cannot be "privat". Did you mean "private"?'],
  [{ storage: "" }, `Option \`storage\` cannot be "". Expected ${STORAGES}.`],
  [{ storage: null }, `Option \`storage\` cannot be null. Expected ${STORAGES}.`],
  [{ storage: 1 }, `Option \`storage\` cannot be 1. Expected ${STORAGES}.`],
  [{ storage: true }, `Option \`storage\` cannot be true. Expected ${STORAGES}.`],
  [{ storage: ["private"] }, `Option \`storage\` cannot be a list. Expected ${STORAGES}.`],
  [
    { storage: { kind: "private" } },
    `Option \`storage\` cannot be an object. Expected ${STORAGES}.`,
  ],
  [{ properties: "owned" }, 'Option `properties` cannot be "owned". Expected "accessor" or "own".'],
  [
    { properties: "accessors" },
    'Option `properties` cannot be "accessors". Did you mean "accessor"?',
  ],
  [{ inspect: "yes" }, 'Option `inspect` cannot be "yes". Expected true or false.'],
  [{ inspect: "true" }, 'Option `inspect` cannot be "true". Expected true or false.'],
  [{ inspect: 0 }, "Option `inspect` cannot be 0. Expected true or false."],
  [{ modules: "weakfield" }, `Option \`modules\` cannot be "weakfield". ${LIST}`],
  [{ modules: [1] }, `Option \`modules\` cannot be a list that holds 1. ${LIST}`],
  [{ modules: [""] }, `Option \`modules\` cannot be a list that holds "". ${LIST}`],
  [{ modules: [["a"]] }, `Option \`modules\` cannot be a list that holds a list. ${LIST}`],
  [{ modules: {} }, `Option \`modules\` cannot be an object. ${LIST}`],
  [{ modules: null }, `Option \`modules\` cannot be null. ${LIST}`],
];

/** What only code can hand over, not a file. */
const wrongKinds: [wrong: unknown, message: string][] = [
  ["private", 'The options must be an object, not "private".'],
  [null, "The options must be an object, not null."],
  [true, "The options must be an object, not true."],
  [7n, "The options must be an object, not 7."],
  [Symbol("s"), "The options must be an object, not Symbol(s)."],
  [["private"], "The options must be an object, not a list."],
  [() => ({}), "The options must be an object, not a function."],
  [Promise.resolve({}), "The options must be an object, not a Promise."],
  [new Map([["storage", "private"]]), "The options must be an object, not a Map."],
  [{ storage: () => "private" }, `Option \`storage\` cannot be a function. Expected ${STORAGES}.`],
  [{ modules: new Set(["a"]) }, `Option \`modules\` cannot be a Set. ${LIST}`],
];

function thrownBy(action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    return (error as Error).message.split("\n").map((line) => line.replace("[weakfield] ", ""));
  }
  return [];
}

type Factory = (options: never) => unknown;
const compiler = ts as unknown as Parameters<typeof factory>[0]["configSet"]["compilerModule"];
const factories: Record<string, Factory> = {
  "@weakfield/transformer/before": before,
  "@weakfield/transformer/ts-jest": (options) =>
    factory({ configSet: { compilerModule: compiler } }, options),
  "@weakfield/unplugin/babel": (options) => babel(undefined, options),
  "@weakfield/unplugin/esbuild": esbuild,
  "@weakfield/unplugin/rolldown": rolldown,
  "@weakfield/unplugin/rollup": rollup,
  "@weakfield/unplugin/rspack": applied(rspack),
  "@weakfield/unplugin/vite": vite,
  "@weakfield/unplugin/webpack": applied(webpack),
};

/** webpack and Rspack make a plugin's instance when they apply it, before they build anything. */
function applied(make: (options: never) => { apply: (compiler: never) => void }): Factory {
  const host = { webpack: { version: "5.0.0" }, rspack: {}, options: {} };
  return (options) => {
    const made = make(options);
    try {
      made.apply(host as never);
    } catch (error) {
      // A host of ours has nothing behind it: only what the plugin itself finds wrong counts.
      if ((error as Error).message.startsWith("[weakfield]")) throw error;
    }
  };
}

describe.each(Object.entries(factories))("%s", (_name, make) => {
  test.each([...wrongValues, ...wrongKinds])("refuses %o", (wrong, message) => {
    expect(thrownBy(() => make(wrong as never))).toEqual([`WF1001: ${message}`]);
  });

  test("tells of all that is wrong at once", () => {
    const wrong = { storge: "private", inspect: 1 };
    expect(thrownBy(() => make(wrong as never))).toHaveLength(2);
  });

  test("takes what is right", () => {
    const right = { storage: "private", properties: "own", inspect: true, modules: ["a"] };
    expect(thrownBy(() => make(right as never))).toEqual([]);
  });
});

describe("the entry of tspc", () => {
  const report = (config: object): string[] => {
    const found: string[] = [];
    const program = { getCompilerOptions: () => ({}) };
    weakfield(program as never, config as never, {
      ts: compiler,
      addDiagnostic: ({ messageText, code }) => {
        expect(code).toBe(991_001);
        found.push(messageText as string);
      },
    });
    return found;
  };

  test.each(wrongValues)("refuses %o", (wrong, message) => {
    const config = { transform: "@weakfield/transformer", ...wrong };
    expect(report(config)).toEqual([`WF1001: ${message}`]);
  });
});

const tsconfigOf = (plugins: unknown) =>
  JSON.stringify({
    compilerOptions: { lib: ["ES2022"], skipLibCheck: true, outDir: "dist", types: [], plugins },
    files: ["a.ts"],
  });
const require = createRequire(import.meta.url);
const cli = path.join(path.dirname(require.resolve("@weakfield/cli/package.json")), "dist/cli.js");
const temporary = fileURLToPath(new URL(".tmp/", import.meta.url));
mkdirSync(temporary, { recursive: true });

/** Runs the command line in a folder with one source. */
async function run(plugins: unknown, words: readonly string[]) {
  const folder = mkdtempSync(path.join(temporary, "options-"));
  writeFileSync(path.join(folder, "tsconfig.json"), tsconfigOf(plugins));
  writeFileSync(path.join(folder, "a.ts"), "export {};\n");
  const result = await promisify(execFile)(process.execPath, [cli, ...words], { cwd: folder }).then(
    () => ({ code: 0, stdout: "", stderr: "" }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
  const files = readdirSync(folder).sort();
  rmSync(folder, { recursive: true });
  return { ...result, files };
}

describe("weakfield build", () => {
  // A process each: every fifth will do, since all ask the same function.
  const some = wrongValues.filter((_, index) => index % 5 === 0);
  test.each(some)("refuses %o in tsconfig.json, and writes nothing", async (wrong, message) => {
    const entry = { transform: "@weakfield/transformer", ...wrong };
    const { code, stderr, files } = await run([entry], ["build"]);
    expect(stderr).toMatch(/^weakfield: .*tsconfig\.json: WF1001: /);
    expect(stderr).toContain(`WF1001: ${message}\n`);
    expect(stderr.split("\n")).toHaveLength(2);
    expect({ code, files }).toEqual({ code: 64, files: ["a.ts", "tsconfig.json"] });
  });

  test.each([[[null]], [["x"]], [[1, null, { transform: "other" }]], ["x"], [{}]])(
    "survives plugins that are no list of objects: %j",
    async (plugins) => {
      const { stderr } = await run(plugins, ["build"]);
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );
});

describe("the flags of weakfield rewrite", () => {
  const flags: [words: string[], message: string][] = [
    [
      ["--storage", "privat"],
      'WF1001: Option `storage` cannot be "privat". Did you mean "private"?',
    ],
    [["--storage="], `WF1001: Option \`storage\` cannot be "". Expected ${STORAGES}.`],
    [["--storage"], "`--storage` needs a value: `--storage weakmap|private`."],
    [
      ["--properties", "x"],
      'WF1001: Option `properties` cannot be "x". Expected "accessor" or "own".',
    ],
    [["--inspect=yes"], "`--inspect` takes no value."],
    [["--modules", ""], `WF1001: Option \`modules\` cannot be a list that holds "". ${LIST}`],
    [["--modules", "a,,b"], `WF1001: Option \`modules\` cannot be a list that holds "". ${LIST}`],
    [["--storge", "private"], "Unknown flag `--storge`. Did you mean `--storage`?"],
  ];
  test.each(flags)("%j", async (words, message) => {
    const { code, stderr, files } = await run([], ["rewrite", ".", "--out", "out", ...words]);
    expect(stderr).toBe(`weakfield: ${message}\n`);
    expect({ code, files }).toEqual({ code: 64, files: ["a.ts", "tsconfig.json"] });
  });
});

describe("the rules' option", () => {
  const linter = new Linter();
  const lint = (option: unknown) => () =>
    linter.verify("class A {}", {
      plugins: { weakfield: plugin as unknown as NonNullable<Linter.Config["plugins"]>[string] },
      rules: { "weakfield/valid-field": ["error", option] as Linter.RuleEntry },
    });

  test.each([
    [{ modules: "x" }, 'Value "x" should be array'],
    [{ modules: [1] }, "Value 1 should be string"],
    [{ module: ["x"] }, "additional properties"],
    ["x", 'Value "x" should be object'],
  ])("%j", (option, message) => {
    expect(lint(option)).toThrow(message);
    expect(lint(option)).toThrow("weakfield/valid-field");
  });

  test("takes what is right", () => expect(lint({ modules: ["@acme/base"] })()).toEqual([]));
});

afterAll(() => rmSync(temporary, { recursive: true, force: true }));
