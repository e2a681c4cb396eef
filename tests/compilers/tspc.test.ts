import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createProject, tsconfig } from "./project.ts";
import type { Project } from "./project.ts";

const PERSON = `import { field, integer } from "weakfield";
export class Person {
  @field(integer) age = 1.5;
}
console.log(new Person().age, Object.keys(new Person()).length);
`;
const FAULTY = `${PERSON}export const marker = field;
`;
const FAULT =
  "WF1006: `field` is a marker that only the compiler reads: it may stand behind an `@`, nowhere else. Write `@field` at each declaration.";

const read = (project: Project, path: string) => readFileSync(join(project.folder, path), "utf8");

describe.each(["ts-5.0", "ts-5.4", "ts-5.9", "ts-6.0"])("tspc of %s", (compiler) => {
  test("-p compiles, and what comes out runs without a decorator", async () => {
    const project = createProject(compiler, "p", {
      "src/a.ts": PERSON,
      "tsconfig.json": tsconfig(),
    });
    expect(await project.run("tspc", ["-p", "."])).toEqual({ status: 0, output: "" });
    expect(read(project, "dist/a.js")).not.toContain("__esDecorate");
    expect((await project.run("node", ["dist/a.js"])).output).toBe("1 0\n");
  });

  test("a fault is an error at its place, with status and code frame as any other", async () => {
    const project = createProject(compiler, "fault", {
      "src/a.ts": FAULTY,
      "tsconfig.json": tsconfig(),
    });
    expect(await project.run("tspc", ["-p", "."])).toEqual({
      status: 2,
      output: `src/a.ts(6,23): error TS991006: ${FAULT}\n`,
    });
    const { output } = await project.run("tspc", ["-p", ".", "--pretty"]);
    expect(output.replace(/\u001b\[\d+m/g, "")).toContain(
      "6 export const marker = field;\n                        ~~~~~",
    );
  });

  test("-b builds projects that depend on each other", async () => {
    const project = createProject(compiler, "b", {
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "a" }, { path: "b" }] }),
      "a/src/a.ts": PERSON,
      "a/tsconfig.json": tsconfig({ composite: true }),
      "b/src/b.ts":
        'import { field } from "weakfield";\nimport { Person } from "../../a/src/a.js";\nexport class Worker extends Person { @field job = "none"; }\nconsole.log(new Worker().job, new Worker().age);\n',
      "b/tsconfig.json": tsconfig({ composite: true }, { references: [{ path: "../a" }] }),
    });
    expect(await project.run("tspc", ["-b"])).toEqual({ status: 0, output: "" });
    expect(read(project, "b/dist/b.js")).toContain("$wf.");
    expect(read(project, "a/dist/a.js")).toContain("$wf.");
  });
});

