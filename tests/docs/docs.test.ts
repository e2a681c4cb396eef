// Runs the documentation. A fenced block is
//
// - `ts`: a module. tspc type-checks it (strict, ES2022, standard decorators) and compiles it, then Node runs it; it must
//   not throw. A first line `// name.ts` names the module, so that later blocks of its page can import `./name.js`.
//   A module that imports "vitest" is run by Vitest. JSON behind the language (`ts {"inspect": true}`) holds options of
//   the transformer.
// - `js`: straight behind a `ts` block, what tspc prints for it; else a module, which Node runs. Prettier is told to leave
//   the former alone by a comment between them.
// - `txt`: straight behind a `ts` or `js` block, what it prints when it runs.
// - `ts refused`: a module with faults. The `txt` block behind it holds the code frame of each. On the page of a
//   diagnostic, there is exactly one fault, of that code.
// - `json`: must be JSON. `json refused` is a tsconfig.json whose entry for the transformer is at fault.
// - anything else: not looked at.
//
// UPDATE_DOCS=1 writes the `js` and `txt` blocks instead of comparing them: look at the difference before you keep it.
import { codeFrame, DIAGNOSTICS, parseAndPlan, resolveOptions } from "@weakfield/core";
import type { Diagnostic, DiagnosticCode } from "@weakfield/core";
import plugin from "eslint-plugin-weakfield";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parseSync } from "oxc-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBlocks, replaceCode, type Block } from "./blocks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const temporary = fileURLToPath(new URL(".tmp", import.meta.url));
const isUpdate = process.env["UPDATE_DOCS"] === "1";

const diagnosticPages = readdirSync(path.join(root, "docs/diagnostics"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/diagnostics/${name}`);

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/guide.md",
  "docs/semantics.md",
  "docs/unsupported.md",
  ...diagnosticPages,
  "packages/core/README.md",
  "packages/eslint-plugin-weakfield/README.md",
  "packages/transformer/README.md",
  "packages/weakfield/README.md",
];

/** A block that is compiled or run, and where. */
interface Module {
  readonly block: Block;
  readonly page: string;
  /** Without an extension, from the temporary folder on. */
  readonly file: string;
  readonly options: string;
}

const modules = pages.flatMap(modulesOf);
const changes = new Map<string, Map<number, string>>();

beforeAll(async () => {
  rmSync(temporary, { recursive: true, force: true });
  for (const { block, file } of modules) {
    const source = path.join(temporary, `${file}.${block.language}`);
    mkdirSync(path.dirname(source), { recursive: true });
    writeFileSync(source, `${block.code}\n`);
  }
  // Of its own, so that no configuration of a folder above is found.
  writeFileSync(path.join(temporary, "vitest.config.js"), "export default {};\n");
  const optionSets = new Set(modules.flatMap(({ options }) => (options === "" ? [] : [options])));
  for (const [index, options] of [...optionSets].entries()) {
    await compile(`tsconfig.${index}.json`, options);
  }
}, 120_000);

afterAll(() => {
  for (const [page, changed] of changes) replaceCode(path.join(root, page), changed);
});

describe.each(pages)("%s", (page) => {
  for (const module of modules.filter((candidate) => candidate.page === page)) {
    const { block, file } = module;
    const { next } = block;
    const emitted = block.language === "ts" && next?.language === "js" ? next : null;
    if (emitted !== null) {
      test(`line ${block.line} compiles to what is shown`, () => {
        expectCode(page, emitted, readFileSync(path.join(temporary, `${file}.js`), "utf8"));
      });
    }
    test(`line ${block.line} runs`, async () => {
      const output = await runModule(module);
      const printed = (emitted ?? block).next;
      if (printed?.language === "txt") expectCode(page, printed, output);
    }, 30_000);
  }

  for (const block of readBlocks(path.join(root, page))) {
    if (block.language === "json") {
      test(`line ${block.line} is JSON`, () => {
        expect(() => JSON.parse(block.code) as unknown).not.toThrow();
      });
    }
    if (block.info !== "refused") continue;
    test(`line ${block.line} is refused`, () => {
      const faults = faultsOf(block);
      const frames = faults.map((fault) => codeFrame(nameOf(block), block.code, fault));
      expect(block.next?.language).toBe("txt");
      if (block.next) expectCode(page, block.next, frames.join("\n\n"));
      expect(faults).not.toEqual([]);
      const code = /WF\d+/.exec(path.basename(page))?.[0];
      if (code !== undefined) expect(faults.map((fault) => fault.code)).toEqual([code]);
    });
  }

  test("links lead somewhere", () => {
    const text = readFileSync(path.join(root, page), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
      ([, target]) => target,
    );
    const missing = targets.filter(
      (target) => !existsSync(path.join(root, path.dirname(page), target ?? "")),
    );
    expect(missing).toEqual([]);
  });
});

test("each diagnostic has one page, with its title, what is refused and what is accepted", () => {
  const codes = Object.keys(DIAGNOSTICS) as DiagnosticCode[];
  expect(diagnosticPages).toEqual(codes.map((code) => `docs/diagnostics/${code}.md`));
  for (const code of codes) {
    const page = path.join(root, `docs/diagnostics/${code}.md`);
    const blocks = readBlocks(page);
    expect(readFileSync(page, "utf8").split("\n")[0]).toBe(`# ${code}: ${DIAGNOSTICS[code]}`);
    expect(headingsOf(blocks, (block) => block.info === "refused")).toContain("Incorrect");
    expect(headingsOf(blocks, (block) => block.info !== "refused")).toContain("Correct");
  }
});

