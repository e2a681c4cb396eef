// A build that is ended in the middle, and one that cannot write or read.
import { symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { before } from "@weakfield/transformer/before";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import {
  contentsOf,
  createFolder,
  modules,
  removeFolders,
  run,
  tsconfig,
  writeFiles,
} from "./project.ts";
import type { tools } from "./project.ts";

const KILL = fileURLToPath(new URL("kill.cjs", import.meta.url));
/** Windows gives a status for what a signal has ended. */
const KILLED = process.platform === "win32" ? 1 : null;
const FILES = 6;
const packageJson = JSON.stringify({ type: "module" });

interface Interruption {
  readonly tool: keyof typeof tools;
  readonly words: readonly string[];
  /** Which write the build does not survive, among those whose path has `match` in it. */
  readonly at: number;
  readonly match: string;
  readonly compilerOptions?: object;
}

const incremental = { incremental: true };
const interruptions: Interruption[] = [
  { tool: "tspc", words: ["-p", "."], at: 4, match: "dist" },
  { tool: "tspc", words: ["-p", "."], at: 4, match: "dist", compilerOptions: incremental },
  { tool: "tspc", words: ["-p", "."], at: 1, match: "tsbuildinfo", compilerOptions: incremental },
  { tool: "tspc", words: ["-b"], at: 4, match: "dist", compilerOptions: { composite: true } },
  // First the rewritten sources, then the output under other names, then its renaming.
  { tool: "weakfield", words: ["build"], at: 3, match: ".weakfield" },
  { tool: "weakfield", words: ["build"], at: 2, match: "dist" },
  { tool: "weakfield", words: ["build"], at: FILES + 3, match: "dist" },
  { tool: "weakfield", words: ["rewrite", "src", "--out", "dist"], at: 2, match: "dist" },
  { tool: "weakfield", words: ["rewrite", "src", "--out", "dist"], at: FILES + 3, match: "dist" },
];

/** Runs a tool, which has to succeed; where it does not, what it has said is what one wants to know. */
async function succeed(
  folder: string,
  tool: keyof typeof tools,
  words: readonly string[],
): Promise<void> {
  const { status, output } = await run(folder, tool, words);
  expect(status, output).toBe(0);
}

describe("what a build that was killed leaves, the next one puts right", () => {
  /** What builds that nobody disturbs write, by how they are run. */
  const undisturbed = new Map<string, Record<string, string>>();

  test.each(interruptions)(
    "$tool $words, write $at of $match, $compilerOptions",
    { timeout: 300_000 },
    async ({ tool, words, at, match, compilerOptions = {} }) => {
      const files = { "package.json": packageJson, "tsconfig.json": tsconfig(compilerOptions) };
      const key = JSON.stringify([tool, words, compilerOptions]);
      if (!undisturbed.has(key)) {
        const folder = createFolder({ ...files, ...modules(FILES, "2") });
        await succeed(folder, tool, words);
        undisturbed.set(key, contentsOf(path.join(folder, "dist")));
      }
      const expected = undisturbed.get(key) ?? {};
      expect(Object.keys(expected).length).toBeGreaterThanOrEqual(FILES);

      const folder = createFolder({ ...files, ...modules(FILES) });
      const killed = {
        flags: ["--require", KILL],
        env: { KILL_AT: String(at), KILL_MATCH: match },
      };
      // Over nothing, and then over what that has left.
      expect((await run(folder, tool, words, killed)).status).toBe(KILLED);
      writeFiles(folder, modules(FILES, "2"));
      expect((await run(folder, tool, words, killed)).status).toBe(KILLED);
      await succeed(folder, tool, words);
      expect(contentsOf(path.join(folder, "dist"))).toEqual(expected);
    },
  );
});

describe("where nothing can be written", () => {
  const files = {
    "package.json": packageJson,
    "tsconfig.json": tsconfig({ outDir: "blocked/dist" }),
    // A file stands where a folder would have to be made: the same for every user, root included.
    blocked: "",
    ...modules(2),
  };

  test("tspc says so", async () => {
    const { status, output } = await run(createFolder(files), "tspc", ["-p", "."]);
    expect(status).not.toBe(0);
    expect(output).toMatch(/error TS5033: Could not write file '.*blocked\/dist\/m0\.js'/);
  });

  test.each([["build"], ["rewrite", "src", "--out", "blocked/dist"]])(
    "weakfield %s says so in one line",
    async (...words) => {
      const folder = createFolder(files);
      const { status, output } = await run(folder, "weakfield", words);
      expect(status).toBe(64);
      expect(output).toMatch(
        /^weakfield: Cannot write `.*blocked.*` \((?:EEXIST|ENOENT|ENOTDIR)\)\. Nothing was written\.$/m,
      );
      expect(output).not.toMatch(/^\s+at /m);
      expect(contentsOf(folder)["blocked"]).toBe("");
    },
  );
});

test("a source that cannot be read is named in one line, and nothing is written", async () => {
  const folder = createFolder(modules(1));
  symlinkSync("nowhere.ts", path.join(folder, "src/gone.ts"));
  const { status, output } = await run(folder, "weakfield", ["rewrite", "src", "--out", "dist"]);
  expect(output).toMatch(/^weakfield: The file system refuses: ENOENT: .*gone\.ts'\.\n$/);
  expect(status).toBe(64);
  expect(Object.keys(contentsOf(folder))).toEqual(["src/m0.ts"]);
});

test("bytes that are no text are compiled or refused as any other text", async () => {
  const folder = createFolder({ "src/empty.ts": "", "tsconfig.json": tsconfig() });
  const odd = 'import { field } from "weakfield";\nexport class A { @field x = "\u0000\uFFFD"; }\n';
  writeFiles(folder, { "src/odd.ts": odd, "src/binary.ts": "weakfield field \u0000\u0001" });
  const { status, output } = await run(folder, "weakfield", ["rewrite", "src", "--out", "dist"]);
  expect(status).toBe(1);
  expect(output).toContain("binary.ts:1:");
  expect(output).toContain("WF1007");
  expect(output).not.toContain("odd.ts");
});

test("a fault of the transformer keeps its stack and names the file", () => {
  const compile = () =>
    ts.transpileModule('import { field } from "weakfield";\nclass A { @field x = 1; }', {
      fileName: "/project/broken.ts",
      transformers: {
        before: [
          (context) => {
            const factory = new Proxy(context.factory, {
              get(target, name) {
                if (name === "createNodeArray") throw new RangeError("our own fault");
                return Reflect.get(target, name) as unknown;
              },
            });
            return before()(
              Object.create(context, { factory: { value: factory } }) as typeof context,
            );
          },
        ],
      },
    });
  let caught: unknown;
  try {
    compile();
  } catch (error) {
    caught = error;
  }
  const { message, stack = "", cause } = caught as Error;
  expect(cause).toBeInstanceOf(RangeError);
  expect(message).toMatch(
    /^\[weakfield\] .*broken\.ts could not be compiled\. This is a fault of weakfield/,
  );
  expect(stack).toContain("broken.ts");
  expect(stack).toContain("RangeError: our own fault\n    at Object.get");
});

afterAll(removeFolders);
