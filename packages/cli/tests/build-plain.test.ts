// What has no fields must come out as the compiler alone writes it, whatever the settings are.
import { execFile } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { shownPath } from "../src/files.ts";
import { createFolder, weakfield } from "./run.ts";

const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
const native = (await import(
  pathToFileURL(join(packages, "@typescript/native/lib/getExePath.js")).href
)) as { default: () => string };
const compilers = {
  "@typescript/native": [native.default()],
  typescript: [process.execPath, join(packages, "typescript/bin/tsc")],
} as const;

const sources: Readonly<Record<string, string>> = {
  "src/fields.ts": `import { field } from "weakfield";
import { type Shape, area } from "./plain.js";

/** Has a field. */
export class Square implements Shape {
  @field side = 1;
  get area() {
    return area(this);
  }
}
`,
  "src/plain.ts": `import { Square } from "./fields.js";

/** Has none. */
export interface Shape {
  readonly side: number;
}
export enum Kind { square = "é" }
export class Plain { accessor kind = Kind.square; #own = 1; own() { return this.#own; } }
export const area = ({ side }: Shape): number => side ** 2; // a comment
export const make = () => new Square();
`,
};

/** Sources that tell all types. */
const isolated = {
  "src/fields.ts": `import { field } from "weakfield";
export class Square { @field side: number = 1; }
`,
  "src/plain.ts": `import { Square } from "./fields.js";
export const make = (): Square => new Square();
`,
};

