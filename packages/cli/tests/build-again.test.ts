// What a build keeps for the next one may never show: after any change, the output is that of a build from nothing.
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { shownPath } from "../src/files.ts";
import { createFolder, weakfield } from "./run.ts";

const native = fileURLToPath(
  new URL("../node_modules/@typescript/native/bin/tsc", import.meta.url),
);
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** A compiler that notes each of its runs. */
const counting = {
  "node_modules/counting/package.json": JSON.stringify({
    version: "7.0.2",
    bin: { tsc: "tsc.js" },
  }),
  "node_modules/counting/tsc.js": `
const { appendFileSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
appendFileSync(${JSON.stringify("LOG")}.replace("LOG", __dirname + "/log"), process.argv.includes("--showConfig") ? "config\\n" : process.argv.some((word) => word.endsWith("mirror.json")) ? "fields\\n" : "all\\n");
process.exitCode = spawnSync(process.execPath, [${JSON.stringify(native)}, ...process.argv.slice(2)], { stdio: "inherit" }).status;
`,
};

const base = '"target": "ES2022", "lib": ["ES2022"], "module": "NodeNext", "skipLibCheck": true';
const sources = {
  "src/fields.ts": `import { field } from "weakfield";
import { Kind, type Size } from "./plain.js";
/** A square. */
export class Square { @field side: Size = Kind.one; }
`,
  "src/other.ts": `import { field } from "weakfield";
export class Other { @field value = 1; }
`,
  "src/plain.ts": `export const enum Kind { one = 1 }
/** A size. */
export type Size = number;
export const plain = 1;
`,
  "src/deep/main.ts": 'export * from "../plain.js";\n',
};

function project(tsconfig: object = {}, compilerOptions: object = {}): string {
  const folder = createFolder({
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      extends: ["./base", "settings/strict.json"],
      compilerOptions: { rootDir: "src", outDir: "dist", declaration: true, ...compilerOptions },
      include: ["src"],
      ...tsconfig,
    }),
    "base.json": `{ "compilerOptions": { ${base} } }`,
    "node_modules/settings/package.json": '{ "version": "1.0.0" }',
    "node_modules/settings/strict.json": '{ "compilerOptions": { "strict": true, "types": [] } }',
    "node_modules/weakfield/package.json": JSON.stringify({
      type: "module",
      exports: { ".": "./index.js", "./internal": "./index.js" },
    }),
    "node_modules/weakfield/index.d.ts": "export declare const field: any;\n",
    ...counting,
    ...sources,
  });
  age(folder);
  return folder;
}

/** Makes all of a folder as old as what nobody has touched today. */
function age(folder: string): void {
  const hourAgo = new Date(Date.now() - 3_600_000 + 123.5);
  for (const path of readdirSync(folder, { recursive: true }).map(String)) {
    if (!path.startsWith(".weakfield")) utimesSync(join(folder, path), hourAgo, hourAgo);
  }
  utimesSync(folder, hourAgo, hourAgo);
}

async function build(folder: string, ...words: string[]) {
  const log = join(folder, "node_modules/counting/log");
  rmSync(log, { force: true });
  const run = await weakfield(folder, "build", "--compiler", "counting", "--json", ...words);
  const result = JSON.parse(run.stdout) as { written: string[]; upToDate: boolean; output: string };
  const runs = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").sort() : [];
  return { ...result, status: run.status, runs };
}

