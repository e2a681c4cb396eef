// `rewrite` and `eject` that are ended in the middle: nothing is half written, and nothing is lost.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { shownPath } from "../src/files.ts";
import { createFolder } from "./run.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const FILES = 12;

/** Sends a signal to the program itself at one of its calls of `fs`, before the call. */
const signaller = `const fs = require("node:fs");
const { AT, CALL, SIGNAL } = process.env;
const original = fs[CALL];
let count = 0;
fs[CALL] = (path, ...rest) => {
  if (String(path).includes("point-") && ++count === Number(AT)) process.kill(process.pid, SIGNAL);
  return original(path, ...rest);
};
require("node:module").syncBuiltinESMExports();
`;

const commands = {
  rewrite: ["rewrite", "src", "--out", "out"],
  eject: ["eject", "src"],
} as const;

const project = () =>
  createFolder({
    "signal.cjs": signaller,
    ...Object.fromEntries(
      Array.from({ length: FILES }, (_, index) => [
        `src/point-${index}.ts`,
        `import { field } from "weakfield";\nexport class Point${index} { @field x = ${index}; }\n`,
      ]),
    ),
  });

function run(folder: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const hook = "AT" in env ? ["--require", join(folder, "signal.cjs")] : [];
  return new Promise<{ status: number | null; signal: string | null }>((resolve) => {
    spawn(process.execPath, [...hook, cli, ...words], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: "ignore",
    }).on("close", (status, signal) => resolve({ status, signal }));
  });
}

/** All files but the one that sends signals, by path. */
function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "signal.cjs")
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [shownPath(folder, path), readFileSync(path, "utf8")] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** There, a signal to oneself is the end, whichever it is. */
const isWindows = process.platform === "win32";

describe.each(Object.entries(commands))("%s", (_name, words) => {
  test.skipIf(isWindows).each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s while files are read: nothing is written", async (SIGNAL, status) => {
    const folder = project();
    const before = contentsOf(folder);
    const env = { AT: "5", CALL: "readFileSync", SIGNAL };
    expect(await run(folder, words, env)).toEqual({ status, signal: null });
    expect(contentsOf(folder)).toEqual(before);
  });

  test.skipIf(isWindows).each([
    ["SIGINT", "writeFileSync", 130],
    ["SIGTERM", "renameSync", 143],
  ] as const)("%s while files are written: all are", async (SIGNAL, CALL, status) => {
    const [folder, undisturbed] = [project(), project()];
    expect(await run(undisturbed, words)).toEqual({ status: 0, signal: null });
    const ended = await run(folder, words, { AT: "5", CALL, SIGNAL });
    // It may come too late to be heard: all is done then.
    expect([0, status]).toContain(ended.status);
    expect(contentsOf(folder)).toEqual(contentsOf(undisturbed));
  });

  test.each(["writeFileSync", "renameSync"])(
    "killed at %s: each file is old or new, and the next run puts the rest right",
    async (CALL) => {
      const [folder, undisturbed] = [project(), project()];
      const before = contentsOf(folder);
      await run(undisturbed, words);
      const after = contentsOf(undisturbed);
      const killed = await run(folder, words, { AT: "5", CALL, SIGNAL: "SIGKILL" });
      expect(killed).toEqual(
        isWindows ? { status: 1, signal: null } : { status: null, signal: "SIGKILL" },
      );
      const left = Object.entries(contentsOf(folder)).filter(([path]) => !path.endsWith(".tmp"));
      for (const [path, text] of left) expect([before[path], after[path]], path).toContain(text);
      // Before the first is renamed, all are ready.
      const done = left.filter(([path, text]) => text === after[path] && text !== before[path]);
      expect(done).toHaveLength(CALL === "renameSync" ? 4 : 0);
      expect((await run(folder, words)).status).toBe(0);
      expect(contentsOf(folder)).toEqual(after);
    },
  );
});