interface Case {
  /** Whether versions of the compiler differ here. */
  readonly isVaried?: boolean;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Of tsconfig.json, beside the options. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Where symbolic links lead, by their paths. */
  readonly links?: Readonly<Record<string, string>>;
  /** Whether a second build after an edit is compared too. */
  readonly edit?: boolean;
  /** The JavaScript of the file with fields; null if there is none. */
  readonly script?: string | null;
}
const cases: Readonly<Record<string, Case>> = {
  "no settings": { isVaried: true },
  "source maps": { options: { sourceMap: true, declaration: true, declarationMap: true } },
  "maps in the code": { options: { inlineSourceMap: true, inlineSources: true } },
  "maps elsewhere": {
    options: { sourceMap: true, mapRoot: "../maps", declaration: true, declarationMap: true },
  },
  "maps on a server": {
    options: {
      sourceMap: true,
      mapRoot: "https://maps.example/",
      sourceRoot: "https://src.example/",
    },
  },
  "a folder of declarations": {
    options: { declaration: true, declarationMap: true, declarationDir: "types/deep" },
  },
  "declarations alone": { options: { declaration: true, emitDeclarationOnly: true }, script: null },
  "nothing at all": { options: { noEmit: true }, script: null },
  "files beside their sources": {
    isVaried: true,
    options: { outDir: undefined, rootDir: undefined, sourceMap: true, declaration: true },
    script: "src/fields.js",
  },
  "CommonJS, ES2017": {
    isVaried: true,
    options: { module: "CommonJS", moduleResolution: "Bundler", target: "ES2017" },
  },
  "comments and line ends": { options: { removeComments: true, newLine: "crlf", emitBOM: true } },
  "other kinds of modules": {
    files: {
      "src/one.mts": 'export { area } from "./plain.js";\n',
      "src/two.cts": "export const two: number = 2;\n",
      "src/deep/package.json": '{ "type": "commonjs" }',
      "src/deep/three.ts": "export const three: number = 3;\n",
    },
  },
  JSX: {
    options: { jsx: "preserve" },
    files: {
      "src/view.tsx":
        "declare namespace JSX { interface IntrinsicElements { a: { b: number } } }\nexport const view = () => <a b={1} />;\n",
    },
  },
  "JSON and JavaScript": {
    isVaried: true,
    options: { allowJs: true, checkJs: true, resolveJsonModule: true, declaration: true },
    files: {
      "src/script.js": "/** @type {number} */\nexport const a = 1;\n",
      "src/data.ts":
        'import data from "./data.json" with { type: "json" };\nexport const b = data.b;\n',
      "src/data.json": '{ "b": 1 }\n',
    },
  },
  "extensions as written": {
    options: { rewriteRelativeImportExtensions: true },
    files: { "src/main.ts": 'export * from "./plain.ts";\nexport type A = 1;\n' },
  },
  "inherited settings": {
    options: { outDir: undefined, rootDir: undefined },
    config: { extends: ["./config/a.json", "./config/b.json"], include: undefined },
    files: {
      "config/a.json":
        '{ "compilerOptions": { "outDir": "wrong", "removeComments": true, "paths": { "#p": ["../src/plain.ts"] } } }',
      "config/b.json":
        '{ "extends": "./c.json", "compilerOptions": { "outDir": "${configDir}/dist" }, "include": ["../src"] }',
      "config/c.json": '{ "compilerOptions": { "rootDir": "../src", "sourceMap": true } }',
      "src/mapped.ts": 'export { area } from "#p";\n',
    },
  },
  "the whole folder": {
    isVaried: true,
    options: { outDir: "./dist", declaration: true, allowJs: true, rootDir: "." },
    config: { include: undefined },
    files: { "dist/old.d.ts": "old", "dist/old.js": "old" },
    script: "dist/src/fields.js",
  },
  "a list of files": {
    config: { files: ["src/plain.ts"], include: undefined },
    files: { "src/other.ts": "export {};\n" },
  },
  "files left out": {
    config: { exclude: ["src/other.ts"] },
    files: { "src/other.ts": "export {};\n" },
  },
  "two roots": {
    options: { rootDirs: ["src", "generated"], rootDir: ".", include: undefined },
    config: { include: ["src", "generated"] },
    files: {
      "generated/made.ts": "export type Made = number;\nexport const made: Made = 1;\n",
      "src/uses.ts":
        'import { field } from "weakfield";\nimport { Made, made } from "./made.js";\nexport class Uses { @field made: Made = made; }\n',
    },
    script: "dist/src/fields.js",
  },
  "an incremental project": { options: { incremental: true }, edit: true },
  "a place for build information": {
    options: { incremental: true, tsBuildInfoFile: "cache/one.tsbuildinfo", declaration: true },
    edit: true,
  },
  "a list of what is written": {
    isVaried: true,
    options: {
      listEmittedFiles: true,
      sourceMap: true,
      declaration: true,
      declarationMap: true,
      declarationDir: "types",
    },
  },
  "a list where nothing is written": {
    options: { listEmittedFiles: true, noEmitOnError: true },
    files: { "src/wrong.ts": "export const wrong: string = 1;\n" },
    script: null,
  },
  "a list of what is read": { options: { listFiles: true } },
  "pretty, for nobody": {
    options: { pretty: true },
    files: { "src/wrong.ts": "export const wrong: string = 1;\n" },
  },
  "pretty, by a base": {
    config: { extends: ["./config/pretty.json", "./config/plain.json"] },
    files: {
      "config/pretty.json": '{ "compilerOptions": { "pretty": true } }',
      "config/plain.json": "{}",
      "src/wrong.ts": "export const wrong: string = 1;\n",
    },
  },
  "declarations of each file alone": {
    options: { declaration: true, isolatedDeclarations: true },
    files: isolated,
    edit: true,
  },
  "declarations that cannot be made": {
    isVaried: true,
    options: { declaration: true, isolatedDeclarations: true },
    files: { ...isolated, "src/wrong.ts": "export const wrong = () => Math.random();\n" },
  },
  "declarations that would show what is private": {
    isVaried: true,
    options: { declaration: true },
    files: { "src/wrong.ts": "export const wrong = () => class { private a = 1; };\n" },
  },
  "types that nobody checks": {
    options: { noCheck: true },
    files: { "src/wrong.ts": "export const wrong: string = 1;\n" },
  },
  "folders whose names begin with a dot": {
    options: { rootDir: ".", outDir: ".out" },
    config: { files: ["src/.deep/one.ts"] },
    files: {
      "src/.deep/one.ts":
        'import { field } from "weakfield";\nexport class Uses { @field one = 1; }\n',
    },
    script: ".out/src/fields.js",
  },
  "files outside of the root": {
    files: { "other/one.ts": "export {};\n" },
    config: { include: ["src", "other"] },
    isVaried: true,
  },
  "packages of a workspace": {
    options: { rootDir: "." },
    config: { include: ["src", "packages"] },
    files: {
      "packages/one/package.json": '{ "name": "one", "type": "module", "exports": "./one.ts" }',
      "packages/one/one.ts": "export const one = 1;\n",
      "src/two.ts": 'export * from "one";\n',
    },
    links: { "node_modules/one": "../packages/one" },
    script: "dist/src/fields.js",
  },
  "a folder that is a link": {
    files: { "elsewhere/one.ts": "export const one = 1;\n" },
    links: { "src/linked": "../elsewhere" },
  },
  "a list that leaves out what is imported": {
    options: { composite: true },
    config: { files: ["src/fields.ts"], include: undefined },
  },
  "settings that extend each other": {
    config: { extends: "./config/a.json" },
    files: { "config/a.json": '{ "extends": "../tsconfig.json" }' },
  },
  "settings that extend nothing": { config: { extends: "./none.json" } },
  "metadata of decorators": {
    options: { experimentalDecorators: true, emitDecoratorMetadata: true },
    edit: true,
  },
  "each file alone": { options: { isolatedModules: true, verbatimModuleSyntax: true }, edit: true },
  "output among the sources": {
    options: { outDir: "src/out", declaration: true },
    edit: true,
    script: "src/out/fields.js",
  },
  "a composite project": { options: { composite: true, tsBuildInfoFile: "dist/info" } },
  "faulty types": {
    isVaried: true,
    options: { declaration: true },
    files: { "src/wrong.ts": "export const wrong: string = 1;\n" },
  },
  "faulty types, and nothing written": {
    options: { noEmitOnError: true },
    files: { "src/wrong.ts": "export const wrong: string = 1;\n" },
    script: null,
  },
  "faulty syntax": { files: { "src/wrong.ts": "export const = 1;\n" } },
  "unknown settings": { options: { strct: true } },
  "no sources": { config: { include: ["none"] }, script: null },
};

