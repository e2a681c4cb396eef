import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isOlder } from "../src/runtime-version.ts";
import { createFolder, weakfield } from "./run.ts";

const point = `import { field } from "weakfield";

/** A point. */
export class Point {
  @field x = 1;
}
`;
const marker = "export declare const field: any;\n";
const project = (compilerOptions: object, files: Record<string, string>) =>
  createFolder({
    "package.json": JSON.stringify({ type: "module" }),
    "tsconfig.json": `{
  // with a comment
  "compilerOptions": ${JSON.stringify({
    target: "ES2022",
    lib: ["ES2022"],
    module: "NodeNext",
    strict: true,
    skipLibCheck: true,
    types: [],
    rootDir: "src",
    outDir: "dist",
    ...compilerOptions,
  })},
  "include": ["src"],
}`,
    "node_modules/weakfield/package.json": JSON.stringify({
      type: "module",
      exports: { ".": "./index.js", "./internal": "./index.js" },
    }),
    "node_modules/weakfield/index.d.ts": marker,
    ...files,
  });
const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");
const native = fileURLToPath(
  new URL("../node_modules/@typescript/native/bin/tsc", import.meta.url),
);

test("declarations show what was written, JavaScript what it becomes", async () => {
  const folder = project(
    { declaration: true, declarationMap: true, inlineSourceMap: true, inlineSources: true },
    {
      "src/point.ts": point,
      "src/data.json": "{}",
      "src/sub/other.mts": 'export * from "../point.js";\n',
    },
  );
  const { status, stdout, stderr } = await weakfield(folder, "build");
  expect(stderr).toMatch(
    /^(?:compiling .*\n)*weakfield build: done in \S+ s \(TypeScript \S+\)\n$/,
  );
  expect(stdout).toBe("");
  expect(status).toBe(0);
  expect(read(folder, "dist/point.d.ts")).toContain(
    "/** A point. */\nexport declare class Point {\n    x: number;\n}",
  );
  expect(JSON.parse(read(folder, "dist/point.d.ts.map"))).toMatchObject({
    sources: ["../src/point.ts"],
  });
  const code = read(folder, "dist/point.js");
  expect(code).toContain('from "weakfield/internal"');
  const [, encoded = ""] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(code) ?? [];
  expect(JSON.parse(Buffer.from(encoded, "base64").toString())).toMatchObject({
    sources: ["../src/point.ts"],
    sourcesContent: [point],
  });
  expect(readdirSync(join(folder, "dist/sub")).sort()).toEqual([
    "other.d.mts",
    "other.d.mts.map",
    "other.mjs",
  ]);
});

test("errors of types are those of the compiler, and so is the exit status", async () => {
  const files = { "src/point.ts": `${point}export const wrong: string = 1;\n` };
  const written = project({}, files);
  const result = await weakfield(written, "build");
  expect(result.status).toBe(2);
  expect(result.stdout).toContain("src/point.ts(7,14): error TS2322: ");
  expect(read(written, "dist/point.js")).toContain("weakfield/internal");
  const refused = project({ noEmitOnError: true }, files);
  expect((await weakfield(refused, "build")).status).toBe(1);
  expect(existsSync(join(refused, "dist"))).toBe(false);
});

test("faulty fields stop the build and leave what was built before", async () => {
  const folder = project({}, { "src/point.ts": point });
  await weakfield(folder, "build");
  const before = read(folder, "dist/point.js");
  writeFileSync(join(folder, "src/point.ts"), point.replace("@field x", "@field() x"));
  const { status, stdout } = await weakfield(folder, "build", "--json");
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    written: [],
    faults: [{ code: "WF1005", line: 5, column: 3 }],
  });
  expect(read(folder, "dist/point.js")).toBe(before);
});

test("a second run writes only what has changed", async () => {
  const folder = project(
    { declaration: true },
    { "src/point.ts": point, "src/gone.ts": "export {};\n", "src/b.ts": "export {};\n" },
  );
  await weakfield(folder, "build");
  writeFileSync(join(folder, "src/b.ts"), "export const b = 1;\n");
  const { stdout } = await weakfield(folder, "build", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, written: ["dist/b.d.ts", "dist/b.js"] });
  // Whatever is gone from the output comes back, and what is gone from the sources does not.
  rmSync(join(folder, "dist"), { recursive: true });
  rmSync(join(folder, "src/gone.ts"));
  await weakfield(folder, "build");
  expect(readdirSync(join(folder, "dist")).sort()).toEqual([
    "b.d.ts",
    "b.js",
    "point.d.ts",
    "point.js",
  ]);
});

