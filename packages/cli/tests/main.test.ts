import { expect, test } from "vitest";
import { createFolder, weakfield } from "./run.ts";

const folder = createFolder({ "a.ts": "export {};\n" });

test.each([
  [["bulid"], "Unknown command `bulid`."],
  [["explian", "a.ts"], "Unknown command `explian`. Did you mean `explain`?"],
  [["explain"], "`explain` needs FILE: `weakfield explain FILE`."],
  [["explain", "a.ts", "b.ts"], "`explain` has no use for `b.ts`."],
  [["explain", "none.ts"], "There is no file or folder `"],
  [
    ["explain", "a.ts", "--stroage", "private"],
    "Unknown flag `--stroage`. Did you mean `--storage`?",
  ],
  [["explain", "a.ts", "--storage"], "`--storage` needs a value: `--storage weakmap|private`."],
  [["explain", "a.ts", "--inspect=yes"], "`--inspect` takes no value."],
  [
    ["explain", "a.ts", "--storage", "pivate"],
    'WF1001: Option `storage` cannot be "pivate". Did you mean "private"?',
  ],
  [["rewrite", "a.ts"], "`rewrite` needs a folder to write to: add `--out DIR`."],
  [["rewrite", ".", "--out", "."], "`rewrite` does not write over its sources"],
  [["rewrite", ".", "--out", "a.ts"], "`a.ts` is a file: give --out a folder."],
  [["build", "-p", "none"], "There is no `"],
])("%j is refused with one error", async (words, message) => {
  const { status, stdout, stderr } = await weakfield(folder, ...words);
  expect(stderr).toMatch(/^weakfield: .*\n$/);
  expect(stderr).toContain(message);
  expect(stdout).toBe("");
  expect(status).toBe(64);
});

test("a refused command is an object with --json", async () => {
  const { status, stdout, stderr } = await weakfield(folder, "explain", "none.ts", "--json");
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, status: 64 });
  expect(status).toBe(64);
});

test("the help names every command and every exit status", async () => {
  const { status, stdout } = await weakfield(folder, "--help");
  expect(status).toBe(0);
  for (const name of ["build", "rewrite SRC", "eject SRC", "explain FILE", "doctor"]) {
    expect(stdout).toContain(`  ${name}  `);
  }
  expect(stdout).toMatch(/\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}64 /);
  expect((await weakfield(folder)).status).toBe(64);
});

test.each(["build", "rewrite", "eject", "explain", "doctor"])("%s has a help", async (name) => {
  const { status, stdout } = await weakfield(folder, name, "--help");
  expect(status).toBe(0);
  expect(stdout).toContain(`Usage: weakfield ${name}`);
  expect(stdout).toContain("--json");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(100);
});