describe("tspc of ts-6.0", () => {
  const compiler = "ts-6.0";

  test("an unknown option is an error at its place in tsconfig.json", async () => {
    const project = createProject(compiler, "option", {
      "src/a.ts": PERSON,
      "tsconfig.json": tsconfig({
        plugins: [{ transform: "@weakfield/transformer", storge: "private" }],
      }),
    });
    const { status, output } = await project.run("tspc", ["-p", "."]);
    expect(output).toMatch(
      /^tsconfig\.json\(\d+,\d+\): error TS991001: WF1001: Unknown option `storge`\. Did you mean `storage`\?\n$/,
    );
    expect(status).toBe(2);
  });

  test("the next incremental run reports a fault again from .tsbuildinfo", async () => {
    const project = createProject(compiler, "incremental-p", {
      "src/a.ts": FAULTY,
      "tsconfig.json": tsconfig({ incremental: true }),
    });
    const first = await project.run("tspc", ["-p", "."]);
    expect(first.output).toContain("error TS991006");
    expect(await project.run("tspc", ["-p", "."])).toEqual(first);
  });

  // Without `declaration` TypeScript takes a project with errors of emit for up to date.
  test("the next -b reports a fault again, and compiles once it is mended", async () => {
    const project = createProject(compiler, "incremental-b", {
      "src/a.ts": FAULTY,
      "tsconfig.json": tsconfig({ incremental: true, declaration: true }),
    });
    const first = await project.run("tspc", ["-b"]);
    expect(first).toEqual({ status: 1, output: `src/a.ts(6,23): error TS991006: ${FAULT}\n` });
    expect(await project.run("tspc", ["-b"])).toEqual(first);
    project.write({ "src/a.ts": PERSON });
    expect(await project.run("tspc", ["-b"])).toEqual({ status: 0, output: "" });
    expect((await project.run("node", ["dist/a.js"])).output).toBe("1 0\n");
  });

  test("--watch reports a fault, forgets it when it is mended, and compiles again", async () => {
    const project = createProject(compiler, "watch", {
      "src/a.ts": FAULTY,
      "tsconfig.json": tsconfig(),
    });
    const watch = project.start("tspc", ["-p", ".", "--watch", "--preserveWatchOutput"]);
    try {
      expect(await watch.until(/Found \d+ error/)).toContain(`error TS991006: ${FAULT}`);
      project.write({ "src/a.ts": PERSON });
      expect(await watch.until(/Found \d+ error/)).toContain("Found 0 errors");
      expect((await project.run("node", ["dist/a.js"])).output).toBe("1 0\n");
      project.write({ "src/a.ts": PERSON.replace("1.5", "2.5") });
      expect(await watch.until(/Found \d+ error/)).toContain("Found 0 errors");
      expect((await project.run("node", ["dist/a.js"])).output).toBe("2 0\n");
    } finally {
      watch.stop();
    }
  });

  test("afterDeclarations writes accessors, so that a hidden field is an error downstream", async () => {
    const project = createProject(compiler, "declarations", {
      "tsconfig.json": tsconfig({
        declaration: true,
        plugins: [
          { transform: "@weakfield/transformer" },
          { transform: "@weakfield/transformer", afterDeclarations: true },
        ],
      }),
      "src/base.ts": `import { field } from "weakfield";
export class Base {
  /** The name. */
  @field name = "base";
  @field nickname?: string;
  @field readonly id: number = 1;
  @field protected level = 1;
  @field private secret = 1;
  plain = this.secret;
}
`,
      "user/tsconfig.json": tsconfig(
        { rootDir: "..", outDir: "out", plugins: [] },
        { include: ["."] },
      ),
      "user/user.ts":
        'import { Base } from "../dist/base.js";\nexport class User extends Base { name = "hidden"; plain = 2; }\n',
    });
    expect(await project.run("tspc", ["-p", "."])).toEqual({ status: 0, output: "" });
    expect(read(project, "dist/base.d.ts")).toBe(`export declare class Base {
    /** The name. */
    accessor name: string;
    accessor nickname: string | undefined;
    get id(): number;
    protected accessor level: number;
    private secret;
    plain: number;
}
`);
    const { output } = await project.run("tsc", ["-p", "user"]);
    expect(output).toMatch(
      /^user\/user\.ts\(2,34\): error TS2610: 'name' is defined as an accessor/,
    );
    expect(output.trim().split("\n")).toHaveLength(1);
  });

  test("without afterDeclarations a declaration file says what the source says", async () => {
    const project = createProject(compiler, "plain-declarations", {
      "tsconfig.json": tsconfig({ declaration: true }),
      "src/a.ts": PERSON,
    });
    await project.run("tspc", ["-p", "."]);
    expect(read(project, "dist/a.d.ts")).toBe(
      "export declare class Person {\n    age: number;\n}\n",
    );
  });

  test(".mts, .cts and `import =` are compiled in their own module formats", async () => {
    const project = createProject(compiler, "extensions", {
      "tsconfig.json": tsconfig({ module: "Preserve", moduleResolution: "Bundler" }),
      "src/a.mts": PERSON,
      "src/b.cts": `import w = require("weakfield");
class Count { @w.field(w.integer) count = 2.5; }
console.log(new Count().count);
`,
    });
    expect(await project.run("tspc", ["-p", "."])).toEqual({ status: 0, output: "" });
    expect((await project.run("node", ["dist/a.mjs"])).output).toBe("1 0\n");
    expect((await project.run("node", ["dist/b.cjs"])).output).toBe("2\n");
  });

  test("a stack frame in an inline converter is that of the source", async () => {
    const project = createProject(compiler, "maps", {
      "tsconfig.json": tsconfig({ sourceMap: true }),
      "src/a.ts": `import { field, FieldError } from "weakfield";
class Person {
  @field((value) => { throw new Error("no " + typeof value); }) age!: number;
}
try {
  new Person().age = 1;
} catch (error) {
  console.log(((error as FieldError).cause as Error).stack);
  console.log((error as FieldError).stack);
}
`,
    });
    await project.run("tspc", ["-p", "."]);
    const { output } = await project.run("node", ["--enable-source-maps", "dist/a.js"]);
    expect(output).toMatch(/src\/a\.ts:3:29/);
    expect(output).toMatch(/set age.*src\/a\.ts:3:3\)/);
    expect(output).toMatch(/src\/a\.ts:6:/);
  });

  test("a file that cannot be parsed is one more error, and nothing of it is compiled", async () => {
    const project = createProject(compiler, "syntax", {
      "tsconfig.json": tsconfig(),
      "src/a.ts": 'import { field } from "weakfield";\nclass A { @field x = ; }\n',
      "src/b.ts": PERSON,
    });
    const { status, output } = await project.run("tspc", ["-p", "."]);
    expect(status).not.toBe(0);
    expect(output).toContain("src/a.ts(2,22): error TS1109");
    expect(output).toContain("src/a.ts(2,22): error TS991007: WF1007: The file cannot be parsed");
    expect((await project.run("node", ["dist/b.js"])).output).toBe("1 0\n");
  });

  test("nothing is left of the marker's import, and other imports are elided as ever", async () => {
    const project = createProject(compiler, "imports", {
      "tsconfig.json": tsconfig(),
      "src/types.ts": "export interface Unused { x: number }\nexport const used = 1;\n",
      "src/a.ts": `import { field, FieldError, type FieldIssue, integer, text } from "weakfield";
import { type Unused, used } from "./types.js";
export class Person {
  @field(integer) age = used;
}
export type Failure = FieldError | FieldIssue | Unused | typeof text;
`,
    });
    expect(await project.run("tspc", ["-p", "."])).toEqual({ status: 0, output: "" });
    const imports = read(project, "dist/a.js").match(/^import .*$/gm);
    expect(imports).toEqual([
      'import { integer } from "weakfield";',
      'import * as $wf from "weakfield/internal";',
      'import { used } from "./types.js";',
    ]);
  });
});

describe("TypeScript 7", () => {
  test("ignores the plugin, and the marker says so as soon as the class is defined", async () => {
    const project = createProject("ts-7.0", "seven", {
      "tsconfig.json": tsconfig(),
      "src/a.ts": PERSON,
    });
    expect((await project.run("tsc", ["-p", "."])).status).toBe(0);
    expect(existsSync(join(project.folder, "dist/a.js"))).toBe(true);
    const { status, output } = await project.run("node", ["dist/a.js"]);
    expect(status).toBe(1);
    expect(output).toContain("[weakfield] `@field` was not compiled.");
    expect(output).toContain("weakfield build");
  });
});