test("an error that is not mended is reported by every run", async () => {
  const folder = project(
    { declaration: true },
    { "src/point.ts": `${point}export const wrong: string = 1;\n` },
  );
  for (const _run of [1, 2]) {
    const { status, stdout } = await weakfield(folder, "build");
    expect(status).toBe(2);
    expect(stdout).toContain("error TS2322");
  }
});

test("options stand in tsconfig.json, and flags count more", async () => {
  const plugins = [{ transform: "@weakfield/transformer", storage: "private" }];
  const folder = project({ plugins }, { "src/point.ts": point });
  await weakfield(folder, "build");
  expect(read(folder, "dist/point.js")).toContain("#x");
  await weakfield(folder, "build", "--storage", "weakmap");
  expect(read(folder, "dist/point.js")).not.toContain("#x");
  const wrong = project({ plugins: [{ ...plugins[0], storage: "x" }] }, { "src/point.ts": point });
  const { status, stderr } = await weakfield(wrong, "build");
  expect(status).toBe(64);
  expect(stderr).toContain("tsconfig.json: WF1001: Option `storage` cannot be");
});

test("one file of a program is refused by every version", async () => {
  const folder = project({ outFile: "a.js", ignoreDeprecations: "6.0" }, { "src/point.ts": point });
  const native = await weakfield(folder, "build");
  expect(native.stdout).toContain("error TS5102: Option 'outFile' has been removed.");
  expect(native.status).toBe(2);
  const { status, stderr } = await weakfield(folder, "build", "--compiler", "typescript");
  expect(stderr).toMatch(/^weakfield: `build` cannot make one file of a program, .*"outFile"/);
  expect(status).toBe(64);
});

test("with noEmit, faulty fields are found and nothing is written", async () => {
  const folder = project(
    { noEmit: true },
    { "src/point.ts": point.replace("@field x", "@field() x") },
  );
  const { status, stderr } = await weakfield(folder, "build");
  expect(stderr).toContain("src/point.ts:5:3 WF1005: ");
  expect(status).toBe(1);
  expect(existsSync(join(folder, "dist"))).toBe(false);
});

test("a file of build information is not written: it would describe other output", async () => {
  const folder = project(
    { incremental: true, tsBuildInfoFile: "dist/info.tsbuildinfo" },
    { "src/point.ts": point },
  );
  expect((await weakfield(folder, "build")).status).toBe(0);
  expect(readdirSync(join(folder, "dist"))).toEqual(["point.js"]);
  expect((await weakfield(folder, "build", "--help")).stdout).toContain('"tsBuildInfoFile"');
});

test("a runtime that is older than the compiler of fields is refused, a newer one is not", async () => {
  const runtime = (version: string, source = point, compilerOptions = {}) => {
    const folder = project(compilerOptions, { "src/point.ts": source });
    const manifest = JSON.parse(read(folder, "node_modules/weakfield/package.json")) as object;
    writeFileSync(
      join(folder, "node_modules/weakfield/package.json"),
      JSON.stringify({ ...manifest, version }),
    );
    return folder;
  };
  const { version } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  ) as { version: string };
  const old = runtime("0.0.9");
  const { status, stderr } = await weakfield(old, "build");
  expect(status).toBe(64);
  expect(stderr).toContain(
    `@weakfield/cli ${version} compiles fields for weakfield ${version} or newer, and ${join(old, "node_modules/weakfield/package.json")} is version 0.0.9. Run \`npm install weakfield@${version}\`.`,
  );
  expect(existsSync(join(old, "dist"))).toBe(false);
  for (const newer of [version, "0.2.0-beta.1", "10.0.0"]) {
    expect((await weakfield(runtime(newer), "build")).status, newer).toBe(0);
  }
  // Nothing is compiled for it.
  expect((await weakfield(runtime("0.0.9", "export {};\n"), "build")).status).toBe(0);
  expect((await weakfield(runtime("0.0.9", point, { noEmit: true }), "build")).status).toBe(0);
});

test.each([
  ["0.1.0", "0.2.0", true],
  ["0.9.0", "1.0.0", true],
  ["1.4.0", "2.0.0-rc.1", true],
  ["0.1.0", "0.1.9", false],
  ["0.10.0", "0.9.0", false],
  ["2.0.0", "1.9.9", false],
])("%s is older than %s: %s", (version, other, expected) => {
  expect(isOlder(version, other)).toBe(expected);
});

