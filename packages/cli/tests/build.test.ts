import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
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
    module: "NodeNext",
    strict: true,
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
  expect(stderr).toMatch(/^weakfield build: done in \S+ s \(TypeScript \S+\)\n$/);
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
  expect(result.stderr).toContain("src/point.ts(7,14): error TS2322: ");
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
    const { status, stderr } = await weakfield(folder, "build");
    expect(status).toBe(2);
    expect(stderr).toContain("error TS2322");
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

test.each(["noEmit", "outFile"])("%s cannot be built", async (name) => {
  const folder = project({ [name]: name === "noEmit" ? true : "a.js" }, { "src/point.ts": point });
  const { status, stderr } = await weakfield(folder, "build");
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/^weakfield: /);
  expect(stderr).toContain(name);
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

test("--watch builds again after each change", { timeout: 60_000 }, async () => {
  const folder = project({}, { "src/point.ts": point });
  const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
  const child = spawn(process.execPath, [cli, "build", "--watch"], { cwd: folder });
  try {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const until = async (isDone: () => boolean) => {
      for (let tries = 0; tries < 400 && !isDone(); tries++) await sleep(50);
      expect(isDone(), output).toBe(true);
    };
    await until(() => output.includes("Watching for changes."));
    writeFileSync(join(folder, "src/point.ts"), point.replace("@field x", "@field() x"));
    await until(() => output.includes("WF1005"));
    writeFileSync(join(folder, "src/point.ts"), point.replace("x = 1", "renamed = 1"));
    await until(() => read(folder, "dist/point.js").includes("renamed"));
  } finally {
    child.kill();
  }
});
