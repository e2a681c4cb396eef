// Builds at the same time give what they give one after the other, byte by byte.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import { contentsOf, createFolder, modules, removeFolders, run, tsconfig } from "./project.ts";
import { transformAll } from "./transform-worker.ts";
import type { Module } from "./transform-worker.ts";

const packageJson = JSON.stringify({ type: "module" });

describe("tspc", () => {
  test("in several processes over the same sources", { timeout: 300_000 }, async () => {
    const files = { "package.json": packageJson, "tsconfig.json": tsconfig() };
    const folder = createFolder({ ...files, ...modules(6) });
    const build = (outDir: string) => run(folder, "tspc", ["-p", ".", "--outDir", outDir]);
    expect(await build("alone")).toMatchObject({ status: 0 });
    const outDirs = ["one", "two", "three"];
    const runs = await Promise.all(outDirs.map(build));
    expect(runs.map(({ status, output }) => ({ status, output }))).toEqual(
      outDirs.map(() => ({ status: 0, output: "" })),
    );
    const alone = contentsOf(path.join(folder, "alone"));
    expect(Object.keys(alone)).toHaveLength(6);
    expect(alone["m5.js"]).toContain("$wf.");
    for (const outDir of outDirs) expect(contentsOf(path.join(folder, outDir))).toEqual(alone);
  });

  test("-b of many projects that refer to each other", { timeout: 300_000 }, async () => {
    const names = ["a", "b", "c", "d", "e"];
    const projects = names.map((name, index) => {
      const config = tsconfig(
        { composite: true },
        { references: names.slice(0, index).map((other) => ({ path: `../${other}` })) },
      );
      const files = { ...modules(2, name), "tsconfig.json": config };
      return Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]);
    });
    const files = {
      ...(Object.fromEntries(projects.flat()) as Record<string, string>),
      "package.json": packageJson,
      "tsconfig.json": JSON.stringify({
        files: [],
        references: names.map((name) => ({ path: name })),
      }),
    };
    const together = createFolder(files);
    const inTurn = createFolder(files);
    // Two builds of the same projects at a time, and each project for itself.
    const [first] = await Promise.all([
      run(together, "tspc", ["-b"]),
      run(createFolder(files), "tspc", ["-b"]),
    ]);
    expect(first).toEqual({ status: 0, output: "" });
    for (const name of names) {
      expect(await run(inTurn, "tspc", ["-p", name])).toEqual({ status: 0, output: "" });
    }
    for (const name of names) {
      const built = contentsOf(path.join(together, name, "dist"));
      expect(built["m1.js"]).toContain(`b${name}`);
      expect(built["m1.js"]).toContain("$wf.");
      const alone = contentsOf(path.join(inTurn, name, "dist"));
      const isCode = ([file]: [string, string]) => /\.(?:js|d\.ts)$/.test(file);
      expect(Object.entries(built).filter(isCode)).toEqual(Object.entries(alone).filter(isCode));
    }
  });
});

test("the bundlers' plugin in several threads", { timeout: 120_000 }, async () => {
  const folder = new URL("../fixtures/emit/", import.meta.url);
  const sources: Module[] = readdirSync(folder)
    .filter((name) => /\.[cm]?tsx?$/.test(name))
    .map((name) => ({ name: `/${name}`, text: readFileSync(new URL(name, folder), "utf8") }));
  const expected = transformAll(sources);
  expect(expected.filter((result) => result?.code.includes("$wf.")).length).toBeGreaterThan(5);
  const rounds = 5;
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => {
      const worker = new Worker(new URL("transform-worker.ts", import.meta.url), {
        workerData: { modules: sources, rounds },
      });
      return new Promise((resolve, reject) => {
        worker.once("message", resolve).once("error", reject);
      }).finally(() => worker.terminate());
    }),
  );
  expect(answers).toEqual(
    Array.from({ length: 4 }, () => Array.from({ length: rounds }, () => expected)),
  );
});

afterAll(removeFolders);