test("a project without a compiler is told how to get one", async () => {
  const files = { "tsconfig.json": "{}", "a.ts": "" };
  const plain = await weakfield(createFolder(files, tmpdir()), "build");
  expect(plain.stderr).toContain("Run `npm install --save-dev typescript`.");
  expect(plain.status).toBe(64);
  const archived = createFolder({ ...files, ".pnp.cjs": "" }, tmpdir());
  const { status, stderr } = await weakfield(archived, "build");
  expect(stderr).toContain("nodeLinker: node-modules");
  expect(status).toBe(64);
});

const references = (tsconfig: object, other: object = {}) =>
  project(
    { composite: true },
    {
      "src/point.ts": point,
      "app/tsconfig.json": JSON.stringify({
        compilerOptions: {
          target: "ES2022",
          lib: ["ES2022"],
          module: "NodeNext",
          skipLibCheck: true,
          types: [],
          strict: true,
          outDir: "out",
        },
        references: [{ path: ".." }],
        ...tsconfig,
      }),
      "app/main.ts": `import { field } from "weakfield";
import { Point } from "../src/point.js";
export class Line { @field end: Point = new Point(); }
`,
      ...other,
    },
  );

test("referenced projects are built first, and what is up to date is not built again", async () => {
  const folder = references({});
  const app = async () => {
    const { stdout } = await weakfield(folder, "build", "-p", "app", "--json");
    return JSON.parse(stdout) as { written: string[]; upToDate: boolean; output: string };
  };
  const first = await app();
  expect(first.output).toBe("");
  expect(first.written).toEqual(["../dist/point.d.ts", "../dist/point.js", "out/main.js"]);
  expect(read(folder, "app/out/main.js")).toContain("weakfield/internal");
  expect(read(folder, "app/out/main.js")).toContain('from "../src/point.js"');
  expect(await app()).toMatchObject({ written: [], upToDate: true });
  // Declarations of the reference are an input of what refers to it.
  writeFileSync(join(folder, "src/point.ts"), point.replace("x = 1", "x = '1'"));
  const second = await app();
  expect(second).toMatchObject({ upToDate: false });
  expect(second.written).toEqual(["../dist/point.d.ts", "../dist/point.js"]);
  // An output that is gone comes back.
  rmSync(join(folder, "app/out/main.js"));
  expect((await app()).written).toEqual(["out/main.js"]);
});

test("what `tsc -b` has written over is put right by the next build", async () => {
  const folder = references({});
  await weakfield(folder, "build", "-p", "app");
  const built = read(folder, "dist/point.js");
  execFileSync(process.execPath, [native, "-b", join(folder, "app")]);
  expect(read(folder, "dist/point.js")).not.toContain("weakfield/internal");
  await weakfield(folder, "build", "-p", "app");
  expect(read(folder, "dist/point.js")).toBe(built);
});

test("a reference that cannot be written stops what refers to it", async () => {
  const folder = references({});
  writeFileSync(join(folder, "src/point.ts"), point.replace("@field x", "@field() x"));
  const { status, stderr } = await weakfield(folder, "build", "-p", "app");
  expect(status).toBe(1);
  expect(stderr).toContain("WF1005");
  expect(existsSync(join(folder, "app/out"))).toBe(false);
});

test("a file for references alone has no output, and a circle is refused", async () => {
  const folder = references(
    {},
    { "all.json": '{ "files": [], "references": [{ "path": "app" }] }' },
  );
  expect((await weakfield(folder, "build", "-p", "all.json")).status).toBe(0);
  expect(existsSync(join(folder, "app/out/main.js"))).toBe(true);
  const config = read(folder, "tsconfig.json").replace(
    '"include"',
    '"references": [{ "path": "app" }], "include"',
  );
  writeFileSync(join(folder, "tsconfig.json"), config);
  const { status, stderr } = await weakfield(folder, "build", "-p", "app");
  expect(stderr).toMatch(/^weakfield: Project references form a circle:\n/);
  expect(status).toBe(64);
});

test("imports of types alone are left out of rewritten files, as the compiler does", async () => {
  const folder = project(
    {},
    {
      "src/types.ts": "export interface Shape { a: 1 }\nexport const enum Kind { a = 7 }\n",
      "src/point.ts": `import { field } from "weakfield";
import { Kind, Shape } from "./types.js";
export class Point { @field shape?: Shape; @field kind = Kind.a; }
`,
    },
  );
  await weakfield(folder, "build");
  expect(read(folder, "dist/point.js")).not.toContain("./types.js");
  expect(read(folder, "dist/point.js")).toContain("7 /* Kind.a */");
});