/** All output, by path. */
function outputOf(folder: string): Record<string, string> {
  const dist = join(folder, "dist");
  const files = readdirSync(dist, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [shownPath(dist, path), readFileSync(path, "utf8")] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The output of a build from nothing. */
async function builtAnew(folder: string): Promise<Record<string, string>> {
  rmSync(join(folder, ".weakfield"), { recursive: true });
  rmSync(join(folder, "dist"), { recursive: true });
  await build(folder);
  return outputOf(folder);
}

const write = (folder: string, path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const edit = (folder: string, path: string, from: string, to: string) => {
  const text = readFileSync(join(folder, path), "utf8");
  expect(text).toContain(from);
  write(folder, path, text.replace(from, to));
};
/** Changes a file so that neither its time nor its size tells. */
const editUnseen = (folder: string, path: string, from: string, to: string) => {
  expect(to).toHaveLength(from.length);
  const { atime, mtime } = statSync(join(folder, path));
  edit(folder, path, from, to);
  utimesSync(join(folder, path), atime, mtime);
};

describe("the compiler is run", () => {
  test("not at all where nothing has changed", async () => {
    const folder = project();
    expect((await build(folder)).runs).toEqual(["all", "config", "fields"]);
    expect(await build(folder)).toMatchObject({ upToDate: true, runs: [] });
  });

  test("once where a file without fields has changed", async () => {
    const folder = project();
    await build(folder);
    edit(folder, "src/deep/main.ts", "export", "export const main = 1;\nexport");
    expect((await build(folder)).runs).toEqual(["all"]);
    expect(outputOf(folder)["deep/main.js"]).toContain("main = 1");
  });

  test("for the rewritten text of a file that has changed, and of no other", async () => {
    const folder = project();
    await build(folder);
    const mirrored = () =>
      readdirSync(join(folder, ".weakfield"), { recursive: true })
        .map(String)
        .filter((path) => path.includes("sources") && path.endsWith(".ts"))
        .map((path) => path.replace(/.*sources./, ""));
    expect(mirrored().sort()).toEqual(["src/fields.ts", "src/other.ts"]);
    edit(folder, "src/other.ts", "value = 1", "value = 2");
    const { runs, written } = await build(folder);
    expect(runs).toEqual(["all", "fields"]);
    expect(written).toEqual(["dist/other.js"]);
    expect(mirrored()).toEqual(["src/other.ts"]);
    expect(outputOf(folder)["other.js"]).toContain("2");
    expect(outputOf(folder)["other.js"]).toContain("weakfield/internal");
  });
});

/** Changes after which nothing that was kept may show, and what must be seen of each. */
const changes: Readonly<
  Record<
    string,
    { change: (folder: string) => void; isSeen: (output: Record<string, string>) => boolean }
  >
> = {
  "an extended file, unseen by time and size": {
    change: (folder) => editUnseen(folder, "base.json", "ES2022", "ES2021"),
    isSeen: (output) => !/class Square \{\s*side/.test(output["fields.js"] ?? ""),
  },
  "an extended file of a package": {
    change: (folder) =>
      write(
        folder,
        "node_modules/settings/strict.json",
        '{ "compilerOptions": { "strict": true, "types": [], "removeComments": true } }',
      ),
    isSeen: (output) => output["plain.d.ts"]?.includes("A size.") === false,
  },
  "a base that is found before the one so far": {
    change: (folder) =>
      write(folder, "base", `{ "compilerOptions": { ${base}, "removeComments": true } }`),
    isSeen: (output) => output["plain.d.ts"]?.includes("A size.") === false,
  },
  "a new file": {
    change: (folder) => write(folder, "src/deep/added.ts", "export const added = 1;\n"),
    isSeen: (output) => "deep/added.js" in output,
  },
  "a new folder": {
    change: (folder) => write(folder, "src/new/folder/added.ts", "export const added = 1;\n"),
    isSeen: (output) => "new/folder/added.js" in output,
  },
  "a file that is gone": {
    change(folder) {
      rmSync(join(folder, "src/deep/main.ts"));
      // The compiler leaves what it once has written.
      rmSync(join(folder, "dist/deep"), { recursive: true });
    },
    isSeen: (output) => !("deep/main.js" in output),
  },
  "the kind of modules": {
    change: (folder) => write(folder, "package.json", '{ "type": "commonjs" }'),
    isSeen: (output) =>
      ["fields.js", "other.js", "plain.js"].every((name) => output[name]?.includes("exports.")),
  },
  "a package.json where there was none": {
    change: (folder) => write(folder, "src/package.json", '{ "type": "commonjs" }'),
    isSeen: (output) => output["other.js"]?.includes("exports.") === true,
  },
  "a constant of another file": {
    change: (folder) => edit(folder, "src/plain.ts", "one = 1", "one = 7"),
    isSeen: (output) => output["fields.js"]?.includes("7 /* Kind.one */") === true,
  },
  "the version of the compiler": {
    change: (folder) => edit(folder, "node_modules/counting/package.json", "7.0.2", "7.0.3"),
    isSeen: (output) => "plain.js" in output,
  },
  "an output that is gone": {
    change: (folder) => rmSync(join(folder, "dist/other.js")),
    isSeen: (output) => "other.js" in output,
  },
  "all output that is gone": {
    change: (folder) => rmSync(join(folder, "dist"), { recursive: true }),
    isSeen: (output) => "other.js" in output && "plain.d.ts" in output,
  },
  "an output that somebody has changed": {
    change: (folder) => write(folder, "dist/other.js", "changed"),
    isSeen: (output) => output["other.js"] !== "changed",
  },
};

describe.each([
  ["", {}],
  [", where each file stands alone", { isolatedModules: true }],
])("a build after a change%s", (_title, compilerOptions) => {
  const isIsolated = "isolatedModules" in compilerOptions;
  // Where each stands alone, it is the rewritten files that are compiled in another way.
  const compared = Object.entries(changes).filter(
    ([name]) => !isIsolated || /modules|package\.json|new file|output that is gone/.test(name),
  );
  test.each(compared)("of %s is as from nothing", async (name, { change, isSeen }) => {
    const folder = project({}, compilerOptions);
    await build(folder);
    age(folder);
    await build(folder);
    // Or this test would not see what is kept.
    if (name !== "all output that is gone") expect((await build(folder)).runs).toEqual([]);
    change(folder);
    const changed = await build(folder);
    expect(changed).toMatchObject({ status: 0, upToDate: false });
    const output = outputOf(folder);
    expect(isSeen(output), JSON.stringify(output)).toBe(true);
    expect(isSeen(await builtAnew(folder))).toBe(true);
    expect(output).toEqual(outputOf(folder));
  });
});

test("a file for references alone is read anew when it has changed", async () => {
  const folder = project({}, { composite: true });
  write(folder, "all/tsconfig.json", '{ "files": [], "references": [{ "path": ".." }] }');
  expect((await build(folder, "-p", "all")).written).toContain("../dist/other.js");
  expect((await build(folder, "-p", "all")).upToDate).toBe(true);
  expect(readFileSync(join(folder, "all/.weakfield/.gitignore"), "utf8")).toBe("*\n");
  write(folder, "more/tsconfig.json", '{ "compilerOptions": { "types": [], "outDir": "out" } }');
  write(folder, "more/a.ts", "export const a = 1;\n");
  edit(folder, "all/tsconfig.json", '"path": ".."', '"path": ".." }, { "path": "../more"');
  expect((await build(folder, "-p", "all")).written).toEqual(["../more/out/a.js"]);
});

test("what another version of this program has kept is not used", async () => {
  const folder = project();
  await build(folder);
  const kept = join(folder, ".weakfield/tsconfig.settings.json");
  const state = join(folder, ".weakfield/tsconfig/state.json");
  for (const file of [kept, state]) {
    const text = readFileSync(file, "utf8");
    expect(text).toContain("0.1.0");
    writeFileSync(file, text.replaceAll("0.1.0", "0.0.9"));
  }
  expect((await build(folder)).runs).toEqual(["all", "config", "fields"]);
});

test("where a part of what was kept is gone, the build is one from nothing", async () => {
  const folder = project();
  await build(folder);
  rmSync(join(folder, ".weakfield/tsconfig/outputs.json"));
  rmSync(join(folder, "dist/other.js"));
  expect((await build(folder)).runs).toEqual(["all", "fields"]);
  expect(outputOf(folder)["other.js"]).toContain("weakfield/internal");
});

test("a change in the same tick of the clock, of the same size, is seen", async () => {
  const folder = project();
  const soon = new Date(Date.now() + 60_000);
  const file = join(folder, "src/other.ts");
  utimesSync(file, soon, soon);
  await build(folder);
  expect((await build(folder)).upToDate).toBe(true);
  editUnseen(folder, "src/other.ts", "value = 1", "value = 2");
  await build(folder);
  expect(outputOf(folder)["other.js"]).toContain("2");
});

test("an error in one place does not make the rest be compiled again", async () => {
  const folder = project();
  await build(folder);
  edit(folder, "src/plain.ts", "plain = 1", "plain: string = 1");
  expect(await build(folder)).toMatchObject({ status: 2 });
  edit(folder, "src/other.ts", "value = 1", "value = 3");
  const second = await build(folder);
  expect(second.status).toBe(2);
  expect(second.output).toContain("TS2322");
  expect(second.written).toEqual(["dist/other.js"]);
  edit(folder, "src/plain.ts", "plain: string = 1", "plain = 1");
  expect(await build(folder)).toMatchObject({ status: 0, upToDate: false });
  const output = outputOf(folder);
  expect(await builtAnew(folder)).toEqual(output);
});

test("a re-export that needs `export type` is left out all the same, as the compiler does", async () => {
  const folder = project({}, { isolatedModules: true });
  const text = readFileSync(join(folder, "src/other.ts"), "utf8");
  write(folder, "src/other.ts", `${text}import { Size } from "./plain.js";\nexport { Size };\n`);
  const { status, output } = await build(folder);
  expect(output).toContain("TS1205");
  expect(status).toBe(2);
  expect(outputOf(folder)["other.js"]).not.toContain("Size");
});

test("what a build that was faulty has left is written by the next one", async () => {
  const folder = project();
  await build(folder);
  edit(folder, "src/plain.ts", "plain = 1", "plain = 5");
  edit(folder, "src/other.ts", "@field value", "@field() value");
  expect((await build(folder)).status).toBe(1);
  expect(outputOf(folder)["plain.js"]).toContain("plain = 1");
  edit(folder, "src/other.ts", "@field() value", "@field value");
  expect((await build(folder)).status).toBe(0);
  expect(outputOf(folder)["plain.js"]).toContain("plain = 5");
});

test("what was made for a build that was refused is not taken for a later one", async () => {
  const folder = project({}, { noEmitOnError: true });
  await build(folder);
  const other = join(folder, "src/other.ts");
  const { atime, mtime } = statSync(other);
  edit(folder, "src/other.ts", "value = 1", "value = 2");
  edit(folder, "src/plain.ts", "plain = 1", "plain: string = 1");
  expect((await build(folder)).status).toBe(1);
  // As it was, to the second.
  edit(folder, "src/other.ts", "value = 2", "value = 1");
  utimesSync(other, atime, mtime);
  edit(folder, "src/plain.ts", "plain: string = 1", "plain = 1");
  rmSync(join(folder, "dist/other.js"));
  expect((await build(folder)).status).toBe(0);
  const output = outputOf(folder);
  expect(output["other.js"]).toContain("1");
  expect(output).toEqual(await builtAnew(folder));
});

describe("builds of one project at the same time", () => {
  const run = (folder: string) =>
    new Promise<{ status: number | null; output: string }>((resolve) => {
      const child = spawn(process.execPath, [cli, "build"], { cwd: folder });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.on("close", (status) => resolve({ status, output }));
    });
  const manyFiles = (value: string) =>
    Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `src/point-${index}.ts`,
        `import { field } from "weakfield";\nexport class Point { @field x = "${value}"; }\n`,
      ]),
    );

  test("wait for each other, and the last to begin sees what was written before it", async () => {
    const folder = project();
    for (const [file, text] of Object.entries(manyFiles("a"))) write(folder, file, text);
    const first = [run(folder), run(folder), run(folder)];
    for (const { status, output } of await Promise.all(first)) expect(status, output).toBe(0);
    for (const [file, text] of Object.entries(manyFiles("b"))) write(folder, file, text);
    const second = await Promise.all([run(folder), run(folder), weakfield(folder, "build")]);
    for (const { status } of second) expect(status).toBe(0);
    const output = outputOf(folder);
    expect(Object.values(output).filter((text) => text.includes('"b"'))).toHaveLength(30);
    expect(output).toEqual(await builtAnew(folder));
    expect(readdirSync(join(folder, ".weakfield")).filter((name) => name.endsWith("lock"))).toEqual(
      [],
    );
  });

  test("take over from one that was killed", async () => {
    const folder = project();
    await build(folder);
    edit(folder, "src/other.ts", "value = 1", "value = 2");
    const child = spawn(process.execPath, [cli, "build"], { cwd: folder });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    const lock = join(folder, ".weakfield/tsconfig.lock");
    while (!existsSync(lock) && child.exitCode === null) await new Promise(setImmediate);
    child.kill("SIGKILL");
    await ended;
    writeFileSync(lock, `${child.pid} 0`);
    // By its time alone, it would be taken for alive.
    const soon = new Date(Date.now() + 3_600_000);
    utimesSync(lock, soon, soon);
    expect((await build(folder)).status).toBe(0);
    expect(outputOf(folder)["other.js"]).toContain("2");
    expect(existsSync(lock)).toBe(false);
  });

  test("take over a lock that gives no sign of life, though some process has its number", async () => {
    const folder = project();
    mkdirSync(join(folder, ".weakfield"));
    const lock = join(folder, ".weakfield/tsconfig.lock");
    writeFileSync(lock, `${process.pid} 0`);
    const before = new Date(Date.now() - 60_000);
    utimesSync(lock, before, before);
    expect((await build(folder)).status).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });
});

test("where the compiler notes names in small letters, as on macOS and Windows, all is written", async () => {
  const folding = `
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
const words = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [${JSON.stringify(native)}, ...words], { stdio: "inherit" });
const info = words[words.indexOf("--tsBuildInfoFile") + 1];
if (words.includes("--tsBuildInfoFile") && existsSync(info)) {
  const noted = JSON.parse(readFileSync(info, "utf8"));
  noted.fileNames = noted.fileNames.map((name) => name.toLowerCase());
  writeFileSync(info, JSON.stringify(noted));
}
process.exitCode = status;
`;
  const folder = project({ include: undefined, files: ["src/Main.ts"] });
  write(folder, "node_modules/counting/tsc.js", folding);
  write(folder, "src/Main.ts", 'export * from "./Sub/Point.js";\n');
  write(folder, "src/Sub/Point.ts", sources["src/other.ts"].replace("Other", "Point"));
  expect((await build(folder)).written).toEqual(
    ["Main.d.ts", "Main.js", "Sub/Point.d.ts", "Sub/Point.js"].map((name) => `dist/${name}`),
  );
  expect(outputOf(folder)["Sub/Point.js"]).toContain("weakfield/internal");
  expect((await build(folder)).upToDate).toBe(true);
});