function projectOf({ options, config, files, links = {} }: Case): string {
  const folder = createFolder({
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        target: "ES2022",
        lib: ["ES2022"],
        module: "NodeNext",
        strict: true,
        skipLibCheck: true,
        types: [],
        rootDir: "src",
        outDir: "dist",
        ...options,
      },
      include: ["src"],
      ...config,
    }),
    "node_modules/weakfield/package.json": '{ "type": "module", "exports": "./index.js" }',
    "node_modules/weakfield/index.d.ts": "export declare const field: any;\n",
    ...sources,
    ...files,
  });
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
  return folder;
}

/** All that a build has written: texts by path, without what it notes for itself. */
function outputOf(folder: string, given: Case): Record<string, string> {
  const inputs = new Set(Object.keys({ ...sources, ...given.files }));
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => shownPath(folder, join(entry.parentPath, entry.name)))
      .filter(
        (path) =>
          !/^node_modules|^\.weakfield|\/info$|\.tsbuildinfo$|^package\.json|config.*\.json$/.test(
            path,
          ),
      )
      .filter((path) => !inputs.has(path))
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

describe.each(Object.entries(compilers))("%s", (name, [file, ...first]) => {
  const compared = Object.entries(cases).filter(
    ([, { isVaried }]) => isVaried === true || name === "@typescript/native",
  );
  const compile = (folder: string) =>
    promisify(execFile)(file, [...first, "-p", "."], { cwd: folder }).then(
      ({ stdout }) => ({ status: 0, stdout }),
      (error: unknown) => {
        const { code, stdout } = error as { code: number; stdout: string };
        return { status: code, stdout };
      },
    );

  test.each(compared)("%s", async (_title, given) => {
    const [plain, folder] = [projectOf(given), projectOf(given)];
    await compare(plain, folder, given);
    if (given.edit !== true) return;
    for (const project of [plain, folder]) {
      appendFileSync(join(project, "src/plain.ts"), "export const edited: number = 1;\n");
      appendFileSync(join(project, "src/fields.ts"), "export const edited: number = 1;\n");
    }
    await compare(plain, folder, given);
  });

  async function compare(plain: string, folder: string, given: Case): Promise<void> {
    const alone = await compile(plain);
    const { status, stdout, stderr } = await weakfield(folder, "build", "--compiler", name);
    expect(stdout.replaceAll(folder, plain), stderr).toBe(alone.stdout);
    expect(status).toBe(alone.status);
    const expected = outputOf(plain, given);
    const actual = outputOf(folder, given);
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    const script = given.script === undefined ? "dist/fields.js" : given.script;
    expect(existsSync(join(folder, script ?? "dist/fields.js"))).toBe(script !== null);
    for (const path of Object.keys(expected)) {
      // The code of the class differs; everything else that is said of it does not.
      if (script !== null && /(fields|uses|deep\/one)\.js/.test(path)) {
        expect(expected[path]).not.toBe(actual[path]);
        if (path === script) expect(actual[path]).toContain("weakfield/internal");
        if (path.endsWith(".map"))
          expect(withoutMappings(actual[path])).toEqual(withoutMappings(expected[path]));
      } else expect(actual[path], path).toBe(expected[path]);
    }
  }
});

function withoutMappings(map: string | undefined): unknown {
  return { ...(JSON.parse(map ?? "") as object), mappings: null, names: null };
}