test("without an output folder, files are written beside their sources", async () => {
  const folder = project(
    { outDir: undefined, rootDir: undefined, declaration: true },
    { "src/point.ts": point },
  );
  expect((await weakfield(folder, "build")).status).toBe(0);
  expect(read(folder, "src/point.js")).toContain("weakfield/internal");
  expect(read(folder, "src/point.d.ts")).toContain("x: number");
});

test("paths and imports out of the folder lead to rewritten files", async () => {
  const folder = project(
    {
      rootDir: undefined,
      module: "ESNext",
      moduleResolution: "Bundler",
      paths: { "@/*": ["./src/*"] },
      rootDirs: undefined,
    },
    {
      "src/point.ts": point,
      "src/main.ts":
        'import { Point } from "@/point";\nimport { Other } from "../../shared/other.js";\nexport const all = [new Point().x, new Other().x];\n',
    },
  );
  const shared = join(folder, "../shared");
  mkdirSync(shared, { recursive: true });
  writeFileSync(join(shared, "other.ts"), point.replaceAll("Point", "Other"));
  writeFileSync(
    join(folder, "tsconfig.json"),
    read(folder, "tsconfig.json").replace('"outDir"', '"rootDir":"..","outDir"'),
  );
  const { stderr } = await weakfield(folder, "build");
  expect(stderr).not.toContain("error TS2307: Cannot find module '@/point'");
  expect(read(folder, "dist/shared/other.js")).toContain("weakfield/internal");
});

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

test("--watch builds again after each change", { timeout: 120_000 }, async () => {
  const folder = project({}, { "src/point.ts": point });
  const child = spawn(process.execPath, [cli, "build", "--watch"], { cwd: folder });
  try {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const until = async (isDone: () => boolean) => {
      for (let tries = 0; tries < 1000 && !isDone(); tries++) await sleep(50);
      expect(isDone(), output).toBe(true);
      output = "";
    };
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    await until(() => output.includes("Watching for changes."));
    write("src/point.ts", point.replace("@field x", "@field() x"));
    await until(() => /WF1005[^]*nothing written/.test(output));
    write("src/point.ts", `${point.replace("x = 1", "renamed = 1")}export const a: string = 1;\n`);
    await until(() => /TS2322[^]*done, with errors/.test(output));
    expect(read(folder, "dist/point.js")).toContain("renamed");
    write("src/point.ts", point);
    await until(() => output.includes(": done in"));
    write("src/new/folder/added.ts", "export const added = 1;\n");
    await until(() => existsSync(join(folder, "dist/new/folder/added.js")));
    rmSync(join(folder, "src/point.ts"));
    write("src/new/main.ts", 'export * from "../point.js";\n');
    await until(() => output.includes("error TS2307"));
    write("src/point.ts", point);
    const config = read(folder, "tsconfig.json");
    await until(() => output.includes(": done in"));
    write("tsconfig.json", config.replace('"outDir":"dist"', '"outDir":"other"'));
    await until(() => existsSync(join(folder, "other/point.js")));
    write("tsconfig.json", "{");
    await until(() => /error TS\d+/.test(output));
    write("tsconfig.json", config.replace('"outDir":"dist"', '"outDir":"third"'));
    await until(() => existsSync(join(folder, "third/point.js")));
  } finally {
    child.kill();
  }
});

// On Windows, a signal from elsewhere is the end at once.
const stops = process.platform === "win32" ? [] : (["SIGINT", "SIGTERM"] as const);
test.each(stops)("%s leaves the last output whole", async (signal) => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`src/point-${index}.ts`, point]),
  );
  const folder = project({}, files);
  await weakfield(folder, "build");
  const old = readdirSync(join(folder, "dist")).map((name) => read(folder, `dist/${name}`));
  for (const file of Object.keys(files)) {
    writeFileSync(join(folder, file), point.replace("x = 1", "changed = 1"));
  }
  // There as long as a build is at work.
  const mark = join(folder, ".weakfield/tsconfig/unfinished");
  const child = spawn(process.execPath, [cli, "build"], { cwd: folder });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  while (!existsSync(mark)) await sleep(1);
  child.kill(signal);
  expect(await ended).toBe(signal === "SIGINT" ? 130 : 143);
  const left = readdirSync(join(folder, "dist"));
  expect(left.filter((name) => !name.endsWith(".js"))).toEqual([]);
  const after = left.map((name) => read(folder, `dist/${name}`));
  // All old, or all new if the signal came late.
  if (after.some((text) => text.includes("changed"))) {
    for (const text of after) expect(text).toContain("changed");
  } else expect(after).toEqual(old);
  await weakfield(folder, "build");
  expect(read(folder, "dist/point-0.js")).toContain("changed");
});
