import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFolder, weakfield } from "./run.ts";

const point = `import { field } from "weakfield";

export class Point {
  @field x = 1;
}
`;
const faulty = point.replace("@field x", "@field() x");

test("rewrites what has fields and copies the rest", async () => {
  const folder = createFolder({
    "src/point.ts": point,
    "src/plain.ts": "export const plain: number = 1;\n",
    "src/deep/data.json": "{}",
    "src/node_modules/other/index.js": "",
    "src/.hidden/a.ts": "",
    "src/types.d.ts": point,
  });
  const { status, stdout } = await weakfield(folder, "rewrite", "src", "--out", "src/out");
  expect(status).toBe(0);
  expect(stdout).toBe("1 of 4 files rewritten to src/out\n");
  const out = join(folder, "src/out");
  expect(readdirSync(out, { recursive: true }).sort()).toEqual(
    ["deep", join("deep", "data.json"), "plain.ts", "point.ts", "types.d.ts"].sort(),
  );
  const text = readFileSync(join(out, "point.ts"), "utf8");
  expect(text).toContain('from "weakfield/internal"');
  expect(text).not.toContain("@field");
  expect(text.split("\n")).toHaveLength(point.split("\n").length);
  // What it has written itself is no source of the next run.
  expect((await weakfield(folder, "rewrite", "src", "--out", "src/out")).stdout).toContain(
    "1 of 4",
  );
});

test("writes nothing when a file is faulty", async () => {
  const folder = createFolder({ "src/a.ts": point, "src/b.ts": faulty, "src/c.ts": "{" });
  const { status, stdout, stderr } = await weakfield(folder, "rewrite", "src", "-o", "out");
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain(`${join("src", "b.ts")}:4:3 WF1005: `);
  expect(stderr).toContain("Nothing was written: 1 declarations are faulty.");
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test("a folder that cannot be written to is one error, and nothing is written", async () => {
  const folder = createFolder({ "src/a.ts": point, "src/b/c.ts": point, out: "a file" });
  // A file stands where a folder has to be.
  const { status, stderr } = await weakfield(folder, "rewrite", "src", "-o", "out/deep");
  expect(stderr).toMatch(
    /^weakfield: Cannot write `.*out.*` \((?:ENOTDIR|EEXIST)\)\. Nothing was written\.\n$/,
  );
  expect(status).toBe(64);
  expect(readdirSync(folder).sort()).toEqual(["out", "src"]);
});

test.each(["rewrite", "eject", "explain"])(
  "%s shows where a file cannot be parsed",
  async (name) => {
    const folder = createFolder({ "a.ts": `${point}class {` });
    const flags = name === "rewrite" ? ["-o", "out"] : [];
    const { status, stderr } = await weakfield(folder, name, "a.ts", ...flags);
    expect(stderr).toContain("a.ts:6:8 WF1007: ");
    expect(status).toBe(1);
    const json = await weakfield(folder, name, "a.ts", ...flags, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      status: 1,
      command: name,
      faults: [{ code: "WF1007", file: "a.ts", line: 6 }],
    });
  },
);

test("options are flags", async () => {
  const folder = createFolder({ "a.ts": point.replace("weakfield", "my-fields") });
  await weakfield(
    folder,
    "rewrite",
    "a.ts",
    "-o",
    "out",
    "--modules",
    "my-fields",
    "--storage=private",
  );
  expect(readFileSync(join(folder, "out/a.ts"), "utf8")).toContain("#x");
});

test("explain shows declarations and what they become", async () => {
  const folder = createFolder({ "point.ts": point, "none.ts": "export {};\n" });
  const { stdout } = await weakfield(folder, "explain", "point.ts");
  expect(stdout).toContain("4 |   @field x = 1;\n  >   get x() { ");
  expect((await weakfield(folder, "explain", "none.ts")).stdout).toBe(
    "none.ts declares no fields.\n",
  );
  const json = await weakfield(folder, "explain", "point.ts", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({
    ok: true,
    classes: [{ name: "Point", fields: ["@field x = 1;"] }],
  });
});