test("the README lists each diagnostic and each rule", () => {
  const text = readFileSync(path.join(root, "README.md"), "utf8");
  const rows = (start: string) =>
    text.split("\n").flatMap((line) => {
      const cells = line.split("|").map((cell) => cell.trim());
      return cells[1]?.startsWith(start) === true ? [cells.slice(1, -1)] : [];
    });
  expect(rows("[WF")).toEqual(
    Object.entries(DIAGNOSTICS).map(([code, title]) => [
      `[${code}](docs/diagnostics/${code}.md)`,
      title,
    ]),
  );
  const order = ["recommended", "leaks", "strict", "all"];
  const rules = Object.entries(plugin.rules).map(([name, { meta }]) => [
    `[\`${name}\`](docs/rules/${name}.md)`,
    meta.docs.description,
    meta.docs.config,
  ]);
  rules.sort((a, b) => order.indexOf(a[2] ?? "") - order.indexOf(b[2] ?? ""));
  expect(rows("[`")).toEqual(rules);
});

test.each(pages)("%s names only commands that exist", (page) => {
  const text = readFileSync(path.join(root, page), "utf8");
  const manifest = readFileSync(path.join(root, "package.json"), "utf8");
  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
  const named = [...text.matchAll(/(?:`|^)(?:pnpm|npm run) ([a-z][\w:]*)/gm)].map(
    ([, name]) => name ?? "",
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

/** The blocks of a page that are run, with the files that they become. */
function modulesOf(page: string): Module[] {
  const folder = page.replace(/\.md$/, "").replaceAll("/", "-").toLowerCase();
  const blocks = readBlocks(path.join(root, page));
  const shown = new Set(
    blocks.map(({ language, next }) =>
      language === "ts" && next?.language === "js" ? next : null,
    ),
  );
  return blocks.flatMap((block): Module[] => {
    const isModule =
      (block.language === "ts" && block.info !== "refused") ||
      (block.language === "js" && !shown.has(block));
    if (!isModule) return [];
    const name = /^\/\/ ([\w.-]+)\.[tj]s\n/.exec(block.code)?.[1] ?? `line-${block.line}`;
    const options = block.language === "js" ? "" : JSON.stringify(JSON.parse(block.info || "{}"));
    return [{ block, page, file: `${folder}/${name}`, options }];
  });
}

/** Compiles all modules that have these options of the transformer. */
async function compile(configName: string, options: string): Promise<void> {
  const config = {
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      lib: ["ES2024"],
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      rootDir: ".",
      plugins: [{ transform: "@weakfield/transformer", ...(JSON.parse(options) as object) }],
    },
    files: modules.flatMap((module) => (module.options === options ? [`${module.file}.ts`] : [])),
  };
  writeFileSync(path.join(temporary, configName), JSON.stringify(config));
  await runTool("tspc", ["-p", configName]);
}

async function runModule({ block, file }: Module): Promise<string> {
  if (!/from "vitest"/.test(block.code)) return runNode([`${file}.js`]);
  // A test file by its name, whatever the page calls it.
  const name = `${file}.test.js`;
  writeFileSync(
    path.join(temporary, name),
    readFileSync(path.join(temporary, `${file}.js`), "utf8"),
  );
  await runTool("vitest", ["run", "--root=.", name]);
  return "";
}

function runTool(name: string, args: readonly string[]): Promise<string> {
  const binaries = { tspc: "ts-patch/bin/tspc.js", vitest: "vitest/vitest.mjs" };
  const binary = binaries[name as keyof typeof binaries];
  return runNode([path.join(root, "tests/node_modules", binary), ...args]);
}

/** Runs Node in the temporary folder and returns what is printed; rejects with it on failure. */
async function runNode(args: readonly string[]): Promise<string> {
  // A Vitest that is started by another must not take itself for a worker of it.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const env = { ...Object.fromEntries(inherited), NO_COLOR: "1" };
  try {
    const options = { cwd: temporary, env };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(" ")}\n${stdout}${stderr}`, { cause: error });
  }
}

function faultsOf(block: Block): readonly Diagnostic[] {
  if (block.language === "json") {
    const { compilerOptions } = JSON.parse(block.code) as {
      compilerOptions: { plugins: [{ transform: string }] };
    };
    const { transform, ...options } = compilerOptions.plugins[0];
    expect(transform).toBe("@weakfield/transformer");
    return resolveOptions(options).diagnostics;
  }
  const { options } = resolveOptions({});
  return parseAndPlan(parseSync, nameOf(block), block.code, options).diagnostics;
}

function nameOf({ code }: Block): string {
  return /^\/\/ ([\w.-]+\.tsx?)\n/.exec(code)?.[1] ?? "example.ts";
}

/** Compares, or writes down, what a block has to be. */
function expectCode(page: string, block: Block, actual: string): void {
  const code = actual.trim();
  if (!isUpdate) {
    expect(code).toBe(block.code);
    return;
  }
  const changed = changes.get(page) ?? new Map<number, string>();
  changes.set(page, changed.set(block.line, code));
}

function headingsOf(blocks: readonly Block[], isWanted: (block: Block) => boolean): string[] {
  return blocks
    .filter((block) => block.language === "ts" || block.language === "json")
    .filter(isWanted)
    .map(({ heading }) => heading);
}
